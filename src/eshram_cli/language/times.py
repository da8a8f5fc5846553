"""The time of day that a return's title may carry: 18:30, 6 PM, शाम 6 बजे."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from eshram_cli.language.text import fold


class TimeFound(NamedTuple):
    """A time of day (None: written, but no such time) and where it stands in the text."""

    time: dt.time | None
    start: int
    end: int


_PART = "सुबह|प्रातः|प्रात:|पूर्वाह्न|दोपहर|अपराह्न|शाम|सायं|संध्या|रात्रि|रात"
_TIME = re.compile(
    rf"(?:(?P<part>{_PART})\s*(?:के\s*)?)?(?<![\d.,/:-])(?P<hour>\d{{1,2}})(?:(?P<mark>[:.])(?P<minute>\d{{2}}))?"
    r"(?::\d{2}(?:\.\d+)?)?(?!\d)\s*(?:(?P<half>[ap]\.?\s?m\b\.?)|(?P<clock>बजे|hrs\b|hours\b|o'clock))?",
    re.IGNORECASE,
)
# Telephones name pictures "2021-12-04 at 18.30.05".
_AFTER_DATE = re.compile(r"(?<=[\d|] at )(?P<hour>\d{1,2})\.(?P<minute>\d{2})(?:\.\d{2})?(?!\d)")
_MORNING = frozenset(map(fold, ("सुबह", "प्रातः", "प्रात:", "पूर्वाह्न")))
_NIGHT = frozenset(map(fold, ("रात", "रात्रि")))


def find_times(text: str) -> Iterator[TimeFound]:
    """Times in a text of ASCII digits whose dates are blanked out. 24 hours, unless AM, PM or a part of day says more.

    `6:00 बजे` without a part of day is 06:00. A number alone is no time; nor is 6.30 without AM, PM or बजे.
    """
    for match in _AFTER_DATE.finditer(text):
        yield _found(match, int(match["hour"]))
    for match in _TIME.finditer(_AFTER_DATE.sub(lambda match: "|" * len(match[0]), text)):
        hour = int(match["hour"])
        if match["half"]:
            # 12 AM is 0, 12 PM is 12; 18 PM is 18, and 18 AM no time.
            afternoon = match["half"][0].lower() == "p"
            hour = hour % 12 + 12 * afternoon if hour <= 12 else hour if afternoon else -1
        elif match["part"]:
            hour = _part_of_day(hour, fold(match["part"]))
        elif not match["clock"] and match["mark"] != ":":
            continue
        yield _found(match, hour)


def _found(match: re.Match[str], hour: int) -> TimeFound:
    minute = int(match["minute"] or 0)
    time = dt.time(hour, minute) if 0 <= hour <= 23 and minute <= 59 else None
    return TimeFound(time, match.start(), match.end())


def _part_of_day(hour: int, part: str) -> int:
    """शाम 6 is 18, दोपहर 12 is 12 and दोपहर 2 is 14, रात 9 is 21, रात 2 is 2; रात 12 belongs to two days: -1."""
    if hour > 12 or part in _MORNING:
        return hour
    if part in _NIGHT:
        return -1 if hour == 12 else hour if hour < 5 else hour + 12
    return hour if hour >= 11 else hour + 12
