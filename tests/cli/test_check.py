"""`eshram check`: what no single return shows; rules explained and silenced, places followed up."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli.analysis.ledger_checks import rules
from eshram_cli.jobs.place_options import find_place
from eshram_cli.language.words import has
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place
from tests.conftest import Eshram

FIRST = dt.date(2021, 10, 1)
DAYS = 50
NOW = dt.datetime(2021, 12, 1, tzinfo=dt.UTC)
KHAGARIA = find_place(Gazetteer.bundled(), "khagaria", level=Level.district)
BLOCKS = Gazetteer.bundled().children(KHAGARIA.id)
Count = Callable[[Place, int], int | None]


def plain(place: Place, day: int) -> int:
    """Blocks that gain some 100 persons a day, a little more in the middle of the week, each in its own way."""
    at = BLOCKS.index(place) if place in BLOCKS else 0
    return 5003 + 1009 * at + sum(97 + 3 * at + 17 * (one % 7) + (one * one + 7 * at) % 23 for one in range(day))


def keep(home: Path, count: Count, district: Callable[[int], int | None] = lambda day: None) -> None:
    """A ledger in which the blocks of Khagaria report `count` on each of 50 days, and the district its own."""
    with Ledger.open(home / "eshram.db") as ledger, ledger.together():
        for day in range(DAYS):
            for place in (*BLOCKS, KHAGARIA):
                value = district(day) if place == KHAGARIA else count(place, day)
                if value is not None:
                    as_on = FIRST + dt.timedelta(days=day)
                    ledger.enter(place.id, value, as_on, who="", received_at=NOW, tool_version="")


def told(eshram: Eshram, code: int, *arguments: str) -> list[tuple[str, str]]:
    """The findings as (place, rule)."""
    ran = eshram("check", "--district", "khagaria", "--format", "json", *arguments)
    assert ran.code == code, ran.err
    return [(one["place"], one["rule"]) for one in json.loads(ran.out)["problems"]]


FIRST_BLOCK, SECOND = BLOCKS[0].name, BLOCKS[1].name


def test_clean_figures_are_no_matter(eshram: Eshram, home: Path) -> None:
    keep(home, plain, lambda day: sum(plain(one, day) for one in BLOCKS))
    assert told(eshram, 0) == []
    assert f"figures of {len(BLOCKS) + 1} places" in eshram("check", "--district", "khagaria").out


def test_children_that_have_more_than_their_parent_are_an_error(eshram: Eshram, home: Path) -> None:
    keep(home, plain, lambda day: sum(plain(one, day) for one in BLOCKS) * 98 // 100)
    assert told(eshram, 1) == [("Khagaria", "children-above-parent")]


def test_levels_that_drift_apart_are_told_and_a_difference_that_stays_is_not(eshram: Eshram, home: Path) -> None:
    keep(home, plain, lambda day: sum(plain(one, day) for one in BLOCKS) + 100 * day)
    assert told(eshram, 0) == [("Khagaria", "levels-drift")]


def test_a_difference_that_does_not_grow_is_not_told(eshram: Eshram, home: Path) -> None:
    keep(home, plain, lambda day: sum(plain(one, day) for one in BLOCKS) + 3000)
    assert told(eshram, 0) == []


def test_a_place_that_stands_still_for_a_week_is_told(eshram: Eshram, home: Path) -> None:
    keep(home, lambda place, day: plain(place, min(day, DAYS - 9) if place == BLOCKS[0] else day))
    assert told(eshram, 0) == [(FIRST_BLOCK, "place-frozen")]


def test_where_all_stand_still_the_drive_does(eshram: Eshram, home: Path) -> None:
    keep(home, lambda place, day: plain(place, min(day, DAYS - 9)))
    assert [rule for _, rule in told(eshram, 0)] == ["repeated"], "on the first of these days; no place is frozen"


def test_a_day_far_out_of_its_weekday_is_told(eshram: Eshram, home: Path) -> None:
    keep(home, lambda place, day: plain(place, day) + (9000 if place == BLOCKS[0] and day >= DAYS - 5 else 0))
    assert told(eshram, 0) == [(FIRST_BLOCK, "jump"), (FIRST_BLOCK, "day-unusual")]


def test_a_day_on_which_all_gain_much_is_a_day_of_camps(eshram: Eshram, home: Path) -> None:
    keep(home, lambda place, day: plain(place, day) + (9000 if day >= DAYS - 5 else 0))
    assert told(eshram, 0) == []


def test_round_numbers_are_a_hint(eshram: Eshram, home: Path) -> None:
    keep(
        home, lambda place, day: plain(place, day) // 100 * 100 if place == BLOCKS[0] and day % 4 else plain(place, day)
    )
    assert told(eshram, 0) == [(FIRST_BLOCK, "many-round-numbers")]


def test_equal_figures_are_a_hint(eshram: Eshram, home: Path) -> None:
    keep(home, lambda place, day: plain(BLOCKS[1], day) if place == BLOCKS[0] and day > DAYS - 4 else plain(place, day))
    assert (FIRST_BLOCK, "figures-equal") in told(eshram, 0) or (SECOND, "figures-equal") in told(eshram, 0)


def test_a_silenced_rule_is_kept_listed_and_undone(eshram: Eshram, home: Path) -> None:
    keep(home, plain, lambda day: sum(plain(one, day) for one in BLOCKS) * 98 // 100)
    silence = ("check", "--silence", "children-above-parent", "--place", "bihar")
    assert eshram(*silence).code == 2, "`why-empty`"
    ran = eshram(*silence, "--why", "towns are counted twice", "--format", "json")
    [row] = json.loads(ran.out)["rows"]
    assert (row["place"], row["rule"], row["why"]) == ("Bihar", "children-above-parent", "towns are counted twice")
    assert told(eshram, 0) == []
    assert "were silenced: 1 finding" in eshram("check", "--district", "khagaria").out
    assert "towns are counted twice" in eshram("check", "--silenced").out
    assert json.loads(eshram("log", "--format", "json").out)["rows"][-1]["kind"] == "silence"
    assert eshram("undo", str(row["number"])).code == 0
    assert told(eshram, 1) == [("Khagaria", "children-above-parent")]
    assert "No rule is silent" in eshram("check", "--silenced").out


def test_a_place_is_marked_for_follow_up(eshram: Eshram, home: Path) -> None:
    keep(home, plain, lambda day: sum(plain(one, day) for one in BLOCKS) * 98 // 100)
    assert eshram("check", "--follow", "khagaria", "--why", "ask the BDO on Monday").code == 0
    assert "ask the BDO on Monday" in eshram("check", "--followed").out
    found = json.loads(eshram("check", "--state", "bihar", "--format", "json").out)["problems"]
    assert {one["place"]: one["followed"] for one in found} == {"Khagaria": True}


def test_a_place_is_marked_for_one_rule(eshram: Eshram, home: Path) -> None:
    keep(home, lambda place, day: plain(place, min(day, DAYS - 9) if place == BLOCKS[0] else day))
    first = f"{FIRST_BLOCK}, khagaria"
    assert eshram("check", "--follow", first, "--rule", "nonsense").code == 2
    assert eshram("check", "--follow", first, "--rule", "levels-drift").code == 0
    asked = ("check", "--district", "khagaria", "--format", "json")
    assert [one["followed"] for one in json.loads(eshram(*asked).out)["problems"]] == [False]
    assert "levels-drift" in eshram("check", "--followed").out
    assert eshram("check", "--follow", first, "--rule", "place-frozen").code == 0
    assert [one["followed"] for one in json.loads(eshram(*asked).out)["problems"]] == [True]


@pytest.mark.parametrize("rule", [
    "children-above-parent", "levels-drift", "place-frozen", "day-unusual", "many-round-numbers", "figures-equal",
])  # fmt: skip
def test_every_rule_is_explained_in_both_languages(eshram: Eshram, rule: str) -> None:
    for language in ("en", "hi"):
        ran = eshram("check", "--explain", rule, "--lang", language)
        assert ran.code == 0 and rule in ran.out
    assert has(f"check-means-{rule}")
    assert len(rules()) == 5


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--explain", "nonsense"), 2, 'There is no rule "nonsense"'),  # `rule-unknown`
        (("--silence", "place-frozen", "--why", "x"), 2, "for which place"),  # `silence-place`
        (("--silence", "place-frozen", "--place", "Atlantis", "--why", "x"), 2, "Atlantis"),
        (("--state", "bihar", "--as-on", "01.01.2021"), 1, "Nothing has been reported"),
        (("--state", "'; DROP TABLE figures--"), 2, "DROP TABLE"),
    ],
)
def test_what_cannot_be_checked_is_told(eshram: Eshram, arguments: tuple[str, ...], code: int, says: str) -> None:
    ran = eshram("check", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("bihar", [("Bihar", "missing-places", "2021-12-14")]),  # the state's sheet of that day lacks Kishanganj
        ("rajasthan", []),
        ("himachal pradesh", []),
        ("uttarakhand", []),
    ],
)
def test_the_sample_raises_no_false_alarm(eshram: Eshram, state: str, expected: list[tuple[str, str, str]]) -> None:
    ran = eshram("check", "--state", state, "--format", "json")
    assert ran.code == 0
    found = json.loads(ran.out)["problems"]
    assert [(one["place"], one["rule"], one["as_on"]) for one in found] == expected


def test_without_a_ledger_it_says_so(eshram: Eshram) -> None:
    assert eshram("check", "--state", "bihar").code == 4
