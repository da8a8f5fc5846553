"""Valid returns spoiled in the ways that offices spoil them: what is read then, and is any of it silently wrong?

Each mutation takes a sheet of `sample_data`, changes it, and says what a careful person would still read from it (the
truth). Half of the sheets are `bare`: names and counts alone, without total, percentage, balance and row numbers; and
half come to an empty ledger. The sheet is then read and checked as `eshram ingest` does. Six outcomes:

- right: every figure of the truth, and no other;
- told: figures are missing or wrong, and a problem says so (one that the unspoiled sheet does not have);
- refused: the file is refused, with a reason;
- incomplete: figures are missing without a problem, none is wrong;
- undetectable: a figure is wrong and nothing is said, and nothing could be: see below;
- silent wrong: a figure stands under a wrong place, date, cut or measure, or has a wrong value, and nothing is said.

What no reader can see is no part of the truth: a digit typed wrong is what the sheet says, and is compared as such.
Three mutations are lies: the figures of one column (or the names) slip a row down against the others; a heading is
replaced by that of another role; the figures of two columns stand under each other's heading. The sheet then says
something else, and often contradicts itself in doing so. `evidence.py` looks, apart from the reader, whether it does: a
total that is not the sum, a percentage or a balance that does not fit, a day above the whole, a blank at the end of a
column, two columns of one name, row numbers that do not count, a count below that of the day before. A lie that is
contradicted and not told is silent wrong, like any other wrong figure. One that nothing contradicts is undetectable:
the sheet is one that an office might have sent with other figures.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evidence import Claim, contradictions

from eshram_cli.checks import Count, History, run_checks
from eshram_cli.errors import EshramError
from eshram_cli.jobs.intake.parts import Known, decided
from eshram_cli.language.lexicon import member
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Severity
from eshram_cli.returns.camps import is_calendar
from eshram_cli.returns.model import Return
from eshram_cli.returns.read import read_returns
from eshram_cli.sheets.delimited import read_delimited
from eshram_cli.sheets.model import Book, Cell, Grid, Span
from eshram_cli.sheets.pasted import read_message
from eshram_cli.sheets.read import read_book

SAMPLES = Path(__file__).resolve().parents[1] / "sample_data"
KINDS = {".xlsx", ".csv"}
BARE = {"place", "code", "date", "registered", "new", "target", "cut"}
TODAY = dt.date(2022, 12, 31)

Key = tuple[str, str, str, str]
"""place, as on, cut, measure"""
Truth = dict[Key, int]
Rows = list[list[Cell]]


@dataclass(frozen=True)
class Base:
    """A valid sheet: its cells, its return, what it says, the problems that it has of its own, the days before it."""

    grid: Grid
    ret: Return
    truth: Truth
    codes: Counter[str]
    history: History

    @property
    def rows(self) -> Rows:
        """A copy of its cells, all rows of one width."""
        width = max(map(len, self.grid.rows))
        return [[*row, *[None] * (width - len(row))] for row in self.grid.rows]

    @property
    def first(self) -> int:
        """The first row of figures, from 0."""
        return self.ret.table.first_row - 1

    @property
    def last(self) -> int:
        """The last row of figures, from 0."""
        return self.ret.table.last_row - 1

    @property
    def heads(self) -> list[int]:
        """The heading rows, from 0."""
        return [row - 1 for row in self.ret.table.header_rows]

    @property
    def roles(self) -> dict[int, str]:
        """The columns (from 0) that speak of all workers, with their roles."""
        return {column.index - 1: column.role for column in self.ret.table.columns if not column.cut}

    @property
    def before(self) -> dict[int, tuple[int, bool]]:
        """By row the last count of its place, and whether it is of the day before."""
        day = self.ret.as_on or dt.date.min
        found = {figure.row - 1: self.history.before.get(figure.place) for figure in self.ret.figures}
        return {row: (last[1], (day - last[0]).days == 1) for row, last in found.items() if last}

    def columns(self, *roles: str) -> list[int]:
        """The columns of the roles, from 0."""
        return [column.index - 1 for column in self.ret.table.columns if column.role in roles]


@dataclass(frozen=True)
class Spoiled:
    """A mutation's sheet and what a person would read from it; of a lie, `says`: the roles that its headings give.
    `parts`: nothing of it is a count of all persons."""

    grid: Grid
    truth: Truth
    says: Mapping[int, str] | None = None
    parts: bool = False


Mutation = Callable[[Base, random.Random], Spoiled | None]
MUTATIONS: dict[str, Mutation] = {}


def mutation(function: Mutation) -> Mutation:
    """Enters a mutation under its name."""
    MUTATIONS[function.__name__.replace("_", " ")] = function
    return function


def bases() -> list[Base]:
    """The sheets of `sample_data`, whole and bare, each with the history that the earlier ones make and without any."""
    found = []
    for path in sorted(path for path in SAMPLES.rglob("*") if path.suffix in KINDS):
        book = read_book(path)
        if is_calendar(book):
            continue
        # A list of tasks may have a column of places, and has no figure.
        found += [(book, ret) for ret in read_returns(book, Gazetteer.bundled()) if ret.figures]
    found.sort(key=lambda pair: pair[1].as_on or dt.date.min)
    past: dict[PlaceId, list[Count]] = defaultdict(list)
    made = []
    for book, ret in found:
        grid = next(grid for grid in book.grids if grid.sheet == ret.sheet)
        for one in filter(None, (grid, _bare(grid, ret))):
            made += [_base(one, history) for history in (_history(past, ret), History(today=TODAY))]
        for figure in ret.figures:
            if not figure.cut and figure.measure == "registered":
                past[figure.place].insert(0, Count(figure.as_on, figure.value))
    return made


def _base(grid: Grid, history: History) -> Base:
    (ret,) = read_returns(Book(grid.file, "0" * 64, "xlsx", (grid,)), Gazetteer.bundled())
    codes = Counter(problem.code for problem in (*ret.problems, *run_checks(ret, history)))
    return Base(grid, ret, _said([ret]), codes, history)


def _bare(grid: Grid, ret: Return) -> Grid | None:
    """The sheet with names, dates and counts alone; None where its heading has several rows."""
    if len(ret.table.header_rows) != 1:
        return None
    kept = {column.index - 1 for column in ret.table.columns if column.role in BARE or column.cut}
    totals = {total.row - 1 for total in ret.table.total_rows}
    head = ret.table.header_rows[0] - 1
    rows = [
        row if at < head else [cell for column, cell in enumerate(row) if column in kept]
        for at, row in enumerate(grid.rows)
        if at not in totals and at < ret.table.last_row
    ]
    merges = tuple(span for span in grid.merges if span.bottom < head)
    return replace(grid, rows=rows, merges=merges, hidden_rows=frozenset(), hidden_columns=frozenset())


def _history(past: Mapping[PlaceId, list[Count]], ret: Return) -> History:
    first = min(figure.as_on for figure in ret.figures)
    recent = {place: [one for one in counts if one.as_on < first][:15] for place, counts in past.items()}
    recent = {place: counts for place, counts in recent.items() if counts}
    before = {place: (counts[0].as_on, counts[0].value) for place, counts in recent.items()}
    return History(before=before, recent=recent, today=TODAY)


def _said(returns: list[Return]) -> Truth:
    return {
        (figure.place, figure.as_on.isoformat(), figure.cut, figure.measure): figure.value
        for ret in returns
        for figure in ret.figures
        if figure.cut or not figure.part
    }


def outcome(base: Base, spoiled: Spoiled) -> str:
    """What becomes of the sheet: right, told, refused, incomplete, undetectable, silent wrong."""
    book = Book(spoiled.grid.file, "0" * 64, "xlsx", (spoiled.grid,))
    try:
        returns = read_returns(book, Gazetteer.bundled())
    except EshramError:
        return "refused"
    codes: Counter[str] = Counter()
    bad_rows = set()
    returns = [decided(ret, _known(ret, base.history)) for ret in returns]
    for ret in returns:
        found = run_checks(ret, replace(base.history, wholes=_known(ret, base.history).counts))
        bad_rows |= {problem.where.row for problem in found if problem.severity is Severity.error}
        told = [problem for problem in (*ret.problems, *found) if problem.severity is not Severity.note]
        codes += Counter(problem.code for problem in told)
    said = _said([ret.without_rows(bad_rows) for ret in returns])
    told_more = bool(codes - base.codes)
    if spoiled.parts and any(not figure.of_part for ret in returns for figure in ret.figures):
        return "silent wrong"
    if said == spoiled.truth:
        return "right"
    if told_more:
        return "told"
    if all(spoiled.truth.get(key) == value for key, value in said.items()):
        return "incomplete"
    return "silent wrong" if spoiled.says is None or _contradicts(base, spoiled) else "undetectable"


def _known(ret: Return, history: History) -> Known:
    """What the ledger would know of the places of the return."""
    days = {(figure.place, figure.as_on) for figure in ret.figures}
    return Known({(place, day): Count(*history.before[place]) for place, day in days if place in history.before})


def _contradicts(base: Base, spoiled: Spoiled) -> list[str]:
    totals = [total.row - 1 for total in base.ret.table.total_rows]
    data = [row for row in range(base.first, base.last + 1) if row not in totals]
    return contradictions(Claim(spoiled.grid.rows, spoiled.says or {}, data, totals, base.before))


# --- rows and columns moved ---


def _shifted(spans: tuple[Span, ...], row: int, rows: int, column: int, columns: int) -> tuple[Span, ...]:
    return tuple(
        Span(
            span.top + rows * (span.top >= row),
            span.left + columns * (span.left >= column),
            span.bottom + rows * (span.bottom >= row),
            span.right + columns * (span.right >= column),
        )
        for span in spans
    )


def _with(base: Base, rows: Rows, merges: tuple[Span, ...] | None = None) -> Grid:
    return replace(base.grid, rows=rows, merges=base.grid.merges if merges is None else merges)


@mutation
def rows_above(base: Base, chance: random.Random) -> Spoiled:
    """The whole sheet begins some rows lower."""
    down = chance.randrange(1, 5)
    rows = [[None] * len(base.rows[0]) for _ in range(down)] + base.rows
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, 0, down, 0, 0)), base.truth)


@mutation
def columns_before(base: Base, chance: random.Random) -> Spoiled:
    """The whole sheet begins some columns further right."""
    right = chance.randrange(1, 4)
    rows: Rows = [[*[None] * right, *row] for row in base.rows]
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, 0, 0, 0, right)), base.truth)


@mutation
def columns_exchanged(base: Base, chance: random.Random) -> Spoiled | None:
    """Two columns in each other's place, with their headings."""
    one, other = chance.sample(range(len(base.rows[0])), 2)
    merged = [span for span in base.grid.merges if span.bottom >= base.heads[0]] if base.heads else []
    if len(base.heads) != 1 or merged:
        return None
    rows = base.rows
    for row in rows[base.heads[0] :]:
        row[one], row[other] = row[other], row[one]
    return Spoiled(_with(base, rows), base.truth)


