"""Results to draw, made by hand: a ranking with the usual trouble, and a trend with a gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.analysis.notes import note
from eshram_cli.analysis.race import in_order, path_of, run
from eshram_cli.answers.by import ByCut, Member, Whole
from eshram_cli.answers.camps import CampCalendar, CampDay, CampLine, CampUplift
from eshram_cli.answers.card import Card, Day
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.outlines import Outlined
from eshram_cli.answers.race import RaceTable
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.answers.share import Shared
from eshram_cli.answers.trend import Course, DayNote, Point, Trend
from eshram_cli.answers.why import Crossing, Part, Why
from eshram_cli.described import replace
from tests.forecast.conftest import forecasts, start_of, steady

LAST = dt.date(2021, 12, 28)
DEADLINE = dt.date(2021, 12, 31)
NAMES = {
    "Purbi Champaran": "पूर्वी चंपारण",
    "Muzaffarpur": "मुज़फ़्फ़रपुर",
    "Kishanganj": "किशनगंज",
    "Khagaria": "खगड़िया",
    "Sitamarhi": "सीतामढ़ी",
}


def line(place: str, rank: int | None = 1, registered: int | None = 500, target: int | None = 1000) -> Standing:
    """A place's line as on 28.12.2021, registered and target being enough to know the rest."""
    known = registered is not None and target is not None
    return Standing(
        rank=rank,
        move=0 if rank else None,
        place=place,
        place_hi=NAMES.get(place, ""),
        code=None,
        target=target,
        registered=registered,
        percent=(registered or 0) / target * 100 if known and target else None,
        balance=(target or 0) - (registered or 0) if known else None,
        new=20 if registered is not None else None,
        pace7=10.0 if registered is not None else None,
        needed_per_day=((target or 0) - (registered or 0)) / 3 if known else None,
        as_on=LAST if registered is not None else None,
        stale_days=0 if registered is not None else None,
        id=place.lower(),
        parent="Bihar",
        level=2,
        deadline=DEADLINE if target else None,
        origin="own",
        reason=None if rank else "never-reported" if registered is None else "no-target",
    )


def ranking_of(*rows: Standing, measure: Measure = Measure.percent, notes: tuple[object, ...] = ()) -> Ranking:
    """A ranking of these rows within Bihar."""
    total = replace(line("Bihar", None, 1500, 5000), place_hi="बिहार", level=1)
    return Ranking(
        within="Bihar",
        within_hi="बिहार",
        within_id="bihar",
        level="district",
        measure=measure,
        as_on=LAST,
        since=LAST - dt.timedelta(days=1),
        known_on=None,
        rows=rows,
        total=total,
        reported=sum(row.stale_days == 0 for row in rows),
        places=len(rows),
        notes=notes,  # type: ignore[arg-type]
    )


def points(counts: dict[int, int], ranks: dict[int, int] | None = None) -> tuple[Point, ...]:
    """A place's days of December by its counts; on a day without one the last figure is carried."""
    found, last = [], 0
    for day in range(min(counts), LAST.day + 1):
        last, before = (day, last) if day in counts else (last, last)
        gap = day in counts and before and day - before > 1
        found.append(
            Point(
                as_on=dt.date(2021, 12, day),
                registered=counts[last],
                new=counts[day] - counts[day - 1] if day in counts and day - 1 in counts else None,
                gain=counts[day] - counts[before] if gap else None,
                gain_days=day - before if gap else None,
                percent=counts[last] / 10,
                pace7=(counts[day] - counts[day - 7]) / 7 if day in counts and day - 7 in counts else None,
                rank=(ranks or {}).get(day),
                stale_days=day - last,
            )
        )
    return tuple(found)


def trend_of(*courses: Course, alone: bool = False, measure: Measure = Measure.percent) -> Trend:
    """A trend of these courses over the days from the 15th to the 28th."""
    return Trend(
        within="Bihar",
        within_hi="बिहार",
        level="district",
        measure=measure,
        since=dt.date(2021, 12, 15),
        as_on=LAST,
        known_on=None,
        courses=courses,
        reported=len(courses),
        places=len(courses),
        alone=alone,
    )


