"""What the two networks are shown: examples for the encoder, tasks for the reader, of training documents only."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transformers import BertModel

from training.encoder import QUESTION_TOKENS, Example, examples, read_as
from training.library import Library, Words
from training.network import Cutter, encode
from training.pages import Page, Place, Question, read_set
from training.reader import Task
from training.splits import MIXED, document_sides, page_groups, side

# Questions asked of one paragraph, whose other statements surely do not answer.
PARAGRAPH_SET, PARAGRAPH_TASKS = "squad2_dev", 1200
STATEMENT_TOKENS = 64
ANCHORS_OF_EACH_SET = 500  # questions, and statements
NEAREST = 16  # candidates of our own search from which the reader's are drawn
# Searched for each question: near copies of its page drop out, and enough must be left.
SEARCHED = 4 * NEAREST


@dataclass(frozen=True, slots=True)
class Kept:
    """The question sets that are like what staff ask, as one library."""

    pages: Mapping[str, Page]
    training: tuple[Question, ...]  # about documents of the training side
    groups: Mapping[str, str]  # near-copy group of each page

    def trains(self, page: str) -> bool:
        """Whether a page is on the training side."""
        return side(self.groups[page]) == "train"


def read_kept(folders: Sequence[Path]) -> Kept:
    """The sets of those folders, whose documents must differ in name; near copies are named in a set's info.json."""
    pages: dict[str, Page] = {}
    groups: dict[str, str] = {}
    training: list[Question] = []
    for folder in folders:
        own, questions = read_set(folder)
        pages |= own
        groups |= page_groups(folder, own)
        training += [question for question in questions if side(groups[question.page]) == "train"]
    return Kept(pages, tuple(training), groups)


def mixed_examples(root: Path, kept: Kept) -> list[Example]:
    """Examples of other sets, none about a document that is held out, under whatever number it goes."""
    barred = {name.split("#")[0] for name in kept.pages if not kept.trains(name)}
    out: list[Example] = []
    for name, most in MIXED.items():
        pages, questions = _training_questions(root / name)
        usable = [question for question in questions if question.page.split("#")[0] not in barred]
        out += examples(usable, pages, kept.groups)[:most]
    return out


def anchor_texts(root: Path) -> list[str]:
    """Questions and statements of training documents of other sets, to hold the encoder where it was."""
    texts: list[str] = []
    for name in MIXED:
        pages, questions = _training_questions(root / name)
        texts += [question.text for question in questions[:ANCHORS_OF_EACH_SET]]
        places = [place.text for page in pages.values() for place in page.places]
        random.Random(0).shuffle(places)
        texts += places[:ANCHORS_OF_EACH_SET]
    return texts


def paragraph_tasks(folder: Path) -> list[Task]:
    """Questions with the statements of their own paragraph."""
    pages, questions = _training_questions(folder)
    asked = [question for question in questions if question.paragraph][:PARAGRAPH_TASKS]
    tasks = [_paragraph_task(question, pages[question.page]) for question in asked]
    return [task for task in tasks if task]


def search_tasks(encoder: BertModel, kept: Kept) -> list[Task]:
    """Questions with what a search over all training pages finds for them."""
    cut = Cutter()
    library = _library(encoder, cut, {name: page for name, page in kept.pages.items() if kept.trains(name)})
    vectors = encode(encoder, [cut.ids(question.text, QUESTION_TOKENS) for question in kept.training])
    tasks = [
        _search_task(question, library, kept.groups, library.nearest(question.text, vector, SEARCHED))
        for question, vector in zip(kept.training, vectors, strict=True)
    ]
    return [task for task in tasks if task]


@cache  # examples, anchors and paragraphs ask for the same sets
def _training_questions(folder: Path) -> tuple[dict[str, Page], list[Question]]:
    """A set's training documents, and the questions about them, shuffled always the same way."""
    pages, questions = read_set(folder)
    sides = document_sides(folder, pages)
    usable = [question for question in questions if sides[question.page] == "train"]
    random.Random(0).shuffle(usable)
    return {name: page for name, page in pages.items() if sides[name] == "train"}, usable


def _paragraph_task(question: Question, page: Page) -> Task | None:
    """The question with its paragraph's statements; None where the answer is lost."""
    own = page.answering([question.paragraph]) if question.paragraph else []
    right = page.answering(question.spans) if question.answerable else []
    if question.answerable and not right:
        return None
    others = tuple(page.places[i] for i in own if i not in right)
    return Task(question.text, tuple(page.places[i] for i in right), others, None, question.short)


def _library(encoder: BertModel, cut: Cutter, pages: Mapping[str, Page]) -> Library:
    places = tuple((name, place) for name, page in pages.items() for place in page.places)
    read = [cut.ids(read_as(page, i), STATEMENT_TOKENS) for page in pages.values() for i in range(len(page.places))]
    words = Words([f"{place.heading}: {place.text}" for _, place in places])
    return Library(pages, places, encode(encoder, read), words)


def _search_task(
    question: Question, library: Library, groups: Mapping[str, str], nearest: Sequence[int]
) -> Task | None:
    """The question with its answers and the nearest others; None where the answer is lost."""
    page = library.pages[question.page]
    answering = tuple(page.places[i] for i in page.answering(question.spans)) if question.answerable else ()
    if question.answerable and not answering:
        return None
    words = {place.text for place in answering}
    others: list[Place] = []
    for name, place in (library.places[position] for position in nearest):
        # A near copy of the page may hold the answer in other words.
        if place.text not in words and (name == question.page or groups[name] != groups[question.page]):
            others.append(place)
    near = page.answering([question.near]) if question.near else []
    shown = page.places[near[0]] if near else None
    return Task(question.text, answering, tuple(others[:NEAREST]), shown, question.short)
