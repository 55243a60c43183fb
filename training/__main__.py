"""Fine-tune the encoder and train the reader's network on the question sets.

Run from the repository's root::

    python -m training --data DIR --out FOLDER
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from retriever.cross_encoder import WEIGHTS as READER
from retriever.encoder import TUNED
from training.encoder import examples, fine_tune
from training.network import save_network
from training.reader import train
from training.splits import OWN, POLICY
from training.tasks import PARAGRAPH_SET, anchor_texts, mixed_examples, paragraph_tasks, read_kept, search_tasks

# Over the questions that are like what staff ask; one pass is spread over them of all others.
ENCODER_PASSES, READER_PASSES = 1, 2
TRIAL_STEPS, TRIAL_EXAMPLES = 2, 64


def main(arguments: Sequence[str] | None = None) -> None:
    """Fine-tune the encoder, train the reader from it, and store both."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description="Fine-tune the encoder and train the reader."
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the question sets' folders")
    parser.add_argument("--own", type=Path, default=OWN, help="the folder of our own questions")
    parser.add_argument("--out", type=Path, required=True, help="the folder for the two weights' files")
    parser.add_argument("--smoke", action="store_true", help=f"{TRIAL_STEPS} steps of each, to see that it runs")
    asked = parser.parse_args(arguments)
    steps, most = (TRIAL_STEPS, TRIAL_EXAMPLES) if asked.smoke else (None, None)

    kept = read_kept([asked.data / POLICY, asked.own])
    like = examples(kept.training, kept.pages, kept.groups)[:most]
    mixed = mixed_examples(asked.data, kept)[:most]
    print(f"Fine-tuning the encoder on {len(like)} questions like what staff ask and {len(mixed)} others.")
    encoder = fine_tune(like, mixed, anchor_texts(asked.data)[:most], ENCODER_PASSES, steps)

    asked.out.mkdir(parents=True, exist_ok=True)
    save_network(encoder, asked.out / TUNED.name)

    tasks, paragraphs = search_tasks(encoder, kept), paragraph_tasks(asked.data / PARAGRAPH_SET)
    print(f"Training the reader on {len(tasks)} of those questions and {len(paragraphs)} others.")
    save_network(train(encoder, tasks, paragraphs, READER_PASSES, steps), asked.out / READER.name)
    print(f"Wrote {asked.out}.")


if __name__ == "__main__":
    main()
