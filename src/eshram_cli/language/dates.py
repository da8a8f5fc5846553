"""Dates as offices write them, strictly day first, and dates in titles and file names.

04.12.2021, 4/12/21, 04-12-2021, 2021-12-04, 4 दिसंबर 2021, 04-Dec-2021, Dec 4, 2021 (a named month leaves no doubt). A
year of two digits is of this century: 21 is 2021. 12/28/2021 is refused, since it would need its month first. Nothing
is guessed: a text that names several dates has none, unless they are the two ends of a period, which speaks of its last
day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from eshram_cli.language.text import fold
from eshram_cli.language.times import TimeFound, find_times
from eshram_cli.language.unread import Unread, unread
from eshram_cli.language.written import INDIA, show_date


class Moment(NamedTuple):
    """A date and, where written, a time of day in India."""

    date: dt.date
    time: dt.time | None = None


class Found(NamedTuple):
    """A date in a longer text, with the positions of its words; `since` is the first day of a period that it ends."""

    date: dt.date
    time: dt.time | None
    start: int
    end: int
    since: dt.date | None = None


class _Hit(NamedTuple):
    """A piece of text in the shape of a date; without a date, `trouble` says why; `yearless` is its month and day."""

    start: int
    end: int
    date: dt.date | None = None
    trouble: Unread | None = None
    since: dt.date | None = None
    yearless: tuple[int, int] | None = None


_MONTH_NAMES = """
1 january jan जनवरी जानेवारी
2 february feb फरवरी फरबरी फेब्रुवारी
3 march mar मार्च
4 april apr अप्रैल अप्रेल एप्रिल
5 may मई
6 june jun जून
7 july jul जुलाई जुलै
8 august aug अगस्त ऑगस्ट
9 september sept sep सितंबर सितबर सप्टेंबर
10 october oct अक्टूबर अक्तूबर अक्टुबर ऑक्टोबर
11 november nov नवंबर नवबर नोव्हेंबर
12 december dec दिसंबर दिसबर डिसेंबर
"""
# Marathi मे (May) is left out: typed for में (in), it would make "27 मे 2021" a date.
_MONTHS = {
    fold(name): int(number) for number, *names in map(str.split, _MONTH_NAMES.strip().splitlines()) for name in names
}

_AROUND_DATES = """
as on of at upto up to till date dated time the day report updated and ist hrs
दिनांक दि तिथि तारीख समय तक को की का के स्थिति अद्यतन दिन बजे ई से ते
"""

_DAYS_OF_WEEK = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार वीरवार शुक्रवार शनिवार रविवार सोम मंगल बुध गुरु शुक्र शनि रवि
"""
_WEEKDAYS = frozenset(map(fold, _DAYS_OF_WEEK.split()))
_AROUND = _WEEKDAYS | frozenset(map(fold, _AROUND_DATES.split()))

