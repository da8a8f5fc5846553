"""Every key has its words in both languages, with the same gaps to fill."""

from __future__ import annotations

import string
import tomllib
from importlib import resources

import pytest

from eshram_cli.language.text import is_devanagari
from eshram_cli.language.words import has, tr, vocabulary, words_of
from eshram_cli.problems import Language

SAME_IN_BOTH = {"%"}


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


INFLECTIONS = ("lead", "end")
"""Endings that English takes for one or many, and Hindi does not."""


def test_every_key_speaks_both_languages_and_fills_the_same_gaps() -> None:
    for key in vocabulary():
        words = words_of(key)
        assert set(words) == set(Language), key
        english, hindi = words[Language.en], words[Language.hi]
        assert _meant(english) == _meant(hindi), key
        assert not is_devanagari(english), key
        assert is_devanagari(hindi) or hindi in SAME_IN_BOTH or hindi == english, key


@pytest.mark.parametrize("key", sorted(key for key in vocabulary() if key.startswith("note-")))
def test_a_note_is_a_sentence(key: str) -> None:
    assert words_of(key)[Language.en].endswith((".", "}"))
    assert words_of(key)[Language.hi].endswith(("।", "}", "."))


def test_tr_fills_the_words_in_the_language_asked_for() -> None:
    assert tr("note-unranked-no-target", "hi", names="खगड़िया") == "क्रम में नहीं, लक्ष्य निर्धारित नहीं: खगड़िया।"
    assert tr("note-unranked-no-target", Language.en, names="Khagaria") == "Not ranked, no target: Khagaria."
    assert tr("column-target") == "Target"


def test_a_word_stands_in_the_file_that_its_first_word_names() -> None:
    folder = resources.files("eshram_cli") / "language" / "vocabulary"
    files = {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}
    for name, file in files.items():
        for key in tomllib.loads(file.read_text(encoding="utf-8")):
            first = key.split("-", 1)[0]
            assert (first if first in files else "common") == name, key


def test_an_unknown_key_is_an_error_of_the_program() -> None:
    assert not has("no-such-key")
    with pytest.raises(KeyError):
        tr("no-such-key")


def _meant(text: str) -> set[str]:
    return {gap for gap in _gaps(text) if not gap.endswith(INFLECTIONS)}
