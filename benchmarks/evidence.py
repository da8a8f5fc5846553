"""What a sheet says against itself: by this a lie that nobody told is a fault of the reader, or could not be seen.

Written apart from the reader, over plain numbers. A sheet none of whose figures contradicts another (no total, no
percentage, no balance, no day before) is one that an office might have sent with other figures: nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

Cell = object
SUMMED = ("registered", "new", "target", "balance")


@dataclass(frozen=True)
class Claim:
    """A sheet as its headings have it: cells, role by column, rows of data and of totals, all from 0; by row the last
    count of its place before the sheet, and whether that is of the day before."""

    rows: Sequence[Sequence[Cell]]
    roles: Mapping[int, str]
    data: Sequence[int]
    totals: Sequence[int]
    before: Mapping[int, tuple[int, bool]]

    def figures(self, role: str) -> list[float | None]:
        """The figures of the first column of that role; nothing where there is none."""
        columns = [column for column, one in sorted(self.roles.items()) if one == role]
        return [number(self.rows[row][columns[0]]) for row in self.data] if columns else []


def number(cell: Cell) -> float | None:
    """A plain number, as a number or as text."""
    if isinstance(cell, str):
        text = cell.replace(",", "").replace("%", "").strip()
        return float(text) if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() else None
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None


def contradictions(claim: Claim) -> list[str]:
    """Each kind of contradiction that the sheet holds."""
    return [*_roles(claim), *_sums(claim), *_rates(claim), *_columns(claim), *_past(claim)]


def _roles(claim: Claim) -> Iterator[str]:
    named = list(claim.roles.values())
    for role in ("registered", "new", "target", "balance"):
        if named.count(role) > 1:
            yield f"two columns of {role}"
    if "registered" not in named and "new" in named and "balance" in named:
        yield "a balance of no count"
    if any(row[column] is None for column, role in claim.roles.items() if role == "place" for row in _data(claim)):
        yield "figures of no place"


def _data(claim: Claim) -> list[Sequence[Cell]]:
    return [claim.rows[row] for row in claim.data]


def _sums(claim: Claim) -> Iterator[str]:
    for row in claim.totals:
        for column, role in claim.roles.items():
            stated = number(claim.rows[row][column])
            figures = [one for line in _data(claim) if (one := number(line[column])) is not None]
            if stated is None or not figures:
                continue
            if role in SUMMED and stated != sum(figures):
                yield f"the total of {role}"
            if role in {"percent", "serial"} and stated == sum(figures) and max(figures) > 100:
                yield f"a total of {role}"


def _rates(claim: Claim) -> Iterator[str]:
    columns = (
        claim.figures(role) or [None] * len(claim.data) for role in ("registered", "target", "percent", "balance")
    )
    rows = list(zip(*columns, strict=True))
    both = [(done, goal) for done, goal, _, _ in rows if done is not None and goal]
    if both and median(done / goal for done, goal in both) > 1.5 and len(both) >= 3:
        yield "most are far above the target"
    if any(p is not None and d is not None and g and abs(p - 100 * d / g) > 1 for d, g, p, _ in rows):
        yield "a percentage"
    if any(b is not None and d is not None and g is not None and b not in {g - d, d - g, 0} for d, g, _, b in rows):
        yield "a balance"
    pairs = zip(claim.figures("registered"), claim.figures("new"), strict=False)
    if any(done is not None and day is not None and day > done for done, day in pairs):
        yield "a day above the whole"


def _columns(claim: Claim) -> Iterator[str]:
    for column, role in claim.roles.items():
        figures = [number(line[column]) for line in _data(claim)]
        known = [figure for figure in figures if figure is not None]
        if role == "serial" and known and max(known) >= 100 and known != sorted(known):
            yield "row numbers that go up and down"
        if role == "percent" and known and median(known) >= 1000:
            yield "percentages of thousands"
        if role not in SUMMED or len(figures) < 4:
            continue
        if known == list(range(1, len(figures) + 1)):
            yield "row numbers for counts"
        if (
            None in {figures[0], figures[-1]}
            and len(known) == len(figures) - 1
            and _filled_beside(claim, column, figures)
        ):
            yield "a column that begins or ends a row off"


def _filled_beside(claim: Claim, column: int, figures: Sequence[float | None]) -> bool:
    row = claim.rows[claim.data[0 if figures[0] is None else -1]]
    counts = [
        other for other, role in claim.roles.items() if role in {"registered", "new", "target"} and other != column
    ]
    return any(number(row[other]) is not None for other in counts)


def _past(claim: Claim) -> Iterator[str]:
    """Counts that fall, and days that are not what was gained."""
    counts, days = claim.figures("registered"), claim.figures("new")
    known = [(at, *claim.before[row]) for at, row in enumerate(claim.data) if row in claim.before]
    if any(counts and counts[at] is not None and counts[at] < before for at, before, _ in known):
        yield "a count that falls"
    if not counts and days and len(known) >= 2:
        large = [at for at, before, _ in known if days[at] is not None and days[at] >= before >= 100]
        if len(large) * 2 > len(known):
            yield "days as large as all before"
    if counts and days:
        gains = [
            (days[at], counts[at] - before)
            for at, before, next_day in known
            if next_day and None not in {days[at], counts[at]}
        ]
        far = [1 for day, gain in gains if gain >= 0 and abs(day - gain) >= 20 and max(day, gain) > 2 * min(day, gain)]
        if len(far) >= 3 and len(far) * 2 > len(gains):
            yield "days that are not what was gained"
