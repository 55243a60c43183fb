"""Train the reader's network on the question sets.

Run from the repository's root::

    python -m training --data DIR --out FILE
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from training.encoder import examples, fine_tune
from training.network import save_network
from training.reader import train
from training.splits import POLICY
from training.tasks import PARAGRAPH_SET, mixed_examples, paragraph_tasks, read_policy, search_tasks

# Over the policy questions; one pass is spread over them of all others.
PASSES = 2
TRIAL_STEPS, TRIAL_EXAMPLES = 2, 64


def main(arguments: Sequence[str] | None = None) -> None:
    """Fine-tune the encoder, train the reader from it, and store the reader."""
    parser = argparse.ArgumentParser(prog="python -m training", description="Train the reader's network.")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the question sets' folders")
    parser.add_argument("--out", type=Path, required=True, help="the weights' file, such as reader.safetensors")
    parser.add_argument("--smoke", action="store_true", help=f"{TRIAL_STEPS} steps of each, to see that it runs")
    asked = parser.parse_args(arguments)
    steps, most = (TRIAL_STEPS, TRIAL_EXAMPLES) if asked.smoke else (None, None)

    policy = read_policy(asked.data / POLICY)
    kept = examples(policy.training, policy.pages, policy.groups)[:most]
    mixed = mixed_examples(asked.data, policy)[:most]
    print(f"Fine-tuning the encoder on {len(kept)} policy questions and {len(mixed)} others.")
    encoder = fine_tune(kept, mixed, PASSES, steps)

    tasks = search_tasks(encoder, policy) + paragraph_tasks(asked.data / PARAGRAPH_SET)
    print(f"Training the reader on {len(tasks)} questions.")
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    save_network(train(encoder, tasks, steps), asked.out)
    print(f"Wrote {asked.out}.")


if __name__ == "__main__":
    main()
