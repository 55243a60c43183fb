"""The titles and numbers of charts."""

from ingest.elements import Element
from ingest.formats.charts import chart_elements
from ingest.formats.markup import xml_root

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def chart(*parts: str) -> list[Element]:
    return chart_elements(
        xml_root(f"<c:chartSpace {SPACES}><c:chart>{''.join(parts)}</c:chart></c:chartSpace>".encode()), 2
    )


def title(words: str) -> str:
    return f"<c:title><c:tx><c:rich><a:p><a:r><a:t>{words}</a:t></a:r></a:p></c:rich></c:tx></c:title>"


def points(*values: str, code: str = "General") -> str:
    shown = "".join(f'<c:pt idx="{index}"><c:v>{value}</c:v></c:pt>' for index, value in enumerate(values) if value)
    return f"<c:numRef><c:numCache><c:formatCode>{code}</c:formatCode>{shown}</c:numCache></c:numRef>"


def series(name: str, categories: str, values: str) -> str:
    return f"<c:ser><c:tx><c:v>{name}</c:v></c:tx><c:cat>{categories}</c:cat><c:val>{values}</c:val></c:ser>"


def test_series_over_the_same_categories_share_a_table() -> None:
    years = points("2022", "2023")
    (table,) = chart(series("Net", years, points("0.5", "0.25", code="0%")), series("Gross", years, points("", "7")))
    assert table.rows == (("", "Net", "Gross"), ("2022", "50%", ""), ("2023", "25%", "7"))
    assert (table.header_rows, table.page) == (1, 2)


def test_the_categories_axis_names_the_first_column() -> None:
    axes = f"<c:catAx>{title('Year')}</c:catAx><c:valAx><c:axPos val='l'/>{title('Millions')}</c:valAx>"
    heading, unit, table = chart(title("Sales"), series("Net", points("2022"), points("5")), axes)
    assert [part.runs[0].text for part in (heading, unit)] == ["Sales", "Millions"]
    assert table.rows == (("Year", "Net"), ("2022", "5"))


def test_a_chart_without_numbers_gives_its_title() -> None:
    (heading,) = chart(title("Sales"))
    assert heading.runs[0].text == "Sales"
