"""The tool's own words in both languages, from `vocabulary/*.toml`: headings, labels, the standing notes of reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from eshram_cli.problems import Language

_ENTRY = re.compile(r'^"?([\w -]+)"? = \{ en = "([^"\\]*)", hi = "([^"\\]*)" \}$', re.MULTILINE)
"""An entry of a vocabulary. Each stands on one line: reading TOML at large takes ten times as long, in every answer."""
_FOLDER = resources.files("eshram_cli") / "language" / "vocabulary"


def tr(key: str, language: Language | str = Language.en, /, **words: object) -> str:
    """The words of that key; `words` fill its curly brackets. An unknown key or a missing word raises KeyError."""
    return words_of(key)[Language(language)].format_map(words)


def words_of(key: str) -> Mapping[Language, str]:
    """The words of that key in each language, unfilled."""
    return _file(_file_of(key))[key]


def has(key: str) -> bool:
    """Whether the tool has words of that key (a member of a cut that offices made up has none)."""
    return key in _file(_file_of(key))


def vocabulary() -> Mapping[str, Mapping[Language, str]]:
    """All words of the tool, by key."""
    return {key: words for name in sorted(_files()) for key, words in _file(name).items()}


def _file_of(key: str) -> str:
    first = key.split("-", 1)[0]
    return first if first in _files() else "common"


@cache
def _files() -> frozenset[str]:
    return frozenset(file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml"))


@cache
def _file(name: str) -> Mapping[str, Mapping[Language, str]]:
    text = (_FOLDER / f"{name}.toml").read_text(encoding="utf-8").replace('\\"', "\0")
    return {
        key: {Language.en: english.replace("\0", '"'), Language.hi: hindi.replace("\0", '"')}
        for key, english, hindi in _ENTRY.findall(text)
    }
