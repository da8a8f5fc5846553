"""Counts of every place from its own returns and those of the places in it: one rule, the same on every engine.

As on a day, a place's count is

1. `own`: its own return of that day;
2. `sum`: else the sum of its children's counts, if every child alive that day has one without holes and none older than
   the place's own last return, and one of them newer (where all are of the date of that return, it is not overwritten);
3. `carried`: else its own last return;
4. `partial`: with no return of its own, the sum of the children there are, the others counted as missing.

A place with neither has no line. Rolled up from the bottom: a child's count may itself be a sum. Columns of the answer:

- `day` asked, `place`, `registered` in persons, `origin` (the word above), `inexact` 1 where a part is not exact;
- `as_on`: the date of the return, or of the newest child of a sum; `oldest`: the date of the oldest part in it;
- `new`: persons registered on `day` itself: the return's, or the sum over the children with a count of `day`; null
  where there is no count of that day or one of these children has no such figure. Then `new_known` is the sum of the
  others, null where nothing is known, and `new_lacks` how many returns of `day` have no such figure;
- `children` alive that day; `reported`: those with a count of that day; `missing`: places below without any count, in a
  sum without holes 0;
- `unattributed`: own return less the sum of the children, where every child has a count of the same date without holes
  and they differ; else null.

Targets go up the same way: each is a return of the very day asked, and a sum with holes is no target.

Any number of days at once. The engine is the caller's: pandas frames, DuckDB relations and other tables that narwhals
knows, eager or lazy.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw
from narwhals.typing import FrameT, IntoFrameT

from eshram_cli.analysis.kept import Kept, once

_DAY = ("day",)
_COUNTS = (
    "registered", "inexact", "new", "new_known", "new_lacks", "children", "reported", "missing", "unattributed"
)  # fmt: skip


def rollup(
    own: IntoFrameT,
    places: IntoFrameT,
    levels: Sequence[int] = (4, 3, 2, 1, 0),
    *,
    by: Sequence[str] = _DAY,
    earliest: Sequence[str] = (),
    latest: Sequence[str] = (),
    kept: Kept | None = None,
) -> IntoFrameT:
    """The counts (columns above) on every day in `own` of the places at `levels`, named from the deepest up.

    `own`: day, place, as_on, registered, inexact, new; on each day asked, the figure that stands for each place (see
    `standing_figures`).
    `places`: place, parent, level, since, until. `by`: what is rolled up apart, the day and more columns of `own`, such
    as the cut. `earliest`, `latest`: further dates of `own`, of which a sum has the earliest or the latest of its
    parts'. `kept`: has an engine work a level out once for all those above it; else each would do so anew. The rows of
    the answer come in no particular order.
    """
    answer: IntoFrameT = _rolled(
        nw.from_native(own), nw.from_native(places), levels, list(by), earliest, latest, kept
    ).to_native()
    return answer


def _rolled(
    own: FrameT,
    places: FrameT,
    levels: Sequence[int],
    by: list[str],
    earliest: Sequence[str],
    latest: Sequence[str],
    kept: Kept | None,
) -> FrameT:
    dates: tuple[str, ...] = (*earliest, *latest)
    born = nw.col("since").is_null() | (nw.col("since") <= nw.col("day"))
    lasts = nw.col("until").is_null() | (nw.col("until") >= nw.col("day"))
    today = nw.col("as_on") == nw.col("day")
    told = own.select(
        *by,
        "place",
        "as_on",
        "registered",
        "inexact",
        *dates,
        oldest="as_on",
        new_known=nw.when(today).then("new"),
        new_lacks=_flag(today & nw.col("new").is_null()),
        missing=nw.lit(0),
    )
    alive = places.join(own.select(*by).unique(), how="cross").filter(born & lasts)
    alive = alive.select(*by, "place", "parent", "level").join(told, on=[*by, "place"], how="left")
    alive = once(alive, kept)
    key, carried = (*by, "place", "parent"), (*_CARRIED, *dates)
    # A place without any count stays among the rows until the end: its parent counts it as missing.
    deepest = alive.filter(nw.col("level") == levels[0])
    rows = [deepest.select(*key, *carried, added=nw.lit(False), parts=nw.lit(0), parts_today=nw.lit(0), left=_NONE)]
    # "diagonal", since some engines give a sum and a literal other types of number.
    for level in levels[1:]:
        below = rows[0] if len(rows) == 1 else nw.concat(rows, how="diagonal")
        here = alive.filter(nw.col("level") == level)
        beside = here.join(_children_added(below, by, earliest, latest), on=[*by, "place"], how="left")
        rows.append(once(_own_or_added(beside, key, carried), kept))
    found = nw.concat(rows, how="diagonal").filter(~nw.col("registered").is_null())
    summed = nw.when(nw.col("missing") == 0).then(nw.lit("sum")).otherwise(nw.lit("partial"))
    returned = nw.when(today).then(nw.lit("own")).otherwise(nw.lit("carried"))
    found = found.with_columns(
        origin=nw.when("added").then(summed).otherwise(returned),
        new=nw.when(nw.col("new_lacks") == 0).then("new_known"),
        children=nw.col("parts").fill_null(0),
        reported=nw.col("parts_today").fill_null(0),
        unattributed=nw.when(nw.col("left") != 0).then("left"),
    )
    return found.select(*by, "place", "as_on", "oldest", "origin", *dates, nw.col(*_COUNTS).cast(nw.Int64))


_CARRIED = ("as_on", "oldest", "registered", "inexact", "new_known", "new_lacks", "missing")
"""What a place hands on to the one above, whether of its own return or added up."""

_NONE = nw.when(nw.col("registered") < 0).then("registered")
"""No number, of the type of a count on every engine."""


def _children_added(below: FrameT, by: list[str], earliest: Sequence[str], latest: Sequence[str]) -> FrameT:
    """One line for each parent: what its children add up to. No casts inside the aggregation: some engines crawl."""
    kids = below.with_columns(today=_flag(nw.col("as_on") == nw.col("day")))
    sums = ("registered", "new_known", "new_lacks", "missing", "today")
    added = kids.group_by(*by, "parent", drop_null_keys=True).agg(
        nw.col("place").count().alias("parts"),
        nw.col("registered").count().alias("have"),
        nw.col("new_known").count().alias("parts_with_new"),
        *(nw.col(name).sum().alias(f"parts_{name}") for name in sums),
        *(nw.col(name).max().alias(f"parts_{name}") for name in ("as_on", "inexact", *latest)),
        *(nw.col(name).min().alias(f"parts_{name}") for name in ("oldest", *earliest)),
    )
    return added.rename({"parent": "place"})


def _own_or_added(beside: FrameT, key: Sequence[str], carried: Sequence[str]) -> FrameT:
    """Applies the rule of this module to each place with its own return beside the sum of its children."""
    own, newest = nw.col("as_on"), nw.col("parts_as_on")
    holes = nw.col("parts_missing") + nw.col("parts") - nw.col("have")
    beside = beside.with_columns(
        parts_missing=holes,
        parts_new_known=nw.when(nw.col("parts_with_new") > 0).then("parts_new_known"),
        fresh=(holes == 0) & (nw.col("parts_oldest") >= own),
    )
    left = nw.col("registered") - nw.col("parts_registered")
    beside = beside.with_columns(
        added=(nw.col("have") > 0) & (own.is_null() | (nw.col("fresh") & (newest > own))),
        left=nw.when(nw.col("fresh") & (newest == own)).then(left),
    )
    either = (nw.when("added").then(f"parts_{name}").otherwise(name).alias(name) for name in carried)
    return beside.select(*key, *either, "added", "parts", "parts_today", "left")


def _flag(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))
