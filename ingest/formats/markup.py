"""XML and HTML as trees, with nothing fetched and no entity expanded. The one module that imports lxml."""

import re

from lxml import etree, html

from ingest.errors import EmptyDocument, UnreadableFile

XmlElement = etree._Element
"""A node of a tree; comments and instructions are left out of it."""

_ENTITIES = b"<!ENTITY"
_DEFINES_ENTITIES = "it defines XML entities, which are not expanded. Save it anew without them."

# A page that is nested deeper than the parser goes, 2,048 levels, is read by its paragraphs and headings alone.
_UNREAD = re.compile(r"<(script|style|template)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|code|em|font|i|mark|s|small|span|strong|sub|sup|tt|u)(?:\s[^<>]*)?>", re.I
)
_NESTING_TAG = re.compile(r"</?(?!(?:p|br|h[1-6])\b)[a-z][^<>]*>", re.IGNORECASE)


def xml_root(content: bytes) -> XmlElement:
    """Return the root of an XML document; damage near its end is mended by leaving out what follows.

    Raises:
        UnreadableFile: It is no XML, is nested too deeply, or defines entities, which are never expanded.
    """
    if _ENTITIES in content[:100_000]:
        raise UnreadableFile(_DEFINES_ENTITIES)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"its XML is damaged ({error}). Save it anew.") from error
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        # What lies beyond the parser's limits would be missing without a word.
        raise UnreadableFile("its XML is nested too deeply, or holds too long a text, to be read. Save it anew.")
    if root is None:
        raise UnreadableFile("its XML is damaged. Save it anew.")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):  # in an encoding in which their mark was not found
        raise UnreadableFile(_DEFINES_ENTITIES)
    return root


def html_root(content: str) -> XmlElement:
    """Return the root of an HTML page, however untidy; comments and instructions left out.

    Raises:
        EmptyDocument: It holds nothing.
        UnreadableFile: Nothing of it can be read.
    """
    if not content.strip():
        raise EmptyDocument("the page holds no words.")
    try:
        root, is_whole = _html_tree(content)
        if not is_whole:
            flat = _INLINE_TAG.sub("", _UNREAD.sub("", content))
            root, _ = _html_tree(_NESTING_TAG.sub("<br><br>", flat))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(f"the page is damaged ({error}). Save it anew.") from error
    return root


def _html_tree(content: str) -> tuple[XmlElement, bool]:
    """Return a page as a tree, and whether it all got into it."""
    # As UTF-8, so that the page's own word about its encoding, already followed, is not followed twice.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    root = html.document_fromstring(content.encode("utf-8", "replace"), parser)
    return root, not any("Excessive depth" in entry.message for entry in parser.error_log)


def local_name(node: XmlElement) -> str:
    """Return a node's name without its namespace.

    >>> local_name(xml_root(b'<w:p xmlns:w="urn:w"/>'))
    'p'
    """
    # By hand: damage may leave names that QName refuses, such as one whose prefix stands for nothing.
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]
