"""A number in a sentence with the word for what it counts."""

from __future__ import annotations

import pytest

from eshram_cli.counted import Counted
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.reports.document import Phrase
from eshram_cli.reports.look import Look, say


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1 day old"), (7, "7 days old"), (0, "0 days old"), (-1, "-1 day old")]
)
def test_one_and_many(number: int, text: str) -> None:
    assert f"{Counted(str(number), number):day|days} old" == text
    assert f"{Counted(str(number), number)}" == str(number)


@pytest.mark.parametrize(("furthest", "text"), [(1, "by up to 1 rank."), (12, "by up to 12 ranks.")])
def test_a_note_counts_in_good_english(furthest: int, text: str) -> None:
    assert say(Phrase("note-not-final", {"names": "Gaya", "furthest": furthest}), Look()).endswith(text)
    assert f"{furthest} स्थान" in say(
        Phrase("note-not-final", {"names": "गया", "furthest": furthest}), Look(Language.hi)
    )


@pytest.mark.parametrize(("rows", "text"), [(1, "(1 row left out)"), (3, "(3 rows left out)")])
def test_a_problem_counts_in_good_english(rows: int, text: str) -> None:
    words = {"text": "Gayaa", "rows": rows, "level": "district", "within": "Bihar"}
    assert text in Problem("row-place-unheard-of", Where(), words).message()
