"""A long table (place x date x counts) read in pieces: what it says is a cube of persons, 4 bytes a figure.

Most rows of such a table are plain: names that other rows bear too, a date, whole numbers. What decides how it is to be
read is known from a few thousand of them, so these are set out as a short sheet, the extract, and read as any sheet is:

- the first rows, and the last;
- of every distinct name the first row and the latest, which states its target, of every distinct date one, of two
  dates all rows;
- every row that is not plain, with its neighbours, and all rows of its date where it lacks a name;
- rows that another row contradicts, or that contradict themselves: listed twice, below 0, with a part above its whole,
  with another percentage than their counts make;
- total rows that are not the sum of plain rows, with all rows of their date: see `long_totals`.

What the extract's rows say is taken from there; the others say the same as those of their name and date. A column that
names men and women, or modes of registration, gives the rows of a place and date their cuts. Where the whole table may
say something else than its extract (names whose place depends on the rows around them, and whatever is not simply
counts by place and date), `NotPlain` is raised, and it is read whole.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from operator import attrgetter
from typing import Annotated

import numpy as np
from pydantic import Strict, StrictInt, TypeAdapter
from pydantic.dataclasses import dataclass as record
from pydantic_core import ArgsKwargs

from eshram_cli.dimensions import is_part
from eshram_cli.language.dates import Moment
from eshram_cli.language.lexicon import read_words
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.exchanged_dates import read_dates
from eshram_cli.returns.long_rates import disagreeing
from eshram_cli.returns.long_survey import MOST, NONE, Codes, Survey, number_of
from eshram_cli.returns.long_totals import set_out_totals
from eshram_cli.returns.model import CellCount, Persons, Quality, Record, Return, TargetRecord, TotalRow, Unknown
from eshram_cli.sheets.long_file import LongFile, NotPlain, Row
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.view import kind_of

SPELLINGS = 255
"""Of one place; more are not spellings."""

_READ_AGAIN = 3
"""How often rows that contradict others may be added to the extract."""

_PLACE = frozenset({"row-unplaced", "row-place-ambiguous", "row-place-unknown", "row-place-unheard-of"})
"""Problems of a name, with the number of its rows."""

_AS_A_WHOLE = frozenset(
    {"rows-of-parts", "columns-swapped", "above-target", "row-level", "dates-exchanged", "date-two-days", "row-context"}
    | {"filled-down", "heading-doubtful", "row-cut-blank", "figure-merged", "place-repeated-often", "place-twice-often"}
    | {
        "place-rows-differ-often",
        "no-date",
        "row-place-blank",
        "places-new",
        "parent-below",
        "parent-differs",
        "commas-unsure",
        "table-twice",
    }
)
"""Problems that are found by comparing many rows, or count them."""

_UNSURE = 0.4, 0.6
"""Between these shares of an extract's cells nobody can say whether they are most of them, or of all cells."""

_COUNTED = frozenset({"registered", "new", "target", "balance"})
_CUTS = frozenset({"channel", "department", "category", "gender", "age", "aggregator"})
"""What may cut its rows; of officers, camps, centres and lists the rows are compared with each other."""


@record(frozen=True, slots=True)
class LongRow:
    """A plain row, validated: its place and date, its number (from 1), and the persons in its columns of counts."""

    place: Annotated[PlaceId, Strict()]
    as_on: Annotated[dt.date, Strict()]
    row: StrictInt
    counts: tuple[Persons, ...]


_ROWS = TypeAdapter(tuple[LongRow, ...])

WHOLE = ("", "registered")
"""Cut and measure of all persons registered so far."""

Key = tuple[int, int]
"""Of a figure: the numbers of its place and its day in the cube."""


