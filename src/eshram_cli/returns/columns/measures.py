"""What a column of figures counts, by the words of its heading alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from eshram_cli.drive import DRIVE_START
from eshram_cli.language.dates import find_date, names_month
from eshram_cli.language.lexicon import Words, holds, is_label, labels_in, member, read_words
from eshram_cli.language.text import fold
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.find.tables import Levels
from eshram_cli.returns.model import DIMENSIONS

MEMBER, TOTAL, COUNT, DATED = "member?", "total?", "count?", "dated?"
"""Columns that count something, where the heading does not say what: a member's name, "Total", "No. of workers", a
date. The other columns of the table decide."""


_UNITS = {"lakh": 10**5, "crore": 10**7, "thousand": 10**3}
_BARE_UNIT = re.compile(
    r"[(\[] ?(?:(?P<lakh>lakhs?|lacs?|लाख)|(?P<crore>crores?|करोड़?)|(?P<thousand>thousands?|ह[ज\u095b]़?ार)) ?[)\]]",
    re.IGNORECASE,
)

A_PART = "a part of the workers"
A_PERIOD = "a period's figure"
A_PERCENTAGE = "a percentage"


_ASIDE = re.compile(
    r"\d+ ?%"
    r"|\b(?:up ?to|till|by|at) \d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|hrs\b|बजे)"
    r"|\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b\.?|बजे)(?: ?तक)?",
    re.IGNORECASE,
)
"""What a heading says in passing: "completed 60% of the visits" is no percentage, "today up to 5 PM" is of one day."""

_SINCE_DATE = re.compile(r"\b(?:since|from|over|after)\W+\d|\d\W*से(?!\w)", re.IGNORECASE)
_DAYS = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
"""Registered in November, upto November, नवंबर में: of a month, unless a day of it is given."""

CLASH = "speaks of one day and of all days"
DAYS_TARGET = "a day's target"
NEW_OTHER = "what is new there is not known"

_NEW = re.compile(r"\bnew\b|नया|नये|नए|नई|नवीन", re.IGNORECASE)
_REGISTERING = (
    "reg",
    "enrol",
    "enter",
    "entr",
    "add",
    "card",
    "member",
    "benef",
    "nib",
    "panj",
    "पंज",
    "निब",
    "लाभ",
    "प्रवि",
)
"""How words begin that say "registered" in ways that the lexicon does not know."""


_DECIDING_TAGS = (
    ("percent", "percent", A_PERCENTAGE),
    ("foreign", "other", "counts something else than workers"),
    ("rank", "other", "a rank"),
    ("remark", "other", "a remark"),
    ("balance", "balance", "what remains"),
    ("required", "other", "what is still to be done"),
    ("otherday", "other", "another day's figure"),
    ("period", "other", A_PERIOD),
    ("part", "other", A_PART),
)
"""Tags that decide at any level of the heading, each with its role and why."""

_NUMBER_OF_PERSON = ("person:mobile", "person:aadhaar", "person:bank", "person:account", "person:uan")


@dataclass(frozen=True)
class HeadingMeaning:
    """What a heading says of a column of figures, the fields as in `Reading`; no role where no word is known."""

    role: str = ""
    why: str = ""
    cut: str = ""
    as_on: dt.date | None = None
    unit: int = 1


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
    every, lowest = read_words(" ".join(plainly)), levels[-1]
    if lowest.has("code") or every.has(*_NUMBER_OF_PERSON):
        return HeadingMeaning("code", "a code")
    for words in (lowest, every):
        if words.has("serial") and not words.unknown and not words.has("registered", "new", "target"):
            return HeadingMeaning("serial", "numbers the rows")
    for tag, role, why in _DECIDING_TAGS:
        # A group's "Monthly report" or "Sector" does not decide what a plain "Registered" below it counts.
        above = tag in {"period", "rank", "remark"} and lowest.has("registered", "target") and not lowest.has(tag)
        # Below "Department" "Rural" is part of a name (Rural Development, महिला एवं बाल विकास), not of the workers.
        department = tag == "part" and every.has("dimension:department") and bool(lowest.unknown)
        # "Required target" is the target.
        aim = tag == "required" and every.has("target")
        if every.has(tag) and not above and not department and not aim:
            return HeadingMeaning(role, why)
    dated = next((found for text in reversed(texts) if (found := find_date(text)) is not None), None)
    # Only the days since the drive began are all days: a period of others is none's count of all.
    since = dated and (dated.since or (dated.date if any(_SINCE_DATE.search(text) for text in texts) else None))
    of_month = dated is None and any(names_month(text) and not _DAYS.search(text) for text in plainly)
    if (since and since > DRIVE_START) or (of_month and every.has("registered", "new", "target")):
        return HeadingMeaning("other", A_PERIOD)
    date = dated.date if dated and dated.date != since else None
    cut, clash = _cut(texts, levels)
    trade = not cut and len(texts) > 1 and is_label(texts[-1], "trades")
    role, why = ("other", clash or A_PART) if clash or trade else _counted(texts, levels, cut, date)
    return HeadingMeaning(role, why, "" if clash else cut, date, unit_of(" ".join(texts), every))


def unit_of(text: str, words: Words) -> int:
    """1,00,000 for "in lakh" and "(Lakh)", 1,00,00,000 for "in crore", 1,000 for "in thousand", else 1. `words` are
    those of the text."""
    alone = _BARE_UNIT.search(text)
    tag = next((tag for tag in _UNITS if words.has(tag)), alone.lastgroup if alone else None)
    return _UNITS[tag] if tag else 1


def unit_in(title: str) -> int:
    """The same for a title."""
    return unit_of(title, read_words(title)) if holds(title, *_UNITS) or _BARE_UNIT.search(title) else 1


def _counted(texts: Levels, levels: Sequence[Words], cut: str, date: dt.date | None) -> tuple[str, str]:
    """The role and why, by the lowest level that names a measure; else an open one."""
    days = [words.has("new") and not words.has("cumulative") for words in levels]
    for at in range(len(levels) - 1, -1, -1):
        words, why = levels[at], f'"{texts[at]}"'
        if words.has("target") and not (words.has("against") and words.has("registered") and not words.has("new")):
            daily = words.has("new") or any(days[:at])
            return ("other", DAYS_TARGET) if daily else ("target", why)
        if words.has("new") and _is_new_other(texts[at], words):
            return "other", NEW_OTHER
        if words.has("new"):
            return ("other", CLASH) if words.has("cumulative") else ("new", why)
        if words.has("registered", "cumulative"):
            return ("new" if any(days) and not words.has("cumulative") else "registered"), why
    return _open_role(texts[-1], levels[-1], cut, date)


def _is_new_other(text: str, words: Words) -> bool:
    """Whether "new" is only said of something that we do not know, "New anganwadi", and neither of a day nor of
    registering."""
    if not words.unknown or words.has("registered", "cumulative", "count") or _NEW.search(text) is None:
        return False
    of_day = read_words(_NEW.sub(" ", text)).has("new")
    return not of_day and not any(word.startswith(_REGISTERING) for word in words.unknown)


def _open_role(lowest: str, words: Words, cut: str, date: dt.date | None) -> tuple[str, str]:
    """The open role of a heading without a word for a measure, and why; blank where it says nothing at all."""
    if cut:
        return MEMBER, f'figures of "{lowest}"'
    if is_label(lowest, "total") or (words.has("total") and not words.unknown and not words.has("count")):
        return TOTAL, f'"{lowest}"'
    if date is not None and is_label(lowest, "one-day"):
        return "new", f'"{lowest}"'
    if date is not None and not words.unknown:
        return DATED, f"figures of {date.isoformat()}"
    if words.has("count", "total") and not words.unknown:
        return COUNT, f'"{lowest}"'
    return "", ""


def _cut(texts: Sequence[str], levels: Sequence[Words]) -> tuple[str, str]:
    """The cut that the heading names, and why it cannot be used where it names several. Below a dimension the lowest
    level is a member's name, unless it is "Total" or "Target"."""
    found = sorted({channel for words in levels for channel in words.under("channel")})
    if len(found) > 1:
        return "", f"several channels in one column: {', '.join(found)}"
    text, lowest = texts[-1], levels[-1]
    companies = lowest.under("aggregator") if not lowest.unknown else []
    if found or len(companies) == 1:
        return (f"channel={found[0]}" if found else f"aggregator={companies[0]}"), ""
    above = [name for words in levels[:-1] for name in words.under("dimension") if name in DIMENSIONS]
    counted = is_label(text, "total") or lowest.has("registered", "target", "new", "cumulative", "total")
    if above and not counted:
        key = member(above[-1], text)
        return (f"{above[-1]}={key}" if key else ""), ""
    if "dimension:department" in lowest.tags and (lowest.unknown or fold(text).startswith("labour ")):
        return f"department={fold(text)}", ""
    # "Registered street vendors" counts these alone; a bare "Street vendors" is read where a sum proves it.
    trades = labels_in(text, "trades") if lowest.has("registered", "new", "target") else []
    if len(trades) > 1:
        return "", f"several trades in one column: {', '.join(trades)}"
    camp = "channel=camp" if "dimension:camp" in lowest.tags and lowest.has("registered") else ""
    return camp or "".join(f"category={trade}" for trade in trades), ""
