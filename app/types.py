"""The records of a conversation: turns, claims, citations, answers."""

from dataclasses import dataclass, field
from typing import Literal

from retriever.types import Page

Role = Literal["user", "assistant"]
AbstentionReason = Literal["not_in_documents", "unclear_question", "empty_index"]
Mode = Literal["quoted", "written"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation, in the words that were shown."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document; its quote is the document's text from start to end."""

    marker: int  # 1-based, in order of first use within the answer
    source: str
    title: str
    section: tuple[str, ...]
    page: Page | None  # where the quote starts; None where the format has no pages
    start: int
    end: int
    quote: str
    also: tuple[str, ...] = ()  # other names of the same document
    header: str = ""  # of the table, where the quote is one row of it


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer with the markers of the citations it rests on."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Abstention:
    """Why there is no answer, with the nearest places all the same."""

    reason: AbstentionReason
    closest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A written claim that its quotes did not support, so it is not shown in the answer."""

    text: str
    reason: str
    kind: str = ""  # of the finding, for counting: one of `app.checking.records.FindingKind`


@dataclass(frozen=True, slots=True)
class Usage:
    """What a chat model was given and gave, over all requests for one answer."""

    input_tokens: int = 0
    output_tokens: int = 0
    requests: int = 0


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A statement that a written answer may rest on, with what it is read under."""

    citation: Citation
    context: tuple[Citation, ...] = ()  # the heading, the line that introduces its list, the header of its table


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Citations that give different values for the same thing, the newest first where the documents say how new."""

    citations: tuple[int, ...]  # markers
    dated: tuple[str | None, ...]  # for each citation, the date that its document states; None where it states none


@dataclass(frozen=True, slots=True)
class Considered:
    """A passage that was found for a question, with what search and reader made of it."""

    source: str
    title: str
    section: tuple[str, ...]
    page: Page | None  # where it starts; None where the format has no pages
    start: int
    end: int
    score: float  # fused; orders the passages of one question, means nothing across questions
    similarity: float | None  # cosine of question and passage, where search by meaning saw it
    keyword: float | None  # BM25, larger is better, where search by words saw it
    probability: float | None  # of its statement that answers likeliest; None where none was read


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things that a question may have meant."""

    label: str  # a few words of the documents
    question: str  # the whole question, to ask in its place


@dataclass(frozen=True, slots=True)
class Clarification:
    """What to ask a person whose question could mean several things, or nothing in particular."""

    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims, or an abstention: never both, never neither."""

    question: str
    standalone_question: str  # the question made whole from the conversation
    text: str  # the words shown to the person, with [1]-style markers
    confidence: float  # calibrated probability of being right
    timings_ms: dict[str, float]
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    short_answer: str | None = None  # the few words of the claims that answer by themselves
    abstention: Abstention | None = None
    mode: Mode = "quoted"
    model: str | None = None
    withheld: tuple[Withheld, ...] = field(default=())
    disagreements: tuple[Disagreement, ...] = ()
    searched_as: str | None = None  # the standalone question as the documents spell it, where that differs
    considered: tuple[Considered, ...] = ()  # as search ranked them, best first
    clarification: Clarification | None = None  # beside an abstention, where choices can be given
    fallback: str | None = None  # why this is quoted although a written answer was asked for
    usage: Usage | None = None  # of the chat model, where one was asked
    left_out: int = 0  # excerpts that the chat model's context window did not hold

    def __post_init__(self) -> None:
        if bool(self.claims) == (self.abstention is not None):
            raise ValueError("an answer holds either claims or an abstention")

    @property
    def status(self) -> Literal["answered", "abstained"]:
        """`answered`, or `abstained` when there are no claims."""
        return "abstained" if self.abstention else "answered"