@dataclass(frozen=True)
class LongReturn:
    """A long table as read. `ret` has all that a return has but the records: those it holds are the extract's.

    `values[column, place, day]` are persons, NONE where the table says nothing; `counts` say what the columns are, by a
    CellCount with no value. Where a column of the file names men and women, each of them has columns of its own here:
    they are of another kind of row, `kinds[column]`. `rows[kind, place, day]` is the row (from 1) of that kind that
    speaks of the two, 0 where none does: then no value of theirs counts. `written` are the spellings of each place,
    `spelt[kind, place, day]` which of them stands there; `qualities` those that are not exact. Places are sorted by
    their id, columns by their cut and measure. Its targets are in the records of `ret`.
    """

    ret: Return
    places: tuple[PlaceId, ...]
    days: tuple[dt.date, ...]
    counts: tuple[CellCount, ...]
    kinds: tuple[int, ...]
    values: np.ndarray
    rows: np.ndarray
    written: tuple[tuple[str, ...], ...]
    spelt: np.ndarray
    qualities: Mapping[tuple[int, int, int], Quality]
    notable: frozenset[Key] = frozenset()
    """Its places and days of which a rule may have something to say."""
    parts: np.ndarray | None = None
    """Of each value whether it never makes a count, 1 or 0; None until that is decided."""

    @property
    def whole(self) -> int | None:
        """The column of all persons registered so far, if there is one."""
        return next((at for at, count in enumerate(self.counts) if (count.cut, count.measure) == WHOLE), None)

    @property
    def open(self) -> bool:
        """Whether its members are all of a place's persons, or its totals are counts, by what the ledger has: it holds
        no count of all persons, or one under "Total"."""
        whole = self.whole
        return len(self.counts) > 1 and (whole is None or self.counts[whole].part is None)

    @property
    def new(self) -> int | None:
        """The column of the day's new persons, if there is one."""
        return next((at for at, count in enumerate(self.counts) if count.measure == "new"), None)

    @property
    def size(self) -> int:
        """How many rows it has."""
        return int(np.count_nonzero(self.rows))

    @property
    def held(self) -> np.ndarray:
        """Of each place and day whether a row speaks of the two."""
        return np.asarray((self.rows > 0).any(axis=0))

    @property
    def listed(self) -> int:
        """Of how many places it speaks."""
        return int(np.count_nonzero(self.rows.any(axis=(0, 2))))

    @property
    def targets(self) -> tuple[TargetRecord, ...]:
        """Its targets: of each place that of its latest row which states one."""
        return self.ret.targets

    def some(self, keys: Collection[Key]) -> Return:
        """The return with the records of these places and days alone, from the top down."""
        return replace(self.ret, records=tuple(sorted(self._records(keys), key=attrgetter("row"))))

    def looked_at(self) -> Return:
        """The return with the records of the notable places and days, and the targets."""
        aims = {one.row: one for one in self.ret.records if one.targets}
        some = [
            replace(one, targets=aims.pop(one.row).targets) if one.row in aims else one
            for one in self._records(self.notable)
        ]
        rest = (replace(one, counts=()) for one in aims.values())
        return replace(self.ret, records=tuple(sorted([*some, *rest], key=attrgetter("row"))))

    def _records(self, keys: Collection[Key]) -> Iterator[Record]:
        for (place, day), kind in product(set(keys), range(len(self.rows))):
            if row := int(self.rows[kind, place, day]):
                values = self.values[:, place, day].tolist()
                counts = [
                    replace(one, value=value, quality=self.qualities.get((column, place, day), "exact"))
                    for column, (one, value) in enumerate(zip(self.counts, values, strict=True))
                    if value != NONE and self.kinds[column] == kind
                ]
                yield Record(
                    place=self.places[place],
                    as_on=self.days[day],
                    row=row,
                    written=self.written[place][int(self.spelt[kind, place, day])],
                    counts=tuple(sorted(counts, key=attrgetter("column"))),
                )

    def without(self, bad: Collection[int]) -> LongReturn:
        """As `Return.without_rows`: the table without these rows (from 1), which are rejected."""
        numbers = np.array(sorted(bad), dtype=np.int32)
        rows = self.rows.copy()
        for days in rows.reshape(-1, len(self.days)):
            days[np.isin(days, numbers)] = 0
        rejected = self.size - int(np.count_nonzero(rows))
        return replace(self, ret=replace(self.ret, rejected=self.ret.rejected + rejected), rows=rows)

    def without_all(self) -> LongReturn:
        """The table without any of its rows and targets."""
        empty = self.without(self.rows[self.rows > 0].tolist())
        return replace(empty, ret=replace(empty.ret, records=()))


