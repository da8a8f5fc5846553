"""The counts of a drive are differences of the ledger's: whatever was reported, of every place, cut and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.analysis.counts import Counts

TREE = {"Bihar": ["D1", "D2"], "D1": ["b1", "b2"], "D2": ["b3", "b4"]}
PLACES = ("Bihar", "D1", "D2", "b1", "b2", "b3", "b4")
CUTS = ("channel=csc", "channel=self", "camp=mela")
COUNT = st.integers(0, 10**7)
COURSE = st.dictionaries(st.integers(1, 12), COUNT, max_size=6)
FIGURES = st.fixed_dictionaries(dict.fromkeys(PLACES, COURSE))
PARTS = st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(CUTS)), COURSE, max_size=4)


@settings(max_examples=12)
@given(FIGURES, FIGURES, PARTS, st.integers(1, 11), st.integers(0, 6))
def test_what_a_drive_counts_is_a_difference(
    drive: Any,
    on: Callable[[int], dt.date],
    figures: dict[str, dict[int, int]],
    new: dict[str, dict[int, int]],
    parts: dict[tuple[str, str], dict[int, int]],
    base: int,
    after: int,
) -> None:
    made = drive(TREE, figures, new=new, cuts=parts)
    day, base_on = on(base + after), on(base)
    in_drive = Counts(made.tree, made.returned, made.targets, cuts="", base_on=base_on)
    made.counts.need([day, base_on], ["Bihar"])
    in_drive.need([day], ["Bihar"])
    for place in PLACES:
        pairs = [(made.counts.count(place, day), made.counts.count(place, base_on), in_drive.count(place, day))]
        now, then, counted = (
            shots.parts(place, at) for shots, at in ((made.counts, day), (made.counts, base_on), (in_drive, day))
        )
        pairs += [(now[cut], then.get(cut), counted.get(cut)) for cut in now if not cut.startswith("camp=")]
        for whole, before, since in pairs:
            if whole is None or before is None or whole.missing != before.missing:
                assert since is None
            else:
                assert since is not None and since.registered == whole.registered - before.registered
        for cut in now:
            if cut.startswith("camp="):
                assert counted[cut].registered == now[cut].registered - (then[cut].registered if cut in then else 0)


def test_on_its_base_day_a_drive_counts_nobody(drive: Any, on: Callable[[int], dt.date]) -> None:
    made = drive({"D1": ["b1"]}, {"b1": {3: 100, 4: 130}})
    counts = Counts(made.tree, made.returned, made.targets, base_on=on(3))
    counts.need([on(2), on(3), on(4)], ["D1"])
    found = [counts.count("b1", on(number)) for number in (2, 3, 4)]
    assert [one and (one.registered, one.new) for one in found] == [None, (0, None), (30, 30)]


def test_a_place_without_a_base_has_no_count(drive: Any, on: Callable[[int], dt.date]) -> None:
    made = drive({"D1": ["b1", "b2"]}, {"b1": {3: 100, 6: 130}, "b2": {5: 70, 6: 90}})
    counts = Counts(made.tree, made.returned, made.targets, base_on=on(4))
    counts.need([on(6)], ["D1"])
    assert counts.count("b2", on(6)) is None
    assert counts.count("D1", on(6)) is None, "its base covers one block, its count both"
    kept = counts.count("b1", on(6))
    assert kept is not None and (kept.registered, kept.previous, kept.previous_on) == (30, None, None)


def test_what_camps_had_told_by_the_base_is_theirs_whoever_told_it(drive: Any, on: Callable[[int], dt.date]) -> None:
    camps = {("Bihar", "camp=mela"): {8: 70}, ("D2", "camp=mela"): {4: 10}}
    made = drive(TREE, {"Bihar": {4: 100, 8: 200}}, cuts=camps)
    counts = Counts(made.tree, made.returned, made.targets, cuts="", base_on=on(4))
    counts.need([on(8)], ["Bihar"])
    assert counts.parts("Bihar", on(8))["camp=mela"].registered == 60
