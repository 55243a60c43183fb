"""In which language a text is. The one module that imports py3langid."""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Words, and letters where words are not parted by spaces, that tell a language from its neighbours.
LEAST_WORDS = 20
LEAST_LETTERS = 60
# A document's language shows in its beginning, its middle and its end.
SAMPLES = 3
SAMPLE_CHARACTERS = 1500
# Of py3langid, over all its languages; below it, the writing decides where it can.
LEAST_CONFIDENCE = 0.7
# Most letters of a text are of the writing that it is in; names and terms may be in another.
LEAST_SHARE = 0.5

_WORD = re.compile(r"[^\W\d_]+")
# First and last letter of each writing, with the language that is mostly written in it.
_WRITINGS = (
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "ru"),
    (0x0530, 0x058F, "hy"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x0750, 0x077F, "ar"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B00, 0x0B7F, "or"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x139F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x9FFF, "zh"),
    (0xAC00, 0xD7AF, "ko"),
    (0x1EE00, 0x1EEFF, "ar"),
    (0x20000, 0x3FFFF, "zh"),
)
# Each of these is written in a writing of its own, which is surer than any model.
_ALONE = frozenset("el hy he pa gu or ta te kn ml si th lo bo ka ko am km ja".split())
# Written with few or no spaces between words.
_UNSPACED = frozenset("ja zh th lo km my bo".split())
# A Japanese text mixes kana with many Chinese letters; a Chinese one has next to no kana.
_KANA_SHARE = 0.1


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language that most of a text is in.

    Empty where the text is too short to tell, or is in no one language.

    >>> language_of("Les agents ont droit à trente jours de congé par an. " * 4)
    'fr'
    """
    sample = _sample(text)
    writing = _writing(sample)
    if not _is_long_enough(sample, writing):
        return ""
    if writing in _ALONE:
        return writing
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= LEAST_CONFIDENCE and len(language) == 2 else writing


def _sample(text: str) -> str:
    """Stretches of the text, evenly spread; all of a short one."""
    if len(text) <= SAMPLES * SAMPLE_CHARACTERS:
        return text
    step = (len(text) - SAMPLE_CHARACTERS) // (SAMPLES - 1)
    return "\n".join(text[start : start + SAMPLE_CHARACTERS] for start in range(0, step * SAMPLES, step))


def _writing(text: str) -> str:
    """The language mostly written in the letters of a text; empty for Latin letters, or many kinds of them."""
    letters = Counter(_language_of_letter(letter) for letter in text if letter.isalpha())
    total = letters.total()
    if letters["ja"] > _KANA_SHARE * total:
        letters["ja"] += letters.pop("zh", 0)
    language, count = max(letters.items(), key=lambda found: found[1], default=("", 0))
    return language if count > LEAST_SHARE * total else ""


@cache
def _language_of_letter(letter: str) -> str:
    code = ord(letter)
    return next((language for first, last, language in _WRITINGS if first <= code <= last), "")


def _is_long_enough(text: str, writing: str) -> bool:
    words = _WORD.findall(text)
    if writing in _UNSPACED:
        return sum(map(len, words)) >= LEAST_LETTERS
    return len(words) >= LEAST_WORDS


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
