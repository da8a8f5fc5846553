"""Places that a table lists several times for one date and cut: a row repeated, rows that contradict each other, or
rows of parts of the place, which another column tells apart and nobody knows as a unit ("Samiti").

A figure of a part is never stored as its place's. Where half of the rows are of parts, so are the others: a place with
one part only has one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from eshram_cli.counted import counted
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.columns.cells import Figures
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.placing.place_entries import PlaceEntry
from eshram_cli.sheets.model import Grid

FEW = 5
"""So many places listed several times are each told; of more the first, with their number."""

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
    places = [entry.place.id if entry.place else None for entry in entries]
    if len(set(zip(places, keys, strict=True))) == len(places):
        return Repeats()
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, place in enumerate(places):
        if place is not None and rows[at] not in bad and any(one.values[at] is not None for one in figures.values()):
            groups[place, keys[at]].append(at)
    several = [ats for ats in groups.values() if len(ats) > 1]
    told = _Told(entries, rows, roles.columns[0].area.sheet.grid, Repeats())
    apart = [column for column in roles.of("", "other", "code") if column.filled and column.why != _REMARK]
    parts = next((column for column in sorted(apart, key=_by_words) if _tells_apart(column, rows, several)), None)
    if parts is not None and 2 * sum(map(len, several)) >= sum(map(len, groups.values())):
        told.of_parts(parts, len({entries[ats[0]].place for ats in several}))
        return told.found
    told.several([ats for ats in several if _is_same(ats, figures) and not _differ(apart, rows, ats)], "place-repeated")
    told.several([ats for ats in several if _is_same(ats, figures) and _differ(apart, rows, ats)], "place-rows-differ")
    told.several([ats for ats in several if not _is_same(ats, figures)], "place-twice")
    told.found.problems.sort(key=lambda problem: problem.where.row or 0)
    return told.found


def _by_words(column: Reading) -> bool:
    """Columns of words first: they name the parts."""
    return not column.is_words


def _texts(column: Reading, rows: Sequence[int], ats: Sequence[int]) -> list[str]:
    return [column.area.sheet.text(rows[at], column.index) for at in ats]


def _tells_apart(column: Reading, rows: Sequence[int], several: Sequence[Sequence[int]]) -> bool:
    """Whether the column holds something else in each row of every place that is listed several times."""
    written = (_texts(column, rows, ats) for ats in several)
    return bool(several) and all(all(texts) and len(set(texts)) == len(texts) for texts in written)


def _differ(columns: Sequence[Reading], rows: Sequence[int], ats: Sequence[int]) -> bool:
    return any(len(set(_texts(column, rows, ats))) > 1 for column in columns if column.is_words)


def _is_same(ats: Sequence[int], figures: Mapping[int, Figures]) -> bool:
    return len({tuple(one.values[at] for one in figures.values()) for at in ats}) == 1


@dataclass
class _Told:
    """Puts what was found into words."""

    entries: Sequence[PlaceEntry]
    rows: Sequence[int]
    grid: Grid
    found: Repeats

    def of_parts(self, column: Reading, places: int) -> None:
        """All rows are of parts, which the column tells apart."""
        self.found.bad.update(self.rows)
        where = self.grid.where(column.area.top, column.index)
        words = {"column": column.name, "letter": column.letter, "places": counted(places)}
        self.found.problems.append(Problem("rows-of-parts", where, words))

    def several(self, groups: Sequence[Sequence[int]], code: str) -> None:
        """Each of a few places that are listed several times; of many the first, with their number."""
        for ats in groups:
            if code == "place-repeated":
                self.found.again += ats[1:]
            else:
                self.found.bad.update(self.rows[at] for at in ats)
        if len(groups) > FEW:
            where, words = next(self._each(groups[0], code))
            self.found.problems.append(Problem(f"{code}-often", where, {**words, "count": len(groups)}))
            return
        for ats in groups:
            self.found.problems += [Problem(code, where, words) for where, words in self._each(ats, code)]

    def _each(self, ats: Sequence[int], code: str) -> Iterator[tuple[Where, dict[str, object]]]:
        listed = ", ".join(str(self.rows[at] + 1) for at in ats)
        for at in ats if code == "place-twice" else ats[1:]:
            words: dict[str, object] = {"text": self.entries[at].written, "rows": listed}
            yield self.grid.where(self.rows[at], self.entries[at].column), words
