"""The problems of unreadable cells: each is provoked by a cell, and its sentences are whole in both languages."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from eshram_cli.language.dates import date_or_reason, found_or_reason
from eshram_cli.language.numerals import read_count, read_number
from eshram_cli.language.text import is_devanagari
from eshram_cli.language.unread import Unread, shown
from eshram_cli.problems import Language, Where, catalogue

PROVOKED = [
    *map(
        read_count, ["abc", "46,4O1", "7,8889164", "14,62,346 लाख", "2 हजार 3 लाख", 12.5, "12.000", -5, "37%", "12/34"]
    ),
    *map(read_count, ["04.12.2021", True, "9876543210", "500 से कम", "1.2E+11", "#N/A"]),
    read_number("abc"),
    *map(date_or_reason, ["abc", "31.02.2022", "12/28/2021", 44534, "04.12.2021 25:00"]),
    *map(found_or_reason, ["14 Dec", "01.12.2021, 04.12.2021"]),
]
REASONS = {read.code: read for read in PROVOKED if isinstance(read, Unread)}


def _codes() -> list[str]:
    text = (resources.files("eshram_cli") / "catalogue" / "language.toml").read_text(encoding="utf-8")
    return sorted(tomllib.loads(text))


@pytest.mark.parametrize("code", _codes())
def test_a_cell_provokes_the_problem_and_its_sentences_are_whole(code: str) -> None:
    problem = REASONS[code].problem(Where("bihar.xlsx", "14 Dec", 17, 4))
    for language in Language:
        for sentence in (problem.message(language), problem.hint(language)):
            assert sentence.endswith("।" if language is Language.hi else ".")
            assert is_devanagari(sentence) or language is Language.en
    assert problem.line().startswith('bihar.xlsx, sheet "14 Dec", D17: ')
    assert catalogue()[code].severity == "error"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("46,4O1", "46,4O1"),
        ("  a\n b ", "a b"),
        ("1234 5678 9012", "•••• •••• ••••"),
        ("98765-43210", "•••••-•••••"),
        ("१२३४५६७८९०", "••••••••••"),
        ("राम 9876543210", "राम ••••••••••"),
        ("01.12.2021 to 04.12.2021", "01.12.2021 to 04.12.2021"),
        ("x" * 60, "x" * 39 + "…"),
        (12.5, "12.5"),
    ],
)
def test_what_is_shown_of_a_cell(cell: object, text: str) -> None:
    assert shown(cell) == text
