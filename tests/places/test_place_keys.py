"""Names made comparable."""

from __future__ import annotations

import pytest

from eshram_cli.places.keys import (
    is_code,
    place_key,
    split_brackets,
    split_level_word,
    split_names,
    strip_marks,
    without_head,
    without_tail,
)
from eshram_cli.places.model import Level


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pipra Kothi", "PIPRAKOTHI"),
        ("Lahul and Spiti", "Lahul & Spiti"),
        ("लाहौल एवं स्पीति", "लाहौल और स्पीति"),
        ("The Nilgiris", "Nilgiris"),
        ("पूर्वी चंपारण", "पूर्वी चम्पारण"),
        ("खगड़िया", "खगड़िया"),
        ("मुज़फ़्फ़रपुर", "मुजफ्फरपुर"),
        ("Janjgir - Champa", "Janjgir-Champa"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize("text", ["", " * ", "--", "and", "the"])
def test_no_name_no_key(text: str) -> None:
    assert place_key(text) == ""


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("Distt. - Khagaria", "khagaria", Level.district),
        ("KHAGARIA DISTRICT", "khagaria", Level.district),
        ("Name of District: Khagaria", "khagaria", Level.district),
        ("जिला - खगड़िया", "खगडिया", Level.district),
        ("जिले का नाम : खगड़िया", "खगडिया", Level.district),
        ("मानसी प्रखण्ड", "मानसी", Level.block),
        ("Block - Mansi", "mansi", Level.block),
        ("C.D. Block Mansi", "mansi", Level.block),
        ("ग्राम पंचायत सैदपुर", "सैदपुर", Level.panchayat),
        ("State : Bihar", "bihar", Level.state),
    ],
)
def test_the_word_for_the_level_is_told_from_the_name(text: str, name: str, level: Level) -> None:
    assert split_level_word(text) == (name, level)


@pytest.mark.parametrize("text", ["Khagaria", "झारखंड", "District", "प्रखंड का नाम", "Mandla", ""])
def test_a_name_without_such_a_word_stays(text: str) -> None:
    assert split_level_word(text) is None


@pytest.mark.parametrize(
    "text",
    ["Khagaria *", "Khagaria-202", "202 Khagaria", "Khagaria [10]", "1. Khagaria", "(२०२) Khagaria", "#Khagaria†"],
)
def test_codes_and_flags_around_a_name_go(text: str) -> None:
    assert strip_marks(text) == "Khagaria"


def test_one_code_at_a_time() -> None:
    assert without_head("5. 24 Paraganas North") == "24 Paraganas North"
    assert without_tail("Bagaha-1 (202)") == "Bagaha-1"
    assert without_head("बगहा-1") == "बगहा-1"
    assert strip_marks("202") == ""


def test_brackets() -> None:
    assert split_brackets("Kaimur (Bhabua)") == ("Kaimur", "Bhabua")
    assert split_brackets("Khagaria [202] *") == ("Khagaria *", "202")
    assert split_brackets("Khagaria") is None
    assert split_brackets("(Khagaria)") is None
    assert split_brackets("A (B) (C)") is None


def test_codes() -> None:
    assert is_code("LGD Code: 202")
    assert is_code("*")
    assert not is_code("Bhabua")


def test_a_cell_with_the_name_twice() -> None:
    assert split_names("Khagaria / खगड़िया") == ["Khagaria", "खगड़िया"]
    assert split_names("खगड़िया Khagaria") == ["खगड़िया", "Khagaria"]
    assert split_names("पूर्वी चंपारण") == ["पूर्वी चंपारण"]
    assert split_names("Khagaria /") == ["Khagaria /"]