def read_long(
    file: LongFile, read: Callable[[Book], Sequence[Return]], told: Callable[[], None] = lambda: None
) -> tuple[list[Return], dict[str, LongReturn]]:
    """The returns that the file holds, and by their sheet those that are long tables; `read` reads an extract of it, as
    a book is read. Raises NotPlain.

    `told` is called after every piece.
    """
    with ExitStack() as stack:
        settled: dict[str, set[int]] = {}
        surveys = {
            sheet: Survey(stack.enter_context(tempfile.TemporaryFile()), partial(file.pieces, sheet))
            for sheet in file.sheets
        }
        for sheet, survey in surveys.items():
            for rows in file.pieces(sheet):
                survey.take(rows)
                told()
        for sheet, survey in surveys.items():
            settled[sheet] = set_out_totals(survey)
            survey.end()
        for _ in range(_READ_AGAIN):
            returns = list(read(file.book({sheet: survey.raw for sheet, survey in surveys.items()})))
            if Counter(ret.sheet for ret in returns if ret.sheet in surveys) != Counter(surveys.keys()):
                raise NotPlain
            long = {ret.sheet: ret for ret in returns if ret.sheet in surveys}
            tables = {sheet: _Table(surveys[sheet], settled[sheet], ret) for sheet, ret in long.items()}
            more = {sheet: table.fill() for sheet, table in tables.items()}
            if not any(more.values()):
                longs = {sheet: table.found() for sheet, table in tables.items()}
                _refuse_clashes(list(longs.values()), [ret for ret in returns if ret.sheet not in longs])
                return [longs[ret.sheet].ret if ret.sheet in longs else ret for ret in returns], longs
            for sheet, survey in surveys.items():
                survey.set_out(more[sheet])
    raise NotPlain


def _refuse_clashes(longs: Sequence[LongReturn], others: Sequence[Return]) -> None:
    """Raises NotPlain where two tables state another figure for the same place, day and cut: see `without_clashes`."""
    for at, one in enumerate(longs):
        place_at = {place: number for number, place in enumerate(one.places)}
        day_at = {day: number for number, day in enumerate(one.days)}
        column_at = {(count.cut, count.measure): column for column, count in enumerate(one.counts)}
        for figure in (figure for ret in others for figure in ret.figures):
            place, day = place_at.get(figure.place), day_at.get(figure.as_on)
            column = column_at.get((figure.cut, figure.measure))
            if place is None or day is None or column is None or not one.rows[one.kinds[column], place, day]:
                continue
            if one.values[column, place, day] not in {NONE, figure.value}:
                raise NotPlain
        for other in longs[at + 1 :]:
            places = [number for number, place in enumerate(other.places) if place in place_at]
            days = [number for number, day in enumerate(other.days) if day in day_at]
            here = np.ix_([place_at[other.places[one]] for one in places], [day_at[other.days[one]] for one in days])
            there = np.ix_(places, days)
            for column, count in enumerate(other.counts):
                if (count.cut, count.measure) in column_at:
                    own = column_at[count.cut, count.measure]
                    held = (one.rows[one.kinds[own]][here] > 0) & (other.rows[other.kinds[column]][there] > 0)
                    ours, theirs = one.values[own][here], other.values[column][there]
                    if (held & (ours != NONE) & (theirs != NONE) & (ours != theirs)).any():
                        raise NotPlain


