"""Claims that people wrote, or that follow from what they asked and were answered, true ones and false ones."""

import random
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from retriever.terms import content_terms
from training.pages import Page, Question, read_rows
from training.support_claims import LEAST_WORDS, MOST_WORDS, Grounded, text_around
from training.support_rewording import base_form, upper_first
from training.support_verbs import past, third_person

# Replies hold chat, too: of a sentence kept, so much of the content words must stand in what it was written from.
REPLY_OVERLAP, ANSWER_OVERLAP = 0.6, 0.5
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")
_CHAT = re.compile(
    r"\?|\b(?:I|I'm|sorry|thank|hello|hi|please let|information about)\b|^(?:Yes|No|Correct|Right|Wrong)\b",
    re.IGNORECASE,
)
_BE = re.compile(r"^(who|what) (is|are|was|were) ((?:the|a|an|your|their|its) .+|[A-Z].+)\?$", re.IGNORECASE)
_SUBJECT = re.compile(r"^who ((?!is\b|are\b|was\b|were\b|did\b|does\b|do\b|can\b|should\b)\w+ .+)\?$", re.IGNORECASE)
_DO = re.compile(
    r"^(when|where|why|how|what|who|how long|how often|how much|how many [\w -]+?|what [\w -]+?|which [\w -]+?)"
    r" (did|does|do) (.+)\?$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(when|where|why|how long|how often|how) (is|are|was|were|can|must|may|should|will) (.+)\?$", re.IGNORECASE
)
_BEFORE = {"when": "", "where": "", "why": "because ", "how": "by ", "how long": "for ", "how often": ""}


def declared(question: str, answer: str, verbs: frozenset[str]) -> str:
    """Question and answer as one sentence; as they stand, one after the other, where no rule fits.

    >>> declared("When did the crisis begin?", "in 1973", frozenset({"begin"}))
    'The crisis began in 1973.'
    >>> declared("Who signs?", "The mayor", frozenset())
    'Who signs? The mayor.'
    >>> declared("Who is the director?", "Ada Moss", frozenset())
    'Ada Moss is the director.'
    """
    question, answer = " ".join(question.split()), answer.strip().rstrip(".")
    if match := _BE.match(question):
        return f"{upper_first(answer)} {match[2]} {match[3]}."
    if match := _SUBJECT.match(question):
        return f"{upper_first(answer)} {match[1]}."
    for pattern in (_DO, _ASKED):
        match = pattern.match(question)
        said = _with_verb(match, answer, verbs) if match else None
        if said:
            return said
    return f"{upper_first(question)} {upper_first(answer)}."


def _with_verb(match: re.Match[str], answer: str, verbs: frozenset[str]) -> str | None:
    """Subject, verb, the rest and the answer; None where the verb is not found."""
    asked, auxiliary, rest = match[1].lower(), match[2].lower(), match[3]
    words = rest.split()
    at = next((i for i in range(1, len(words)) if _is_verb(auxiliary, words[i], verbs)), None)
    if at is None or at > 8:
        return None
    verb = words[at]
    if auxiliary in ("did", "does", "do"):
        said = past(verb) if auxiliary == "did" else third_person(verb) if auxiliary == "does" else verb
    else:
        said = f"{auxiliary} {verb}"
    before = _BEFORE.get(asked, "")
    if asked in ("when", "where") and answer[:1].isdigit():
        before = "in "
    elif asked in ("when", "where") and answer[:1].isupper():
        before = "in " if asked == "where" else "on "
    if asked.startswith(("what", "which", "who", "how much", "how many")):
        return upper_first(" ".join((*words[:at], said, answer, *words[at + 1 :]))) + "."
    return upper_first(" ".join((*words[:at], said, *words[at + 1 :], before + answer))) + "."


def _is_verb(auxiliary: str, word: str, verbs: frozenset[str]) -> bool:
    if auxiliary in ("is", "are", "was", "were"):
        return base_form(word, verbs) is not None
    return word in verbs


