"""What the nodes of a web page are: seen or hidden, blocks or part of a line, content or furniture."""

import re
from functools import cache

from ingest.formats.markup import XmlElement

UNSEEN = frozenset(
    "head script style template noscript svg iframe object embed applet audio video canvas map area colgroup col"
    " datalist annotation annotation-xml rp frameset noframes param source track meta link base title".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p"
    " plaintext pre search section summary table tbody td tfoot th thead tr ul xmp".split()
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
VERBATIM = frozenset({"pre", "listing", "xmp", "plaintext"})
STRONG = frozenset({"b", "strong"})
FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"})
FURNITURE_NAMES = re.compile(
    r"(?:^|\s)(?:breadcrumbs?|navbar|navbox|skip-?(?:link|nav|to-content)s?|toc|table-of-contents|site-(?:header|footer)"
    r"|cookie-?(?:banner|bar|consent|notice|popup)s?|gdpr(?:-\w+)?|mw-jump-link|catlinks"
    r"|(?:site|main|nav|dropdown|sidebar)-(?:nav|menu)|pagination|pager|social-(?:links|share)|share-buttons)(?=\s|$)",
    re.IGNORECASE,
)
# Signs beside a heading that change or link to it, which are no words of it.
HEADING_TOOLS = re.compile(r"(?:^|\s)(?:mw-editsection|headerlink|heading-anchor|anchor-?link)(?=\s|$)", re.IGNORECASE)
ASIDE_OF_TEXT = re.compile(r"note|admonition|callout|warning|tip|caution|important|hint|info|example", re.IGNORECASE)
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([\w-]+)", re.IGNORECASE)
NOTE_SIGN = re.compile(r"[\[(]?\s*(?:note\s)?(?:\d{1,4}|[a-z]{1,2}|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])]?", re.IGNORECASE)
MAX_HEADING_CHARS = 500
MAX_LABEL_CHARS = 60


def tag(node: XmlElement) -> str:
    """Return a node's name in lower case, without a prefix."""
    return _bare_name(str(node.tag))


@cache
def _bare_name(name: str) -> str:
    return name.rpartition(":")[2].rpartition("}")[2].lower()


def words_in(node: XmlElement) -> int:
    """Return how many characters of words a node shows, white space left out."""
    return sum(
        len("".join(text.split()))
        for each in node.iter()
        for text in (each.text if tag(each) not in UNSEEN else None, each.tail if each is not node else None)
        if text
    )


def role(node: XmlElement) -> str:
    """Return what a node says that it is for."""
    stated = node.get("role")
    return stated.strip().lower() if stated else ""


def is_hidden(node: XmlElement) -> bool:
    """Whether a node is not shown, or is a tool beside a heading."""
    name = tag(node)
    if name in UNSEEN or node.get("hidden") is not None or (name == "dialog" and node.get("open") is None):
        return True
    style, classes = node.get("style"), node.get("class")
    if node.get("aria-hidden") == "true" or (style and HIDDEN_STYLE.search(style)):
        return True
    return (classes is not None and HEADING_TOOLS.search(classes) is not None) or _is_note_sign(node)


def is_block(node: XmlElement) -> bool:
    """Whether a node begins on a line of its own."""
    style = node.get("style")
    display = DISPLAY.search(style) if style else None
    if display and display[1].lower() in ("block", "flex", "grid", "list-item", "flow-root"):
        return True
    if display and display[1].lower().startswith("inline") and tag(node) not in ("table", "tr", "td", "th"):
        return False
    return tag(node) in BLOCKS


def is_label(node: XmlElement | None) -> bool:
    """Whether a node is a cell that only says what is in the next one."""
    if node is None or tag(node) not in ("td", "th"):
        return False
    following = node.getnext()
    words = "".join(node.itertext()).strip()
    return following is not None and 1 < len(words) <= MAX_LABEL_CHARS and words.endswith(":")


def is_strong(node: XmlElement) -> bool:
    """Whether a node's words are bold."""
    style = node.get("style")
    return tag(node) in STRONG or (style is not None and BOLD_STYLE.search(style) is not None)


def heading_level(node: XmlElement) -> int:
    """Return the level of the heading that a node is; 0 where it is none, or far too long for one."""
    name = tag(node)
    if name in HEADINGS:
        level = int(name[1])
    elif role(node) == "heading":
        stated = (node.get("aria-level") or "2").strip()
        level = min(max(int(stated), 1), 9) if stated.isdecimal() else 2
    else:
        return 0
    return level if words_in(node) <= MAX_HEADING_CHARS else 0


def is_furniture(node: XmlElement, *, in_content: bool) -> bool:
    """Whether a node is there to get around the site, or the same on each of its pages.

    Args:
        in_content: The node is part of an article or of the page's main part.
    """
    name = tag(node)
    if name == "nav" or role(node) in FURNITURE_ROLES:
        return True
    classes = f"{node.get('class') or ''} {node.get('id') or ''}"
    if classes != " " and FURNITURE_NAMES.search(classes):
        return True
    if name in ("header", "footer"):
        return not in_content
    if name == "aside":
        return not (in_content or role(node) == "note" or ASIDE_OF_TEXT.search(classes))
    if name == "ul":
        # The same page in other languages.
        links = list(node.iterfind("li/a"))
        return len(links) > 2 and all(link.get("hreflang") for link in links)
    is_switch = node.get("aria-expanded") is not None or node.get("aria-controls") is not None
    return name == "button" and not is_switch


def _is_note_sign(node: XmlElement) -> bool:
    """Whether a node is a raised sign that links to a note on the same page."""
    if tag(node) not in ("sup", "a"):
        return False
    link = node if tag(node) == "a" else next(node.iter("a"), None)
    if link is None or "#" not in (link.get("href") or ""):
        return False
    raised = tag(node) == "sup" or "noteref" in " ".join([*link.values(), link.get("class") or ""])
    return raised and NOTE_SIGN.fullmatch("".join(node.itertext()).strip()) is not None
