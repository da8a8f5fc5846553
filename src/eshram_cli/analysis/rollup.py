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
from typing import NamedTuple

import narwhals as nw
from narwhals.typing import FrameT, IntoFrameT

_DAY = ("day",)
_COUNTS = (
    "registered", "inexact", "new", "new_known", "new_lacks", "children", "reported", "missing", "unattributed"
)  # fmt: skip
_CARRIED_UP = ("registered", "as_on", "oldest", "inexact", "new_known", "new_lacks", "missing")


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


class Spans(NamedTuple):
    """The columns of dates of which a sum has the earliest, and those of which it has the latest of its parts'."""

    earliest: tuple[str, ...]
    latest: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.earliest, *self.latest)


def _rolled(own: FrameT, places: FrameT, levels: Sequence[int], by: list[str], spans: Spans) -> FrameT:
    key = [*by, "place"]
    alive = _alive(places, own.select(*by).unique(), by)
    done = [_deepest(alive.filter(nw.col("level") == levels[0]), own, by, spans)]
    for level in levels[1:]:
        here = alive.filter(nw.col("level") == level).select(*key).join(own, on=key, how="left")
        below = nw.concat(done, how="vertical").select(*key, *_CARRIED_UP, *spans.names)
        done.append(_chosen(here.join(_summed(alive, below, by, spans), on=key, how="left"), by, spans))
    return nw.concat(done, how="vertical")


def _alive(places: FrameT, apart: FrameT, by: list[str]) -> FrameT:
    born = nw.col("since").is_null() | (nw.col("since") <= nw.col("day"))
    lasts = nw.col("until").is_null() | (nw.col("until") >= nw.col("day"))
    return places.join(apart, how="cross").filter(born & lasts).select(*by, "place", "parent", "level")


def _deepest(here: FrameT, own: FrameT, by: list[str], spans: Spans) -> FrameT:
    """Places with nothing below them to add up: own returns, of the day or carried."""
    key = [*by, "place"]
    returned = here.select(*key).join(own, on=key, how="inner")
    today = nw.col("as_on") == nw.col("day")
    nothing = nw.when(nw.col("registered") < 0).then(nw.col("registered"))
    return _typed(
        returned.with_columns(
            oldest=nw.col("as_on"),
            origin=nw.when(today).then(nw.lit("own")).otherwise(nw.lit("carried")),
            new=nw.when(today).then(nw.col("new")),
            new_known=nw.when(today).then(nw.col("new")),
            new_lacks=_flag(today & nw.col("new").is_null()),
            children=nw.lit(0),
            reported=nw.lit(0),
            missing=nw.lit(0),
            unattributed=nothing,
        ),
        by,
        spans,
    )


def _summed(alive: FrameT, below: FrameT, by: list[str], spans: Spans) -> FrameT:
    """One line for each parent: what its children add up to. No casts inside the aggregation: some engines crawl."""
    key = [*by, "place"]
    kids = alive.filter(~nw.col("parent").is_null()).select(*key, "parent").join(below, on=key, how="left")
    kids = kids.with_columns(today=_flag(nw.col("as_on") == nw.col("day")))
    sums = kids.group_by(*by, "parent").agg(
        nw.len().alias("children"),
        nw.col("registered").count().alias("have"),
        nw.col("today").sum().alias("reported"),
        nw.col("missing").sum().alias("holes"),
        nw.col("registered").sum().alias("total"),
        nw.col("new_known").count().alias("have_new"),
        nw.col("new_known").sum().alias("parts_known"),
        nw.col("new_lacks").sum().alias("parts_lack"),
        nw.col("inexact").max().alias("parts_inexact"),
        nw.col("as_on").max().alias("parts_newest"),
        nw.col("oldest").min().alias("parts_oldest"),
        *(nw.col(name).min().alias(f"parts_{name}") for name in spans.earliest),
        *(nw.col(name).max().alias(f"parts_{name}") for name in spans.latest),
    )
    return sums.rename({"parent": "place"})


def _chosen(beside: FrameT, by: list[str], spans: Spans) -> FrameT:
    """Applies the rule of this module to each place with its own return beside the sum of its children.

    As few steps as can be: on a state's places each costs more than what it does.
    """
    children, have, reported, holes = (nw.col(name).fill_null(0) for name in ("children", "have", "reported", "holes"))
    same_day = (nw.col("parts_newest") == nw.col("as_on")) & (nw.col("parts_oldest") == nw.col("as_on"))
    later = (nw.col("parts_oldest") >= nw.col("as_on")) & (nw.col("parts_newest") > nw.col("as_on"))
    whole = (children > 0) & (have == children) & (holes == 0)
    marked = beside.with_columns(
        children=children,
        have=have,
        reported=reported,
        today=nw.col("as_on") == nw.col("day"),
        newer=whole & (later | nw.col("as_on").is_null()),
        compared=whole & same_day,
        parts_missing=holes + children - have,
    )
    without = nw.when(nw.col("have") > 0).then(nw.lit("partial"))
    old = nw.when(nw.col("registered") >= 0).then(nw.lit("carried")).otherwise(without)
    origin = nw.when("today").then(nw.lit("own")).otherwise(nw.when("newer").then(nw.lit("sum")).otherwise(old))
    left = nw.col("registered") - nw.col("total")
    counted = marked.with_columns(
        origin=origin,
        unattributed=nw.when(nw.col("compared"), left != 0).then(left),
        parts_new=nw.when(nw.col("reported") > 0, nw.col("parts_lack") == 0).then(nw.col("parts_known")),
        parts_known=nw.when(nw.col("have_new") > 0).then(nw.col("parts_known")),
        new=nw.when("today").then(nw.col("new")),
        new_known=nw.when("today").then(nw.col("new")),
        new_lacks=_flag(nw.col("today") & nw.col("new").is_null()),
        oldest=nw.col("as_on"),
        missing=nw.lit(0),
    )
    return _typed(_own_or_parts(counted.filter(~nw.col("origin").is_null()), spans), by, spans)


def _own_or_parts(counted: FrameT, spans: Spans) -> FrameT:
    """Each column of the answer, from the place's own return or from its children."""
    added = nw.col("origin").is_in(["sum", "partial"])
    either = {"registered": "total", "inexact": "parts_inexact", "new": "parts_new", "missing": "parts_missing"}
    either |= {"as_on": "parts_newest", "oldest": "parts_oldest", "new_known": "parts_known", "new_lacks": "parts_lack"}
    either |= {name: f"parts_{name}" for name in spans.names}
    chosen = {own: nw.when(added).then(nw.col(part)).otherwise(nw.col(own)) for own, part in either.items()}
    return counted.with_columns(**chosen)


def _typed(answer: FrameT, by: list[str], spans: Spans) -> FrameT:
    return answer.select(*by, "place", "as_on", "oldest", "origin", *spans.names, nw.col(*_COUNTS).cast(nw.Int64))


def _flag(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1)).otherwise(nw.lit(0))
