"""The words of numbers in Hindi, Marathi and English, and the words that stand round a number, from
`number_words.toml`. All are folded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Literal

from eshram_cli.language.tables import table
from eshram_cli.language.text import fold

Phrases = Literal["about", "at_least", "at_most", "percent", "units", "missing"]


@cache
def values() -> dict[str, int]:
    """Word -> number 0..99, tens of English (twenty) left to `tens`."""
    return {word: int(number) for word, number in _words("value").items()}


@cache
def tens() -> dict[str, int]:
    """English tens, which take a unit after them: twenty eight."""
    return {word: int(number) for word, number in _words("tens").items()}


@cache
def scales() -> dict[str, int]:
    """Word -> 100, 1000, 100000, ..."""
    return {word: int(number) for word, number in _words("scale").items()}


@cache
def halves() -> dict[str, Decimal]:
    """Word -> number with a half in it."""
    return {word: Decimal(number) for word, number in _words("half").items()}


@cache
def quarters() -> dict[str, Decimal]:
    """Word -> what it adds to the next number."""
    return {word: Decimal(number) for word, number in _words("quarter").items()}


@cache
def missing() -> frozenset[str]:
    """Texts that say that there is no figure."""
    return frozenset(_keys("missing"))


@cache
def phrases(name: Phrases) -> re.Pattern[str]:
    """Finds any of the phrases as whole words in a text of folded words parted by single spaces, longest first."""
    keys = sorted(set(_keys(name)), key=len, reverse=True)
    return re.compile("(?<!\\S)(?:" + "|".join(map(re.escape, keys)) + ")(?!\\S)")


def unglued(word: str) -> tuple[str, ...]:
    """Marathi writes पावणेसात as one word: (पावणे, सात); any other word as it is."""
    for prefix in _glued():
        rest = word.removeprefix(prefix)
        if rest != word and (rest in values() or rest in scales()):
            return prefix, rest
    return (word,)


@cache
def _glued() -> tuple[str, ...]:
    return tuple(map(fold, table("number_words")["glued"]["quarters"].split()))


def _words(section: str) -> Mapping[str, str]:
    """By folded word the number of its line."""
    return {fold(word): number for number, words in table("number_words")[section].items() for word in words.split()}


def _keys(phrases: Phrases) -> list[str]:
    """The phrases of a list, folded; signs such as ~ and >= stay themselves."""
    parts = (part.strip() for part in table("number_words")["phrase"][phrases].split(","))
    return [fold(part) or part for part in parts if part]
