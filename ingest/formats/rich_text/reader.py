"""RTF documents."""

from dataclasses import replace

from ingest.elements import Element, ElementKind, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument, ImageOnly, UnreadableFile
from ingest.formats.rich_text.flow import CellEdge, Flow, ParagraphLook, Row
from ingest.formats.rich_text.groups import CHANGES, ROLES, Font, Group, Style, address, in_contents
from ingest.formats.rich_text.tokens import (
    DEFAULT_CODE_PAGE,
    SYMBOL_CHARSET,
    Kind,
    Token,
    code_page,
    encoding_of,
    tokens,
)
from ingest.formats.word.paragraph import as_title, has_words, plain_words
from ingest.formats.word.styles import CODE_NAMES, HEADING_NAMES, TITLE_NAMES, TOC_NAMES
from ingest.formats.word.symbols import in_symbols

SIGNATURE = b"{\\rtf"
MAX_DEPTH = 2_000  # of groups in groups; what is deeper is left out
_SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "~": " ",
    "_": "-",
}  # fmt: skip
_ESCAPED = frozenset("\\{}")
# A line end that is escaped is one too.
_PARAGRAPH_ENDS = frozenset({"par", "sect", "page", "nestcell", "nestrow", "\n", "\r"})
# Groups that hold no words of the text.
_LEFT_OUT = frozenset(
    "colortbl pict object nonshppict shprslt sp sn sv xe tc rxe bkmkstart bkmkend filetbl revtbl listtable "
    "listoverridetable rsidtbl generator themedata colorschememapping datastore latentstyles nonesttables pnseclvl "
    "template private atrfstart atrfend atnref atndate atntime atnicn atnparent ftnsep ftnsepc ftncn aftnsep aftnsepc "
    "aftncn upr mmathPict blipuid falt panose fontemb keywords operator company category doccomm hlinkbase".split()
)
_NOTES = frozenset({"footnote", "annotation"})
_FURNITURE = frozenset("header headerl headerr headerf footer footerl footerr footerf".split())
# Marked as "leave out what you do not know", and known.
_KNOWN = frozenset({"shpinst", "fldinst", "footnote", "annotation", "atnauthor", "ud", "shptxt", "pgdsctbl"})
# Words that are text again inside of what is left out.
_READ_AGAIN = frozenset({"ud", "result"})


def read_rtf(file: SourceFile) -> ParsedFile:
    """Return the elements of an RTF document in reading order, without pages.

    Headers and footers come where the file has them, each text once; notes after the paragraph that refers to them.

    Raises:
        UnreadableFile: It is no RTF.
        EmptyDocument: It holds no words.
        ImageOnly: It holds pictures and no words.
    """
    content = file.path.read_bytes()
    start = content.find(SIGNATURE)
    if start < 0:
        raise UnreadableFile("it is no RTF. Open it in the program it came from and save it anew.")
    reader = _Reader()
    for token in tokens(content[start:]):
        reader.see(token)
    elements = reader.end()
    if not any(map(has_words, elements)):
        if b"\\pict" in content:
            raise ImageOnly("it holds pictures and no words.")
        raise EmptyDocument("it holds no words.")
    return ParsedFile(tuple(elements), title=as_title(" ".join(reader.title.split())))


