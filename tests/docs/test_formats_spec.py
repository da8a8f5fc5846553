"""The tables of docs/file-formats.md: words, numbers and dates, read by the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eshram_cli.language.dates import read_date
from eshram_cli.language.lexicon import read_words
from eshram_cli.language.numerals import Count, read_count

if TYPE_CHECKING:
    from tests.docs.conftest import Pieces, Row

LEVELS = {"state", "district", "block", "panchayat"}
DIMENSIONS = {"department", "category", "officer", "camp", "channel", "aggregator", "gender", "age"}


@pytest.fixture(scope="module")
def tables(pieces: Pieces, docs: Path) -> list[list[Row]]:
    return [piece for piece in pieces(docs / "file-formats.md") if not isinstance(piece, str)]


def with_heading(tables: list[list[Row]], heading: str) -> list[list[Row]]:
    return [table for table in tables if heading in table[0]]


def count(text: str) -> str:
    read = read_count(text)
    if not isinstance(read, Count):
        return f"refused: `{read.code}".rstrip("`")
    if read.value is None:
        return "missing"
    return str(read.value) if read.quality == "exact" else f"{read.quality} {read.value}"


def date(text: str) -> str:
    read = read_date(text)
    if read is None:
        return "refused"
    return read[0].isoformat() + (f" {read[1]:%H:%M}" if read[1] else "")


def tag(column: str) -> str:
    if column in LEVELS:
        return f"level:{column}"
    return f"dimension:{column}" if column in DIMENSIONS else column


def test_numbers(tables: list[list[Row]]) -> None:
    numbers, _ = with_heading(tables, "written")
    assert [{"written": row["written"], "read as": count(row["written"])} for row in numbers] == numbers
    assert len(numbers) > 15


def test_dates(tables: list[list[Row]]) -> None:
    _, dates = with_heading(tables, "written")
    assert [{"written": row["written"], "read as": date(row["written"])} for row in dates] == dates
    assert len(dates) > 8


def test_every_word_of_a_column_is_understood(tables: list[list[Row]]) -> None:
    (columns,) = with_heading(tables, "column")
    unread = [
        (row["column"], word)
        for row in columns
        for word in row["words"].split(", ")
        if not read_words(word).has(tag(row["column"]))
    ]
    assert unread == []


def test_every_word_of_a_channel_is_understood(tables: list[list[Row]]) -> None:
    (channels,) = with_heading(tables, "channel")
    unread = [
        (row["channel"], word)
        for row in channels
        for word in row["words"].split(", ")
        if read_words(word).under("channel") != [row["channel"]]
    ]
    assert unread == []
