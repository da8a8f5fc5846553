"""Bihar from Saturday 04.12.2021 to Tuesday 28.12.2021: 38 districts, 25 days, with the anchors of two news reports.

Every district's curve is made up between a start and a gain that are made up too, except:
Khagaria on 04.12 (2,07,528 of 5,60,286, sixth by percent) and Purbi Champaran on its last Monday and Tuesday
(9,42,511 and 9,88,912; third, second and first by count on Sunday, Monday, Tuesday) are as reported, and the state's
gain on Monday 27.12 is the 2.48 lakh that was reported.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from functools import cache

from sampledrive.curves import cumulate, day_weights, share, wobble

SEED = "e-shram bihar 2021"
FIRST, LAST = dt.date(2021, 12, 4), dt.date(2021, 12, 28)
DAYS = tuple(FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1))
SUNDAY, MONDAY, TUESDAY = DAYS[-3:]

KHAGARIA_TARGET = 560_286
KHAGARIA_POPULATION = 1_666_886
KHAGARIA_START = 207_528
EAST_SUNDAY, EAST_MONDAY, EAST_TUESDAY = 903_574, 942_511, 988_912
STATE_NEW_ON_MONDAY = 248_000
LEADERS = ("Purbi Champaran", "Patna", "Muzaffarpur")
"""The three whose order by count changes on the last three days; their Mondays are fixed by that."""


@dataclass(frozen=True)
class District:
    """A district: population of 2011; per cent of its target on 04.12 and gained by 28.12, in tenths."""

    name: str
    hindi: str
    population: int
    start: int
    gain: int
    rise: int = 95

    @property
    def target(self) -> int:
        """Khagaria's target by population, to the nearest person (16,66,886 people, 5,60,286 to register)."""
        return (2 * self.population * KHAGARIA_TARGET + KHAGARIA_POPULATION) // (2 * KHAGARIA_POPULATION)


DISTRICTS = (
    District("Pashchim Champaran", "पश्चिमी चम्पारण", 3_935_042, 243, 89),
    District("Purbi Champaran", "पूर्वी चम्पारण", 5_099_371, 302, 275, 190),
    District("Sheohar", "शिवहर", 656_246, 306, 100),
    District("Sitamarhi", "सीतामढ़ी", 3_423_574, 236, 85),
    District("Madhubani", "मधुबनी", 4_487_379, 262, 96),
    District("Supaul", "सुपौल", 2_229_076, 291, 90),
    District("Araria", "अररिया", 2_811_569, 221, 81),
    District("Kishanganj", "किशनगंज", 1_690_400, 187, 73),
    District("Purnia", "पूर्णिया", 3_264_619, 214, 84),
    District("Katihar", "कटिहार", 3_071_029, 229, 82),
    District("Madhepura", "मधेपुरा", 2_001_762, 274, 86),
    District("Saharsa", "सहरसा", 1_900_661, 281, 88),
    District("Darbhanga", "दरभंगा", 3_937_385, 268, 93),
    District("Muzaffarpur", "मुजफ्फरपुर", 4_801_062, 417, 165),
    District("Gopalganj", "गोपालगंज", 2_562_012, 252, 91),
    District("Siwan", "सीवान", 3_330_464, 247, 90),
    District("Saran", "सारण", 3_951_862, 256, 92),
    District("Vaishali", "वैशाली", 3_495_021, 299, 98),
    District("Samastipur", "समस्तीपुर", 4_261_566, 308, 103),
    District("Begusarai", "बेगूसराय", 2_970_541, 319, 97),
    District("Khagaria", "खगड़िया", 1_666_886, 370, 105),
    District("Bhagalpur", "भागलपुर", 3_037_766, 249, 85),
    District("Banka", "बांका", 2_034_763, 277, 87),
    District("Munger", "मुंगेर", 1_367_765, 324, 90),
    District("Lakhisarai", "लखीसराय", 1_000_912, 358, 99),
    District("Sheikhpura", "शेखपुरा", 636_342, 463, 174),
    District("Nalanda", "नालंदा", 2_877_653, 384, 106),
    District("Patna", "पटना", 5_838_465, 336, 158, 130),
    District("Bhojpur", "भोजपुर", 2_728_407, 271, 89),
    District("Buxar", "बक्सर", 1_706_352, 283, 88),
    District("Kaimur (Bhabua)", "कैमूर (भभुआ)", 1_626_384, 259, 85),
    District("Rohtas", "रोहतास", 2_959_918, 266, 86),
    District("Aurangabad", "औरंगाबाद", 2_540_073, 287, 90),
    District("Gaya", "गया", 4_391_418, 279, 94),
    District("Nawada", "नवादा", 2_219_146, 302, 91),
    District("Jamui", "जमुई", 1_760_405, 255, 84),
    District("Jehanabad", "जहानाबाद", 1_125_313, 429, 171),
    District("Arwal", "अरवल", 700_843, 441, 151),
)
BY_NAME = {district.name: district for district in DISTRICTS}


@dataclass(frozen=True)
class Curve:
    """A district's cumulative count and gain of the day, one entry for each of `DAYS`."""

    registered: tuple[int, ...]
    new: tuple[int, ...]


@cache
def curves() -> dict[str, Curve]:
    """All districts' curves, the state's gain on Monday 27.12 as reported."""
    gains = {district.name: _gains(district) for district in DISTRICTS}
    _meet_monday(gains)
    return {name: Curve(tuple(cumulate(_start(BY_NAME[name]), row[1:])), tuple(row)) for name, row in gains.items()}


def _start(district: District) -> int:
    if district.name == "Khagaria":
        return KHAGARIA_START
    # Away from round tenths of a per cent, as real counts are.
    return district.target * (district.start * 1000 + wobble(_chance(district, "start"), 30) - 1000) // 1_000_000


def _chance(district: District, what: str) -> random.Random:
    return random.Random(f"{SEED} {what} {district.name}")


def _gains(district: District) -> list[int]:
    """The gain of each of `DAYS`; the first day's is on top of a day before the sample."""
    weights = day_weights(DAYS, district.rise, _chance(district, "days"))
    if district.name == "Purbi Champaran":
        known = [EAST_MONDAY - EAST_SUNDAY, EAST_TUESDAY - EAST_MONDAY]
        gains = share(EAST_SUNDAY - _start(district), weights[1:-2]) + known
        return [gains[0] * weights[0] // weights[1], *gains]
    gains = share(district.target * district.gain // 1000, weights[1:])
    return [gains[0] * weights[0] // weights[1], *gains]


def _meet_monday(gains: dict[str, list[int]]) -> None:
    """Moves gains between Monday 27.12 and the Thursday and Friday before it till the state's Monday is as reported."""
    monday, thursday, friday = (DAYS.index(day) for day in (MONDAY, dt.date(2021, 12, 23), dt.date(2021, 12, 24)))
    missing = STATE_NEW_ON_MONDAY - sum(row[monday] for row in gains.values())
    others = [district for district in DISTRICTS if district.name not in LEADERS]
    for district, part in zip(others, share(missing, [district.target for district in others]), strict=True):
        row = gains[district.name]
        row[monday] += part
        row[thursday] -= part // 2
        row[friday] -= part - part // 2
