"""How near a short answer comes to the known ones, as SQuAD counts it."""

import re
import string
from collections import Counter
from collections.abc import Sequence

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_NO_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(text: str) -> str:
    """The text in lower case without punctuation and articles, with single spaces.

    As in the evaluation script of Rajpurkar et al., "SQuAD: 100,000+ Questions for Machine Comprehension of Text",
    EMNLP 2016, section 6.1.

    >>> normalised("The  U.S. Army!")
    'us army'
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_NO_PUNCTUATION)).split())


def exact_match(predicted: str, known: Sequence[str]) -> float:
    """1.0 if the prediction equals one of the known answers once both are normalised, else 0.0 (ibid.)."""
    return float(any(normalised(predicted) == normalised(answer) for answer in known))


def token_f1(predicted: str, known: Sequence[str]) -> float:
    """The harmonic mean of the precision and recall of words, for the known answer where it is largest (ibid.).

    Words are those of the normalised texts, counted as often as they stand. Where one of the texts has none, it is
    1.0 if neither has, else 0.0 (Rajpurkar et al., "Know What You Don't Know", ACL 2018). 0.0 if no answer is known.
    """
    return max((_f1(normalised(predicted).split(), normalised(answer).split()) for answer in known), default=0.0)


def _f1(predicted: Sequence[str], known: Sequence[str]) -> float:
    if not predicted or not known:
        return float(not predicted and not known)
    shared = (Counter(predicted) & Counter(known)).total()
    # 2PR / (P + R) with P = shared / predicted and R = shared / known.
    return 2 * shared / (len(predicted) + len(known))