@mutation
def row_blank(base: Base, chance: random.Random) -> Spoiled:
    """A blank row among the rows."""
    at = chance.randrange(base.first, base.last + 2)
    rows = base.rows
    rows.insert(at, [None] * len(rows[0]))
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, at, 1, 0, 0)), base.truth)


@mutation
def row_of_note(base: Base, chance: random.Random) -> Spoiled:
    """A note among the rows or below them."""
    at = chance.choice([base.last + 1, len(base.rows), chance.randrange(base.first + 1, base.last + 1)])
    rows = base.rows
    note: list[Cell] = [None] * len(rows[0])
    note[chance.randrange(min(3, len(note)))] = chance.choice(
        ["नोट: आँकड़े पोर्टल से लिए गए", "Note: figures from the portal", "* provisional", "स्रोत: ई-श्रम पोर्टल", "श्रम अधीक्षक"]
    )
    rows.insert(at, note)
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, at, 1, 0, 0)), base.truth)


@mutation
def row_of_total(base: Base, chance: random.Random) -> Spoiled | None:
    """A total row of its own below the rows, or on top of them."""
    places, counts = base.columns("place"), base.columns("registered", "new", "target")
    if not places or not counts or base.ret.table.total_rows:
        return None
    rows = base.rows
    total: list[Cell] = [None] * len(rows[0])
    total[places[0]] = chance.choice(["Total", "कुल", "योग", "महायोग", "Grand Total", "कुल योग :-"])
    for column in counts:
        cells = [row[column] for row in rows[base.first : base.last + 1]]
        if not all(isinstance(cell, int) for cell in cells):
            return None
        total[column] = sum(cell for cell in cells if isinstance(cell, int))
    at = chance.choice([base.first, base.last + 1])
    rows.insert(at, total)
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, at, 1, 0, 0)), base.truth)