@pytest.fixture
def ranking() -> Ranking:
    """Five districts: one past its target, one with an old figure, one that never reported."""
    return ranking_of(
        line("Kishanganj", 1, 1050),
        replace(line("Purbi Champaran", 2, 988912, 1714038), about=True),
        replace(line("Muzaffarpur", 3, 400), stale_days=3),
        line("Khagaria", None, 300, None),
        line("Sitamarhi", None, None),
        notes=(note("leaders-differ", registered=("Purbi Champaran",), percent=("Kishanganj",)),),
    )


@pytest.fixture
def drawn(ranking: Ranking) -> Outlined:
    """The same districts on outlines of a degree each, the second with a hole; the last has none in the file."""
    squares = {row.id: (square(84 + at, 25),) for at, row in enumerate(ranking.rows[:4])}
    holed = {ranking.rows[1].id: ((*square(85, 25), *square(85.4, 25.4, 0.2)),)}
    return Outlined(ranking, squares | holed)


def square(west: float, south: float, side: float = 1.0) -> tuple[tuple[tuple[float, float], ...], ...]:
    """A square as an outline without a hole, its corners at these degrees."""
    east, north = west + side, south + side
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)


@pytest.fixture
def many() -> Trend:
    """Three districts: one took the first place on the last day, one was silent for two days."""
    full = {day: 10 * day for day in range(15, 29)}
    risen = {day: 3 - (day > 26) - (day > 27) for day in full}
    gap = {day: count for day, count in full.items() if day not in {20, 21}}
    return trend_of(
        Course(now=replace(line("Purbi Champaran", 1), move=2), points=points(full, risen)),
        Course(
            now=replace(line("Muzaffarpur", 2), move=-1), points=points(full, {day: 1 + (day > 27) for day in full})
        ),
        Course(now=replace(line("Kishanganj", 3), move=-1), points=points(gap, {day: 2 + (day > 26) for day in full})),
    )


@pytest.fixture
def one(many: Trend) -> Trend:
    """The district with a gap, alone."""
    return replace(many, courses=many.courses[2:], alone=True)


@pytest.fixture
def shares() -> ByCut:
    whole = Whole(
        id="bilaspur", place="Bilaspur", place_hi="बिलासपुर", registered=116124, members=2, difference=0, new=None,
        pace7=None, target=None, gain=None, as_on=LAST,
    )  # fmt: skip
    return ByCut(
        within="Bilaspur",
        within_hi="बिलासपुर",
        cut="channel",
        level="district",
        as_on=LAST,
        since=None,
        known_on=None,
        rows=(member("csc", 73557, 63.343), member("self", 42567, 36.657)),
        total=whole,
        wholes=(whole,),
        silent=(),
        notes=(),
    )


def member(name: str, registered: int, share: float | None) -> Member:
    """A channel of Bilaspur."""
    return Member(
        id="bilaspur", place="Bilaspur", place_hi="बिलासपुर", cut=f"channel={name}", member=name,
        registered=registered, share=share, new=None, pace7=None, target=None, percent=None, gain=None, move=None,
        as_on=LAST, stale_days=0, rank=1, oldest=LAST, about=False,
    )  # fmt: skip


@pytest.fixture
def shared(ranking: Ranking) -> Shared:
    """The page of Bihar, second of 36 states."""
    now = replace(ranking.total, rank=2, move=1, new=46401, pace7=27533.4, needed_per_day=1166.7, deadline=DEADLINE)
    card = Card(
        standing=now,
        within="India",
        level="state",
        measure=Measure.percent,
        as_on=LAST,
        known_on=None,
        history=(Day(as_on=LAST, registered=1500, new=46401, rank=2),),
        cuts=(),
        reported=30,
        places=36,
        notes=(),
    )
    return Shared(cards=(card,), ranking=ranking, within="India", within_hi="भारत")


@pytest.fixture
def make_line() -> Callable[..., Standing]:
    return line


@pytest.fixture
def make_ranking() -> Callable[..., Ranking]:
    return ranking_of


@pytest.fixture
def ahead() -> PlaceForecast:
    """A forecast with a deadline, a target within reach and a note on a day."""
    notes = (DayNote(as_on=LAST - dt.timedelta(days=3), text="portal slow 12-16"),)
    history = steady([500, 300, 200], days=58, start=2000)
    return forecasts(history, [45_000, 30_000, 20_000], deadline=LAST + dt.timedelta(days=29), notes=notes)[0]


