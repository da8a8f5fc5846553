"""Which figure stands for a place on a day: one rule, the same on every engine.

For each day asked and each place with a figure at or before it, by the place's own returns alone:

1. A **cut** (`channel=csc`) has its last figure at or before the day. So has the blank cut, all persons, with the basis
   `given`.
2. **Parts and wholes.** Where the members of a dimension (channels, men and women ...) are all of the place's persons
   (`part` 0, decided when they came in) and have a newer figure than all persons, the count is their sum, each member
   with its last such figure, basis `cuts`: over ONE dimension, the one with the newest figures, on a tie the first of
   `DIMENSIONS`; unless that sum is lower than the figure given before, since it then covers a part only. A part never
   makes a count; it stands for its own cut alone. A camp or a list of which only the new of days was told has the sum
   of these. A cut of two dimensions (`channel=csc|gender=f`) is a member of neither.
3. **The new added up.** Where the persons of each following day are given, the count is the one of rule 1 or 2 and
   these, as far as no day is missing, basis `derived`; of the last day that they reach.

Columns of the answer, a row for each day, place and cut:

- `day` asked, `place`, `cut`, `as_on` the date that the count speaks of (of a sum its newest member's), `registered` in
  persons, `inexact` 1 where a part of it is not exact, `basis` (the words above, of a member `given`);
- `previous`, `previous_on`: the count before and its date. Of a sum: the same members before their figures of the
  newest day, dated by the oldest that one of these replaced, since what came in between may have come ever since; none
  where a member has its first figure; the figure given in between where there is one;
- `new`: persons registered on `as_on` itself: the return's own figure, else the difference from a count of exactly the
  day before; null after a gap.

The engine is the caller's: pandas frames, DuckDB relations, Spark and other tables that narwhals knows. One day,
several and a whole course are the same call; the rows come in no particular order.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw
from narwhals.typing import FrameT, IntoFrameT

from eshram_cli.analysis.kept import Kept, once
from eshram_cli.dimensions import DIMENSIONS, YIELDS

ALL = ""
"""The cut of all persons."""

_SERIES = ("place", "cut")
_COUNT = ("as_on", "registered", "inexact", "previous", "previous_on")
_STANDING = ("day", "place", "cut", *_COUNT, "basis")


def standing_figures(
    figures: IntoFrameT, days: IntoFrameT, *, members: bool = True, kept: Kept | None = None
) -> IntoFrameT:
    """The standing figures (columns above) of every place and cut in `figures` on each of the `days`.

    `figures`: place, as_on, cut, measure (registered, new), value, quality, part; one row a key, as the ledger's
    FIGURES; of each series they reach back to the second last figure before the first day, of camps and lists to their
    first. `days`: day. `members` false: of the blank cut only. `kept`: has an engine work a table out once that several
    steps use; else each would do so anew.
    """
    answer: IntoFrameT = _standing(nw.from_native(figures), nw.from_native(days), members, kept).to_native()
    return answer


def _standing(figures: FrameT, days: FrameT, members: bool, kept: Kept | None) -> FrameT:
    told = figures.filter(~nw.col("cut").str.contains("|", literal=True))
    told = told.with_columns(inexact=_flag(nw.col("quality") != "exact"))
    new = told.filter(nw.col("measure") == "new").select(*_SERIES, "as_on", "inexact", given_new="value")
    given = told.filter(nw.col("measure") == "registered")
    given = given.select(*_SERIES, "as_on", "inexact", "part", registered="value")
    last = once(_last(given.filter(nw.col("part") == 0), days, kept).with_columns(basis=nw.lit("given")), kept)
    whole = _added(_whole(last), new.filter(nw.col("cut") == ALL))
    standing = whole.with_columns(cut=nw.lit(ALL)).select(*_STANDING)
    if members:
        if not _nothing(told.filter((nw.col("part") == 1) | _is_yield())):
            given = nw.concat([given, _yields(given, new.filter(_is_yield()))], how="diagonal")
            last = _last(given.filter(nw.col("cut") != ALL), days, kept).with_columns(basis=nw.lit("given"))
        # "diagonal", since on some engines a date that was reckoned has another unit than one that was read.
        standing = nw.concat([standing, last.filter(nw.col("cut") != ALL).select(*_STANDING)], how="diagonal")
    return _with_new(standing, new)


def _is_yield() -> nw.Expr:
    return nw.any_horizontal(*(nw.col("cut").str.starts_with(f"{name}=") for name in YIELDS), ignore_nulls=True)


def _yields(given: FrameT, days: FrameT) -> FrameT:
    """The counts so far of camps and lists that tell only the new of their `days`: as many as these add up to."""
    first = given.group_by(*_SERIES).agg(first_on=nw.col("as_on").min())
    days = days.join(first, on=list(_SERIES), how="left")
    order = {"order_by": "as_on"}
    days = days.filter(nw.col("first_on").is_null() | (nw.col("as_on") < nw.col("first_on")))
    days = days.with_columns(
        inexact=_flag(nw.col("inexact").cum_sum().over(*_SERIES, **order) > 0),
        registered=nw.col("given_new").cum_sum().over(*_SERIES, **order).cast(nw.Int64),
    )
    return days.select(*_SERIES, "as_on", "inexact", "registered")


def _last(given: FrameT, days: FrameT, kept: Kept | None) -> FrameT:
    """The last figure of each series at or before each day, with the one before it.

    The days asked are laid between the figures, behind one of their own date; each takes what stands before it.
    """
    # Counted along each series, a figure has its number there, and a day that of the last figure at or before it.
    key = [*_SERIES, "number"]
    given = given.select(*_SERIES, "as_on", "inexact", "registered", day="as_on", told=nw.lit(1))
    grid = given.select(*_SERIES).unique().join(days.select("day", told=nw.lit(0)), how="cross")
    laid = nw.concat([given, grid], how="diagonal").with_columns(asked=1 - nw.col("told"))
    laid = once(laid.with_columns(number=nw.col("told").cum_sum().over(*_SERIES, order_by=["day", "asked"])), kept)
    figures = laid.filter(nw.col("asked") == 0).select(*key, "as_on", "inexact", "registered")
    before = figures.select(*_SERIES, number=nw.col("number") + 1, previous="registered", previous_on="as_on")
    standing = laid.filter(nw.col("asked") == 1).select("day", *key).join(figures, on=key, how="inner")
    return standing.join(before, on=key, how="left").drop("number")


def _whole(last: FrameT) -> FrameT:
    """The count of all persons: the figure given, or the newer and no lower sum over one dimension."""
    key = ["day", "place"]
    columns = ["day", "place", *_COUNT, "basis"]
    given = last.filter(nw.col("cut") == ALL).select(*columns)
    members = last.filter(nw.col("cut") != ALL)
    if _nothing(members):
        return given
    sums = _sums(members).with_columns(basis=nw.lit("cuts"))
    if _nothing(given):
        return sums.select(*columns)
    # The sum beside what was given: where it is newer and no lower, it is the count. Of a figure given between it and
    # what it replaced that figure is the count before it.
    beside = given.join(sums, on=key, how="full", suffix="_sum")
    newer = (nw.col("as_on_sum") > nw.col("as_on")) & (nw.col("registered_sum") >= nw.col("registered"))
    summed = nw.col("as_on").is_null() | newer
    between = nw.col("previous_on_sum").is_null() | (nw.col("previous_on_sum") < nw.col("as_on"))
    between = between & ~nw.col("as_on").is_null()
    before = {"previous": nw.col("registered"), "previous_on": nw.col("as_on")}
    replaced = {name: nw.when(between).then(made).otherwise(f"{name}_sum") for name, made in before.items()}
    count = {name: replaced.get(name, nw.col(f"{name}_sum")) for name in (*_COUNT, "basis")}
    either = {name: nw.when(summed).then(made).otherwise(name) for name, made in count.items()}
    return beside.select(**{name: nw.coalesce(name, f"{name}_sum") for name in key}, **either)


def _sums(members: FrameT) -> FrameT:
    """The sum over one dimension, of each day and place that has figures of its members."""
    dimension = nw.lit(0)
    for number, name in enumerate(reversed(DIMENSIONS), 1):
        dimension = nw.when(nw.col("cut").str.starts_with(f"{name}=")).then(nw.lit(number)).otherwise(dimension)
    members = members.with_columns(dimension=dimension).filter(nw.col("dimension") > 0)
    key = ["day", "place"]
    members = members.with_columns(newest=nw.col("as_on").max().over(*key, "dimension"))
    fresh = nw.col("as_on") == nw.col("newest")
    before = members.with_columns(
        before=nw.when(fresh).then(nw.col("previous")).otherwise(nw.col("registered")),
        replaced_on=nw.when(fresh).then(nw.col("previous_on")),
        first=_flag(fresh & nw.col("previous").is_null()),
    )
    sums = before.group_by(*key, "dimension").agg(
        nw.col("as_on").max(),
        nw.col("registered").sum(),
        nw.col("inexact").max(),
        nw.col("before").sum(),
        nw.col("replaced_on").min(),
        nw.col("first").sum(),
    )
    # All members of the dimension with the newest figures, on a tie of the first of `DIMENSIONS`.
    sums = sums.unique(key, keep="last", order_by=["as_on", "dimension"])
    known = nw.col("first") == 0
    return sums.select(
        *key,
        "as_on",
        "registered",
        "inexact",
        previous=nw.when(known).then("before"),
        previous_on=nw.when(known).then(nw.col("replaced_on")),
    )


def _added(whole: FrameT, new: FrameT) -> FrameT:
    """The counts, with the new of each following day added while no day is missing."""
    if _nothing(new):
        return whole
    order = {"order_by": "as_on"}
    after_gap = nw.col("as_on") != nw.col("as_on").shift(1).over("place", **order).dt.offset_by("1d")
    runs = new.select("place", "as_on", "inexact", "given_new", gap=_flag(after_gap))
    runs = runs.with_columns(
        run=nw.col("gap").cum_sum().over("place", **order),
        total=nw.col("given_new").cum_sum().over("place", **order),
        rough=nw.col("inexact").cum_sum().over("place", **order),
    )
    runs = runs.with_columns(reaches=nw.col("as_on").max().over("place", "run"))
    first = runs.select(
        "place",
        "reaches",
        next_day="as_on",
        total_before=nw.col("total") - nw.col("given_new"),
        rough_before=nw.col("rough") - nw.col("inexact"),
    )
    until = runs.select("place", "given_new", "total", "rough", until="as_on")
    follows = nw.when(nw.col("as_on") < nw.col("day")).then(nw.col("as_on").dt.offset_by("1d"))
    beside = whole.with_columns(next_day=follows).join(first, on=["place", "next_day"], how="left")
    beside = beside.with_columns(until=nw.min_horizontal("day", "reaches"))
    beside = beside.with_columns(until=nw.when(~nw.col("reaches").is_null()).then(nw.col("until")))
    beside = beside.join(until, on=["place", "until"], how="left")
    added = ~nw.col("until").is_null()
    count = nw.col("registered") + nw.col("total") - nw.col("total_before")
    rough = nw.max_horizontal("inexact", _flag(nw.col("rough") > nw.col("rough_before")))
    derived = {
        "as_on": nw.col("until"),
        "registered": count,
        "inexact": rough,
        "previous": count - nw.col("given_new"),
        "previous_on": nw.col("until").dt.offset_by("-1d"),
        "basis": nw.lit("derived"),
    }
    return beside.with_columns(
        **{name: nw.when(added).then(made).otherwise(nw.col(name)) for name, made in derived.items()}
    )


def _with_new(standing: FrameT, new: FrameT) -> FrameT:
    """The persons of the very day that each count speaks of."""
    told = standing.join(new.select(*_SERIES, "as_on", "given_new"), on=[*_SERIES, "as_on"], how="left")
    follows = nw.col("previous_on").dt.offset_by("1d") == nw.col("as_on")
    gained = nw.when(follows).then(nw.col("registered") - nw.col("previous"))
    told = told.with_columns(new=nw.coalesce("given_new", gained))
    numbers = ("registered", "inexact", "previous", "new")
    return told.select("day", *_SERIES, "as_on", "basis", "previous_on", nw.col(*numbers).cast(nw.Int64))


def _nothing(table: nw.DataFrame[Any] | nw.LazyFrame[Any]) -> bool:
    """Whether a table that is at hand has no row; of one that is still to be worked out nobody can say."""
    return isinstance(table, nw.DataFrame) and table.is_empty()


def _flag(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))
