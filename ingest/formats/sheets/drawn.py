"""What lies over a sheet's cells: text boxes, charts, comments."""

from ingest.elements import paragraph
from ingest.formats.charts import chart_elements
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.package import Package
from ingest.formats.relations import all_named, named, relation_id, relations, root_of
from ingest.formats.sheets.cells import Sheet

# What the old list of comments says in place of a conversation that a newer list holds.
_CONVERSATION = "[Threaded comment]"


def draw(package: Package, part: str, sheet: Sheet) -> None:
    """Take the words of a drawing's text boxes and charts into a sheet."""
    root = root_of(package, part)
    if root is None:
        return
    related = relations(package, part)
    for node in root.iter():
        name = local_name(node)
        if name == "txBody":
            sheet.drawn.extend(paragraph(words) for words in paragraphs_of(node))
        elif name == "pic":
            sheet.pictures += 1
        elif name == "chart" and relation_id(node) in related:
            chart = root_of(package, related[relation_id(node)].target)
            if chart is not None:
                sheet.drawn.extend(chart_elements(chart, 0))


def paragraphs_of(body: XmlElement) -> list[str]:
    """Return the words of each paragraph of a text box, those without any left out."""
    lines = [
        "".join(" " if local_name(part) == "br" else part.text or "" for part in node.iter() if _is_text(part))
        for node in all_named(body, "p")
    ]
    return [" ".join(line.split()) for line in lines if line.strip()]


def comments_of(package: Package, part: str) -> list[str]:
    """Return the comments on a sheet's cells, conversations with each answer on its own."""
    conversations, comments = [], []
    for relation in relations(package, part).values():
        root = root_of(package, relation.target) if relation.kind in ("comments", "threadedComment") else None
        if root is None:
            continue
        for node in root.iter():
            if local_name(node) == "threadedComment":
                words = named(node, "text")
                conversations.append(" ".join((words.text or "").split()) if words is not None else "")
            elif local_name(node) == "comment":
                comments.append(" ".join("".join(part.text or "" for part in all_named(node, "t")).split()))
    kept = [words for words in comments if not words.startswith(_CONVERSATION)]
    return [words for words in [*kept, *conversations] if words]


def _is_text(node: XmlElement) -> bool:
    return local_name(node) in ("t", "br")