@mutation
def page_broken(base: Base, chance: random.Random) -> Spoiled | None:
    """A page ends among the rows: what is carried forward, the heading again, what is brought forward."""
    places, counts = base.columns("place"), base.columns("registered", "new", "target")
    if not places or not counts or not base.heads or base.ret.table.total_rows or base.last - base.first < 3:
        return None
    rows = base.rows
    at = chance.randrange(base.first + 2, base.last)
    carried: list[Cell] = [None] * len(rows[0])
    for column in counts:
        cells = [row[column] for row in rows[base.first : at]]
        if not all(isinstance(cell, int) for cell in cells):
            return None
        carried[column] = sum(cell for cell in cells if isinstance(cell, int))
    labels = chance.choice([("Carried forward", "Brought forward"), ("C/F", "B/F"), ("अग्रेनीत", "अग्रानीत")])
    pages = [list(carried), list(rows[base.heads[-1]]), list(carried)]
    pages[0][places[0]], pages[2][places[0]] = labels
    rows[at:at] = pages
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, at, 3, 0, 0)), base.truth)


@mutation
def total_misspelt_name(base: Base, chance: random.Random) -> Spoiled | None:
    """A name that nobody knows has the sum of the other rows: it is a misspelt place, and no total."""
    places, counts = base.columns("place"), base.columns("registered", "new", "target")
    if len(places) != 1 or not counts or base.ret.table.total_rows or base.last - base.first < 3:
        return None
    rows, at = base.rows, chance.choice([base.first, base.last])
    gone = {record.place for record in base.ret.records if record.row - 1 == at}
    others = [row for number, row in enumerate(rows) if base.first <= number <= base.last and number != at]
    for column in counts:
        if not all(isinstance(row[column], int) for row in others):
            return None
        rows[at][column] = sum(cell for row in others if isinstance(cell := row[column], int))
    rows[at][places[0]] = chance.choice(["Xyzzypur", "Qwertganj", "ज़्व्क्षपुर"])
    return Spoiled(_with(base, rows), {key: value for key, value in base.truth.items() if key[0] not in gone})


