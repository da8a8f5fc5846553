"""No text of a chart touches another or runs out of the picture, whatever the figures and the names are."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.answers.by import ByCut, Member, Whole
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.outlines import Outlined
from eshram_cli.answers.race import RaceTable
from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.share import Shared
from eshram_cli.answers.trend import Course, DayNote, Trend
from eshram_cli.described import replace
from eshram_cli.places.tiles import tiles
from eshram_cli.problems import Language
from eshram_cli.reports.charts import Kind, Size, chart
from eshram_cli.reports.charts.style import styled
from eshram_cli.reports.look import Look
from tests.charts.conftest import LAST, line, points, ranking_of, square, trend_of
from tests.forecast.conftest import forecasts, steady

LONG, LONG_HI = "Sri Potti Sriramulu Nellore (Rural and Urban)", "श्री पोट्टि श्रीरामुलु नेल्लोर (ग्रामीण तथा शहरी)"
SEEN = [
    (Look(Language.en), Size.phone),
    (Look(Language.hi, digits="devanagari"), Size.phone),
    (Look(Language.hi), Size.screen),
    (Look(Language.en), Size.a4),
]
DAYS = {day: 1_000_000 + 20_000 * day for day in range(15, 29)}
ZERO = dict.fromkeys(DAYS, 0)


MEMBER = Member(
    id="", place="", place_hi="", cut="", member="", registered=5000, share=20.0, new=None, pace7=None, target=None,
    percent=None, gain=None, move=None, as_on=LAST, stale_days=0, rank=1, oldest=LAST, about=False,
)  # fmt: skip


def named(row: object, at: int) -> object:
    return replace(row, place=f"{LONG} {at}", place_hi=f"{LONG_HI} {at}", id=f"{at}")


def rankings() -> dict[str, Ranking]:
    many = [named(line("", at, 9_88_912 * (39 - at), 17_14_038 * 39), at) for at in range(1, 39)]
    none = [line("Sitamarhi", None, None), line("Khagaria", None, 300, None)]
    passed = [line("Kishanganj", 1, 12_345_678, 100_000), line("Khagaria", 2, 400, 1000)]
    return {
        "38 long names": ranking_of(*many),  # type: ignore[arg-type]
        "38 long names by count": ranking_of(*many, measure=Measure.registered),  # type: ignore[arg-type]
        "one place": ranking_of(line("Kishanganj")),
        "one place by pace": ranking_of(line("Kishanganj"), measure=Measure.pace7),
        "all zeros": ranking_of(*(line(name, 1, 0) for name in ("Kishanganj", "Khagaria"))),
        "no target": ranking_of(line("Kishanganj", 1, 0, None), measure=Measure.registered),
        "nobody": ranking_of(*none),
        "past the target": ranking_of(*passed, *none),
        "balance below nothing": ranking_of(*passed, measure=Measure.balance),
    }


def trends() -> dict[str, Trend]:
    def course(counts: dict[int, int], at: int = 1, **now: object) -> Course:
        ranks = dict.fromkeys(range(min(counts), 29), at)
        last = replace(named(line("", at, max(counts.values()), 1_700_000), at), **now)
        return Course(now=last, points=points(counts, ranks))  # type: ignore[arg-type]

    notes = tuple(
        DayNote(as_on=dt.date(2021, 12, day), text="portal slow from 12 to 16 o'clock, again " * 2)
        for day in range(20, 29)
    )
    gap = {day: count for day, count in DAYS.items() if day not in {17, 20, 21, 22}}
    usual = trend_of(course(DAYS), alone=True)
    return {
        "usual": usual,
        "gaps and notes": replace(trend_of(course(gap), alone=True), day_notes=notes),
        "two notes of a day": replace(usual, day_notes=(notes[-1], notes[-1])),
        "a single day": replace(trend_of(course({28: 1_580_000}), alone=True), since=LAST),
        "a single day near its target": replace(trend_of(course({28: 1_690_000}), alone=True), since=LAST),
        "all zeros": trend_of(course(ZERO, target=None, percent=None, balance=None), alone=True),
        "past the target": trend_of(course({day: 4 * count for day, count in DAYS.items()}, balance=-1), alone=True),
        "at the target": trend_of(course(DAYS, target=1_560_000), alone=True),
        "deadline today": trend_of(course(DAYS, deadline=LAST), alone=True),
        "deadline far": trend_of(
            course(DAYS, deadline=LAST + dt.timedelta(days=26), needed_per_day=12_345), alone=True
        ),
        "38": trend_of(*(course(gap if at % 3 else DAYS, at) for at in range(1, 39))),
        "38 by count": trend_of(*(course(DAYS, at) for at in range(1, 39)), measure=Measure.registered),
        "all of one rank": trend_of(*(course(DAYS) for _ in range(5))),
        "one among none": trend_of(course(DAYS)),
        "single day of three": replace(trend_of(*(course({28: 5}, at) for at in (1, 2, 3))), since=LAST),
    }


ONE = {Kind.trend, Kind.daily}
MANY = {Kind.bump, Kind.multiples, Kind.calendar}


def touching(figure: Figure) -> list[str]:
    """The texts that lie over one another or leave the picture."""
    with styled():
        figure.draw_without_rendering()
        texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        boxes = {f"{at}: {text.get_text()}": body(text) for at, text in enumerate(texts) if body(text) is not None}
    found = [name for name, box in boxes.items() if box.x0 < -1 or box.x1 > figure.bbox.x1 + 1]
    found += [name for name, box in boxes.items() if box.y0 < -1 or box.y1 > figure.bbox.y1 + 1]
    over = [f"{one} over {other}" for (one, a), (other, b) in combinations(boxes.items(), 2) if meet(a, b)]
    return found + over


def body(text: Any) -> Bbox:
    """The letters' own room: lines of a table may stand closer than the marks of Devanagari reach."""
    box = Text.get_window_extent(text)
    size = text.get_fontsize() * text.figure.dpi / 72
    middle = (box.y0 + box.y1) / 2
    half = min(box.height / 2, 0.45 * size)
    return Bbox.from_extents(box.x0, middle - half, box.x1, middle + half)