@pytest.fixture
def contest() -> RaceTable:
    """A race of three, one of them asked about."""
    start = start_of(steady([500, 480, 300]), [60_000, 60_000, 50_000])
    day = LAST + dt.timedelta(days=29)
    field, runners, passing = run(start, day, "percent")
    return RaceTable(
        within="Bihar",
        within_hi="बिहार",
        level="district",
        measure="percent",
        as_on=LAST,
        known_on=None,
        day=day,
        places=len(runners),
        runners=in_order(runners),
        passing=passing,
        needed=path_of(field, runners, start, "d1", 1, "percent", day),
    )


@pytest.fixture
def moved() -> Why:
    """A place that rose from rank 3 to 1 by its own work, though corrected figures took half a rank."""
    parts = (
        Part(cause="restated", ranks=-0.5, points=-27_000, gap=27_000, changed=1, places=("Gaya",)),
        Part(cause="late", ranks=0.0, points=0, gap=0, changed=0, places=()),
        Part(cause="target", ranks=0.0, points=0, gap=0, changed=0, places=()),
        Part(cause="own", ranks=3.0, points=85_338, gap=-45_735, changed=1, places=("Purbi Champaran",)),
        Part(cause="rivals", ranks=-0.5, points=0, gap=17_159, changed=2, places=("Patna", "Muzaffarpur")),
    )
    return Why(
        place="Purbi Champaran",
        place_hi="पूर्वी चंपारण",
        within="Bihar",
        within_hi="बिहार",
        level="district",
        measure=Measure.registered,
        since=dt.date(2021, 12, 26),
        as_on=LAST,
        known_on=None,
        places=38,
        rank_before=3,
        rank_now=1,
        value_before=930_574,
        value_now=988_912,
        gap_before=1_576,
        gap_now=None,
        parts=parts,
        crossings=(Crossing(place="Patna", place_hi="पटना", passed=True, day=LAST),),
    )


def camp(day: int, place: str, window: str, status: str = "planned", registered: int | None = None) -> CampLine:
    """A camp of December."""
    return CampLine(
        as_on=dt.date(2021, 12, day),
        place=place,
        place_hi=NAMES.get(place),
        site="",
        window=window,
        hours="",
        kind="",
        sponsor="",
        expected=None,
        registered=registered,
        status=status,  # type: ignore[arg-type]
        number=1,
        id=place.lower(),
    )


@pytest.fixture
def camped() -> CampCalendar:
    """A week of camps: held, to come, called off; a morning and a night of one day."""
    rows = (
        camp(20, "Purbi Champaran", "morning", "held", 180),
        camp(20, "Purbi Champaran", "night", "held", 95),
        camp(21, "Khagaria", "day", "nothing-told"),
        camp(22, "Muzaffarpur", "evening", "cancelled"),
        camp(26, "Purbi Champaran", ""),
    )
    return CampCalendar(
        within="Bihar",
        within_hi="बिहार",
        as_on=LAST,
        rows=rows,
        since=dt.date(2021, 12, 20),
        until=dt.date(2021, 12, 26),
        stamped=dt.datetime(2021, 12, 20, tzinfo=dt.UTC),
    )


@pytest.fixture
def lifted() -> CampUplift:
    """Six days with camps, one of which had fewer than like days."""
    differences = (5_894.0, 3_016.0, 8_800.0, -1_200.0, 8_743.0, 5_130.0)
    rows = tuple(
        CampDay(
            as_on=dt.date(2021, 12, 20 + at),
            weekday=str(at),
            places=1,
            like_days=2,
            new=20_000 + difference,
            usual=20_000.0,
            difference=difference,
        )
        for at, difference in enumerate(differences)
    )
    return CampUplift(
        within="Purbi Champaran",
        within_hi="पूर्वी चंपारण",
        level="district",
        as_on=LAST,
        known_on=None,
        rows=rows,
        uplift=5_064.0,
        low=2_910.0,
        high=7_020.0,
        percent=25.3,
        verdict="adds",
        least=6,
        noted=1,
        alone=1,
        before_only=True,
        yielded=667.0,
    )