class _Table:
    """The table by its extract: what its columns are, whose rows are which place's, and the cube of its figures."""

    def __init__(self, survey: Survey, settled: set[int], ret: Return) -> None:
        self.survey, self.settled = survey, settled
        self.numbers = np.array(sorted(survey.raw), dtype=np.int32)
        self.ret = self._numbered(ret)
        self._must_be_plain()
        self._find_counts()
        self._find_places()
        known = read_dates(list(survey.days))
        self.day_of: list[dt.date] = [_day(known.known[day]) for day in survey.days]
        if known.verdict != "as they are":
            raise NotPlain
        self._must_agree()
        records = self.ret.records
        self.places = tuple(sorted({place for place in self.places_of if place} | {one.place for one in records}))
        self.days = tuple(sorted({*self.day_of, *(one.as_on for one in records if one.as_on)}))
        if len(self.kinds) * len(self.places) * len(self.days) > 4 * survey.count + 1_000_000 or len(self.days) < 2:
            raise NotPlain

    def _numbered(self, ret: Return) -> Return:
        """What was read of the extract, with the rows' own numbers."""
        of = [0, *(self.numbers + 1).tolist()]

        def problem(one: Problem) -> Problem:
            """The problem at the row of the file."""
            row = one.where.row
            words = dict(one.words)
            if isinstance(listed := words.get("rows"), str) and one.code.startswith("place-"):
                words["rows"] = ", ".join(str(of[int(number)]) for number in listed.split(", "))
            return Problem(one.code, replace(one.where, row=of[row] if row else row), words)

        table = ret.table
        return replace(
            ret,
            table=replace(
                table,
                header_rows=tuple(of[row] for row in table.header_rows),
                number_row=None if table.number_row is None else of[table.number_row],
                first_row=of[table.first_row],
                last_row=of[table.last_row],
                total_rows=tuple(
                    TotalRow(of[one.row], one.label, one.agrees, tuple(map(problem, one.problems)))
                    for one in table.total_rows
                ),
                problems=tuple(map(problem, table.problems)),
                context_rows=tuple(of[row] for row in table.context_rows),
            ),
            records=tuple(
                replace(
                    one,
                    row=of[one.row],
                    targets=tuple(replace(target, row=of[target.row]) for target in one.targets),
                )
                for one in ret.records
            ),
            problems=tuple(map(problem, ret.problems)),
            unknown=tuple(Unknown(one.place, one.written, of[one.row], one.column) for one in ret.unknown),
        )

    def _must_be_plain(self) -> None:
        """Raises NotPlain for a table that is more than counts by place and date, or whose rows have to be compared."""
        survey, table = self.survey, self.ret.table
        codes = {one.code for one in (*self.ret.problems, *table.problems)}
        last, totals = survey.count - 1, survey.totals
        while last in totals or (last in survey.raw and all(cell == "" for cell in survey.raw[last])):
            last -= 1
        places = {one.index - 1 for one in table.columns if one.role == "place"}
        judged = {one.row - 1: one.agrees for one in table.total_rows}
        numbers = {at + 1 for at in survey.numbers}
        # Whether a column holds words or numbers depends on most of its cells: "above 40" is a number, "16-40" is none.
        for at in range(len(survey.texts)):
            kinds = np.array([kind_of(texts[at]) for texts in survey.names])
            if len(set(kinds.tolist())) > 1:
                names = [name for row in survey.raw.values() if (name := self._name(row)) is not None]
                sizes = sum(np.bincount(block[:, 1], minlength=len(kinds)) for block in survey.blocks())
                for some in (np.bincount(names, minlength=len(kinds)), sizes):
                    shares = np.bincount(kinds, weights=some) / np.sum(some)
                    if ((shares > _UNSURE[0]) & (shares < _UNSURE[1])).any():
                        raise NotPlain
        if (
            not table.as_on_from.startswith("column ")
            or any(one.as_on or (one.role == "cut" and one.cut not in _CUTS) for one in table.columns)
            or any(one.role in _COUNTED and one.index not in numbers for one in table.columns)
            or any(one.role not in {"percent", "other"} for one in table.columns if one.index - 1 in survey.rates)
            or any(one.role == "percent" for one in table.columns if one.index - 1 in survey.texts)
            or judged.keys() != totals.keys() & survey.raw.keys()
            or not all(judged[number] for number in judged.keys() & self.settled)
            or not all(one.column in places for one in totals.values())
            or any(one.time is not None for one in self.ret.records)
            or codes & _AS_A_WHOLE
            or table.first_row > survey.first
            or table.last_row != last + 1
            or [one.index - 1 for one in table.columns if one.role == "date"] != [survey.date]
        ):
            raise NotPlain

    def _find_counts(self) -> None:
        """What each column of the cube holds, sorted by cut; of which kind of row it is, and by kind and column of the
        file which it is; and where the numbers of the file's columns stand among those of a plain row."""
        self.cuts = {one.index: one.cut for one in self.ret.table.columns}
        records = self.ret.records
        found = {replace(one, value=0, quality="exact") for record in records for one in record.counts}
        self.counts = tuple(sorted(found, key=lambda one: (one.cut, one.measure)))
        of_targets = {self._cut_of_row(one) for one in self.ret.targets}
        self.kinds = sorted({self._cut_of_row(one) for one in self.counts} | of_targets)
        asked = [one.index for one in self.ret.table.columns if one.role in {"registered", "new"}]
        self.columns = [self.survey.numbers.index(column - 1) for column in asked]
        self.aims = [
            (one.cut, self.survey.numbers.index(one.index - 1))
            for one in self.ret.table.columns
            if one.role == "target"
        ]
        keys = {(one.cut, one.measure): at for at, one in enumerate(self.counts)}
        self.column_of = {(self._cut_of_row(one), one.column): at for at, one in enumerate(self.counts)}
        part = next((one.part for one in self.counts if (one.cut, one.measure) == WHOLE), False)
        if (
            not len(self.counts) == len(keys) == len(self.column_of) == len(self.kinds) * len(asked)
            or any(one.cut and one.measure == "new" for one in self.counts)
            # "Total" may be that of a part: then what the ledger knows decides.
            or part
            or (len(self.counts) > 1 and any(one.part is None for one in self.counts if one.measure == "new"))
            or (part is None and any(is_part(one.cut) for one in self.counts))
        ):
            raise NotPlain
        wholes = [at for at, column in enumerate(asked) if not self.cuts[column]]
        measures = {one.column: one.measure for one in self.counts}
        self.whole = next((at for at in wholes if measures[asked[at]] == "registered"), None)
        self.asked = asked
        totals = (self.survey.totals[number].numbers for number in self.settled)
        if not all(any(numbers[column] >= 0 for column in self.columns) for numbers in totals):
            raise NotPlain

    def _cut_of_row(self, one: CellCount | TargetRecord) -> str:
        """The cut that the figure has by its row, beside that of its column."""
        of_column = self.cuts[one.column].split("|")
        return "|".join(pair for pair in one.cut.split("|") if pair not in of_column)

    def _find_places(self) -> None:
        """Of each name its place, None where it has none, how it is written, and the kind of its rows."""
        self.places_of: list[PlaceId | None] = [None] * len(self.survey.names)
        self.written_of, self.kind_of = [""] * len(self.places_of), [0] * len(self.places_of)
        for one in self.ret.records:
            name = self._name(self.survey.raw[one.row - 1])
            if name is None:
                continue
            kind = self.kinds.index(self._cut_of_row((one.counts or one.targets)[0]))
            if self.places_of[name] is not None and (self.places_of[name], self.kind_of[name]) != (one.place, kind):
                raise NotPlain
            self.places_of[name], self.written_of[name], self.kind_of[name] = one.place, one.written, kind

    def _name(self, row: Row) -> int | None:
        """The number of the name in a plain row; None for any other."""
        return self.survey.names[tuple(row[c] for c in self.survey.texts)] if self.survey.is_plain_row(row) else None

    def _must_agree(self) -> None:
        """Raises NotPlain where a plain row of the extract gave no record and no problem says why, or a record with
        another date or figure than its own."""
        records = {one.row: one for one in self.ret.records}
        told = {one.where.row for one in self.ret.problems}
        self.unplaced: dict[tuple[int, str], Problem] = {}
        for problem in self.ret.problems:
            where = problem.where
            if problem.code in _PLACE and where.row and where.column:
                key = (where.column, str(self.survey.raw[where.row - 1][where.column - 1]))
                # A row named "Total (Bihar)" may be the sum of any others.
                if key in self.unplaced or read_words(key[1]).has("total"):
                    raise NotPlain
                self.unplaced[key] = problem
        new = {(one.column, one.written) for one in self.ret.unknown}
        self.lost: dict[int, list[tuple[int, str]]] = {}
        words = zip(self.survey.names, self.places_of, strict=True)
        names = {name: self._cells(text) for name, (text, place) in enumerate(words) if place is None}
        for name, cells in names.items():
            self.lost[name] = [cell for cell in cells if cell in self.unplaced]
            if len(self.lost[name]) > 1 or not (self.lost[name] or any(cell in new for cell in cells)):
                raise NotPlain
        for number, row in self.survey.raw.items():
            plain = self._name(row) if number + 1 >= self.ret.table.first_row else None
            if plain is None:
                continue
            one = records.get(number + 1)
            if one is None and self.places_of[plain] and number + 1 not in told:
                raise NotPlain
            if one is not None and (
                one.as_on != self.day_of[self.survey.days[row[self.survey.date]]]
                # A heading "in lakh" gives its numbers another value.
                or any((number_of(row[c.column - 1]), "exact") != (c.value, c.quality) for c in one.counts)
            ):
                raise NotPlain

    def _cells(self, words: Sequence[str]) -> list[tuple[int, str]]:
        """The words of a name, each with its column from 1."""
        return [(column + 1, text) for column, text in zip(self.survey.texts, words, strict=True)]

    def fill(self) -> set[int]:
        """Fills the cube; the rows (from 0) that have to be read as they stand, beside those that are."""
        survey, shape = self.survey, (len(self.places), len(self.days))
        self.values = np.full((len(self.counts), *shape), NONE, dtype=np.int32)
        self.rows = np.zeros((len(self.kinds), *shape), dtype=np.int32)
        self.spelt = np.zeros(self.rows.shape, dtype=np.uint8)
        self.rejected: dict[int, int] = defaultdict(int)
        place_at = {place: at for at, place in enumerate(self.places)}
        day_at = {day: at for at, day in enumerate(self.days)}
        spellings: dict[int, Codes] = defaultdict(Codes)
        places = np.array([place_at[one] if one else NONE for one in self.places_of], dtype=np.int32)
        kinds = np.array(self.kind_of, dtype=np.int32)
        days = np.array([day_at[one] for one in self.day_of], dtype=np.int32)
        spelt = np.array(
            [spellings[at][self.written_of[name]] if at >= 0 else 0 for name, at in enumerate(places.tolist())],
            dtype=np.int32,
        )
        names_of = np.array(self.places_of, dtype=object)
        days_of = np.array(self.day_of, dtype=object)
        below_0 = [3 + at for at in (*self.columns, *(at for _, at in self.aims))]
        more = disagreeing(survey, self.ret.table)
        for kept in survey.blocks():
            block = kept[~np.isin(kept[:, 0], self.numbers)]
            negative = (block[:, below_0] < 0).any(axis=1)
            more.update(block[negative, 0].tolist())
            known = places[block[:, 1]] >= 0
            for name, count in zip(*np.unique(block[~known, 1], return_counts=True), strict=True):
                self.rejected[int(name)] += int(count)
            block = block[known & ~negative]
            counts = block[:, [3 + at for at in self.columns]]
            said = (names_of[block[:, 1]], days_of[block[:, 2]], block[:, 0] + 1)
            rows = zip(*(one.tolist() for one in said), map(tuple, counts.tolist()), strict=True)
            _ROWS.validate_python(list(map(ArgsKwargs, rows)))
            at = kinds[block[:, 1]], places[block[:, 1]], days[block[:, 2]]
            more |= self._contradicted(block[:, 0], at, counts)
            for kind, cut in enumerate(self.kinds):
                of_kind = at[0] == kind
                for column, values in zip(self.asked, counts.T, strict=True):
                    self.values[self.column_of[cut, column]][at[1][of_kind], at[2][of_kind]] = values[of_kind]
            self.rows[at] = block[:, 0] + 1
            self.spelt[at] = spelt[block[:, 1]]
            if len(more) > MOST:
                raise NotPlain
        more |= self._with_targets(place_at)
        more |= self._fill_in(place_at, day_at, spellings)
        if any(len(found) > SPELLINGS for found in spellings.values()):
            raise NotPlain
        self.written = tuple(tuple(spellings[at]) for at in range(len(self.places)))
        return more - survey.raw.keys()

    def _contradicted(
        self, numbers: np.ndarray, at: tuple[np.ndarray, np.ndarray, np.ndarray], counts: np.ndarray
    ) -> set[int]:
        """Those of the rows, and of the rows before them, that speak of the same place, day and cut as another; and
        those with a part, or the day's persons, above its whole."""
        _, of, times = np.unique(np.ravel_multi_index(at, self.rows.shape), return_inverse=True, return_counts=True)
        again = (times[of] > 1) | (self.rows[at] > 0)
        above = np.zeros(len(counts), bool) if self.whole is None else (counts > counts[:, [self.whole]]).any(axis=1)
        return {*numbers[again | above].tolist(), *(self.rows[at][again] - 1).tolist()} - {-1}

    def _with_targets(self, place_at: Mapping[PlaceId, int]) -> set[int]:
        """The latest plain rows of the places whose target in the extract is of an earlier row, or of none."""
        more: set[int] = set()
        stated = {
            (target.place, self._cut_of_row(target), self.cuts[target.column]): record.as_on
            for record in self.ret.records
            for target in record.targets
        }
        for place, at in place_at.items() if self.aims else ():
            for kind, cut in enumerate(self.kinds):
                if len(days := np.flatnonzero(self.rows[kind, at])):
                    known = (stated.get((place, cut, of_column)) for of_column, _ in self.aims)
                    if any(day is None or day <= self.days[days[-1]] for day in known):
                        more.add(int(self.rows[kind, at, days[-1]]) - 1)
        return more

    def _fill_in(
        self, place_at: Mapping[PlaceId, int], day_at: Mapping[dt.date, int], spellings: Mapping[int, Codes]
    ) -> set[int]:
        """Fills in what the extract says; the plain rows that speak of the same place, day and cut."""
        more: set[int] = set()
        self.qualities: dict[tuple[int, int, int], Quality] = {}
        for one in self.ret.records:
            cut = self._cut_of_row((one.counts or one.targets)[0])
            at = self.kinds.index(cut), place_at[one.place], day_at[one.as_on or dt.date.min]
            if other := int(self.rows[at]):
                if other - 1 in self.survey.raw:
                    raise NotPlain
                more.add(other - 1)
            # A row that states its place's target alone has no figures.
            self.rows[at] = one.row if one.counts else 0
            self.spelt[at] = spellings[at[1]][one.written]
            for count in one.counts:
                column = self.column_of[cut, count.column]
                self.values[column, at[1], at[2]] = count.value
                if count.quality != "exact":
                    self.qualities[column, at[1], at[2]] = count.quality
        return more

    def found(self) -> LongReturn:
        """The table, with the numbers of all its rows in what is told of them."""
        more: dict[tuple[int, str], int] = defaultdict(int)
        for name, count in self.rejected.items():
            for key in self.lost[name]:
                more[key] += count
        words = {id(one): more[key] for key, one in self.unplaced.items()}
        problems = tuple(
            Problem(one.code, one.where, {**one.words, "rows": int(str(one.words["rows"])) + words[id(one)]})
            if words.get(id(one))
            else one
            for one in self.ret.problems
        )
        rejected = self.ret.rejected + sum(self.rejected.values())
        totals, table = self.survey.totals, self.ret.table
        summed = [TotalRow(at + 1, totals[at].label, True) for at in self.settled - self.survey.raw.keys()]
        table = replace(table, total_rows=tuple(sorted([*table.total_rows, *summed], key=lambda one: one.row)))
        ret = replace(self.ret, table=table, problems=problems, rejected=rejected)
        kinds = tuple(self.kinds.index(self._cut_of_row(one)) for one in self.counts)
        found = (self.counts, kinds, self.values, self.rows, self.written, self.spelt, self.qualities)
        return LongReturn(ret, self.places, self.days, *found)


def _day(moment: Moment | None) -> dt.date:
    if moment is None:
        raise NotPlain
    return moment.date
