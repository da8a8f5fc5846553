"""The tool's own words in both languages, from `words.toml`: headings, labels, the standing notes of reports."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from eshram_cli.problems import Language


def tr(key: str, language: Language | str = Language.en, /, **words: object) -> str:
    """The words of that key; `words` fill its curly brackets. An unknown key or a missing word raises KeyError."""
    return words_of(key)[Language(language)].format_map(words)


def words_of(key: str) -> Mapping[Language, str]:
    """The words of that key in each language, unfilled."""
    return vocabulary()[key]


def has(key: str) -> bool:
    """Whether the tool has words of that key (a member of a cut that offices made up has none)."""
    return key in vocabulary()


@cache
def vocabulary() -> Mapping[str, Mapping[Language, str]]:
    """All words of the tool, by key."""
    text = (resources.files("eshram_cli") / "language" / "words.toml").read_text(encoding="utf-8")
    return {key: {Language(name): words for name, words in entry.items()} for key, entry in tomllib.loads(text).items()}
