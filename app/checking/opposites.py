"""The rule for opposites: a claim does not say the opposite of a word of its quote."""

from app.checking.alignment import Aligned
from app.checking.polarity import denials
from app.checking.records import Finding, FindingKind
from app.checking.words import content_stem

_PAIRS = (
    "increase decrease; increase reduce; rise fall; rise decline; grow shrink; higher lower; high low; "
    "include exclude; accept reject; approve reject; accept refuse; allow "
    "forbid; allow prevent; require forbid; require optional; require voluntary; minimum maximum; first last; "
    "internal external; paid unpaid; largest smallest; larger smaller; longer shorter; long short; start end; "
    "begin end; open closed; win lose; male female; man woman; men women; north south; northern southern; east "
    "west; eastern western; buy sell; import export; public private; early late; earlier later; "
    "inside outside; national international; domestic international; temporary permanent; full part; many few; "
    "success failure; agree disagree; agree refuse; strong weak; old new; older younger; right wrong; "
    "possible impossible; legal illegal; legally illegally; easy difficult; safe dangerous; positive "
    "negative; active inactive; add remove; gain loss; arrive leave; support oppose; encourage discourage; "
    "improve worsen; strengthen weaken; urban rural; formal informal; written oral; written verbal; writing "
    "orally; mandatory voluntary; confidential public; same different; up down; left right; start stop; "
    "continue stop; lend borrow; employer employee; landlord tenant; buyer seller; day night; morning evening; "
    "summer winter; expand contract; acute chronic; gross net; direct indirect; directly indirectly; complete "
    "incomplete; advance arrears; free paid; individual collective; sudden slow; short-term long-term; best "
    "worst; better worse; fast slow; rich poor; always never; all none; everybody nobody"
)


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for pair in _PAIRS.split("; "):
        one, other = pair.split()
        for mine, theirs in ((one, other), (other, one)):
            form, against = content_stem(mine) or mine, content_stem(theirs) or theirs
            found[form] = found.get(form, frozenset()) | {against}
    return found


_OPPOSITES = _opposites()


def opposite_finding(pair: Aligned) -> Finding | None:
    """Where the claim has a word whose opposite its sentence has, neither side having both; None elsewhere.

    A word that one side denies is left to the rule for denials.
    """
    mine = {word.stem or word.lower: word.text for word in pair.words}
    theirs = {word.stem or word.lower: word.text for word in pair.sentence.words}
    denied = {stem for words in (pair.words, pair.sentence.words) for one in denials(words) for stem in one.stems}
    for form, text in mine.items():
        for against in _OPPOSITES.get(form, frozenset()):
            has_both = form in theirs or any(one.startswith(against) or against.startswith(one) for one in mine)
            if against in theirs and not has_both and not denied & {form, against}:
                return Finding(FindingKind.NEGATION, f"“{text}” where its quotes say “{theirs[against]}”")
    return None
