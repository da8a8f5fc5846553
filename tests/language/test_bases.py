"""What a target rests on, told in either language."""

from __future__ import annotations

import pytest

from eshram_cli.language.bases import split_basis, told_basis
from eshram_cli.language.written import deva
from eshram_cli.problems import Language


@pytest.mark.parametrize(
    ("by", "targets", "hindi"),
    [
        ("population 2011", 1, "17,14,038 के लक्ष्य का भाग, आधार: जनसंख्या 2011"),
        ("registered 28.12.2021", 1, "17,14,038 के लक्ष्य का भाग, आधार: 28.12.2021 तक निबंधित"),
        ("equal", 38, "38 लक्ष्यों के भाग, आधार: बराबर हिस्से"),
        ("वोटर of 2020.xlsx", 1, "17,14,038 के लक्ष्य का भाग, आधार: वोटर of 2020.xlsx"),
    ],
)
def test_a_split_is_told_in_hindi(by: str, targets: int, hindi: str) -> None:
    basis = split_basis(by, "17,14,038", targets)
    assert told_basis(basis, Language.hi) == hindi
    assert told_basis(basis, Language.en) == basis


@pytest.mark.parametrize("basis", ["", "letter 512 of the state", "split by hand"])
def test_what_an_office_wrote_stays(basis: str) -> None:
    assert told_basis(basis, Language.hi) == basis


def test_a_target_that_stood_in_a_return_says_so() -> None:
    assert (told_basis("return", Language.hi), told_basis("return", Language.en)) == ("प्रतिवेदन", "return")


def test_the_numbers_have_the_digits_of_who_reads_them_and_a_file_keeps_its_name() -> None:
    assert told_basis("split by population 2011 of 5,60,286", Language.hi, deva).startswith("५,६०,२८६ के")
    assert "2020.xlsx" in told_basis("split by 2020.xlsx of 5,60,286", Language.hi, deva)
