"""Cut running text into sentences, as spans."""

import re

from retriever.types import Span

# A statement longer than this is a wall of text nobody reads as one; about four lines of print, six in a pinch.
MAX_SENTENCE_CHARS = 600
MIN_PIECE_CHARS = 80

# Never end a sentence when written with a full stop.
ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof hon rev gen col capt lt sgt gov sen rep fr sra messrs vs viz cf ca approx e.g i.e eg ie "
    "fig figs eq eqs sec secs art arts para paras ch chap vol vols ed eds pp nos ref refs ext tel dept st mt ft "
    "lit trans repr resp esp incl excl min max al nr cl encl attn fed evid bankr civ crim proc supp cir ann".split()
)
# Followed by a number they are part of its name; otherwise a word like any other.
BEFORE_NUMBERS = frozenset("no p jan feb mar apr jun jul aug sep sept oct nov dec app".split())
# Often close a sentence as well: then the next word has to look like a beginning.
AMBIGUOUS = frozenset(
    "inc ltd co corp llc plc jr sr u.s u.k u.n e.u d.c a.m p.m ph.d m.d b.a m.a b.s bros est assn".split()
)
BEGINNINGS = frozenset(
    "a after all also although an and any as at because before but by can do during each every finally first for from "
    "he her here his how however if in it its many most my next no nor not now of on once one only or other our please "
    "see she since so some such that the their then there these they this those though through to under unless until "
    "upon we what when where whether which while who will with within you your".split()
)
# What no sentence begins with: "w1, w2, . . . , wn".
INNER_SIGNS = ".,;)"
# "11 U.S.C. § 1302"
PARAGRAPH_SIGN = "§"
CLOSERS = r"(?:[\"'”’»)\]]|\s?''|\s[”»)\]](?=\s|$)|\s\"(?=\s[A-Z]|$)|\[\s?\d{1,3}\s?\])*"
END = re.compile(
    rf"(?:(?P<dot>\.)|[!?…。！？]|\.{{2,}})(?:[.!?…])*{CLOSERS}(?=(?P<gap>\s+)|[A-Z][a-z]+[\s,]|$)"
    # The full stop is often lost with the layout: "apply online Note: you may also call", "the form If you have".
    r"|(?<=[a-z\d)\]])(?=\s(?:(?:Note|Important|Tip|Warning)\s?:|(?:If|When|You|We|They|This|These|Please)\s[a-z]))"
)
OPENERS = "\"'“‘«([`*_-–—•"
WORD_BEFORE = re.compile(r"[^\s(\[\"“'‘/]*$")
NEXT_WORD = re.compile(r"[^\s]+")
DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
ADDRESS = re.compile(r"://|@|www\.", re.IGNORECASE)
# Where a sentence that is too long is best cut: the earlier pattern wins.
INNER_BOUNDARIES = tuple(
    re.compile(pattern)
    for pattern in (r"(?<=[.!?])\s+", r"(?<=;)\s+", r"(?<=:)\s+", r"\s+(?=[-–—•]\s)", r"(?<=,)\s+", r"\s+")
)


def sentence_spans(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences between two offsets, in order, without outer white space; empty when there is none.

    Between them they hold every character that is not white space. A sentence longer than `MAX_SENTENCE_CHARS` is
    cut at its best inner boundary.

    >>> text = "See e.g. Annex A, No. 4. It costs USD 3.5 M."
    >>> [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    ['See e.g. Annex A, No. 4.', 'It costs USD 3.5 M.']
    """
    spans: list[Span] = []
    words = text[start:end]
    has_capitals = words != words.lower()
    begin = start
    for match in END.finditer(text, start, end):
        if match.start() >= begin and _ends_sentence(text, begin, match, end, has_capitals=has_capitals):
            spans += short_spans(text, begin, match.end())
            begin = match.end()
    return spans + short_spans(text, begin, end)


def short_spans(text: str, start: int, end: int) -> list[Span]:
    """Return the words between two offsets as one span, or as several where they are too long for one."""
    pieces: list[Span] = []
    start, end = trimmed(text, start, end)
    while end - start > MAX_SENTENCE_CHARS:
        cut = _best_cut(text, start, end)
        pieces.append(trimmed(text, start, cut))
        start, end = trimmed(text, cut, end)
    return [*pieces, (start, end)] if start < end else pieces


def trimmed(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int, *, has_capitals: bool) -> bool:
    following = NEXT_WORD.search(text, match.end(), end)
    if following is None:
        return True
    next_word = following[0]
    word = WORD_BEFORE.search(text, max(begin, match.start() - 40), match.start())
    before = word[0] if word else ""
    lost = match.end() == match.start()
    if lost:
        return len(text[begin : match.start()].split()) > 1
    if match["gap"] is None and (len(before) < 2 or not before[-1].islower() or ADDRESS.search(before)):
        return False
    if not _may_begin(next_word, has_capitals=has_capitals):
        return False
    return match["dot"] is None or match.end("dot") != match.end() or _full_stop(text, begin, match, before, next_word)


def _may_begin(word: str, *, has_capitals: bool) -> bool:
    bare = word.lstrip(OPENERS)
    if not bare:
        return word not in {"-", "–", "—"}
    if word[0] in INNER_SIGNS:
        return False
    return not bare[0].islower() or not has_capitals


def _full_stop(text: str, begin: int, match: re.Match[str], before: str, next_word: str) -> bool:
    """Tell the full stop after a word from the one that belongs to it."""
    lower = before.lower()
    bare = next_word.lstrip(OPENERS)
    shouted = len(before) > 1 and before.isupper() and "." not in before
    if lower in ABBREVIATIONS and not (shouted and bare[:1].isupper() and not bare.isupper()):
        return False
    if lower in BEFORE_NUMBERS:
        return not bare[:1].isdigit()
    if bare.startswith(PARAGRAPH_SIGN) and (len(lower) < 4 or "." in lower):
        return False
    if lower in AMBIGUOUS or DOTTED.fullmatch(before):
        return bare.rstrip(",").lower() in BEGINNINGS or not bare[:1].isalnum()
    if len(before) == 1 and before.isalpha():  # "J. Smith", "Roe v. Wade", "c. 1900"
        measures = text[begin : match.start() - 1].rstrip()[-1:].isdigit()  # "USD 3.5 M."
        return measures or bare.rstrip(",").lower() in BEGINNINGS
    is_number_of_item = before.isdigit() and len(before) <= 3 and not text[begin : match.start() - len(before)].strip()
    return not is_number_of_item


def _best_cut(text: str, start: int, end: int) -> int:
    """Return where to cut: at the strongest boundary that leaves no scrap and fits the first piece."""
    last = min(start + MAX_SENTENCE_CHARS, end - MIN_PIECE_CHARS)
    for boundary in INNER_BOUNDARIES:
        cuts = [match.end() for match in boundary.finditer(text, start + MIN_PIECE_CHARS, last)]
        if cuts:
            # As even as the boundaries allow, so that no piece is much longer than its neighbours.
            pieces = -(-(end - start) // MAX_SENTENCE_CHARS)
            return min(cuts, key=lambda cut: abs(cut - start - (end - start) / pieces))
    return start + MAX_SENTENCE_CHARS
