"""What a person sees in the fields of a web form."""

from collections.abc import Mapping

from ingest.formats.markup import XmlElement
from ingest.formats.web.nodes import tag

FIELDS = frozenset({"input", "select", "textarea"})
TYPED = frozenset("text number date datetime-local month week time email tel url search range color".split())


def labels(page: XmlElement) -> dict[str, str]:
    """Return the words of each label by the field it stands for, where that is elsewhere on the page."""
    return {
        label.get("for") or "": " ".join("".join(label.itertext()).split())
        for label in page.iter("label")
        if label.get("for")
    }


def field_words(field: XmlElement, before: str, names: Mapping[str, str]) -> str:
    """Return what a field shows, after its label where that does not stand right before it.

    Args:
        before: The words on the line before the field.
        names: Labels by the ids of their fields.
    """
    kind = (field.get("type") or "text").lower()
    if tag(field) == "input" and kind in ("checkbox", "radio"):
        return " ☒ " if field.get("checked") is not None else " ☐ "
    shown = _shown(field, kind)
    if not shown:
        return ""
    name = names.get(field.get("id") or "", "") or (field.get("aria-label") or "").strip()
    if before.strip():
        return f" {shown} " if before.rstrip().endswith((":", "?", "=")) else f": {shown} "
    return f"{name.rstrip(': ')}: {shown} " if name else f"{shown} "


def _shown(field: XmlElement, kind: str) -> str:
    if tag(field) == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        return ", ".join(" ".join("".join(option.itertext()).split()) for option in chosen)
    if tag(field) == "textarea":
        return "".join(field.itertext()).strip()
    return (field.get("value") or "").strip() if kind in TYPED else ""
