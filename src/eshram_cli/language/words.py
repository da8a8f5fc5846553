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
    found = _entry(key)
    if found is None:
        raise KeyError(key)
    return found


def has(key: str) -> bool:
    """Whether the tool has words of that key (a member of a cut that offices made up has none)."""
    return _entry(key) is not None


def vocabulary() -> Mapping[str, Mapping[Language, str]]:
    """All words of the tool, by key."""
    return {entry[1]: _words(entry) for name in sorted(_files()) for entry in _ENTRY.finditer(_text(name))}


@cache
def _entry(key: str) -> Mapping[Language, str] | None:
    """The words of that key. An answer needs some twenty of the two thousand, so their line is looked for."""
    text = _text(_file_of(key))
    starts = (text.find(f"\n{written} = {{") for written in (key, f'"{key}"'))
    found = next((_ENTRY.match(text, start + 1) for start in starts if start >= 0), None)
    return _words(found) if found else None


def _words(entry: re.Match[str]) -> Mapping[Language, str]:
    return {Language.en: entry[2].replace("\0", '"'), Language.hi: entry[3].replace("\0", '"')}


def _file_of(key: str) -> str:
    first = key.split("-", 1)[0]
    return first if first in _files() else "common"


@cache
def _files() -> frozenset[str]:
    return frozenset(file.name.removesuffix(".toml") for file in _FOLDER.iterdir() if file.name.endswith(".toml"))


@cache
def _text(name: str) -> str:
    """A vocabulary, its escaped quotes out of the way, below an empty line."""
    return "\n" + (_FOLDER / f"{name}.toml").read_text(encoding="utf-8").replace('\\"', "\0")