@mutation
def rows_in_parts(base: Base, chance: random.Random) -> Spoiled | None:
    """A place's row falls into two parts, which a column of words that nobody knows tells apart; others have one."""
    places = base.columns("place")
    if not places or not base.heads or base.last - base.first < 3:
        return None
    rows, at = base.rows, chance.randrange(base.first, base.last + 1)
    if any(span.top <= at <= span.bottom for span in base.grid.merges):
        return None
    gone = {record.place for record in base.ret.records if record.row - 1 == at}
    rows.insert(at + 1, list(rows[at]))
    column = places[-1] + 1
    for number, row in enumerate(rows):
        inside = base.first <= number <= base.last + 1
        row.insert(column, f"{chance.choice(['Lalpura', 'Rajtola'])} {'AB'[number == at + 1]}" if inside else None)
    rows[base.heads[-1]][column] = chance.choice(["Samiti", "Mandli", "मंडली"])
    merges = _shifted(base.grid.merges, at + 1, 1, column, 1)
    return Spoiled(_with(base, rows, merges), {key: value for key, value in base.truth.items() if key[0] not in gone})


CUTS = {
    "department": (["विभाग", "Department", "विभाग का नाम"], ["मनरेगा", "जीविका", "कृषि विभाग", "ICDS", "Health"]),
    "camp": (["शिविर का नाम", "Camp", "शिविर"], ["हाट", "मेला", "Block office", "पंचायत भवन"]),
    "channel": (["माध्यम", "Mode of registration"], ["CSC", "Self"]),
    "gender": (["लिंग", "Gender"], ["Male", "Female"]),
    "category": (["कामगार की श्रेणी", "Occupation"], ["Agriculture", "Construction", "Domestic"]),
}
"""How sheets name a dimension, and members of it."""


def _in_parts(base: Base, chance: random.Random, dimensions: list[str], below: Mapping[PlaceId, int]) -> Spoiled | None:
    """Another sheet of the same office: of each place some members of a dimension, that make less than `below`."""
    places = base.columns("place")
    rows = [row for row in range(base.first, base.last + 1) if _place_at(base, row) in below]
    if (
        len(places) != 1
        or len(base.heads) != 1
        or base.ret.as_on is None
        or base.columns("date", "cut")
        or len(rows) < 2
    ):
        return None
    dimension = chance.choice(dimensions)
    headings, names = CUTS[dimension]
    names = chance.sample(names, chance.randrange(2, len(names) + 1))
    wide, totals = chance.random() < 0.5, chance.random() < 0.5
    counts = {row: _parted(below[_place_at(base, row)], len(names), chance) for row in rows}
    heading = str(base.rows[base.heads[0]][places[0]])
    body: Rows
    if wide:
        body = [[heading, f"{headings[0]}वार", *[None] * (len(names) - 1 + totals)]]
        body += [[None, *names, *(["कुल"] if totals else [])]]
    else:
        body = [[heading, headings[chance.randrange(len(headings))], "निबंधन"]]
    for row, found in counts.items():
        name = base.rows[row][places[0]]
        if wide:
            body.append([name, *found, *([sum(found)] if totals else [])])
        else:
            body += [[name, one, figure] for one, figure in zip(names, found, strict=True)]
            body += [[name, chance.choice(["कुल", "Total"]), sum(found)]] if totals else []
    grid = replace(
        base.grid,
        rows=[*base.rows[: base.heads[0]], *body],
        merges=(),
        hidden_rows=frozenset(),
        hidden_columns=frozenset(),
    )
    day = base.ret.as_on.isoformat()
    truth = {
        (_place_at(base, row), day, f"{dimension}={member(dimension, name)}", "registered"): figure
        for row, found in counts.items()
        for name, figure in zip(names, found, strict=True)
    }
    return Spoiled(grid, truth, parts=True)


def _place_at(base: Base, row: int) -> PlaceId:
    return next((record.place for record in base.ret.records if record.row - 1 == row), PlaceId(""))


def _parted(count: int, parts: int, chance: random.Random) -> list[int]:
    """So many figures that make some 10 to 90 % of the count."""
    return [int(count * chance.uniform(0.1, 0.9) / parts) for _ in range(parts)]


@mutation
def departments_of_a_part(base: Base, chance: random.Random) -> Spoiled | None:
    """A sheet of some departments or camps, maybe with their total, of places that may have a count already."""
    counts = {one.place: one.value for one in base.ret.counts}
    return _in_parts(base, chance, ["department", "camp"], counts)


@mutation
def channels_of_a_part(base: Base, chance: random.Random) -> Spoiled | None:
    """A sheet of channels, men and women or trades that makes less than its places had before."""
    before = {place: count for place, (_, count) in base.history.before.items() if count > 100}
    return _in_parts(base, chance, ["channel", "gender", "category"], before)


@mutation
def row_of_numbers(base: Base, chance: random.Random) -> Spoiled | None:
    """A row 1, 2, 3 … below the heading."""
    if base.ret.table.number_row:
        return None
    rows = base.rows
    form = chance.choice(["{}", "({})", "int"])
    rows.insert(base.first, [number if form == "int" else form.format(number) for number in range(1, len(rows[0]) + 1)])
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, base.first, 1, 0, 0)), base.truth)


