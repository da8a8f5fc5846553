"""What a column of figures counts, by the words of its heading alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from eshram_cli.language.dates import find_date
from eshram_cli.language.lexicon import Words, holds, is_label, member, read_words
from eshram_cli.language.text import fold
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.find.headings import Levels
from eshram_cli.returns.model import DIMENSIONS

MEMBER, TOTAL, COUNT, DATED = "member?", "total?", "count?", "dated?"
"""Columns that count something, where the heading does not say what: a member's name, "Total", "No. of workers", a
date. The other columns of the table decide."""


_UNITS = {"lakh": 10**5, "crore": 10**7, "thousand": 10**3}

A_PART = "a part of the workers"
A_PERIOD = "a period's figure"


_ASIDE = re.compile(
    r"\d+ ?%"
    r"|\b(?:up ?to|till|by|at) \d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|hrs\b|बजे)"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|बजे)(?: ?तक)?",
    re.IGNORECASE,
)
"""What a heading says in passing: "completed 60% of the visits" is no percentage, "today up to 5 PM" is of one day."""

CLASH = "speaks of one day and of all days"


class _DecidingTag(NamedTuple):
    """A tag at any level of the heading that decides the role."""

    tag: str
    role: str
    why: str


_DECIDING_TAGS = (
    _DecidingTag("percent", "percent", "a percentage"),
    _DecidingTag("foreign", "other", "counts something else than workers"),
    _DecidingTag("rank", "other", "a rank"),
    _DecidingTag("remark", "other", "a remark"),
    _DecidingTag("balance", "balance", "what remains"),
    _DecidingTag("otherday", "other", "another day's figure"),
    _DecidingTag("period", "other", A_PERIOD),
    _DecidingTag("part", "other", A_PART),
)


class HeadingMeaning(NamedTuple):
    """What a heading says of a column of figures, the fields as in `Reading`; no role where no word is known."""

    role: str = ""
    why: str = ""
    cut: str = ""
    as_on: dt.date | None = None
    unit: int = 1

    def with_role(self, role: str, why: str) -> HeadingMeaning:
        """The same with a role given to it."""
        return self._replace(role=role, why=why)


def role_by_heading(reading: Reading) -> Reading:
    """The column with its role, or with one of the open roles above; without a role where no word is known."""
    said = read_heading(reading.levels)
    return reading.replace(role=said.role, why=said.why, cut=said.cut, as_on=said.as_on, unit=said.unit)


@lru_cache(maxsize=4096)
def read_heading(texts: Levels) -> HeadingMeaning:
    """What the texts of a heading say, from the highest level down. It depends on them alone, and a form comes day
    after day with the same ones."""
    plainly = [_ASIDE.sub(" ", text) for text in texts]
    levels = [read_words(text) for text in plainly]
    if not levels:
        return HeadingMeaning()
    every = read_words(" ".join(plainly))
    plain = _plain(levels, every)
    if plain is not None:
        return plain
    date = next((found.date for text in reversed(texts) if (found := find_date(text)) is not None), None)
    cut, clash = _cut(texts, levels)
    dated = HeadingMeaning(as_on=date, unit=unit_of(every))
    return dated.with_role("other", clash) if clash else _counted(dated._replace(cut=cut), texts, levels)


def unit_of(words: Words) -> int:
    """1,00,000 for "in lakh", 1,00,00,000 for "in crore", 1,000 for "in thousand", else 1."""
    return next((size for tag, size in _UNITS.items() if words.has(tag)), 1)


def unit_in(title: str) -> int:
    """The same for a title."""
    return unit_of(read_words(title)) if holds(title, *_UNITS) else 1


def _plain(levels: Sequence[Words], every: Words) -> HeadingMeaning | None:
    """What a single word of the heading decides; None where no word does.

    A group's "Monthly report" or "Sector" does not decide what a plain "Registered" below it counts. Below "Department"
    "Rural" is part of a name (Rural Development, महिला एवं बाल विकास), and not of the workers.
    """
    lowest = levels[-1]
    if lowest.has("code") or every.has(
        "person:mobile", "person:aadhaar", "person:bank", "person:account", "person:uan"
    ):
        return HeadingMeaning("code", "a code")
    for words in (lowest, every):
        if words.has("serial") and not words.unknown and not words.has("registered", "new", "target"):
            return HeadingMeaning("serial", "numbers the rows")
    for tag, role, why in _DECIDING_TAGS:
        above = tag in {"period", "rank", "remark"} and lowest.has("registered", "target") and not lowest.has(tag)
        department = tag == "part" and every.has("dimension:department") and bool(lowest.unknown)
        if every.has(tag) and not above and not department:
            return HeadingMeaning(role, why)
    return None


def _counted(said: HeadingMeaning, texts: Levels, levels: Sequence[Words]) -> HeadingMeaning:
    measures = [_measure(words) for words in levels]
    at = next((index for index in range(len(levels) - 1, -1, -1) if measures[index]), None)
    if at is None:
        return _open(said, texts, levels)
    measure = measures[at]
    if measure == "daily" or (measure == "target" and _is_of_the_day(levels[:at])):
        return said.with_role("other", "a day's target")
    if measure == "clash":
        return said.with_role("other", CLASH)
    if measure == "registered" and not levels[at].has("cumulative") and _is_of_the_day(levels):
        measure = "new"
    return said.with_role(measure, f'"{texts[at]}"')


def _is_of_the_day(levels: Sequence[Words]) -> bool:
    return any(words.has("new") and not words.has("cumulative") for words in levels)


def _measure(words: Words) -> str:
    """registered, new, target, daily (a target of the day), clash, or blank where this level says nothing."""
    if words.has("target") and words.has("new"):
        return "daily"
    if words.has("target"):
        return "registered" if words.has("against") and words.has("registered") else "target"
    if words.has("new") and words.has("cumulative"):
        return "clash"
    if words.has("new"):
        return "new"
    return "registered" if words.has("registered", "cumulative") else ""


def _open(said: HeadingMeaning, texts: Levels, levels: Sequence[Words]) -> HeadingMeaning:
    lowest, words = texts[-1], levels[-1]
    if said.cut:
        return said.with_role(MEMBER, f'figures of "{lowest}"')
    if is_label(lowest, "total") or (words.has("total") and not words.unknown and not words.has("count")):
        return said.with_role(TOTAL, f'"{lowest}"')
    if said.as_on is not None and not words.unknown:
        return said.with_role(DATED, f"figures of {said.as_on.isoformat()}")
    if words.has("count", "total") and not words.unknown:
        return said.with_role(COUNT, f'"{lowest}"')
    return said


def _cut(texts: Sequence[str], levels: Sequence[Words]) -> tuple[str, str]:
    """The cut that the heading names, and why it cannot be used where it names several. Below a dimension the lowest
    level is a member's name, unless it is "Total" or "Target"."""
    found = sorted({channel for words in levels for channel in words.under("channel")})
    if len(found) > 1:
        return "", f"several channels in one column: {', '.join(found)}"
    if found:
        return f"channel={found[0]}", ""
    text, lowest = texts[-1], levels[-1]
    above = [name for words in levels[:-1] for name in words.under("dimension") if name in DIMENSIONS]
    counted = is_label(text, "total") or lowest.has("registered", "target", "new", "cumulative", "total")
    if above and not counted:
        key = member(above[-1], text)
        return (f"{above[-1]}={key}" if key else ""), ""
    if "dimension:department" in lowest.tags and (lowest.unknown or fold(text).startswith("labour ")):
        return f"department={fold(text)}", ""
    if "dimension:camp" in lowest.tags and lowest.has("registered"):
        return "channel=camp", ""
    return "", ""
