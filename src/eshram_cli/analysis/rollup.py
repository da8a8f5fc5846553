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
from dataclasses import dataclass

import narwhals as nw
from narwhals.typing import FrameT, IntoFrameT

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
) -> IntoFrameT:
    """The counts (columns above) on every day in `own` of the places at `levels`, named from the deepest up.

    `own`: day, place, as_on, registered, inexact, new; on each day asked, the figure that stands for each place (see
    `standing_figures`).
    `places`: place, parent, level, since, until. `by`: what is rolled up apart, the day and more columns of `own`, such
    as the cut. `earliest`, `latest`: further dates of `own`, of which a sum has the earliest or the latest of its
    parts'. The rows of the answer come in no particular order.
    """
    spans = Spans(tuple(earliest), tuple(latest))
    answer: IntoFrameT = _rolled(nw.from_native(own), nw.from_native(places), levels, list(by), spans).to_native()
    return answer


@dataclass(frozen=True)
class Spans:
    """The columns of dates of which a sum has the earliest, and those of which it has the latest of its parts'."""

    earliest: tuple[str, ...]
    latest: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.earliest, *self.latest)


def _rolled(own: FrameT, places: FrameT, levels: Sequence[int], by: list[str], spans: Spans) -> FrameT:
    born = nw.col("since").is_null() | (nw.col("since") <= nw.col("day"))
    lasts = nw.col("until").is_null() | (nw.col("until") >= nw.col("day"))
    alive = places.join(own.select(*by).unique(), how="cross").filter(born & lasts)
    alive = alive.select(*by, "place", "parent", "level").join(own, on=[*by, "place"], how="left")
    # A place without any count stays among the rows until the end: its parent counts it as missing.
    rows = [_by_own_return(alive.filter(nw.col("level") == levels[0]), by, spans)]
    for level in levels[1:]:
        here = alive.filter(nw.col("level") == level)
        beside = here.join(_children_added(nw.concat(rows, how="vertical"), by, spans), on=[*by, "place"], how="left")
        rows += _own_or_added(beside, by, spans)
    found = nw.concat(rows, how="vertical").filter(~nw.col("origin").is_null())
    return found.select(*by, "place", "as_on", "oldest", "origin", *spans.names, *_COUNTS)


def _children_added(below: FrameT, by: list[str], spans: Spans) -> FrameT:
    """One line for each parent: what its children add up to. No casts inside the aggregation: some engines crawl."""
    kids = below.filter(~nw.col("parent").is_null()).with_columns(today=_flag(nw.col("as_on") == nw.col("day")))
    sums = kids.select(*by, "parent", "today", "as_on", "oldest", *spans.names, *_ADDED).group_by(*by, "parent")
    return sums.agg(
        nw.len().alias("children"),
        nw.col("registered").count().alias("have"),
        nw.col("today").sum().alias("reported"),
        nw.col("missing").sum().alias("holes"),
        nw.col("registered").sum().alias("parts"),
        nw.col("new_known").count().alias("parts_with_new"),
        nw.col("new_known").sum().alias("parts_new"),
        nw.col("new_lacks").sum().alias("parts_lacks"),
        nw.col("inexact").max().alias("parts_inexact"),
        nw.col("as_on").max().alias("newest"),
        nw.col("oldest").min(),
        *(nw.col(name).min().alias(f"parts_{name}") for name in spans.earliest),
        *(nw.col(name).max().alias(f"parts_{name}") for name in spans.latest),
    ).rename({"parent": "place"})


_ADDED = ("registered", "inexact", "new_known", "new_lacks", "missing")


def _own_or_added(beside: FrameT, by: list[str], spans: Spans) -> list[FrameT]:
    """Applies the rule of this module to each place with its own return beside the sum of its children."""
    own = nw.col("as_on")
    whole = (nw.col("have") == nw.col("children")) & (nw.col("holes") == 0)
    newer = whole & (nw.col("oldest") >= own) & (nw.col("newest") > own)
    told = beside.with_columns(added=_flag((nw.col("have") > 0) & (own.is_null() | newer)))
    one_date = whole & (nw.col("oldest") == own) & (nw.col("newest") == own)
    left = nw.col("registered") - nw.col("parts")
    compared = {
        "children": nw.col("children").fill_null(0),
        "reported": nw.col("reported").fill_null(0),
        "unattributed": nw.when(one_date, left != 0).then(left),
    }
    added_up = told.filter(nw.col("added") == 1).select(
        *by,
        "place",
        "parent",
        "oldest",
        *(nw.col(f"parts_{name}").alias(name) for name in spans.names),
        "children",
        "reported",
        as_on="newest",
        origin=nw.when(whole).then(nw.lit("sum")).otherwise(nw.lit("partial")),
        registered="parts",
        inexact="parts_inexact",
        new=nw.when(nw.col("reported") > 0, nw.col("parts_lacks") == 0).then(nw.col("parts_new")),
        new_known=nw.when(nw.col("parts_with_new") > 0).then(nw.col("parts_new")),
        new_lacks="parts_lacks",
        missing=nw.col("holes") + nw.col("children") - nw.col("have"),
        unattributed=_nothing(nw.col("parts")),
    )
    own_rows = told.filter(nw.col("added") == 0)
    return [_by_own_return(own_rows, by, spans, **compared), _typed(added_up, by, spans)]


def _by_own_return(here: FrameT, by: list[str], spans: Spans, **compared: nw.Expr) -> FrameT:
    """Own returns, of the day or carried; `compared`: what the children have to do with it, nothing for the deepest."""
    today = nw.col("today")
    here = here.with_columns(today=nw.col("as_on") == nw.col("day"))
    here = here.with_columns(new=nw.when(today).then(nw.col("new")))
    carried = nw.when(~nw.col("as_on").is_null()).then(nw.lit("carried"))
    beside = compared or {"children": nw.lit(0), "reported": nw.lit(0), "unattributed": _nothing(nw.col("registered"))}
    rows = here.select(
        *by,
        "place",
        "parent",
        "as_on",
        "registered",
        *spans.names,
        inexact=nw.col("inexact").fill_null(0),
        oldest=nw.col("as_on"),
        origin=nw.when(today).then(nw.lit("own")).otherwise(carried),
        new="new",
        new_known="new",
        new_lacks=_flag(today & nw.col("new").is_null()),
        missing=nw.lit(0),
        **beside,
    )
    return _typed(rows, by, spans)


def _typed(rows: FrameT, by: list[str], spans: Spans) -> FrameT:
    named = (*by, "place", "parent", "as_on", "oldest", "origin", *spans.names)
    return rows.select(*named, nw.col(*_COUNTS).cast(nw.Int64))


def _nothing(count: nw.Expr) -> nw.Expr:
    """No number, of the type of a count on every engine."""
    return nw.when(count < 0).then(count)


def _flag(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))