def meet(one: Bbox, other: Bbox) -> bool:
    both = Bbox.intersection(one, other)
    return both is not None and min(both.width, both.height) > 1


def check(result: object, kind: Kind) -> None:
    for look, size in SEEN:
        assert touching(chart(result, kind, look, size)) == [], (look, size)


@pytest.mark.parametrize("case", rankings())
def test_a_ranking(case: str) -> None:
    check(rankings()[case], Kind.ranking)


@pytest.mark.parametrize("case", rankings())
def test_a_map_of_tiles(case: str) -> None:
    check(rankings()[case], Kind.map)


def test_a_map_of_tiles_that_has_a_layout() -> None:
    rows = [
        replace(line(name, at, 9_88_912 * (39 - at), 17_14_038 * 39), place_hi=LONG_HI)
        for at, name in enumerate(tiles("s10", "district"), 1)
    ]
    rows.append(named(line("", 39, 400), 39))  # type: ignore[arg-type]
    check(replace(ranking_of(*rows), within_id="s10"), Kind.map)


def test_a_map_of_outlines() -> None:
    rows = [named(line("", at, 9_88_912 * (61 - at), 17_14_038 * 61), at) for at in range(1, 61)]
    found = ranking_of(*rows)  # type: ignore[arg-type]
    outlines = {row.id: (square(80 + at % 8, 20 + at // 8),) for at, row in enumerate(found.rows[:50])}
    check(Outlined(found, outlines), Kind.outlines)


@pytest.mark.parametrize(("case", "kind"), [
    (case, kind) for case, trend in trends().items() for kind in Kind if kind in (ONE if trend.alone else MANY)
])  # fmt: skip
def test_a_trend(case: str, kind: Kind) -> None:
    check(trends()[case], kind)


def test_shares_of_one_place_and_of_many() -> None:
    whole = Whole(
        id="bihar", place="Bihar", place_hi="बिहार", registered=1000, members=6, difference=0, new=None, pace7=None,
        target=None, gain=None, as_on=LAST,
    )  # fmt: skip
    members = tuple(
        replace(MEMBER, id=f"{place}", place=f"{LONG} {place}", cut=f"department=Department of {LONG} {at}")
        for place in range(38)
        for at in range(6)
    )
    parts = ByCut(
        within="Bihar", within_hi="बिहार", cut="department", level="district", as_on=LAST, since=None, known_on=None,
        rows=members, wholes=(), total=whole, silent=(), notes=(),
    )  # fmt: skip
    check(parts, Kind.shares)
    own = tuple(
        replace(
            MEMBER, id="bihar", cut=f"department=Department of {LONG} {at}", registered=0, share=None if at % 5 else 0.0
        )
        for at in range(30)
    )
    check(replace(parts, within=LONG, within_hi=LONG_HI, rows=own), Kind.shares)
    check(replace(parts, within=LONG, within_hi=LONG_HI, rows=()), Kind.shares)


def test_a_page_to_forward(shared: Shared) -> None:
    check(shared, Kind.forward)
    now = replace(
        shared.now, place=LONG, place_hi=LONG_HI, registered=123_45_67_890, percent=12345.67, target=10_00_000
    )
    rows = tuple(named(line("", at, 9_88_912), at) for at in range(1, 39))
    full = replace(shared, cards=(replace(shared.cards[0], standing=now),) * 3, ranking=ranking_of(*rows))  # type: ignore[arg-type]
    check(full, Kind.forward)
    check(replace(shared, ranking=None), Kind.forward)


def test_a_forecast(ahead: PlaceForecast) -> None:
    notes = tuple(DayNote(as_on=LAST - dt.timedelta(days=back), text="portal slow") for back in range(6, -1, -1))
    for found in (ahead, replace(ahead, day_notes=notes), replace(ahead, deadline=LAST + dt.timedelta(days=1))):
        check(found, Kind.forecast)
    check(forecasts(steady([500], days=58, start=2000), [None])[0], Kind.forecast)


def test_a_race(contest: RaceTable) -> None:
    runners = tuple(replace(one, place=LONG, place_hi=LONG_HI) for one in contest.runners)
    check(contest, Kind.race)
    check(replace(contest, runners=runners), Kind.race)
