"""Places that a table lists several times for one date and cut: a row repeated, rows that contradict each other, or
rows of parts of the place, which another column tells apart and nobody knows as a unit ("Samiti").

A figure of a part is never stored as its place's. Where half of the rows are of parts, so are the others: a place with
one part only has one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from eshram_cli.counted import counted
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import Figures
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.placing.place_entries import PlaceEntry

FEW = 5
"""So many places listed several times are each told; of more the first, with their number."""

MANY = 10
"""Of one place so many rows are named, and told one by one."""

_REMARK = "not kept"
"""Why a column of remarks is left out: one word more or less makes no other row of it."""


@dataclass
class Repeats:
    """Rows (from 0) that are kept out, places in the list of rows whose figures repeat another row's, what to tell."""

    bad: set[int] = field(default_factory=set)
    again: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_repeats(
    entries: Sequence[PlaceEntry],
    rows: Sequence[int],
    keys: Sequence[Hashable],
    figures: Mapping[int, Figures],
    bad: Collection[int],
    roles: Roles,
) -> Repeats:
    """The rows whose place stands in another row with the same key (date and cut); rows in `bad` are passed over."""
    found, where = Repeats(), roles.columns[0].area.sheet.grid.where
    places = [entry.place.id if entry.place else None for entry in entries]
    if len(set(zip(places, keys, strict=True))) == len(places):
        return found
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        if place is not None and rows[at] not in bad and any(one.values[at] is not None for one in figures.values()):
            groups[place, keys[at]].append(at)
    several = [ats for ats in groups.values() if len(ats) > 1]
    apart = [column for column in roles.of("", "other", "code") if column.filled and column.why != _REMARK]
    # Columns of words first: they name the parts.
    candidates = sorted(apart, key=lambda column: not column.is_words) if several else []
    parts = next((column for column in candidates if _tells_apart(column, rows, several)), None)
    if parts is not None and 2 * sum(map(len, several)) >= sum(map(len, groups.values())):
        found.bad.update(rows)
        listed = len({entries[ats[0]].place for ats in several})
        words = {"column": parts.name, "letter": parts.letter, "places": counted(listed)}
        found.problems.append(Problem("rows-of-parts", where(parts.area.top, parts.index), words))
        return found
    told: dict[str, list[list[int]]] = {"place-repeated": [], "place-rows-differ": [], "place-twice": []}
    for ats in several:
        same = len({tuple(one.values[at] for one in figures.values()) for at in ats}) == 1
        differ = any(len(set(_texts(column, rows, ats))) > 1 for column in apart if column.is_words)
        told["place-twice" if not same else "place-rows-differ" if differ else "place-repeated"].append(ats)
    for code, of_code in told.items():
        for number, ats in enumerate(of_code):
            if code == "place-repeated":
                found.again += ats[1:]
            else:
                found.bad.update(rows[at] for at in ats)
            listed_rows = ", ".join(str(rows[at] + 1) for at in ats[:MANY]) + (", …" if len(ats) > MANY else "")
            problems = [
                Problem(code, where(rows[at], entries[at].column), {"text": entries[at].written, "rows": listed_rows})
                for at in (ats if code == "place-twice" else ats[1:])[:MANY]
            ]
            if len(of_code) <= FEW:
                found.problems += problems
            elif number == 0:
                first = problems[0]
                found.problems.append(Problem(f"{code}-often", first.where, {**first.words, "count": len(of_code)}))
    found.problems.sort(key=lambda problem: problem.where.row or 0)
    return found


def _texts(column: Reading, rows: Sequence[int], ats: Sequence[int]) -> list[str]:
    return [column.area.sheet.text(rows[at], column.index) for at in ats]


def _tells_apart(column: Reading, rows: Sequence[int], several: Sequence[Sequence[int]]) -> bool:
    """Whether the column holds something else in each row of every place that is listed several times."""
    written = (_texts(column, rows, ats) for ats in several)
    return all(all(texts) and len(set(texts)) == len(texts) for texts in written)
