"""The page of Khagaria and its places, made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from eshram_cli.answers.card import Card
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.answers.share import Shared
from eshram_cli.described import replace

LAST = dt.date(2021, 12, 28)


def line(place: str, rank: int | None, registered: int | None, target: int | None = 1000) -> Standing:
    """A place's line as on 28.12.2021."""
    percent = registered / target * 100 if registered is not None and target else None
    return Standing(
        rank=rank,
        move=1 if rank == 1 else 0 if rank else None,
        place=place,
        place_hi={"Khagaria": "खगड़िया", "Gogri": "गोगरी"}.get(place, ""),
        code=None,
        target=target,
        registered=registered,
        percent=percent,
        balance=(target or 0) - (registered or 0),
        new=3 if registered is not None else None,
        pace7=12.25 if registered is not None else None,
        needed_per_day=260.0 if percent is not None else None,
        as_on=LAST if registered is not None else None,
        stale_days=0 if registered is not None else None,
        id=place.lower(),
        parent="Khagaria",
        level=3,
        deadline=dt.date(2021, 12, 31) if target else None,
        reason=None if rank else "never-reported",
    )


def page(*rows: Standing, now: Standing | None = None, **change: object) -> Shared:
    """The page of Khagaria, sixth of 38 districts, with these blocks."""
    own = now or replace(line("Khagaria", 6, 207528, 560286), new=1469)
    card = Card(
        standing=own,
        within="Bihar",
        level="district",
        measure=Measure.percent,
        as_on=LAST,
        known_on=None,
        history=(),
        cuts=(),
        reported=38,
        places=38,
        notes=(),
    )
    ranking = Ranking(
        within="Khagaria",
        within_hi="खगड़िया",
        within_id="khagaria",
        level="block",
        measure=Measure.percent,
        as_on=LAST,
        since=LAST - dt.timedelta(days=1),
        known_on=None,
        rows=rows,
        total=own,
        reported=sum(row.stale_days == 0 for row in rows),
        places=len(rows),
        notes=(),
    )
    shared = Shared(cards=(card,), ranking=ranking if rows else None, within="Bihar", within_hi="बिहार")
    return replace(shared, **change)


@pytest.fixture
def make_line() -> Callable[..., Standing]:
    return line


@pytest.fixture
def make_page() -> Callable[..., Shared]:
    return page
