"""The race: Khagaria's way to the first rank, the same each time, whatever the order of the places."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from eshram_cli.analysis.race import path_of, run
from tests.conftest import Eshram
from tests.forecast.conftest import FIRST, start_of, steady, tells


def raced(eshram: Eshram, *arguments: str) -> dict[str, Any]:
    ran = eshram("race", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_khagarias_path_to_the_first_place_is_answered(eshram: Eshram, sample: Path) -> None:
    found = raced(eshram, "--state", "bihar", "--district", "khagaria", "--to", "1", "--deadline", "2022-01-26")
    need = found["needed"]
    assert (need["place"], need["rank"], need["date"]) == ("Khagaria", 1, "2022-01-26")
    assert 0 < need["per_day"]["0.5"] < need["per_day"]["0.8"] < need["per_day"]["0.95"]
    assert need["per_day"]["0.5"] > need["seven_day_pace"]
    ran = eshram("race", "--state", "bihar", "--district", "khagaria", "--to", "1", "--deadline", "2022-01-26")
    assert ran.out.splitlines()[1].startswith("Khagaria is at rank 8. The chance that it is first on 26 January 2022")


def test_a_lower_rank_takes_no_more_than_a_higher_one(eshram: Eshram, sample: Path) -> None:
    first, third = (
        raced(eshram, "--state", "bihar", "--district", "khagaria", "--to", rank)["needed"] for rank in ("1", "3")
    )
    assert third["per_day"]["0.8"] <= first["per_day"]["0.8"]
    assert third["chance"] >= first["chance"]


def test_the_chances_of_each_place_add_up_and_every_run_is_the_same(eshram: Eshram, sample: Path) -> None:
    asked = ("race", "--state", "bihar", "--format", "json")
    first = eshram(*asked).out
    assert first == eshram(*asked).out
    for row in json.loads(first)["rows"]:
        assert sum(row["chances"].values()) == pytest.approx(1, abs=0.02)
        assert row["likely_from"] <= row["likely_rank"] <= row["likely_to"]


def test_who_passes_whom_is_behind_now(eshram: Eshram, sample: Path) -> None:
    found = raced(eshram, "--state", "bihar")
    ranks = {row["place"]: row["rank"] for row in found["rows"]}
    assert found["passing"]
    for one in found["passing"]:
        assert ranks[one["place"]] > ranks[one["passes"]]
        assert one["chance"] >= 0.5


def test_how_many_never_reported_and_do_not_run_is_said(eshram: Eshram, sample: Path) -> None:
    assert "Not in the race" not in eshram("race", "--state", "bihar").out
    assert "Not in the race, because they have never reported: 32 places." in eshram("race", "--india").out


def test_the_chart_is_drawn(eshram: Eshram, sample: Path, home: Path) -> None:
    picture = home / "race.png"
    assert eshram("race", "--state", "bihar", "--chart", picture, "--lang", "hi").code == 0
    with Image.open(picture) as drawn:
        assert drawn.size == (1920, 1080)


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("--state", "bihar", "--district", "khagaria", "--to", "99"), 2, "race-rank"),
        (("--state", "uttarakhand", "--by", "percent"), 1, "race-no-target"),
        (("--district", "shimla"), 1, "race-silent"),
        (("--state", "bihar", "--deadline", "2021-12-28"), 2, "deadline-passed"),
    ],
)
def test_what_cannot_be_raced_is_said(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...], code: int, problem: str
) -> None:
    ran = eshram("race", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert tells(ran.err, problem)


def test_the_order_of_the_places_does_not_matter() -> None:
    day = FIRST + dt.timedelta(days=80)
    paces, targets = [500.0, 480.0, 300.0], [60_000.0, 60_000.0, 50_000.0]
    chances = []
    for order in ([0, 1, 2], [2, 0, 1]):
        start = start_of(steady([paces[at] for at in order]), [targets[at] for at in order])
        field, runners, _ = run(start, day, "percent")
        found = {at: runner.by_rank for at, runner in zip(order, runners, strict=True)}
        path = path_of(field, runners, start, start.places[order.index(2)].id, 1, "percent", day)
        assert path is not None
        chances.append((found, path.per_day))
    assert chances[0][0] == chances[1][0]
    assert chances[0][1] == pytest.approx(chances[1][1])


def test_a_rank_is_of_a_place_that_was_named(eshram: Eshram, sample: Path) -> None:
    ran = eshram("race", "--state", "bihar", "--to", "1")
    assert (ran.code, ran.out) == (2, "")
    assert "Give the place beside its state" in ran.err
