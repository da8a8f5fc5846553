"""The shell's completion of places: each option its own level, in the language and the case that was typed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from eshram_cli.cli._options import complete_block, complete_district, complete_level, complete_place, complete_state


def test_each_option_offers_the_places_of_its_level() -> None:
    assert complete_state("Bih") == ["Bihar"]
    assert complete_state("Khag") == []
    assert complete_district("Khag") == ["Khagaria"]
    assert complete_block("Turk") == ["Turkaulia"]
    assert complete_place("Purbi C") == ["Purbi Champaran"]
    assert complete_place("Turk") == ["Turkaulia"]
    assert len(complete_state("")) == 36
    assert complete_block("") == []
    assert complete_level("b") == ["block"]


def test_hindi_and_small_letters_are_completed_as_typed() -> None:
    assert complete_district("खगड़") == ["खगड़िया"]
    assert complete_district("purbi ch") == ["purbi champaran"]
    assert complete_state("बि") == ["बिहार"]


def test_a_name_of_several_places_comes_with_its_parent() -> None:
    assert complete_district("Bilas") == ["Bilaspur, Chhattisgarh", "Bilaspur, Himachal Pradesh"]
    assert complete_block("Kalyanp") == ["Kalyanpur, Purbi Champaran, Bihar", "Kalyanpur, Samastipur, Bihar"]


@pytest.mark.parametrize(("words", "offer"), [("rank --district khag", "khagaria"), ("show Purbi", "Purbi Champaran")])
def test_the_shell_gets_it(words: str, offer: str) -> None:
    asked = {
        "_ESHRAM_COMPLETE": "complete_bash",
        "COMP_WORDS": f"eshram {words}",
        "COMP_CWORD": str(len(words.split())),
    }
    program = "import sys; sys.argv[0] = 'eshram'; from eshram_cli.__main__ import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.stdout.splitlines() == [offer]
