"""Signs that documents write in the fonts Symbol and Wingdings, as the characters they look like."""

BULLET = "•"
SYMBOL_FONTS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "marlett"})
# Codes in these fonts stand in Unicode's area for private use from here on.
PRIVATE_USE = 0xF000

_GREEK = dict(
    zip(
        map(ord, "ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw"),
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)
# Adobe's table of the Symbol font, as far as it differs from ASCII.
_SYMBOL = _GREEK | {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCC: "⊂", 0xCE: "∈", 0xCF: "∉", 0xD2: "®", 0xD3: "©", 0xD4: "™",
    0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE5: "∑",
    0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫",
    0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_BY_FONT = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def is_symbol_font(font: str) -> bool:
    """Return whether a font shows signs where others show letters."""
    return font.lower() in SYMBOL_FONTS


def symbol(code: int, font: str) -> str:
    """Return the character that a code of a symbol font looks like; a bullet where that is not known.

    >>> symbol(0xF0FC, "Wingdings"), symbol(0x61, "Symbol"), symbol(0xF0FF, "Webdings")
    ('✓', 'α', '•')
    """
    place = code - PRIVATE_USE if code >= PRIVATE_USE else code
    known = _BY_FONT.get(font.lower(), {})
    if place in known:
        return known[place]
    if font.lower() == "symbol" and 0x20 <= place < 0x7F:
        return chr(place)
    return BULLET


def in_symbols(text: str, font: str) -> str:
    """Return text as it looks in a font, where that is a symbol font; else signs for private use as bullets."""
    if is_symbol_font(font):
        return "".join(each if each.isspace() else symbol(ord(each), font) for each in text)
    if any(PRIVATE_USE <= ord(each) <= 0xF0FF for each in text):
        return "".join(symbol(ord(each), "symbol") if PRIVATE_USE <= ord(each) <= 0xF0FF else each for each in text)
    return text
