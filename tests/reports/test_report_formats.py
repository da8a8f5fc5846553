"""CSV, JSON and Markdown."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from typing import Annotated, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.described import Answer, Row, shown
from eshram_cli.language.text import visible
from eshram_cli.problems import Language
from eshram_cli.reports.document import Column, Document, Kind, Table, Value, table_of
from eshram_cli.reports.formats import csv as csv_
from eshram_cli.reports.formats import json as json_
from eshram_cli.reports.formats import md
from eshram_cli.reports.look import Look
from eshram_cli.reports.registry import document_of, json_of, layout


class SmallRow(Row):
    place: Annotated[str, shown()]
    registered: Annotated[int, shown(Kind.count)]


class Small(Answer):
    """An answer of a room above."""

    SCHEMA: ClassVar = "eshram.small/1"

    rows: tuple[SmallRow, ...]


@layout(Small)
def small_document(small: Small) -> Document:
    return Document(tables=[table_of(small)])


SMALL = Small(rows=(SmallRow(place="पूर्वी चंपारण", registered=988912), SmallRow(place="Saran", registered=0)))


def test_csv_is_as_agreed(document: Document, golden: Callable[[str, str], None]) -> None:
    golden("ranking.csv", csv_.render(document))


@pytest.mark.parametrize("language", Language)
def test_markdown_is_as_agreed(document: Document, golden: Callable[[str, str], None], language: Language) -> None:
    golden(f"ranking-{language}.md", md.render(document, Look(language)))


def test_csv_read_back_gives_the_values(document: Document) -> None:
    table = document.csv_table
    back = list(csv.DictReader(io.StringIO(csv_.render(document))))
    assert [list(row.values()) for row in back] == [
        ["" if value is None else str(value) for value in row] for row in table.rows
    ]
    assert list(back[0]) == [column.key for column in table.columns]


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_pass_through_csv_untouched(number: float) -> None:
    assert type(number)(csv_.field(number)) == number


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_no_text_starts_a_formula_and_none_is_lost(texts: list[str]) -> None:
    document = Document(tables=[Table([Column("place")], [[text] for text in texts])])
    back = [row[0] for row in csv.reader(io.StringIO(csv_.render(document), newline=""))][1:]
    assert not any(cell.startswith(csv_.DANGEROUS) for cell in back)
    lines = [visible(re.sub("[\r\n]+", " ", text)) for text in texts]
    assert [cell.removeprefix("'") for cell in back] == [line.removeprefix("'") for line in lines]


@pytest.mark.parametrize("text", ["=1+1", "+91", "-Saran", "@SUM", "\t=1"])
def test_formulas_are_defused(text: str) -> None:
    assert csv_.field(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-5, "-5"),
        (None, ""),
        (True, "true"),
        (dt.date(2021, 12, 4), "2021-12-04"),
        ("Saran", "Saran"),
        ("a\r\nb", "a b"),
    ],
)
def test_cells_of_csv(value: Value, cell: str) -> None:
    assert csv_.field(value) == cell


def test_json_names_its_schema_first_and_keeps_hindi() -> None:
    text = json_.render(SMALL)
    assert list(json.loads(text)) == ["schema", "rows"]
    assert json.loads(text)["schema"] == "eshram.small/1"
    assert '"place": "पूर्वी चंपारण"' in text
    assert text.endswith("}\n")


def test_json_has_plain_integers_and_iso_dates() -> None:
    assert json_.dump({"n": 988912, "as_on": dt.date(2021, 12, 4)}, None) == '{"n": 988912, "as_on": "2021-12-04"}\n'


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_json_refuses_what_is_no_number(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_.dump({"percent": number})


def test_json_refuses_what_is_not_plain() -> None:
    with pytest.raises(TypeError, match="Small has no place in JSON"):
        json_.dump({"row": SMALL})


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_stays_in_its_cell_of_markdown(text: str) -> None:
    line = f"| {md.escape(text)} | 1 |"
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3
    assert len(line.splitlines()) == 1


def test_markdown_is_escaped() -> None:
    assert md.escape("a|b *c*\nd_e <f>") == r"a\|b \*c\* d\_e \<f\>"


def test_a_result_is_shown_by_the_layout_of_its_type() -> None:
    assert document_of(SMALL) == small_document(SMALL)
    assert json_of(SMALL)["rows"] == [
        {"place": "पूर्वी चंपारण", "registered": 988912},
        {"place": "Saran", "registered": 0},
    ]


def test_a_document_is_its_own(document: Document) -> None:
    assert document_of(document) is document


def test_a_type_has_one_layout() -> None:
    with pytest.raises(ValueError, match="Small has a layout already"):
        layout(Small)(small_document)


def test_what_is_no_answer_is_a_fault() -> None:
    with pytest.raises(TypeError, match="object is no answer"):
        document_of(object())


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValueError, match="another number of cells"):
        Table([Column("place")], [["Saran", 1]])


def test_a_view_names_columns_that_are_there() -> None:
    with pytest.raises(ValueError, match="rank"):
        Table([Column("place")], [], view=["place", "rank"])
