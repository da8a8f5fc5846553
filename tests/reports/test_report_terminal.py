from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from eshram_cli.problems import Language
from eshram_cli.reports.document import Column, Document, Fact, Kind, Table, Value
from eshram_cli.reports.formats import csv as csv_
from eshram_cli.reports.formats.table import render
from eshram_cli.reports.look import Look
from eshram_cli.reports.width import columns

ANSI = re.compile(r"\x1b\[\d+m")
NARROW, WIDE = Look(width=80), Look(width=160)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [60, 80, 160, None])
def test_the_table_is_as_agreed(
    document: Document, golden: Callable[[str, str], None], language: Language, width: int | None
) -> None:
    golden(f"table-{language}-{width or 'piped'}.txt", render(document, Look(language, width=width)))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [45, 60, 80, 100, 132, 160, 200])
def test_no_line_is_wider_than_the_terminal(document: Document, language: Language, width: int) -> None:
    assert all(columns(line) <= width for line in render(document, Look(language, width=width)).splitlines())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [80, 160, None])
def test_numbers_end_below_each_other_after_names_in_any_script(
    document: Document, language: Language, width: int | None
) -> None:
    lines = render(document, Look(language, width=width)).splitlines()
    ends = {columns(line[: line.index(count) + len(count)]) for line in lines for count in _counts(line)}
    assert len(ends) == 1


def _counts(line: str) -> list[str]:
    return [count for count in ("9,88,912", "5,10,005", "2,07,528", "26,95,357") if count in line]


@pytest.mark.parametrize("language", Language)
def test_a_piped_line_has_a_field_for_each_column(document: Document, language: Language) -> None:
    table = [line for line in render(document, Look(language)).splitlines() if "  " in line and "--" not in line]
    assert len(table) == 7
    assert {len(re.split("  +", line.strip())) for line in table} == {11}


def test_a_piped_table_has_every_column_and_no_lines_drawn(document: Document) -> None:
    text = render(document, Look())
    assert not set(text) & set("─│┃━\x1b")
    assert "not shown" not in text
    assert "पूर्वी चंपारण" in text


def test_in_hindi_the_hindi_name_stands_first_and_a_missing_one_is_given_in_latin(document: Document) -> None:
    lines = render(document, Look(Language.hi)).splitlines()
    first = next(line for line in lines if "9,88,912" in line)
    assert first.index("पूर्वी चंपारण") < first.index("9,88,912") < first.index("Purbi Champaran")
    assert next(line for line in lines if "2,07,528" in line).count("Khagaria") == 2


def test_a_narrow_terminal_says_which_columns_it_left_out(document: Document) -> None:
    text = render(document, Look(width=60))
    assert "As on" not in text.split("(not shown: ")[0]
    assert re.search(r"\(not shown: .*As on.*; --format csv has all\)", " ".join(text.split()))


def test_columns_of_which_nothing_is_known_take_no_room(document: Document) -> None:
    table = Table([Column("place", Kind.place), Column("target", Kind.count, 1)], [["Alauli", None], ["Beldaur", None]])
    only = replace(document, tables=[table])
    assert "Target" not in render(only, WIDE)
    assert "Target" not in render(only, Look())
    assert "target" in csv_.render(only)


def test_a_piped_table_without_rows_keeps_its_headings() -> None:
    empty = Document(tables=[Table([Column("place", Kind.place), Column("target", Kind.count, 1)], [])])
    assert "Target" in render(empty, Look())


def test_names_too_long_for_the_terminal_are_wrapped_not_cut() -> None:
    table = Table([Column("place"), Column("registered", Kind.count)], [["Dr. B.R. Ambedkar Konaseema", 988912]])
    lines = render(Document(tables=[table]), Look(width=26)).splitlines()
    assert [line.split("  ")[0].strip() for line in lines[2:]] == ["Dr. B.R.", "Ambedkar", "Konaseema"]
    assert sum("9,88,912" in line for line in lines) == 1


def test_a_terminal_narrower_than_its_numbers_still_shows_them_whole() -> None:
    table = Table([Column("place"), Column("registered", Kind.count)], [["Purbi Champaran", 988912]])
    assert "9,88,912" in render(Document(tables=[table]), Look(width=10))


def test_colours_change_nothing_but_colour(document: Document) -> None:
    coloured = render(document, replace(WIDE, colour=True))
    assert ANSI.sub("", coloured) == render(document, WIDE)


def test_moves_are_coloured_headings_bold_and_old_figures_dim(document: Document) -> None:
    lines = render(document, replace(WIDE, colour=True)).splitlines()
    assert any("\x1b[32m▲1\x1b[0m" in line for line in lines)
    assert any("\x1b[31m▼1\x1b[0m" in line for line in lines)
    assert any("\x1b[1mRank\x1b[0m" in line for line in lines)
    assert "\x1b[2mKishanganj\x1b[0m" in next(line for line in lines if "Kishanganj" in line)


def test_lines_do_not_end_in_spaces(document: Document) -> None:
    for look in (Look(), NARROW, WIDE, replace(WIDE, colour=True)):
        assert not any(ANSI.sub("", line).endswith(" ") for line in render(document, look).splitlines())


def test_the_facts_of_a_card_stand_below_each_other() -> None:
    facts = [
        Fact("registered", 988912, Kind.count),
        Fact("percent", 57.69487, Kind.percent, "measure-percent"),
        Fact("move", 1, Kind.move),
    ]
    text = render(Document("Purbi Champaran", facts=facts), WIDE)
    assert text.splitlines() == [
        "Purbi Champaran",
        "",
        "Registered         9,88,912",
        "percent of target  57.69 %",
        "Move               ▲1",
    ]


def test_a_long_fact_goes_on_below_its_beginning() -> None:
    facts = [Fact("file", "a return of the district with a long name")]
    lines = render(Document(facts=facts), Look(width=30)).splitlines()
    assert lines == ["File  a return of the district", "      with a long name"]


def test_a_document_without_anything_is_empty() -> None:
    assert render(Document(), Look()) == ""


def test_a_long_name_stands_on_two_lines_before_a_figure_is_left_out() -> None:
    columns_ = [Column("place", Kind.place), Column("registered", Kind.count), Column("target", Kind.count, 3)]
    rows: list[list[Value]] = [["Goa", 10, 20], ["Dadra and Nagar Haveli and Daman and Diu", 1160, 2000]]
    shown = render(Document(tables=[Table(columns_, rows)]), Look(width=50))
    assert "Target" in shown
    assert "Daman and Diu" in shown
    assert "not shown" not in shown