@mutation
def rows_dropped(base: Base, chance: random.Random) -> Spoiled | None:
    """Some rows are missing; the total stays as it was."""
    if base.last - base.first < 6:
        return None
    dropped = set(chance.sample(range(base.first, base.last + 1), chance.randrange(1, 4)))
    gone = {figure.place for figure in base.ret.figures if figure.row - 1 in dropped}
    rows = [row for at, row in enumerate(base.rows) if at not in dropped]
    merges = tuple(span for span in base.grid.merges if span.bottom < base.first)
    return Spoiled(_with(base, rows, merges), {key: value for key, value in base.truth.items() if key[0] not in gone})


@mutation
def row_twice(base: Base, chance: random.Random) -> Spoiled:
    """A row pasted twice, as it is."""
    at = chance.randrange(base.first, base.last + 1)
    rows = base.rows
    rows.insert(at + 1, list(rows[at]))
    return Spoiled(_with(base, rows, _shifted(base.grid.merges, at + 1, 1, 0, 0)), base.truth)


# --- cells shifted against each other ---


@mutation
def column_shifted_down(base: Base, chance: random.Random) -> Spoiled | None:
    """The figures of one column, or the names, slip a row down against the others: nothing of it is right."""
    columns = base.columns("registered", "new", "place")
    if not columns:
        return None
    column = chance.choice(columns)
    rows = base.rows
    cells = [row[column] for row in rows[base.first : base.last + 1]]
    for row, cell in zip(rows[base.first + 1 :], cells, strict=False):
        row[column] = cell
    rows[base.first][column] = None
    return Spoiled(_with(base, rows), base.truth, base.roles)


@mutation
def row_shifted_right(base: Base, chance: random.Random) -> Spoiled:
    """One row's cells stand a column too far right, from some column on; its figures are none then."""
    at = chance.randrange(base.first, base.last + 1)
    rows = base.rows
    start = chance.randrange(len(rows[0]) - 1)
    rows[at] = [*rows[at][:start], None, *rows[at][start:-1]]
    return Spoiled(_with(base, rows), base.truth)


# --- headings ---

SYNONYMS = {
    "registered": ["अब तक कुल निबंधन", "Total Registration", "कुल पंजीकरण", "Registered till date", "कुल निबंधित श्रमिक"],
    "new": ["आज का निबंधन", "New in the day", "आज का पंजीकरण", "Today's registration"],
    "target": ["लक्ष्य", "Target", "निर्धारित लक्ष्य", "Total Target"],
    "percent": ["प्रतिशत", "%", "Percentage", "उपलब्धि प्रतिशत"],
    "balance": ["शेष", "Balance", "शेष लक्ष्य"],
    "serial": ["क्रम सं०", "Sl. No.", "S.No", "क्रमांक", "#"],
}
PLACES = {
    "district": ["जिला", "District", "District Name", "जिले का नाम", "ज़िला"],
    "block": ["प्रखंड", "Block", "प्रखंड का नाम", "Name of Block", "प्रखण्ड"],
}


def _heading(base: Base, chance: random.Random, *roles: str) -> tuple[int, int, str] | None:
    """A heading cell of one row of headings: its row, its column, its role."""
    columns = [column for column in base.ret.table.columns if column.role in roles and not column.cut]
    if len(base.heads) != 1 or not columns:
        return None
    column = chance.choice(columns)
    return base.heads[0], column.index - 1, column.level if column.role == "place" else column.role


@mutation
def heading_in_other_words(base: Base, chance: random.Random) -> Spoiled | None:
    """A heading says the same in other words."""
    found = _heading(base, chance, *SYNONYMS, "place")
    if found is None:
        return None
    row, column, role = found
    words = {**SYNONYMS, **PLACES}.get(role)
    if not words:
        return None
    rows = base.rows
    rows[row][column] = chance.choice(words)
    return Spoiled(_with(base, rows), base.truth)


@mutation
def heading_misspelt(base: Base, chance: random.Random) -> Spoiled | None:
    """A letter of a heading is wrong, twice or missing."""
    found = _heading(base, chance, *SYNONYMS, "place")
    if found is None:
        return None
    row, column, _ = found
    rows = base.rows
    text = str(rows[row][column])
    at = chance.randrange(len(text))
    rows[row][column] = chance.choice(
        [text[:at] + text[at + 1 :], text[:at] + text[at] + text[at:], f"{text[:at]}x{text[at + 1 :]}"]
    )
    return Spoiled(_with(base, rows), base.truth)


@mutation
def heading_gone(base: Base, chance: random.Random) -> Spoiled | None:
    """A heading cell is blank."""
    if not base.heads:
        return None
    rows = base.rows
    filled = [(row, at) for row in base.heads for at, cell in enumerate(rows[row]) if cell is not None]
    row, column = chance.choice(filled)
    rows[row][column] = None
    return Spoiled(_with(base, rows), base.truth)


@mutation
def headings_gone(base: Base, _: random.Random) -> Spoiled | None:
    """The heading rows are gone."""
    if not base.heads:
        return None
    rows = [row for at, row in enumerate(base.rows) if at not in base.heads]
    merges = tuple(span for span in base.grid.merges if span.bottom < base.heads[0])
    return Spoiled(_with(base, rows, merges), base.truth)


