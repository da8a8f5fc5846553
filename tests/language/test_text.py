"""Spellings that are one word fold to one key; words that differ do not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.language.text import clean, fold, is_devanagari, visible

SAME = [
    ("\u095e\u093eरबिसगंज", "फ\u093cारबिसगंज", "फारबिसगंज"),  # nukta composed, combining, absent
    ("गढ़वा", "गढवा"),
    ("चंपारण", "चम्पारण", "चंम्पारण", "चँपारण"),
    ("चंडीगढ़", "चण्डीगढ़", "चन्डीगढ"),
    ("मुंगेर", "मुङ्गेर", "मुँगेर"),
    ("पंचायत", "पञ्चायत", "पन्चायत"),
    ("क\u094d\u200dषेत्र", "क\u094d\u200cषेत्र", "क्षेत्र"),
    ("प्रखण्ड", "प्रखंड", " प्रखंड "),
    ("ब्लॉक", "ब्लाक"),
    ("दिनांक", "दिनांकः", "दिनांक:-"),
    ("Purbi-Champaran", "purbi  champaran", "PURBI\u00a0CHAMPARAN", "(Purbi) Champaran.", "Ｐｕｒｂｉ Champaran"),
    ("Bihār", "bihar"),
    ("CSC/VLE", "csc vle"),
    ("वार्ड १२", "वार्ड 12", "वार्ड-१2"),
    ("सी०एस०सी०", "सी0एस0सी0", "सीएससी"),
    ("Dadra & Nagar Haveli", "dadra and nagar haveli"),
    ("Prakasam's", "Prakasam’s", "prakasams"),
    ("Registered %", "registered(%)"),
]


@pytest.mark.parametrize("spellings", SAME)
def test_spellings_of_one_word_are_one_key(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("पूर्वी चंपारण", "पश्चिम चंपारण"),
        ("Target", "Target %"),
        ("वैशाली", "वैशाल"),
        ("जनम", "जन्म"),
        ("पन्ना", "पना"),
        ("वार्ड १०", "वार्ड १"),
    ],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  पूर्वी\u00a0 चम्पारण \n", "पूर्वी चम्पारण"),
        ("\ufeffDistrict\tName", "District Name"),
        ("a\u200bb", "ab"),
        ("\u095eैजाबाद", "फ\u093cैजाबाद"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("West  Champaran", "West Champaran"),
    ],
)
def test_clean_keeps_the_words_and_mends_the_spaces(typed: str, shown: str) -> None:
    assert clean(typed) == shown


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_folding_and_cleaning_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="चंपारणम्ढ़ँडनत ट\u200d\u200cABcé-.%&'", max_size=20))
def test_a_key_does_not_depend_on_the_unicode_form(text: str) -> None:
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    assert forms == {fold(text)}


@pytest.mark.parametrize(
    ("text", "answer"), [("जिला", True), ("Bihar (बिहार)", True), ("Bihar", False), ("१२", False), ("", False)]
)
def test_is_devanagari(text: str, answer: bool) -> None:
    assert is_devanagari(text) is answer


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31m\x07b\x7f\x9bc", r"a\x1b[31m\x07b\x7f\x9bc"),
        ("x\u202evsc.exe\u2066\u200e", r"x\u202evsc.exe\u2066\u200e"),
        ("line\nnext\tcell", "line\nnext\tcell"),
        ("क\u094d\u200dष", "क\u094d\u200dष"),
        ("Purbi Champaran", "Purbi Champaran"),
    ],
)
def test_control_characters_are_seen_and_do_not_act(text: str, shown: str) -> None:
    assert visible(text) == shown
