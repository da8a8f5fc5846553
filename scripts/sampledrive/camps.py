"""The calendar of camps of Purbi Champaran: made up, around what the report tells of its camps (mornings 6 to
12, nights 4 to 10, mega camps on Sundays, the union of auto drivers)."""

from __future__ import annotations

import datetime as dt
import random

from sampledrive.bihar import SEED, TUESDAY
from sampledrive.curves import wobble
from sampledrive.files import Page, Row, workbook

FIRST, LAST = dt.date(2021, 12, 20), dt.date(2022, 1, 2)
UNTOLD = (dt.date(2021, 12, 23), "रक्सौल")
"""A camp of which nothing was told, so that there is one to ask for."""

MORNING, NIGHT = "सुबह 6 से 12 बजे", "शाम 4 से रात 10 बजे"
DAILY = (
    ("मोतिहारी", "वार्ड 12", "टाउन हॉल", MORNING, "सामान्य", "श्रम विभाग", 180),
    ("मोतिहारी", "वार्ड 12", "टाउन हॉल", NIGHT, "रात्रि", "श्रम विभाग", 120),
    ("रक्सौल", None, "रेलवे स्टेशन", MORNING, "सीएससी पर", "सीएससी", 150),
)
"""Block, ward, site, hours, kind, who holds it, expected."""

HEADING: Row = [
    "सप्ताह", "दिनांक", "दिन", "प्रखंड", "पंचायत / वार्ड", "शिविर स्थल", "समय", "प्रकार", "आयोजक",
    "अनुमानित संख्या", "निबंधित", "नोडल पदाधिकारी",
]  # fmt: skip
DAYS_HI = ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार")


def calendar() -> bytes:
    """Two weeks, a row a camp: days told one by one with what they brought, then those to come as ranges and rules."""
    rng = random.Random(f"{SEED} camps")
    title = "जिला पूर्वी चम्पारण: ई-श्रम निबंधन शिविर कैलेंडर, 20.12.2021 से 02.01.2022"
    rows: list[Row] = [[title], HEADING]
    merges = [f"A1:{chr(ord('A') + len(HEADING) - 1)}1"]
    for number in range((TUESDAY - FIRST).days + 1):
        day = FIRST + dt.timedelta(number)
        week = f"{1 + number // 7}. सप्ताह"
        held = [(*camp, _brought(rng, camp[-1])) for camp in DAILY]
        if day.weekday() == 6:
            mega = ("मोतिहारी", None, "गांधी मैदान", MORNING, "महाशिविर", "जिला प्रशासन", 2500)
            held.append((*mega, _brought(rng, 2500)))
        top = len(rows) + 1
        for camp in held:
            told = None if (day, camp[0]) == UNTOLD else camp[-1]
            rows.append(
                [week, f"{day:%d.%m.%Y}", DAYS_HI[day.weekday()], *camp[:-1], told, "प्रखंड श्रम प्रवर्तन पदाधिकारी"]
            )
        merges += [f"{column}{top}:{column}{len(rows)}" for column in "BC"]
    rows += [
        [
            "2. सप्ताह",
            "29.12.2021 से 31.12.2021",
            None,
            "सुगौली",
            None,
            "ऑटो स्टैंड",
            MORNING,
            "विशेष",
            "ऑटो चालक संघ",
            200,
            None,
            None,
        ],
        [
            "2. सप्ताह",
            "30.12.2021 और 01.01.2022",
            None,
            "चकिया",
            None,
            "बस पड़ाव",
            NIGHT,
            "विशेष",
            "ऑटो चालक संघ",
            90,
            None,
            None,
        ],
        [
            "2. सप्ताह",
            "प्रत्येक शनिवार",
            None,
            "ढाका",
            None,
            "वसुधा केंद्र",
            "10:00-16:00",
            "सीएससी पर",
            "सीएससी",
            80,
            None,
            None,
        ],
        [
            "2. सप्ताह",
            "02.01.2022",
            "रविवार",
            "मोतिहारी",
            None,
            "गांधी मैदान",
            MORNING,
            "महाशिविर",
            "जिला प्रशासन",
            3000,
            None,
            None,
        ],
    ]
    return workbook([Page("शिविर कैलेंडर", rows, (2, 2), len(rows), tuple(merges))], TUESDAY)


def _brought(rng: random.Random, expected: int) -> int:
    return expected * wobble(rng, 25) // 1000
