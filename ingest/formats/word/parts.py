"""The parts of an office document by what they are to each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from ingest.elements import SourceFile
from ingest.errors import TooLarge, UnreadableFile
from ingest.formats.locked_office import unlocked
from ingest.formats.markup import XmlElement, xml_root
from ingest.formats.package import Package, open_package
from ingest.formats.word.xml import bare

MAIN = "officeDocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another one, or of an address outside."""

    kind: str  # the last word of its type: "styles", "footnotes", "hyperlink", …
    target: str  # a part's name, or an address as it is written
    is_outside: bool = False


Relations = dict[str, Relation]


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of one document; what is damaged is left out and noted."""

    package: Package
    notes: list[str] = field(default_factory=list)

    def required(self, name: str) -> XmlElement:
        """Return the root of a part without which there is no document.

        Raises:
            UnreadableFile: It is missing or damaged.
            TooLarge: It unpacks to more than can be held in memory.
        """
        content = self.package.read(name)
        if content is None:
            raise UnreadableFile(f"its part {name} is missing. Open it in the program it came from and save it anew.")
        return xml_root(content)

    def optional(self, name: str) -> XmlElement | None:
        """Return the root of a part; None where it is missing, or so damaged that it is left out."""
        try:
            content = self.package.read(name)
            return None if content is None else xml_root(content)
        except (UnreadableFile, TooLarge) as error:
            self.notes.append(f"A part could not be read: {error}")
            return None

    def relations(self, part: str) -> Relations:
        """Return what a part says of others, by identifier; of the whole package where the part is empty."""
        folder, _, name = part.rpartition("/")
        root = self.optional(join(folder, "_rels", f"{name}.rels"))
        return {} if root is None else dict(_relations(root, dirname(part)))

    def main(self) -> str:
        """Return the name of the document's main part.

        Raises:
            UnreadableFile: The package has none.
        """
        named = [each.target for each in self.relations("").values() if each.kind == MAIN]
        present = {name.replace("\\", "/").lower() for name in self.package.names()}
        found = next((name for name in (*named, "word/document.xml") if name.lower() in present), None)
        if found is None:
            raise UnreadableFile("it holds no document. Open it in the program it came from and save it anew.")
        return found


def _relations(root: XmlElement, folder: str) -> Iterator[tuple[str, Relation]]:
    for node in root:
        if bare(node) != "Relationship":
            continue
        target = node.get("Target", "")
        is_outside = node.get("TargetMode") == "External"
        if not is_outside:
            target = normpath(join("/" + folder, target.replace("\\", "/"))).lstrip("/")
        yield node.get("Id", ""), Relation(node.get("Type", "").rpartition("/")[2], target, is_outside)


@contextmanager
def open_parts(file: SourceFile) -> Iterator[Parts]:
    """Yield the parts of a document, unlocked where it is locked.

    Raises:
        UnreadableFile: It is damaged.
        NeedsPassword: It is locked.
        TooLarge: It would unpack to more than the limits allow.
    """
    with unlocked(file) as opened, open_package(opened.path, file.limits) as package:
        yield Parts(package, package.notes)
