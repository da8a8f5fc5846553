"""The catalogue of problems: every code has a sentence and advice in both languages, and a line in the manual."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from eshram_cli.problems import Language, Problem, Severity, Where, catalogue, column_letters

ROOT = Path(__file__).parents[1]
TESTS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
ENTRIES = sorted(catalogue().values(), key=lambda entry: entry.code)
NAMED = set(re.findall(r"(?<=[\"'`])[a-z0-9-]+(?=[\"'` ])", TESTS))
"""What tests have in quotes: among it the codes that they provoke."""


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_each_entry_speaks_both_languages_in_whole_sentences() -> None:
    for entry in ENTRIES:
        for texts in (entry.message, entry.hint):
            assert texts[Language.en].endswith((".", "?")), entry.code
            assert texts[Language.hi].endswith(("।", "?", ".")), entry.code
            assert re.search(r"[\u0900-\u097f]", texts[Language.hi]), entry.code
        both = [fields(entry.message[language] + entry.hint[language]) for language in Language]
        assert both[0] == both[1], f"the two languages of {entry.code} say the same"
        assert entry.exit in {1, 2, 3, 4, 5, 70}, entry.code


def test_some_test_provokes_each() -> None:
    assert [entry.code for entry in ENTRIES if entry.code not in NAMED] == []


@pytest.mark.parametrize(
    ("where", "text"),
    [
        (Where("bihar.xlsx", "14 Dec", 17, 4), 'bihar.xlsx, sheet "14 Dec", D17'),
        (Where("bihar.csv", "", 17), "bihar.csv, row 17"),
        (Where("bihar.csv", "", None, 28), "bihar.csv, column AB"),
        (Where(), ""),
    ],
)
def test_an_address_reads_as_a_spreadsheet_shows_it(where: Where, text: str) -> None:
    assert str(where) == text


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_a_word_may_differ_by_language() -> None:
    words = {"text": "Khagria", "level": {Language.en: "district", Language.hi: "जिला"}, "within": "Bihar"}
    problem = Problem("place-unheard-of", Where(), words)
    assert problem.message() == 'No district of Bihar has the name "Khagria" or a similar one.'
    assert "जिला" in problem.message(Language.hi)
    assert problem.severity is Severity.error


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ram 9876543210", "Ram ••••••••••"),
        ("Ram ९८७६५ ४३२१०", "Ram ••••• •••••"),
        ("2345 6789 0125", "•••• •••• ••••"),
        ("9,88,912 on 04.12.2021 18:30", "9,88,912 on 04.12.2021 18:30"),
        ("123456789", "123456789"),
    ],
)
def test_no_sentence_says_a_number_of_a_person(text: str, shown: str) -> None:
    problem = Problem("row-place-unheard-of", words={"text": text, "level": "block", "within": "Khagaria", "rows": 1})
    assert f'"{shown}"' in problem.line()
    assert f'"{shown}"' in problem.line(Language.hi)
