"""Which languages the embedding model was made for, and what they are called."""

import re

# Made for English alone: the bundled model, and the well-known ones whose names say it or whose cards do.
_ENGLISH_MODELS = re.compile(
    r"^(bundled)$|(^|/)(all-|multi-qa-|msmarco-|gtr-|sentence-t5|nli-)|(^|[-_./])en([-_.]|$)|english", re.IGNORECASE
)
_MANY_LANGUAGES = re.compile(r"multilingual|xlm|labse|-m3|distiluse", re.IGNORECASE)
# Small, for some fifty languages, and used like the bundled one.
MULTILINGUAL_MODEL = "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2"

_NAMES = {
    "af": "Afrikaans",
    "am": "Amharic",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bo": "Tibetan",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "eo": "Esperanto",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "ga": "Irish",
    "gl": "Galician",
    "gu": "Gujarati",
    "ha": "Hausa",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "is": "Icelandic",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "kn": "Kannada",
    "ko": "Korean",
    "ku": "Kurdish",
    "ky": "Kyrgyz",
    "la": "Latin",
    "lo": "Lao",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mg": "Malagasy",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mn": "Mongolian",
    "mr": "Marathi",
    "ms": "Malay",
    "mt": "Maltese",
    "my": "Burmese",
    "nb": "Norwegian",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "or": "Odia",
    "pa": "Punjabi",
    "pl": "Polish",
    "ps": "Pashto",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "rw": "Kinyarwanda",
    "si": "Sinhala",
    "sk": "Slovak",
    "sl": "Slovene",
    "so": "Somali",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "tg": "Tajik",
    "th": "Thai",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "yo": "Yoruba",
    "zh": "Chinese",
    "zu": "Zulu",
}


def covers(embedding_model: str, language: str) -> bool:
    """Whether an embedding model was made for a language; yes where either is not known.

    Args:
        embedding_model: As the setting gives it.
        language: An ISO 639-1 code, or empty.

    >>> covers("bundled", "fr"), covers("bundled", "en"), covers("BAAI/bge-m3", "fr"), covers("our-own-model", "fr")
    (False, True, True, True)
    """
    if language in ("", "en") or _MANY_LANGUAGES.search(embedding_model):
        return True
    return not _ENGLISH_MODELS.search(embedding_model)


def language_name(code: str) -> str:
    """Return the English name of a language; its code where that is all we know.

    >>> language_name("fr"), language_name("xx")
    ('French', 'the language “xx”')
    """
    return _NAMES.get(code, f"the language “{code}”")