@mutation
def heading_merged(base: Base, chance: random.Random) -> Spoiled | None:
    """A heading is merged over the column beside it, whose own heading is lost."""
    if len(base.heads) != 1:
        return None
    row = base.heads[0]
    rows = base.rows
    column = chance.randrange(len(rows[row]) - 1)
    if rows[row][column] is None:
        return None
    rows[row][column + 1] = None
    return Spoiled(_with(base, rows, (*base.grid.merges, Span(row, column, row, column + 1))), base.truth)


@mutation
def heading_of_another(base: Base, chance: random.Random) -> Spoiled | None:
    """A heading is replaced by that of another role: a lie, unless something contradicts it."""
    found = _heading(base, chance, *SYNONYMS)
    if found is None:
        return None
    row, column, role = found
    rows = base.rows
    other = chance.choice([one for one in SYNONYMS if one != role])
    rows[row][column] = chance.choice(SYNONYMS[other])
    return Spoiled(_with(base, rows), base.truth, {**base.roles, column: other})


@mutation
def figures_exchanged(base: Base, chance: random.Random) -> Spoiled | None:
    """The figures of two columns stand under each other's heading: a lie, unless something contradicts it."""
    columns = base.columns("registered", "new", "target", "percent", "balance")
    if len(columns) < 2:
        return None
    one, other = chance.sample(columns, 2)
    rows = base.rows
    for row in rows[base.first : base.last + 1]:
        row[one], row[other] = row[other], row[one]
    return Spoiled(_with(base, rows), base.truth, base.roles)


# --- cells ---

DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")


def _grouped(number: int) -> str:
    """The Indian way: 9,88,912."""
    text = str(number)
    head, tail = text[:-3], text[-3:]
    parts = []
    while head:
        parts.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*parts, tail])


FORMS: list[Callable[[int], Cell]] = [
    str,
    _grouped,
    lambda number: f" {number} ",
    lambda number: str(number).translate(DEVANAGARI),
    lambda number: _grouped(number).translate(DEVANAGARI),
    lambda number: f"{number}/-",
    lambda number: f"{number}.0",
    lambda number: f"{number}\u00a0",
    lambda number: f".{number:07d} करोड़" if 0 < number < 10_000_000 else number,
    lambda number: f".{number:05d} lakh" if 0 < number < 100_000 else number,
    lambda number: number - 1e-8 if number else number,
    float,
]


def _counts(base: Base) -> Iterator[tuple[int, int]]:
    rows = base.rows
    for column in base.columns("registered", "new", "target"):
        for row in range(base.first, base.last + 1):
            if isinstance(rows[row][column], int):
                yield row, column


@mutation
def digits_in_other_scripts(base: Base, chance: random.Random) -> Spoiled:
    """Some figures are written in another way or script."""
    rows = base.rows
    for row, column in _counts(base):
        cell = rows[row][column]
        if isinstance(cell, int) and chance.random() < 0.3:
            rows[row][column] = chance.choice(FORMS)(cell)
    return Spoiled(_with(base, rows), base.truth)


@mutation
def commas_unquoted(base: Base, chance: random.Random) -> Spoiled | None:
    """The sheet as a comma-separated file in which nothing was put in quotes: its figures are grouped, all or in one
    row. A file that is refused for that is passed over."""
    if len(base.heads) != 1:
        return None
    rows, only = base.rows, chance.choice([None, chance.randrange(base.first, base.last + 1)])
    for row, column in _counts(base):
        cell = rows[row][column]
        if isinstance(cell, int) and (only is None or only == row):
            rows[row][column] = _grouped(cell)
    for row in (*base.heads, *range(base.heads[0])):
        rows[row] = [str(cell).replace(",", " ").replace("\n", " ") if cell else cell for cell in rows[row]]
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    try:
        grid, _ = read_delimited("\n".join(lines)).grid(base.grid.file)
    except EshramError:
        return None
    return Spoiled(replace(base.grid, rows=grid.rows, merges=(), unsure=grid.unsure), base.truth)


@mutation
def as_a_message(base: Base, chance: random.Random) -> Spoiled | None:
    """The names and the registered as a message: the date on top, a line a place, with what people put round them."""
    places = base.columns("place")
    records = [one for one in base.ret.figures if one.measure == "registered" and not one.cut]
    if len(places) != 1 or base.ret.as_on is None or {record.as_on for record in records} != {base.ret.as_on}:
        return None
    if len({record.place for record in records}) < len(records):
        return None
    form = chance.choice(
        ["{n} {f}", "{i}. {n} - {f}", "👉 *{n}* : {f} 🙏", "{n} {f} (+{g})", "{i}) {n} = {f}/-", "*{n}* – *{f}*"]
    )
    lines = [f"{_place_words(base)} {chance.choice(_dates(base.ret.as_on))}"]
    for number, record in enumerate(records, start=1):
        name = " ".join(str(base.rows[record.row - 1][places[0]]).split())
        lines.append(form.format(n=name, f=_grouped(record.value), i=number, g=number))
    (grid,), _ = read_message("\n".join(lines), "message.txt")
    return Spoiled(grid, {key: value for key, value in base.truth.items() if key[2:] == ("", "registered")})