class _Reader:
    """Follows the tokens of a document."""

    def __init__(self) -> None:
        self.title = ""
        self._main = Flow()
        self._groups = [Group(self._main)]
        self._too_deep = 0
        self._fonts: dict[int, Font] = {}
        self._styles: dict[int, Style] = {}
        self._encoding = DEFAULT_CODE_PAGE
        self._row = Row()
        self._edge = CellEdge(0)
        self._author = ""
        self._furniture: set[str] = set()
        self._is_star = False
        self._to_skip = 0  # characters after \u
        self._bytes = bytearray()
        self._high: int | None = None  # the first half of a character beyond 16 bits

    def see(self, token: Token) -> None:
        """Follow the next token."""
        if token.kind in (Kind.PLAIN, Kind.BYTE):
            skipped = min(self._to_skip, len(token.content))
            self._to_skip -= skipped
            self._bytes += token.content[skipped:]
            return
        if token.kind is Kind.WORD and token.word in ("u", "uc"):
            self._see_unicode(token)
            return
        if self._to_skip and token.kind is Kind.SIGN and token.word in _ESCAPED:
            self._to_skip -= 1
            return
        self._flush()
        self._to_skip = 0
        if token.kind is Kind.OPEN:
            self._open()
        elif token.kind is Kind.CLOSE:
            self._close()
        elif token.kind is Kind.SIGN and token.word in _ESCAPED:
            self._write(token.word)
        elif token.word == "*":
            self._is_star = True
        elif not self._too_deep:
            self._see_word(token.word, token.value)

    def end(self) -> list[Element]:
        """Return what the document holds; groups left open are closed."""
        self._flush()
        while len(self._groups) > 1:
            self._close()
        return self._main.end(self._look())

    def _open(self) -> None:
        if self._too_deep or len(self._groups) >= MAX_DEPTH:
            self._too_deep += 1
            return
        self._groups.append(replace(self._groups[-1], begins=""))

    def _close(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
            return
        if len(self._groups) == 1:
            return
        group = self._groups[-1]
        elements = group.flow.end(self._look()) if group.begins else []
        self._groups.pop()
        if elements:
            self._end_flow(group, elements)

    def _end_flow(self, group: Group, elements: list[Element]) -> None:
        outer = self._groups[-1].flow
        runs = plain_words(elements)
        if not any(run.text.strip() for run in runs):
            return
        if group.begins in _FURNITURE:
            text = " ".join("".join(run.text for run in runs).split())
            if text not in self._furniture:
                self._furniture.add(text)
                self._main.elements.append(Element(ElementKind.FURNITURE, (Run(text),)))
        elif group.begins == "annotation":
            lead = Run(f"Comment ({self._author.strip()}): " if self._author.strip() else "Comment: ")
            self._author = ""
            outer.add_after([Element(ElementKind.FOOTNOTE, (lead, *runs))])
        elif group.begins == "footnote":
            outer.add_after([Element(ElementKind.FOOTNOTE, runs)])
        else:
            outer.add_after(elements)

    def _see_unicode(self, token: Token) -> None:
        group, value = self._groups[-1], token.value or 0
        if token.word == "uc":
            self._flush()
            group.fallback = min(max(value, 0), 10)
            return
        self._flush_bytes()
        code = value & 0xFFFF
        self._to_skip = group.fallback
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            high, self._high = self._high, None
            self._write(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high else "\ufffd")
        else:
            self._write(chr(code))

    def _see_word(self, word: str, value: int | None) -> None:
        group = self._groups[-1]
        is_star, self._is_star = self._is_star, False
        if group.role == "skipped" and word not in _READ_AGAIN:
            return
        if word in _LEFT_OUT or (is_star and word not in _KNOWN):
            group.role = "skipped"
        elif word in ROLES:
            group.role = ROLES[word]
        elif word == "f":
            group.font = value or 0
        elif group.role == "font":
            self._see_font(group, word, value)
        elif group.role == "style":
            self._see_style(group, word, value)
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in CHANGES:
            CHANGES[word](group, value)
        elif word in _NOTES or word in _FURNITURE or word == "shptxt":
            group.flow, group.role, group.begins, group.in_table = Flow(), "text", word, False
        elif word == "field":
            group.instruction, group.shows_field = [], False
        elif word == "fldrslt":
            group.shows_field = True
        elif word in ("ansicpg", "mac", "pc", "pca"):
            self._encoding = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}.get(word) or encoding_of(value or 0)
        elif group.role == "text":
            self._see_structure(group, word, value)

    def _see_font(self, group: Group, word: str, value: int | None) -> None:
        font = self._fonts.setdefault(group.font, Font())
        if word == "fcharset" and value not in (None, 0, 1, SYMBOL_CHARSET):
            font.encoding = code_page(value or 0)
        elif word == "cpg" and value:
            font.encoding = encoding_of(value)

    def _see_style(self, group: Group, word: str, value: int | None) -> None:
        if word == "s":
            group.style = value or 0
        elif word in ("cs", "ts", "ds"):
            group.role = "skipped"
        elif word == "outlinelevel" and value is not None and 0 <= value < 9:
            self._styles.setdefault(group.style, Style()).level = value + 1

    def _see_structure(self, group: Group, word: str, value: int | None) -> None:
        flow = group.flow
        if word in _PARAGRAPH_ENDS:
            flow.end_paragraph(self._look())
        elif word == "cell":
            flow.end_cell(self._look())
        elif word == "row":
            flow.end_row(self._row)
        elif word == "trowd":
            self._row, self._edge = Row(), CellEdge(0)
        elif word == "trhdr":
            self._row.is_header = True
        elif word in ("clvmrg", "clmrg"):
            self._edge = replace(
                self._edge,
                goes_on_down=self._edge.goes_on_down or word == "clvmrg",
                goes_on_right=self._edge.goes_on_right or word == "clmrg",
            )
        elif word == "cellx":
            self._row.edges.append(replace(self._edge, right=value or 0))
            self._edge = CellEdge(0)

    def _look(self) -> ParagraphLook:
        """Return the look of a paragraph that ends here."""
        group = self._groups[-1]
        style = self._styles.get(group.style, Style())
        name = style.name.lower()
        named = HEADING_NAMES.fullmatch(name)
        level = group.level or style.level or (int(named[1]) if named else int(name in TITLE_NAMES))
        is_contents = TOC_NAMES.fullmatch(name) is not None or in_contents(group)
        return ParagraphLook(level, group.item_level, group.in_table, is_contents, bool(CODE_NAMES.fullmatch(name)))

    def _flush(self) -> None:
        self._flush_bytes()
        self._high = None

    def _flush_bytes(self) -> None:
        """Write the bytes that came, decoded as their font says."""
        if self._bytes:
            encoding = self._fonts.get(self._groups[-1].font, Font()).encoding or self._encoding
            text = bytes(self._bytes).decode(encoding, "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        """Put words where they belong."""
        group = self._groups[-1]
        if self._too_deep or group.role == "skipped":
            return
        if group.role == "font":
            font = self._fonts.setdefault(group.font, Font())
            font.name += text.rstrip(";")
        elif group.role == "style":
            style = self._styles.setdefault(group.style, Style())
            style.name = (style.name + text).rstrip(";").strip()
        elif group.role == "title":
            self.title += text
        elif group.role == "author":
            self._author += text
        elif group.role == "field":
            group.instruction.append(text)
        elif group.role == "marker":
            group.flow.marker += in_symbols(text, self._fonts.get(group.font, Font()).name)
        elif group.role == "text" and not group.is_hidden:
            shown = in_symbols(text, self._fonts.get(group.font, Font()).name)
            group.flow.add(Run(shown, group.is_strong, address(group)))
