"""Last days as offices write them: 14.12.2021, "14 December", "in 10 days", "10 दिन में", "within a week", "today".

A week counts 7 days, a fortnight 15, a month 30, a year 365. A period counts from the day on which it was said, and a
day without a year is the next such one after it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from eshram_cli.language.dates import find_date, read_date
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.language.text import clean, fold

_UNITS = {
    1: "day days din दिन दिनों दिवस दिवसों",
    7: "week weeks hafte hafta saptah सप्ताह हफ्ता हफ्ते हफ्तों",
    15: "fortnight fortnights pakhwada पखवाड़ा पखवाड़े",
    30: "month months mahine mahina maah माह महीना महीने महीनों मास",
    365: "year years saal varsh साल वर्ष",
}
_DAYS = {fold(word): days for days, words in _UNITS.items() for word in words.split()}
_ARTICLES = {fold(word) for word in "a an the next coming अगले आने".split()}
_SAME_DAY = frozenset(map(fold, "today immediately immediate आज तत्काल तुरंत तुरन्त अविलंब".split()))
_AROUND = frozenset(
    fold(
        "in by within till until upto up to on from now the time date due में तक के को का भीतर अंदर आज से ही दिनांक तिथि अंतिम"
    ).split()
)
"""Words that stand beside a last day and change nothing of it."""
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[^\W\d]\S*)")
_MONTH_DAY = re.compile(r"(?P<month>[^\W\d]+)\s+(?P<day>\d{1,2})\b")


def read_deadline(cell: object, said_on: dt.date | None) -> dt.date | None:
    """The last day that a cell or an option names; None where a word of it is not understood, and where it counts from
    the day on which it was said and that is not known."""
    if not isinstance(cell, str):
        dated = read_date(cell)
        return dated.date if dated else None
    words = clean(cell).split()
    if said_on is not None and len(words) == 1 and fold(words[0]) in _SAME_DAY:
        return said_on
    found = period(words)
    if found:
        days, start, end = found
        rest = " ".join([*words[:start], *words[end:]])
        until = None if said_on is None else said_on + dt.timedelta(days=days)
    elif said_on is None:
        named = find_date(clean(cell))
        rest = cell[: named.start] + cell[named.end :] if named else ""
        until = named.date if named else None
    else:
        until, rest = last_day(clean(cell), said_on)
    return until if set(fold(rest).split()) <= _AROUND else None


def period(words: Sequence[str]) -> tuple[int, int, int] | None:
    """Days, and the first and last word of a period: 7 days, a week, तीन महीने."""
    for at, word in enumerate(words):
        unit = _DAYS.get(fold(word))
        if unit is None:
            continue
        number = read_count(words[at - 1]) if at else None
        if isinstance(number, Count) and number.value and number.quality == "exact":
            return number.value * unit, at - 1, at + 1
        if at == 0 or fold(words[at - 1]) in _ARTICLES:
            return unit, max(at - 1, 0), at + 1
    return None


def last_day(text: str, as_on: dt.date) -> tuple[dt.date | None, str]:
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