@mutation
def figure_mistyped(base: Base, chance: random.Random) -> Spoiled | None:
    """A figure that is none: a letter among the digits, two points, a unit that nobody knows. It may not be read."""
    cells = list(_counts(base))
    if not cells:
        return None
    row, column = chance.choice(cells)
    rows = base.rows
    text = str(rows[row][column])
    at = chance.randrange(len(text))
    rows[row][column] = chance.choice(
        [
            f"{text[:at]}O{text[at + 1 :]}",
            f"{text}?",
            f"{text}..{text}",
            f"{text}l",
            f"{text[:at]}@{text[at:]}",
            f"{text} {text}",
            "#REF!",
        ]
    )
    place = next((figure.place for figure in base.ret.figures if figure.row - 1 == row), None)
    return Spoiled(_with(base, rows), {key: value for key, value in base.truth.items() if key[0] != place})


@mutation
def digit_mistyped(base: Base, chance: random.Random) -> Spoiled | None:
    """A digit that is wrong: the sheet then says another figure, and that is what is to be read."""
    figures = [figure for figure in base.ret.figures if isinstance(base.rows[figure.row - 1][figure.column - 1], int)]
    if not figures:
        return None
    figure = chance.choice(figures)
    text = str(figure.value)
    at = chance.randrange(len(text))
    value = int(text[:at] + chance.choice("0123456789") + text[at + 1 :])
    rows = base.rows
    rows[figure.row - 1][figure.column - 1] = value
    key = (figure.place, figure.as_on.isoformat(), figure.cut, figure.measure)
    return Spoiled(_with(base, rows), {**base.truth, key: value})


@mutation
def figure_gone(base: Base, chance: random.Random) -> Spoiled | None:
    """A figure is blank, or a mark for "missing"."""
    figures = list(base.ret.figures)
    figure = chance.choice(figures)
    rows = base.rows
    rows[figure.row - 1][figure.column - 1] = chance.choice([None, "-", "NA", "", "--", "N/A"])
    key = (figure.place, figure.as_on.isoformat(), figure.cut, figure.measure)
    return Spoiled(_with(base, rows), {one: value for one, value in base.truth.items() if one != key})


# --- names, titles, dates ---


@mutation
def name_misspelt(base: Base, chance: random.Random) -> Spoiled | None:
    """A letter of a name is wrong, twice or missing: its figures may be read as its own, or not at all."""
    places = base.columns("place")
    if not places:
        return None
    row, column = chance.randrange(base.first, base.last + 1), places[-1]
    rows = base.rows
    text = str(rows[row][column] or "")
    if not text:
        return None
    at = chance.randrange(len(text))
    rows[row][column] = chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            f"{text[:at]}{chance.choice('aeiourtा ीक')}{text[at + 1 :]}",
        ]
    )
    return Spoiled(_with(base, rows), base.truth)


@mutation
def name_in_other_case(base: Base, chance: random.Random) -> Spoiled | None:
    """Names in capitals, with a word for the level, a serial or a code beside them."""
    places = base.columns("place")
    if not places:
        return None
    rows = base.rows
    form = chance.choice(["{} ", " {}", "{} *", "{}.", "{}"])
    upper = chance.random() < 0.5
    for row in rows[base.first : base.last + 1]:
        if isinstance(row[places[-1]], str):
            text = str(row[places[-1]])
            row[places[-1]] = form.format(text.upper() if upper else text)
    return Spoiled(_with(base, rows), base.truth)


MONTHS = "January February March April May June July August September October November December".split()
MONTHS_HI = "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्टूबर नवम्बर दिसम्बर".split()


def _dates(day: dt.date) -> list[str]:
    hindi = f"{day.day} {MONTHS_HI[day.month - 1]} {day.year}"
    return [
        f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}", f"{day:%d.%m.%y}",
        f"{day.day}/{day.month}/{day.year}", f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}", hindi, hindi.translate(DEVANAGARI),
    ]  # fmt: skip


def _titled(base: Base) -> tuple[int, int] | None:
    """The title's cell that gives the date."""
    source = base.ret.table.as_on_from
    if not source.startswith("title ") or base.ret.as_on is None:
        return None
    letters = "".join(char for char in source[6:] if char.isalpha())
    digits = "".join(char for char in source[6:] if char.isdigit())
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


@mutation
def date_in_other_words(base: Base, chance: random.Random) -> Spoiled | None:
    """The date of the title is written in another way; the file's name gives none."""
    cell = _titled(base)
    if cell is None or base.ret.as_on is None:
        return None
    rows = base.rows
    words = chance.choice(["As on {}", "दिनांक {}", "दिनांक: {}", "Date: {}", "{} तक", "as on {} (6 PM)"])
    rows[cell[0]][cell[1]] = f"{_place_words(base)} {words.format(chance.choice(_dates(base.ret.as_on)))}"
    return Spoiled(replace(_with(base, rows), file="sheet.xlsx", sheet="Sheet1"), base.truth)


