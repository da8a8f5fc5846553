"""How a calendar of camps speaks: headings, windows of the day, days and rules of days, kinds.

- A window is hours (06:00-12:00, 6 am to 12 noon, सुबह 6 से 12 बजे) or a word, whose hours are those of `HOURS`. Hours
  without a word, a minute or am/pm (4-10) may be either half of the day, and are not taken.
- Days are one date, several, a range, or a rule: a weekday, or daily, within a range or the period of the sheet. A date
  without a year takes that of the period.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from eshram_cli.language.dates import Found, found_or_reason, month_end
from eshram_cli.language.lexicon import channel
from eshram_cli.language.tables import table
from eshram_cli.language.text import clean, fold

HOURS = {
    "morning": (dt.time(6), dt.time(12)),
    "day": (dt.time(10), dt.time(16)),
    "evening": (dt.time(16), dt.time(20)),
    "night": (dt.time(16), dt.time(22)),
}
"""The hours of a window that is only named: those of the drive's camps."""

MOST_DAYS = 400
"""A rule of more days than a year is a slip of the keyboard."""

_HOUR = (
    r"(?P<{n}word>[A-Za-z\u0900-\u0963\u0970-\u097f]+\s+(?:के\s+)?)?(?P<{n}hour>\d{{1,2}})(?:[:.](?P<{n}minute>\d{{2}}))?\s*"
    r"(?P<{n}half>[ap]\.?\s?m\b\.?|noon\b|बजे)?"
)
_RANGE = re.compile(_HOUR.format(n="a") + r"\s*(?:तक\s*)?(?:-|to|till|upto|से)\s*" + _HOUR.format(n="b"), re.IGNORECASE)
_SAME = str.maketrans("–—−‒‐", "-----")
_PIECES = re.compile(r"\s*(?:[,;&\n]|\band\b|(?<!\S)(?:और|एवं|तथा|व)(?!\S))\s*", re.IGNORECASE)
_DAY = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s?[-./]\s?(?P<month>\d{1,2}))?")
_TILL = re.compile(r"\b(?:till|until|upto|up to)\b|तक", re.IGNORECASE)
_YEARLESS = re.compile(
    r"(?P<day>\d{1,2})\s?[-./]\s?(?P<month>\d{1,2})\s*(?:-|to|till|से)\s*(?P<end>\D*\d.*)", re.IGNORECASE
)
_DAYS = re.compile(r"(?P<first>\d{1,2})\s*(?:-|to|से)\s*(?P<last>\d{1,2})(?:\s*तक)?")
_FROM_TO = re.compile(r"(?:^|\s)(?:from|till|until|upto|up to|during|दिनांक|तक|को|on)(?:\s|$)", re.IGNORECASE)


CSC = "csc"
"""The sponsor that has a name in every language and state."""


