"""Columns whose figures cannot be what their heading says: headings exchanged, misspelt, or a column slipped by a row.

Only what the sheet itself contradicts is told. A sheet without a total, a percentage or a second column says whatever
its headings say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from eshram_cli.problems import Language, Problem, Where
from eshram_cli.returns.columns import COUNTS, Reading
from eshram_cli.returns.crosschecks import agrees
from eshram_cli.returns.figures import Amount, amount
from eshram_cli.returns.lexicon import read_words, words_near
from eshram_cli.returns.roles import Roles
from eshram_cli.returns.scan import BLANK, NUMBER
from eshram_cli.returns.totals import Totals

_ROWS = 4
"""In fewer rows a column that starts late, or numbers that count up, may well be so."""

_LARGE = 100
"""No serial of a return's few rows and no usual percentage goes on beyond it without reason."""

_ABSURD = 1000
"""Percent: no drive reaches ten times its target in half of the places."""

Why = Mapping[Language, str]

NOT_SERIAL: Why = {
    Language.en: "the heading numbers the rows, but its figures go up and down",
    Language.hi: "शीर्षक क्रम संख्या का है, पर इसके आँकड़े घटते-बढ़ते हैं",
}
NOT_PERCENT: Why = {
    Language.en: "the heading says percent, but its whole numbers are too large or are added up in the total row",
    Language.hi: "शीर्षक प्रतिशत का है, पर इसकी पूर्ण संख्याएँ बहुत बड़ी हैं या योग की पंक्ति में जोड़ी गई हैं",
}
ROW_NUMBERS: Why = {
    Language.en: "the heading says persons, but its figures only number the rows",
    Language.hi: "शीर्षक व्यक्तियों का है, पर इसके आँकड़े केवल पंक्तियों की क्रम संख्या हैं",
}


def doubts(roles: Roles, totals: Totals) -> Iterator[Problem]:
    """Warnings about the columns of a table that has counts; nothing for columns that the user named."""
    if not roles.of("registered", "new") or not roles.columns[0].area.heads:
        return
    look = _Look(roles, totals)
    for column in roles.columns:
        why = look.contradiction(column) if column.levels and column.why != "as told" else None
        if why is not None:
            yield Problem("heading-doubtful", look.where(column), {"column": column.name, "why": why})
    yield from look.late()
    yield from look.misspelt()
    yield from look.without_registered()


@dataclass(frozen=True)
class _Look:
    roles: Roles
    totals: Totals

    def where(self, column: Reading) -> Where:
        """The column's heading."""
        return column.area.sheet.grid.where(column.area.top, column.index)

    @property
    def rows(self) -> list[int]:
        """The rows of data."""
        area = self.roles.columns[0].area
        out = self.totals.rows | area.skipped
        return [row for row in range(area.first, self.totals.last + 1) if row not in out]

    def _amounts(self, column: Reading) -> list[Amount]:
        return [amount(column.area.sheet.at(row, column.index)) for row in self.rows]

    def contradiction(self, column: Reading) -> Why | None:
        """What of the column's figures speaks against its heading."""
        if column.role == "serial" and column.is_numeric and not column.counts_rows:
            return NOT_SERIAL if self._is_no_serial(self._amounts(column)) else None
        if column.role == "percent" and column.is_numeric:
            return NOT_PERCENT if self._is_no_percent(column) else None
        if column.role in COUNTS and column.counts_rows and len(self.roles.counts) > 1 and len(self.rows) >= _ROWS:
            return ROW_NUMBERS if self._amounts(column) == list(range(1, len(self.rows) + 1)) else None
        return None

    @staticmethod
    def _is_no_serial(figures: Sequence[Amount]) -> bool:
        """Whether the figures fall again and again, and not back to the start of another group's count."""
        known = [figure for figure in figures if figure is not None]
        falls = sum(after < before and after not in {0, 1} for before, after in pairwise(known))
        return falls >= 2 and max(known) >= _LARGE

    def _is_no_percent(self, column: Reading) -> bool:
        figures = [figure for figure in self._amounts(column) if figure is not None]
        if len(figures) < 2 or not all(isinstance(figure, int) for figure in figures) or max(figures) <= _LARGE:
            return False
        return median(figures) >= _ABSURD or self._is_summed(column, sum(figures))

    def _is_summed(self, column: Reading, whole: int | float) -> bool:
        return any(amount(column.area.sheet.at(row, column.index)) == whole for row in self.totals.rows)

    def late(self) -> Iterator[Problem]:
        """Columns of counts that are blank in the first or the last row alone, beside other figures of that row."""
        rows = self.rows
        if len(rows) < _ROWS:
            return
        columns = [column for column in self.roles.counts if column.filled == len(rows) - 1 + self._of_totals(column)]
        for column in columns:
            end = next((row for row in (rows[0], rows[-1]) if column.area.sheet.kind(row, column.index) == BLANK), None)
            if end is None or not self._has_others(end, column) or self._is_confirmed(column):
                continue
            yield Problem("column-slipped", column.area.sheet.grid.where(end, column.index), {"column": column.name})

    def _of_totals(self, column: Reading) -> int:
        """How many filled cells of the body belong to no row of data."""
        area = column.area
        others = set(range(area.first, area.last + 1)) - set(self.rows)
        return sum(area.sheet.kind(row, column.index) != BLANK for row in others)

    def _has_others(self, row: int, column: Reading) -> bool:
        others = [one for one in self.roles.counts if one is not column]
        return any(one.area.sheet.kind(row, one.index) == NUMBER for one in others)

    def _is_confirmed(self, column: Reading) -> bool:
        """Whether a total row states the sum of the figures: then none has slipped."""
        return self._is_summed(column, sum(figure for figure in self._amounts(column) if figure is not None))

    def misspelt(self) -> Iterator[Problem]:
        """Columns of whole numbers that were not read, their heading one letter away from a word for counts; where no
        column has the registered persons every unread column has been told already."""
        if not self.roles.of("registered"):
            return
        for column in self.roles.columns:
            if column.role in {"", "other"} and not column.why and column.levels and column.is_numeric:
                near = words_near(read_words(" ".join(column.levels)).unknown, *sorted(COUNTS))
                if near:
                    yield Problem("heading-misspelt", self.where(column), {"column": column.name, "near": near})

    def without_registered(self) -> Iterator[Problem]:
        """A balance, or a percentage of the target, in a table without the count that it was made from."""
        if self.roles.of("registered"):
            return
        told = [column for column in self.roles.of("balance", "percent") if not column.cut and column.filled]
        target, new = ([column for column in self.roles.of(role) if not column.cut] for role in ("target", "new"))
        if not told or (told[0].role == "percent" and (not target or self._is_of_day(told[0], new, target))):
            return
        yield Problem("no-registered", self.where(told[0]), {"column": told[0].name})

    def _is_of_day(self, percent: Reading, new: Sequence[Reading], target: Sequence[Reading]) -> bool:
        """Whether the percentage is that of the day's figure."""
        if not new:
            return False
        rows = zip(*map(self._amounts, (percent, new[0], target[0])), strict=True)
        fits = [agrees(p * scale, n, t, scale) for p, n, t in rows if p and n and t for scale in (1, 100)]
        return sum(fits) * 4 > len(fits)
