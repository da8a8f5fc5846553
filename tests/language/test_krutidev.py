"""Text of a legacy Hindi font as Unicode, and back by a typist's own table."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.language.krutidev import to_unicode
from eshram_cli.language.text import is_devanagari
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level
from tests.krutidev_typist import type_in_krutidev

LEXICON = Path(__file__).parents[2] / "src" / "eshram_cli" / "language" / "lexicon.toml"
MONTHS = "जनवरी फरवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर"
LETTERS = "कखगघचछजझटठडढणतथदधनपफबभमयरलवशषसह"


def lexicon_words() -> list[str]:
    sections = tomllib.loads(LEXICON.read_text(encoding="utf-8")).values()
    entries = [entry.rstrip("*") for names in sections for entries in names.values() for entry in entries]
    return sorted({entry for entry in entries if is_devanagari(entry)})


def place_names() -> list[str]:
    gazetteer = Gazetteer.bundled()
    levels = (Level.state, Level.district, Level.block)
    return sorted({place.name_hi for level in levels for place in gazetteer.all(level) if place.name_hi})


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("iz[k.M", "प्रखण्ड"),
        ("ftyk", "जिला"),
        ("y{;", "लक्ष्य"),
        ("iathdj.k", "पंजीकरण"),
        ("fLFkfr", "स्थिति"),
        ("deZpkjh", "कर्मचारी"),
        ("vkfFkZd", "आर्थिक"),
        ("fu/kkZfjr", "निर्धारित"),
        ("CykWd", "ब्लॉक"),
        ("[kxfM+;k", "खगड़िया"),
        ("ijcÙkk", "परबत्ता"),
        ("f=kiqjk", "त्रिपुरा"),
        ("f=iqjk", "त्रिपुरा"),
        ("{ks=", "क्षेत्र"),
        (";k=k", "यात्रा"),
        ("fnukad % 14-12-2021", "दिनांक : 14.12.2021"),
        ("nq%[k", "दुःख"),
        ("Ø0la0", "क्र0सं0"),
        ("9]88]912", "9,88,912"),
        ("¼yk[k esa½", "(लाख में)"),
        ("vc rd iathÑr Jfedksa dh la[;k", "अब तक पंजीकृत श्रमिकों की संख्या"),
    ],
)
def test_reads_what_the_font_shows(typed: str, shown: str) -> None:
    assert to_unicode(typed) == unicodedata.normalize("NFC", shown)


def _lost(words: list[str]) -> dict[str, str]:
    """Words that come back otherwise; a closing visarga and a colon are one glyph."""
    read = {word: to_unicode(type_in_krutidev(word)) for word in words}
    return {word: back for word, back in read.items() if back != re.sub("ः$", ":", unicodedata.normalize("NFC", word))}


def test_words_of_headings_come_back() -> None:
    words = lexicon_words()
    assert len(words) > 300
    assert _lost(words) == {}


def test_names_of_states_districts_and_blocks_come_back() -> None:
    names = place_names()
    assert len(names) > 700
    assert _lost(names) == {}


def test_months_come_back() -> None:
    assert _lost(MONTHS.split()) == {}


syllables = st.builds(
    lambda reph, first, second, matra, sign: f"{reph}{first}{second}{matra}{sign}",
    st.sampled_from(["", "र्"]),
    st.sampled_from(LETTERS),
    st.sampled_from(["", *(f"्{letter}" for letter in LETTERS if letter != "र")]),
    st.sampled_from(["", *"ािीुूृेैोौ"]),
    st.sampled_from(["", "ं"]),
)


@given(st.lists(syllables, min_size=1, max_size=5).map("".join))
def test_any_syllables_come_back(word: str) -> None:
    assert to_unicode(type_in_krutidev(word)) == word


@given(st.text(max_size=40))
def test_reads_anything_without_failing(text: str) -> None:
    assert isinstance(to_unicode(text), str)
