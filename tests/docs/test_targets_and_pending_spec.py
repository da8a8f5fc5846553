"""The worked tables of docs/methods/targets.md and pending.md, computed by the analysis."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eshram_cli.analysis.frames import PLACES
from eshram_cli.analysis.pending import INDIA_TIME, Pending, Rhythm, pending
from eshram_cli.analysis.split import split
from eshram_cli.analysis.tree import Tree
from eshram_cli.frames import frame

METHODS = Path(__file__).parents[2] / "docs" / "methods"


def table(page: str, heading: str) -> list[list[str]]:
    """The cells of the rows below the line of headings."""
    lines = (METHODS / page).read_text(encoding="utf-8").splitlines()
    start = lines.index(heading) + 2
    end = next(at for at in range(start, len(lines)) if not lines[at].startswith("|"))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start:end]]


def test_the_split_of_khagaria() -> None:
    rows = table("targets.md", "| place | weight | quota | part |")
    weights = {place: int(weight) for place, weight, _, _ in rows}
    assert split(560286, weights) == {place: int(part) for place, _, _, part in rows}
    for _, weight, quota, _ in rows:
        assert float(quota) == pytest.approx(560286 * int(weight) / sum(weights.values()), abs=0.005)


def december(day: int, hour: int = 18) -> dt.datetime:
    return dt.datetime(2021, 12, day, hour, tzinfo=INDIA_TIME)


def answer(rows: list[list[str]]) -> Pending:
    """What is told of the signs of the days 6 to 10; late is the morning after."""
    came = {
        place: {
            december(day).date(): december(day + 1, 9) if sign == "~" else december(day)
            for day, sign in enumerate(signs, start=6)
            if sign != "x"
        }
        for place, *signs, _, _ in rows
    }
    last = {place: (max(days), 1) for place, days in came.items() if days}
    blocks = [(place, "D", 3, place, "", None, None, None) for place in came]
    return pending(
        Tree.of(frame([("D", None, 2, "D", "", None, None, None), *blocks], PLACES)),
        "D",
        3,
        dt.date(2021, 12, 10),
        returned=came,
        last=lambda owing: {place: last[place] for place in owing if place in last},
        rhythm=Rhythm(),
        since=dt.date(2021, 12, 6),
        begun=december(1),
    )


def test_missing_stale_and_late() -> None:
    rows = table("pending.md", "| place | 6 | 7 | 8 | 9 | 10 | on 10 December | days late |")
    found = answer(rows)
    for one, (place, *_, status, days) in zip(found.everyone, rows, strict=True):
        assert (one.place, one.status or "–", str(one.days_late or "–")) == (place, status, days)
    assert found.rows[0].place == "b5"