def answered_questions(
    questions: Sequence[Question], pages: dict[str, Page], verbs: frozenset[str], chance: random.Random
) -> tuple[list[Grounded], list[Grounded]]:
    """What follows from a page, by question and answer; and what does not: other answers, unanswerable questions."""
    shorts: dict[str, list[Question]] = {}
    for question in questions:
        if question.answerable and question.short and len(question.short.split()) <= 12:
            shorts.setdefault(question.page, []).append(question)
    right, wrong = [], []
    for question in questions:
        page = pages[question.page]
        mine = (
            page.answering(question.spans)
            if question.answerable
            else page.answering([question.near or question.paragraph or (0, 0)])
        )
        if not mine or len(question.text.split()) > 30:
            continue
        used = mine[:3] if question.answerable else mine[:4]
        text = text_around(page, used, chance)
        if question.answerable and question.short and len(question.short.split()) <= 15:
            right.append(Grounded(declared(question.text, question.short, verbs), text, "answer", page.name))
        others = [other for other in shorts.get(page.name, ()) if _could_be_taken(other, question, text)]
        if others:
            other = chance.choice(others)
            kind = "other_answer" if question.answerable else "unanswerable"
            wrong.append(Grounded(declared(question.text, other.short or "", verbs), text, kind, page.name))
    return right, wrong


def _could_be_taken(other: Question, question: Question, text: str) -> bool:
    """Whether the answer to one question could be mistaken for that to another, and is not it."""
    new, own = other.short or "", question.short or ""
    if (
        not new
        or new.lower() in own.lower()
        or (own and own.lower() in new.lower())
        or new.lower() in question.text.lower()
    ):
        return False
    # The answer of another question that means the same would be right.
    asked, also = set(content_terms(question.text)), set(content_terms(other.text))
    if len(asked & also) >= 0.6 * max(min(len(asked), len(also)), 1) and question.answerable:
        return False
    return new in text or (bool(own) and own[:1].isdigit() == new[:1].isdigit() and question.answerable)


def written_answers(folder: Path, documents: Collection[str]) -> list[Grounded]:
    """Sentences of answers that people wrote to a passage, against the sentences that they chose in it (clapnq)."""
    texts = {row["doc_id"]: row["text"] for row in read_rows(folder / "documents.jsonl") if row["doc_id"] in documents}
    found = []
    for row in read_rows(folder / "questions.jsonl"):
        if row["answerable"] and row["doc_id"] in texts and row["spans"]:
            text = "\n".join(texts[row["doc_id"]][start:end] for start, end in row["spans"])
            found += _kept(row["answers"][0], text, ANSWER_OVERLAP, "written", row["doc_id"])
    return found


def replies(folder: Path, documents: Collection[str]) -> list[Grounded]:
    """Sentences of an agent's replies, against the span of the page that they were to rest on (doc2dial)."""
    found = []
    for row in read_rows(folder / "questions.jsonl"):
        reply = row.get("meta", {}).get("reply")
        if reply and row["doc_id"] in documents and row["answers"]:
            text = "\n".join(" ".join(answer.split()) for answer in row["answers"])
            found += _kept(reply, text, REPLY_OVERLAP, "reply", row["doc_id"])
    return found


def passage_answers(folder: Path) -> list[Grounded]:
    """Sentences of answers to whole passages (mtrag), against all passages of the question."""
    texts = {row["doc_id"]: row["text"] for row in read_rows(folder / "documents.jsonl")}
    found = []
    for row in read_rows(folder / "questions.jsonl"):
        if row["meta"]["answerability"] == "ANSWERABLE":
            text = "\n".join(" ".join(texts[name].split()) for name in row.get("doc_ids") or [] if name in texts)
            for made in _kept(row["answers"][0], text, REPLY_OVERLAP, "passage_answer", row["doc_id"] or ""):
                near = nearest_sentences(made.claim, text)
                found.append(Grounded(made.claim, near, made.kind, made.document))
    return found


def nearest_sentences(claim: str, text: str, most: int = 4) -> str:
    """The sentences of a text that share most words with a claim, in their order."""
    wanted = set(content_terms(claim))
    sentences = [sentence for line in text.split("\n") for sentence in _SENTENCES.split(line)]
    best = sorted(range(len(sentences)), key=lambda i: -len(wanted & set(content_terms(sentences[i]))))[:most]
    return "\n".join(sentences[i] for i in sorted(best))


def _kept(answer: str, text: str, overlap: float, kind: str, document: str) -> list[Grounded]:
    """The sentences of an answer that are claims, and share enough words with the text."""
    held = set(content_terms(text))
    found = []
    for sentence in _SENTENCES.split(" ".join(answer.split())):
        said = content_terms(sentence)
        is_claim = LEAST_WORDS <= len(sentence.split()) <= MOST_WORDS and not _CHAT.search(sentence) and len(said) >= 3
        if is_claim and sum(word in held for word in said) >= overlap * len(said):
            found.append(Grounded(upper_first(sentence), text, kind, document))
    return found