@mutation
def date_impossible(base: Base, chance: random.Random) -> Spoiled | None:
    """The date of the title is none: nothing can be kept then."""
    cell = _titled(base)
    if cell is None:
        return None
    rows = base.rows
    bad = chance.choice(["31.02.2021", "00.12.2021", "45/12/2021", "12/28/2021", "04.13.2021", "4.12.2021 / 5.12.2021"])
    rows[cell[0]][cell[1]] = f"{_place_words(base)} As on {bad}"
    return Spoiled(replace(_with(base, rows), file="sheet.xlsx", sheet="Sheet1"), {})


@mutation
def dates_exchanged(base: Base, chance: random.Random) -> Spoiled | None:
    """A register of some days, typed day first on a PC with American dates: up to the 12th they are real dates with day
    and month exchanged, from the 13th on they stay text. They are to be read as typed, or asked."""
    if len(base.heads) != 1 or base.ret.table.total_rows or base.columns("date") or _titled(base) is None:
        return None
    month = chance.choice([9, 10, 11])
    days = [dt.date(2021, month, day) for day in (chance.choice([7, 8, 12]), 13, 14)]
    cells: list[Cell] = [dt.date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}" for day in days]
    body = base.rows[base.first : base.last + 1]
    rows: Rows = [[_place_words(base)], ["Date", *base.rows[base.heads[0]]]]
    rows += [[cell, *row] for cell in cells for row in body]
    truth = {
        (place, day.isoformat(), cut, measure): value
        for (place, _, cut, measure), value in base.truth.items()
        for day in days
    }
    return Spoiled(replace(base.grid, rows=rows, merges=(), file="sheet.xlsx", sheet="Sheet1"), truth)


@mutation
def title_exchanged(base: Base, chance: random.Random) -> Spoiled | None:
    """The date of the title is a real one with day and month exchanged, and the file's name has the right one."""
    cell = _titled(base)
    if cell is None:
        return None
    day, month = chance.choice([(9, 12), (1, 12), (12, 11), (4, 10)])
    rows = base.rows
    rows[cell[0]] = [_place_words(base), "As on", dt.date(2021, day, month), *[None] * len(rows[0])][: len(rows[0])]
    return Spoiled(replace(_with(base, rows, ()), file=f"sheet {day:02d}-{month:02d}-2021.xlsx", sheet="Sheet1"), {})


@mutation
def title_gone(base: Base, _: random.Random) -> Spoiled | None:
    """Nothing stands above the headings."""
    if not base.heads or not base.heads[0]:
        return None
    up = base.heads[0]
    kept = tuple(span for span in base.grid.merges if span.top >= up)
    return Spoiled(_with(base, base.rows[up:], _shifted(kept, 0, -up, 0, 0)), base.truth)


def _place_words(base: Base) -> str:
    table = base.ret.table
    gazetteer = Gazetteer.bundled()
    names = [gazetteer.get(place).name for place in (table.state, table.district) if place]
    return ", ".join(["e-Shram", *names])


def run(number: int, seed: int) -> tuple[dict[str, Counter[str]], list[str]]:
    """By mutation the outcomes of `number` sheets, and the silent wrong ones in words."""
    chance = random.Random(seed)
    sheets = bases()
    names = list(MUTATIONS)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    done = 0
    while done < number:
        own = random.Random(chance.random())
        base, name = own.choice(sheets), own.choice(names)
        spoiled = MUTATIONS[name](base, own)
        if spoiled is None:
            continue
        if own.random() < 0.2 and spoiled.says is None:
            spoiled = replace(spoiled, grid=_moved(spoiled.grid))
        done += 1
        found = outcome(base, spoiled)
        outcomes[name][found] += 1
        if found == "silent wrong":
            wrong.append(f"{name}: {base.ret.file}, case {done}")
    return outcomes, wrong


def _moved(grid: Grid) -> Grid:
    """The sheet one row and one column further in: a second mutation on top of the first."""
    width = max(map(len, grid.rows))
    rows: Rows = [[None] * (width + 1), *([None, *row] for row in grid.rows)]
    return replace(grid, rows=rows, merges=_shifted(grid.merges, 0, 1, 0, 1))


OUTCOMES = ("right", "told", "refused", "incomplete", "undetectable", "silent wrong")


def main() -> int:
    """Print the outcomes; 1 where anything is silently wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("number", nargs="?", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    outcomes, wrong = run(given.number, given.seed)
    print(f"{'mutation':<26}" + "".join(f"{name:>13}" for name in OUTCOMES))
    for name in sorted(outcomes):
        print(f"{name:<26}" + "".join(f"{outcomes[name][one]:>13,}" for one in OUTCOMES))
    whole = sum(outcomes.values(), Counter())
    print(f"{'all':<26}" + "".join(f"{whole[one]:>13,}" for one in OUTCOMES))
    print(f"{'share':<26}" + "".join(f"{whole[one] / given.number:>13.1%}" for one in OUTCOMES))
    for one in wrong[:20]:
        print(one)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
