"""The names of places are those of the reader's language, wherever they stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Eshram


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "--state", "bihar", "--level", "block", "--top", "1"),
        ("pending", "--state", "bihar", "--level", "block", "--as-on", "5.12.2021"),
        ("places", "find", "raxaul"),
        ("officer", "list"),
    ],
)
def test_the_place_above_is_named_in_hindi(eshram: Eshram, sample: Path, arguments: tuple[str, ...]) -> None:
    eshram("officer", "assign", "श्री राय", "--block", "raxaul", "--from", "1.12.2021")
    ran = eshram(*arguments, "--lang", "hi")
    line = next(line for line in ran.out.splitlines() if "रक्सौल" in line)
    assert "पूर्वी चंपारण" in line
    assert "Purbi Champaran" not in line


def test_json_names_the_place_above_in_both(eshram: Eshram, sample: Path) -> None:
    ran = eshram("rank", "--state", "bihar", "--level", "block", "--top", "1", "--format", "json")
    (row,) = json.loads(ran.out)["rows"]
    assert (row["parent"], row["parent_hi"]) == ("Purbi Champaran", "पूर्वी चंपारण")
