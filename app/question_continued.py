"""Follow-ups that only ask on: "tell me more", "why?", "how long?", "for example?", "are you sure?"."""

import re

from app.question_topic import Topic, bare
from app.question_words import is_plural

AUXILIARY = r"(?:is|are|was|were|do|does|did|can|could|should|will|would|may|must|has|have)\b"
HOW_MANY = re.compile(r"^how (?:many|much) (?=\w)", re.IGNORECASE)

_POLITE = (
    r"(?:(?:can|could|would|will) you |please |kindly |"
    r"i (?:want|need|would like|'d like)(?: to (?:know|hear|learn))? )*"
)
_THAT = r"(?:it|that|this|them|these|those)"
_MORE = re.compile(
    rf"^{_POLITE}(?:(?:tell me|give me|say|know|explain|learn|is there|are there|show me) )?"
    rf"(?:(?:some|a bit|a little|any|it|that|this) )?"
    rf"(?:(?:more|further|in more detail|in detail)(?: (?:details?|information|info))?|details?)"
    rf"(?: (?:about|on) {_THAT})?(?: please)?$|"
    rf"^{_POLITE}(?:go on|continue|elaborate|expand|explain(?: {_THAT})?)(?: on {_THAT})?(?: please)?$|"
    rf"^i (?:do not|don'?t) (?:quite |really )?(?:get|understand)(?: {_THAT})?$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^(?:what|anything|something) (?:else|more)(?: (?:is there|should i know))?$", re.IGNORECASE)
_MEANING = re.compile(
    rf"^what (?:does|do|did) {_THAT} mean(?: exactly)?$|^what do you mean(?: by {_THAT})?$", re.IGNORECASE
)
_EXAMPLE = re.compile(
    rf"^(?:for (?:example|instance)|such as|like what|{_POLITE}(?:(?:give|show) (?:me )?)?"
    rf"(?:an |any |some )?examples?(?: of {_THAT})?(?: please)?)$",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    rf"^(?:are you (?:sure|certain)(?: (?:of|about) {_THAT})?|really|says who|"
    rf"is (?:that|this|it) (?:right|true|correct)|(?:what is |what's )?(?:the |your )?sources?|"
    rf"who (?:says|said) (?:so|{_THAT})|"
    rf"where (?:does|do|did) (?:it|that|this|they|you) (?:say|find|get|read) (?:so|{_THAT})|"
    rf"where is {_THAT} (?:stated|written|said|from)|(?:say|repeat) (?:it|that|this)(?: again)?)$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:(?:since|until|by|from|for|with|to|of) )?(?:who|whom|when|where|why|how)"
    r"(?: (?:so|not|come|long|much|many|often|far|soon|quickly|fast|early|late|old|exactly|for))?$|"
    r"^(?:since|until|by|from|for|with|to|of) what$|^what for$|^which(?: ones?)?$",
    re.IGNORECASE,
)
_ADDED = re.compile(
    r", and (?:(?:since|until|by|from|for|with|to|of) )?(?:who|whom|when|where|why|how)(?: \w+)?\?$", re.IGNORECASE
)
_WHY = re.compile(r"^(?:how so|why so|how come|(?:and )?why is (?:that|this|it)(?: so| the case)?)$", re.IGNORECASE)
_NOT_AFTER_PLAIN = {"who", "whom", "which", "which ones", "how many", "how much"}
_MEASURED = {"how much", "how long", "how often", "how far", "how soon", "how old", "since when", "until when"}
_PLAIN_QUESTION = re.compile(rf"^(?:(?:when|where|why|how)\s+)?(?={AUXILIARY})", re.IGNORECASE)
_WHAT_IS = re.compile(r"^what (?=(?:is|are|was|were) (?!an? ))", re.IGNORECASE)
_IN_TOTAL = re.compile(
    r"^(?:how (?:much|many) (?:is|are|does|do|would|will|was|were) (?:it|that|this|they|those|these)"
    r"(?: all| come to| make| be| add up to)*|what (?:is|does|'s)(?: (?:that|it|this))?(?: come to| make)?) "
    r"(?:in total|altogether|all together|in all|overall)$",
    re.IGNORECASE,
)


def continued(core: str, topic: Topic) -> str | None:
    """Return the whole question for one that asks on about the last answer; None for any other."""
    asked = bare(core)
    if _DOUBT.match(asked):
        return topic.question if topic.asks else None
    if _IN_TOTAL.match(asked) and HOW_MANY.match(topic.question):
        return f"{topic.stripped} in total?"
    return _told_more(asked, topic) or _bare_question(asked.lower(), topic)


def asks_on(core: str) -> bool:
    """Whether a question only asks for more of the last answer, or doubts it: what was spoken of stays as it was."""
    asked = bare(core)
    return any(kind.match(asked) for kind in (_MORE, _ELSE, _MEANING, _EXAMPLE, _DOUBT))


def without_added(question: str) -> str:
    """Return a question made whole without the bare question that was added at its end: ", and since when?"."""
    return _ADDED.sub("?", question)


def _told_more(asked: str, topic: Topic) -> str | None:
    """Rule for "tell me more", "what else?", "what does that mean?", "for example?"."""
    about = topic.told
    if about is None:
        return None
    if _MORE.match(asked):
        return f"Tell me more about {about}."
    if _ELSE.match(asked):
        return f"What else is there about {about}?"
    if _MEANING.match(asked):
        return f"What {'do' if is_plural(about) else 'does'} {about} mean?"
    return f"What is an example of {about}?" if _EXAMPLE.match(asked) else None


def _bare_question(asked: str, topic: Topic) -> str | None:
    """Rule for "why?", "since when?", "which ones?"."""
    asked = "why" if _WHY.match(asked) else asked
    if not _BARE.match(asked):
        return None
    if asked.startswith("which") and HOW_MANY.match(topic.question):
        return HOW_MANY.sub("Which ", topic.question)
    plain = _PLAIN_QUESTION.match(topic.question)
    if plain and asked not in _NOT_AFTER_PLAIN:
        rest = topic.question[plain.end() :]
        return f"{asked} {rest[0].lower()}{rest[1:]}"
    if asked in _MEASURED and _WHAT_IS.match(topic.question):
        return _WHAT_IS.sub(f"{asked} ", topic.question)
    return f"{topic.stripped}, and {asked}?" if topic.asks else None
