"""The tool's own words in both languages, from `vocabulary/*.toml`: headings, labels, the standing notes of reports.

A word stands in the file that the first part of its key names (`column-target` in `column.toml`), any other in
`common.toml`; a command reads only the files that it needs words of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from eshram_cli.problems import Language

_FOLDER = resources.files("eshram_cli") / "language" / "vocabulary"


def tr(key: str, language: Language | str = Language.en, /, **words: object) -> str:
    """The words of that key; `words` fill its curly brackets. An unknown key or a missing word raises KeyError."""
    return words_of(key)[Language(language)].format_map(words)


def words_of(key: str) -> Mapping[Language, str]:
    """The words of that key in each language, unfilled. An unknown key raises KeyError."""
    return _words_beside(key)[key]


def has(key: str) -> bool:
    """Whether the tool has words of that key (a member of a cut that offices made up has none)."""
    return key in _words_beside(key)


def vocabulary() -> Mapping[str, Mapping[Language, str]]:
    """All words of the tool, by key."""
    return {key: words for name in sorted(_files()) for key, words in _read(name).items()}


def _words_beside(key: str) -> Mapping[str, Mapping[Language, str]]:
    first = key.split("-", 1)[0]
    return _read(first if first in _files() else "common")


@cache
def _files() -> frozenset[str]:
    return frozenset(file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml"))


@cache
def _read(name: str) -> Mapping[str, Mapping[Language, str]]:
    entries = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: {language: words[language] for language in Language} for key, words in entries.items()}
