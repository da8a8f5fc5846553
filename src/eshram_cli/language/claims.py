"""Public claims as sentences: "17 lakh in 7 days", "3 महीने में 1.80 करोड़", "17 lakh by 4 January 2022".

A claim is a number of persons and a time: a period (a week counts 7 days, a fortnight 15, a month 30, a year 365) or a
last day. Words such as "more" say that the number is an addition, words such as "total" that it is the count to reach;
without either both can be meant. What is not understood is None, never a guess.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eshram_cli.language.dates import find_date
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.language.text import clean, fold

Meaning = Literal["total", "addition"]
MEANINGS: tuple[Meaning, ...] = ("total", "addition")

_UNITS = {
    1: "day days din दिन दिनों",
    7: "week weeks hafte hafta saptah सप्ताह हफ्ता हफ्ते हफ्तों",
    15: "fortnight fortnights pakhwada पखवाड़ा पखवाड़े",
    30: "month months mahine mahina maah माह महीना महीने महीनों मास",
    365: "year years saal varsh साल वर्ष",
}
_DAYS = {fold(word): days for days, words in _UNITS.items() for word in words.split()}
_ARTICLES = {fold(word) for word in "a an the next coming अगले आने".split()}
_WORDS: dict[Meaning, frozenset[str]] = {
    "addition": frozenset(map(fold, "more new another additional further extra और अतिरिक्त नए नये अधिक".split())),
    "total": frozenset(map(fold, "total reach reached complete altogether overall target कुल पूरा पूरे लक्ष्य".split())),
}
_LONGEST_NUMBER = 9
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[^\W\d]\S*)")
_MONTH_DAY = re.compile(r"(?P<month>[^\W\d]+)\s+(?P<day>\d{1,2})\b")


@dataclass(frozen=True)
class Claim:
    """Persons, the last day, and what the number can mean."""

    persons: int
    deadline: dt.date
    meanings: tuple[Meaning, ...]


def read_claim(text: str, as_on: dt.date) -> Claim | None:
    """The claim in a sentence said on `as_on`; None where number or time are not understood, or the time is past."""
    words = clean(text).split()
    period = _period(words)
    if period:
        deadline: dt.date | None = as_on + dt.timedelta(days=period[0])
        words = [*words[: period[1]], "|", *words[period[2] :]]
    else:
        deadline, rest = _last_day(" ".join(words), as_on)
        words = rest.split()
    persons = _persons(words)
    if persons is None or deadline is None or deadline <= as_on:
        return None
    return Claim(persons, deadline, _meanings(words))


def _period(words: Sequence[str]) -> tuple[int, int, int] | None:
    """Days, and the first and last word of a period: 7 days, a week, तीन महीने."""
    for at, word in enumerate(words):
        unit = _DAYS.get(fold(word))
        if unit is None:
            continue
        if at and (number := _small(words[at - 1])):
            return number * unit, at - 1, at + 1
        if at == 0 or fold(words[at - 1]) in _ARTICLES:
            return unit, max(at - 1, 0), at + 1
    return None


def _small(word: str) -> int | None:
    read = read_count(word)
    return read.value if isinstance(read, Count) and read.value and read.quality == "exact" else None


def _last_day(text: str, as_on: dt.date) -> tuple[dt.date | None, str]:
    """The day named in the text, and the text without it; a day without a year is the next such one."""
    found = find_date(text)
    if found is not None:
        return found.date, f"{text[: found.start]} | {text[found.end :]}"
    for match in (*_DAY_MONTH.finditer(text), *_MONTH_DAY.finditer(text)):
        for year in (as_on.year, as_on.year + 1):
            named = find_date(f"{match['day']} {match['month'].strip(',.')} {year}")
            if named is not None and named.date > as_on:
                return named.date, f"{text[: match.start()]} | {text[match.end() :]}"
    return None, text


def _persons(words: Sequence[str]) -> int | None:
    """The longest run of words that is one number; None where there are two different ones."""
    read = list(_runs(words))
    longest = max((length for length, _ in read), default=0)
    found = {value for length, value in read if length == longest}
    return found.pop() if len(found) == 1 else None


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_NUMBER) + 1):
            read = read_count(" ".join(words[start:end]).lstrip(" ,।!").rstrip(" ,.।!"))
            if isinstance(read, Count) and read.value:
                yield end - start, read.value


def _meanings(words: Sequence[str]) -> tuple[Meaning, ...]:
    folded = {fold(word) for word in words}
    said = tuple(meaning for meaning in MEANINGS if folded & _WORDS[meaning])
    return said or MEANINGS