class UnreadableDays(ValueError):
    """Why a text tells no day: `code` is that of its problem."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Window(NamedTuple):
    """A part of the day: morning, day, evening or night, and its hours; blank and None where no window is told."""

    name: str = ""
    starts: dt.time | None = None
    ends: dt.time | None = None


class Period(NamedTuple):
    """First and last day, both included."""

    first: dt.date
    last: dt.date


def heading_role(text: str) -> str:
    """What a column under that heading holds, as the sections of `[heading]`; `other` for an unknown one."""
    return _words("heading").get(fold(text), "other")


def window_word(text: str) -> str:
    """The window that the text names and nothing besides: "सुबह" is morning; blank for anything else."""
    return _words("window").get(fold(text), "")


def sponsor_of(text: str) -> str:
    """Who holds a camp: "csc" for the CSC under any of its names, "सीएससी" or "वसुधा केन्द्र"; others as written."""
    return CSC if channel(text) == CSC else text


def read_window(text: str) -> Window | None:
    """The window that a cell tells; one without a name for a blank, None where it cannot be said which."""
    text = clean(text.translate(_SAME))
    if not text:
        return Window()
    words = [name for word in fold(text).split() if (name := window_word(word))]
    named = window_word(text) or (words[0] if len(set(words)) == 1 else "")
    match = _RANGE.search(text)
    if match is None:
        return Window(named, *HOURS[named]) if named else None
    first, last = (_hour(match, name) for name in "ab")
    if first is None or last is None:
        return None
    # The half that only one end tells is that of both, unless the span would turn back: 6 to 12 noon, 10 to 4 pm.
    sure = [bool(match[f"{name}half"]) and match[f"{name}half"] != "बजे" for name in "ab"]
    start, end = first, last
    if not sure[0]:
        word = window_word(match["aword"] or "") or named
        afternoon = word in {"evening", "night"} or (sure[1] and end.hour > 12 and start.hour + 12 < end.hour)
        if not (word or sure[1] or match["aminute"]):
            return None
        start = _later(start) if afternoon else start
    if not sure[1] and end <= start:
        end = _later(end)
    if end <= start:
        return None
    late = end > HOURS["evening"][1] or ("night" in words and start.hour >= 16)
    name = "morning" if start.hour < 10 else "day" if start.hour < 15 else "night" if late else "evening"
    return Window(name, start, end)


def kind_of(text: str) -> str:
    """The kind of camp: one of the sections of `[kind]`, else the text as it was written. A window is no kind, but for
    the night."""
    known = _words("kind").get(fold(text))
    return known or ("" if window_word(text) else clean(text))


def is_calendar_title(text: str) -> bool:
    """Whether a title says that what follows is a calendar of camps."""
    return _holds(text, "camp") and _holds(text, "calendar")


def speaks_of_camps(text: str) -> bool:
    """Whether a title or heading names camps."""
    return _holds(text, "camp")


def is_yes(text: str) -> bool:
    """Whether a cell of a roster only says that there is a camp."""
    return clean(text) in {"✓", "✔", "√"} or fold(text) in _words("word:yes")


def weekdays_in(text: str) -> frozenset[int]:
    """The days of the week that the text names, Monday 0."""
    known = _words("weekday")
    return frozenset(int(known[word]) for word in fold(text).split() if word in known)


def read_days(text: str, period: Period | None = None) -> list[dt.date]:
    """The days that a cell tells, in order, at least one. Raises UnreadableDays: `camp-date`, `camp-rule-endless`,
    `camp-weekday`, `camp-days-many`."""
    text = clean(text.translate(_SAME))
    days, rest = weekdays_in(text), _without_weekdays(text)
    daily = _holds(text, "daily")
    dated = _dates(rest, period) if any(map(str.isdigit, rest)) else []
    if not days and not daily:
        if not dated:
            raise UnreadableDays("camp-date")
        return dated
    ranged = len(dated) > 1 and (dated[-1] - dated[0]).days == len(dated) - 1
    if len(dated) == 1 and period and _holds(text, "rule"):
        # "Every Sunday till 26.12.2021", "हर रविवार, 05.12.2021 से": the other end is that of the period.
        dated = _span(period.first, dated[0]) if _TILL.search(text) else _span(dated[0], period.last)
        ranged = True
    if dated and not ranged and not daily:
        # A weekday beside single dates is theirs.
        chosen = dated if {day.weekday() for day in dated} <= days else []
    elif not dated and period is None:
        raise UnreadableDays("camp-rule-endless")
    else:
        span = dated or (_span(*period) if period else [])
        chosen = [day for day in span if daily or day.weekday() in days]
    if not chosen:
        raise UnreadableDays("camp-weekday")
    return chosen


def period_of(text: str) -> Period | None:
    """The period that a title names: from one date to another, or a month ("December 2021")."""
    found = found_or_reason(text)
    if isinstance(found, Found) and found.since is not None:
        return Period(found.since, found.date)
    words = re.findall(r"[^\W\d_][^\s,.'’()-]*|20\d\d", text.translate(_SAME))
    for month, year in pairwise(words):
        if not month.isdigit() and year.isdigit() and (last := month_end(month, year)) is not None:
            return Period(last.replace(day=1), last)
    return None


def _hour(match: re.Match[str], name: str) -> dt.time | None:
    hour, minute = int(match[f"{name}hour"]), int(match[f"{name}minute"] or 0)
    half, word = (match[f"{name}half"] or "").lower(), window_word(match[f"{name}word"] or "")
    if half.startswith("p") or half == "noon":
        hour = hour % 12 + 12 if hour <= 12 else hour
    elif half.startswith("a"):
        hour = hour % 12 if hour <= 12 else 24
    elif (word in {"evening", "night"} and hour < 12) or (word == "day" and hour < 7):
        hour += 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _later(time: dt.time) -> dt.time:
    return time.replace(hour=time.hour + 12) if time.hour < 12 else time


def _without_weekdays(text: str) -> str:
    """The text without weekdays and words of rules, which stand around dates."""
    known = _words("weekday").keys() | _words("word:rule").keys() | _words("word:daily").keys()
    kept = (word for word in re.split(r"(\s+|[,;&()])", text) if fold(word) not in known or not word.strip())
    return clean(_FROM_TO.sub(" ", re.sub(r"[()]", " ", "".join(kept))).strip(" ,;&-"))


def _dates(text: str, period: Period | None) -> list[dt.date]:
    """Single dates and ranges, in order; one without a year, or without a month, takes that of the last full one."""
    pieces = [piece for piece in _PIECES.split(text) if piece]
    full = [one.date for piece in pieces if isinstance(one := found_or_reason(piece), Found)]
    base = full[-1] if full else period.first if period else None
    found: set[dt.date] = set()
    for written in pieces:
        opened, piece = _YEARLESS.fullmatch(written), written
        if opened and base:
            # A first day leaves its year to the last one: 30.12 to 2.1.2022 begins in 2021.
            last = found_or_reason(opened["end"])
            end = last.date if isinstance(last, Found) else base
            year = end.year - ((int(opened["month"]), int(opened["day"])) > (end.month, end.day))
            piece = f"{opened['day']}.{opened['month']}.{year} to {opened['end']}"
        read = found_or_reason(piece)
        short, several = _DAY.fullmatch(piece), _DAYS.fullmatch(piece)
        try:
            if isinstance(read, Found) and not re.search(r"\d", piece[: read.start] + piece[read.end :]):
                found |= set(_span(read.since or read.date, read.date))
            elif base and short and not isinstance(read, Found):
                found.add(base.replace(month=int(short["month"] or base.month), day=int(short["day"])))
            elif base and several and not isinstance(read, Found):
                found |= set(_span(base.replace(day=int(several["first"])), base.replace(day=int(several["last"]))))
            else:
                raise UnreadableDays("camp-date")
        except UnreadableDays:
            raise
        except ValueError:
            raise UnreadableDays("camp-date") from None
    return sorted(found)


def _span(first: dt.date, last: dt.date) -> list[dt.date]:
    days = (last - first).days + 1
    if days < 1 or days > MOST_DAYS:
        raise UnreadableDays("camp-date" if days < 1 else "camp-days-many")
    return [first + dt.timedelta(day) for day in range(days)]


def _holds(text: str, name: str) -> bool:
    padded = f" {fold(text)} "
    return any(f" {word} " in padded for word in _words(f"word:{name}"))


@cache
def _words(section: str) -> Mapping[str, str]:
    """The words of a section, each with its name; of `word:NAME` those of one name."""
    section, _, only = section.partition(":")
    names: Mapping[str, list[str]] = table("camps")[section]
    return {fold(word): name for name, words in names.items() if only in {"", name} for word in words}