_NUMERIC = re.compile(
    r"(?<!\d)(?<!\d[./])(?<!\d at )(?:"
    r"(?P<y>\d{4})(?P<s>[-./_])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?:\s?[-./]\s?(?P<m2>\d{1,2})\s?[-./]\s?|_(?P<m3>\d{1,2})_)(?P<y2>\d{4}|\d{2})"
    r"|(?P<d4>\d{2}) (?P<m4>\d{2}) (?P<y4>20\d{2})"
    r"|(?P<y5>20\d{2})(?P<m5>\d{2})(?P<d5>\d{2})|(?P<d6>\d{2})(?P<m6>\d{2})(?P<y6>20\d{2})"
    r")(?!\d|[./]\d)"
)
_SHAPE = re.compile(r"(?:\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?!\d)(?:[ T].*)?")
_WORD = re.compile("[A-Za-z]{3,}|[\u0900-\u0963\u0970-\u097f\u200c\u200d]{2,}")
_DAY_BEFORE = re.compile(
    r"(?<![\d.,/:])(?:(?P<from>\d{1,2})(?:st|nd|rd|th)?\s*(?:to|से|-)\s*)?"
    r"(?P<day>\d{1,2})\s?(?:st|nd|rd|th)?[\s.,_-]{0,3}(?:of\s)?$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"[\s.,_'’-]{0,3}(?P<year>\d{4}|\d{2}(?!\s*(?::|बजे|[ap]\.?m|[^\W\d_])))(?!\d)", re.IGNORECASE)
_DAY_AFTER = re.compile(r"[\s._-]{0,2}(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:[\s,._-]{1,3}(?P<year>\d{4}))?(?!\d)")
_BETWEEN = re.compile(r"\s*(?:to|till|upto|up to|through|से|ते|-)\s*(?:दिनांक)?[\s:-]*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|और|एवं|तथा|&)\s*", re.IGNORECASE)
_AND_PERIOD = re.compile(r"\bbetween\b|के बीच|के मध्य", re.IGNORECASE)
_REST = re.compile("[A-Za-z\u0900-\u0963\u0970-\u097f]+|\\d+")
_ZONE = re.compile(
    r"\s*(?:(?:GMT|UTC|Z)\s*(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?)?|(?P<plain>[+-]\d{2}:?\d{2}))$"
)
"""The zone at the end of a form's timestamp: `2021/12/14 5:02:11 PM GMT+5:30`, `2021-12-14 11:32:11 UTC`."""
_MONTH_OF_YEAR = re.compile(
    r"(?P<y>20\d\d)\s?[-./]\s?(?P<m>\d{1,2})|(?P<m2>\d{1,2})\s?[-./]\s?(?P<y2>20\d\d)|(?P<y3>20\d\d)(?P<m3>\d\d)"
)
_NAMED_MONTH = re.compile(r"(?P<name>[^\W\d_][^\d\s,.'’/()-]*)[\s,.'’/()-]*(?P<year>\d.*?)?[\s)]*")
_YEAR = re.compile(
    r"(?:f\.?\s?y\.?\s*|वित्तीय वर्ष\s*)?(?P<first>20\d\d)(?:\s?[-/]\s?(?P<next>20\d\d|\d\d))?", re.IGNORECASE
)
_YEARS = re.compile(r"(?<![\d./-])20\d\d\s?[-/]\s?(?:20)?\d\d(?![\d./-])")
_SAME = str.maketrans("–—−‒―‐‑\u00a0\u2009\u202f\t\n\r", "-------      ")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_SERIAL_ZERO = dt.date(1899, 12, 30)


def read_date(cell: object, *, serial: bool = False) -> Moment | None:
    """The date of a cell that holds nothing else, or None. With `serial`, a number counts days as Excel does."""
    found = date_or_reason(cell, serial=serial)
    return found if isinstance(found, Moment) else None


def date_or_reason(cell: object, *, serial: bool = False) -> Moment | Unread | None:
    """As `read_date`, with the reason where the cell holds something that is not one date; None only for a blank."""
    if isinstance(cell, str):
        return _date_of_text(cell)
    # NaN and NaT differ from themselves.
    if cell is None or (isinstance(cell, float | dt.datetime) and cell != cell):  # noqa: PLR0124
        return None
    if isinstance(cell, dt.date):
        return _moment(cell) if isinstance(cell, dt.datetime) else Moment(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _date_of_number(cell, serial)
    return unread("date-not-date", cell)


def find_date(text: str) -> Found | None:
    """The one date that a title or a file name speaks of; None where it names none, several, or an unreadable one."""
    found = found_or_reason(text)
    return found if isinstance(found, Found) else None


@lru_cache(maxsize=8192)
def found_or_reason(text: str) -> Found | Unread | None:
    """As `find_date`, with the reason where there is something like a date; None where there is nothing like it.

    Of a period (01-12-2021 to 04-12-2021) the last day, with `since`.
    """
    flat = _flat(text)
    hits = _hits(flat)
    trouble = next((hit.trouble for hit in hits if hit.trouble and not hit.yearless), None)
    if trouble or not hits:
        return trouble
    if all(hit.yearless for hit in hits):
        return hits[0].trouble
    dated: list[_Hit] = []
    for hit, following in zip(hits, [*hits[1:], None], strict=True):
        # A day without a year that opens a period takes the year of its end: 1 Dec to 4 Dec 2021, 28 Dec to 3 Jan 2022.
        if hit.yearless and following and following.date and _is_period(flat, hit, following):
            year = following.date.year - (hit.yearless > (following.date.month, following.date.day))
            hit = hit._replace(date=_calendar(year, *hit.yearless))  # noqa: PLW2901
        if not hit.date:
            return hit.trouble
        dated.append(hit)
    # The one time of day that the text names beside its dates; several leave it open.
    times = {one.time for one in find_times(_blank(flat, hits))}
    time = times.pop() if len(times) == 1 else None
    first, last = dated[0], dated[-1]
    days = [hit.date for hit in dated if hit.date]
    if len(set(days)) == 1:
        return Found(days[0], time, first.start, first.end, first.since)
    if len(dated) == 2 and days[0] < days[1] and _is_period(flat, first, last):
        return Found(days[1], time, first.start, last.end, days[0])
    return unread("date-several", flat, dates=", ".join(show_date(day) for day in dict.fromkeys(days)))


def looks_like_date(text: str) -> bool:
    """Whether a text of ASCII digits has the shape of a date, possible or not; for cells where a count is expected."""
    if _SHAPE.fullmatch(text):
        return True
    return names_month(text) and bool(_hits(text))


def names_month(text: str) -> bool:
    """Whether a word of the text is the name of a month, in English, Hindi or Marathi, whole or shortened."""
    return any(fold(word[0]) in _MONTHS for word in _WORD.finditer(text))


def is_weekday(text: str) -> bool:
    """Whether the text is the name of a day of the week and nothing else."""
    return fold(text) in _WEEKDAYS


def _moment(cell: dt.datetime) -> Moment:
    """Midnight is how a spreadsheet keeps a date without a time."""
    if cell.tzinfo is not None:
        from zoneinfo import ZoneInfo

        cell = cell.astimezone(ZoneInfo(INDIA))
    time = cell.time().replace(second=0, microsecond=0, tzinfo=None)
    return Moment(cell.date(), time if cell.time() != dt.time.min else None)


def _date_of_number(cell: float, serial: bool) -> Moment | Unread:
    if not serial:
        compact = _date_of_text(str(cell)) if isinstance(cell, int) else None
        return compact if isinstance(compact, Moment) else unread("date-number", cell)
    if not abs(cell) < _LAST_YEAR * 366:  # infinity, and what is no number at all, too
        return unread("date-number", cell)
    days, part = divmod(round(cell * 24 * 60), 24 * 60)
    if not 1 <= days < 73_415:  # 1900 to 2100
        return unread("date-number", cell)
    return Moment(_SERIAL_ZERO + dt.timedelta(days=days), dt.time(*divmod(part, 60)) if part else None)


@lru_cache(maxsize=8192)
def _date_of_text(cell: str) -> Moment | Unread | None:
    flat = _flat(cell)
    if not _REST.search(flat):
        return None
    if (zoned := _with_zone(flat)) is not None:
        return zoned
    found = found_or_reason(cell)
    if not isinstance(found, Found):
        return found or unread("date-number" if cell.strip().isdecimal() else "date-not-date", cell)
    # The cell may hold nothing beside the date but a time and the words that go with them.
    blanked = _blank(flat, _hits(flat))
    times = list(find_times(blanked))
    if any(time.time is None for time in times):
        return unread("date-time", cell)
    words = _REST.findall(_blank(blanked, times))
    whole = all(fold(word) in _AROUND or word == "T" for word in words)
    time = None if found.time == dt.time.min else found.time
    return Moment(found.date, time) if whole else unread("date-not-date", cell)


def _with_zone(flat: str) -> Moment | None:
    """The moment in India of a date and time with its zone behind them; None for any other text."""
    match = _ZONE.search(flat)
    local = _date_of_text(flat[: match.start()]) if match and ":" in flat[: match.start()] else None
    if match is None or not isinstance(local, Moment):
        return None
    sign, hours, minutes = match["sign"] or "+", int(match["hours"] or 0), int(match["minutes"] or 0)
    if match["plain"]:
        sign, hours, minutes = match["plain"][0], int(match["plain"][1:3]), int(match["plain"][-2:])
    if hours > 14 or minutes > 59:
        return None
    offset = dt.timedelta(hours=hours, minutes=minutes) * (-1 if sign == "-" else 1)
    return _moment(dt.datetime.combine(local.date, local.time or dt.time.min, dt.timezone(offset)))


def month_end(month: object, year: object = None, *, financial: bool = False) -> dt.date | None:
    """The last day of a month that one cell names, or two: "Dec-21"; "Oct" with 2021; "Oct" with "2021-22", October of
    that financial year, which begins in April. None where that is no month, or its year is not given or not sure.

    The number of a month in a financial year is not sure either: 1 may be April. `financial`: the year's heading says
    that it is a financial one, so that a bare 2021 may begin or end it. A real date is a month where it is the first of
    it, as a spreadsheet keeps "Dec-21".
    """
    found = _month_of(month)
    if found is None:
        return None
    number, own = found
    told = own if year is None or year == "" else _year_of(year, number, financial)
    if own is None and str(month).strip().isdigit() and "-" in str(year):
        # The first month of 2021-22 may be April or January.
        return None
    if told is None or (own is not None and own != told):
        return None
    first = _calendar(told, number, 1)
    return first and (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)


def financial_years(text: str) -> set[str]:
    """The financial years that a title names: "2021-22", "2021-2022"; no other pair of numbers."""
    return {match[0] for match in _YEARS.finditer(_flat(text)) if _year_of(match[0], 4, True) is not None}


def _month_of(cell: object) -> tuple[int, int | None] | None:
    """The number of the month, and its year where the cell gives it."""
    if isinstance(cell, dt.date):
        return (cell.month, cell.year) if cell.day == 1 else None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = str(int(cell)) if cell == cell and abs(cell) < 10**6 and cell == int(cell) else ""  # noqa: PLR0124
    text = _flat(cell).strip() if isinstance(cell, str) else ""
    if text.isdecimal() and len(text) <= 2:
        return (int(text), None) if 1 <= int(text) <= 12 else None
    if match := _MONTH_OF_YEAR.fullmatch(text):
        groups = {name[0]: int(part) for name, part in match.groupdict().items() if part}
        return (groups["m"], groups["y"]) if 1 <= groups["m"] <= 12 else None
    named = _NAMED_MONTH.fullmatch(text)
    number = _MONTHS.get(fold(named["name"])) if named else None
    if named is None or number is None:
        return None
    if not named["year"]:
        return number, None
    year = 2000 + int(named["year"]) if re.fullmatch(r"\d\d", named["year"]) else _year_of(named["year"], number, False)
    return (number, year) if year is not None else None


def _year_of(cell: object, month: int, financial: bool) -> int | None:
    """The calendar year of a month in the year that a cell gives: 2021, "2021-22", "FY 2021-2022"."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    match = _YEAR.fullmatch(_flat(str(cell)).strip())
    if match is None:
        return None
    first, following = int(match["first"]), match["next"]
    if following is None:
        return None if financial else first
    if int(following) not in {first + 1, (first + 1) % 100}:
        return None
    return first if month >= 4 else first + 1


def _is_period(flat: str, first: _Hit, last: _Hit) -> bool:
    between = flat[first.end : last.start]
    return bool(_BETWEEN.fullmatch(between) or (_AND.fullmatch(between) and _AND_PERIOD.search(flat)))


def month_first(cell: object) -> dt.date | None:
    """The other date that "04/12/2021" may be, where somebody writes the month first; None for any other cell."""
    match = _NUMERIC.fullmatch(_flat(cell).strip()) if isinstance(cell, str) else None
    if match is None or not match["d2"] or not match["m2"]:
        return None
    day, month = int(match["d2"]), int(match["m2"])
    return _calendar(_year(match["y2"]), day, month) if day != month else None


def exchanged(day: dt.date) -> dt.date | None:
    """The day with its day and month in each other's place: 12 September for 9 December; None where there is none."""
    return _calendar(day.year, day.day, day.month)


def _hits(flat: str) -> list[_Hit]:
    """All pieces in the shape of a date, of overlapping ones the first and longest."""
    found: list[_Hit] = []
    for match in _NUMERIC.finditer(flat):
        groups = {name[0]: text for name, text in match.groupdict().items() if text}
        parts = (int(groups["d"]), int(groups["m"]), _year(groups["y"]))
        hit = _hit(flat, match.start(), match.end(), parts, swappable=match["y"] is None)
        # Eight digits in a row that are no date are any number.
        if hit.date or not (match["y5"] or match["y6"]):
            found.append(hit)
    for word in _WORD.finditer(flat):
        month = _MONTHS.get(fold(word[0]))
        if month and (named := _round_month(flat, word.start(), word.end(), month)):
            found.append(named)
    hits = sorted(found, key=lambda hit: (hit.start, -hit.end))
    return [hit for at, hit in enumerate(hits) if not any(hit.start < other.end for other in hits[:at])]


def _round_month(flat: str, start: int, end: int, month: int) -> _Hit | None:
    """The date round a month's name: its day before it and its year after it, or both after it."""
    before = _DAY_BEFORE.search(flat, max(0, start - 16), start)
    after = _YEAR_AFTER.match(flat, end)
    if before and after:
        hit = _hit(flat, before.start("day"), after.end(), (int(before["day"]), month, _year(after["year"])))
        if before["from"] and hit.date and 1 <= int(before["from"]) < hit.date.day:
            # 1-4 दिसंबर 2021: the period's first day has the month and year of its last.
            return hit._replace(start=before.start("from"), since=hit.date.replace(day=int(before["from"])))
        return hit
    follows = _DAY_AFTER.match(flat, end)
    if follows and follows["year"]:
        return _hit(flat, start, follows.end(), (int(follows["day"]), month, _year(follows["year"])))
    day = before or follows
    if day is None:
        return None
    first, last = (before.start("day"), end) if before else (start, day.end())
    return _Hit(first, last, trouble=unread("date-no-year", flat[first:last]), yearless=(month, int(day["day"])))


def _hit(flat: str, start: int, end: int, parts: tuple[int, int, int], swappable: bool = True) -> _Hit:
    """The date of day, month and year, or why there is none."""
    day, month, year = parts
    found = _calendar(year, month, day)
    if found:
        return _Hit(start, end, found)
    swapped = _calendar(year, day, month) if swappable else None
    if swapped:
        return _Hit(start, end, trouble=unread("date-month-first", flat[start:end], day=show_date(swapped)))
    return _Hit(start, end, trouble=unread("date-impossible", flat[start:end]))


def _year(text: str) -> int:
    """Two digits are of this century."""
    return int(text) + (2000 if len(text) == 2 else 0)


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _flat(text: str) -> str:
    """The same text, position by position, with ASCII digits, one kind of dash and plain spaces."""
    text = text.translate(_SAME)
    if text.isascii():
        return text
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)


def _blank(text: str, spans: Sequence[_Hit] | Sequence[TimeFound]) -> str:
    """The text with the spans blanked out by a mark that is neither word nor number; positions stay."""
    for span in spans:
        text = text[: span.start] + "|" * (span.end - span.start) + text[span.end :]
    return text
