"""Columns whose figures cannot be what their heading says: headings exchanged, misspelt, or a column slipped by a row.

Only what the sheet itself contradicts is told. A sheet without a total, a percentage or a second column says whatever
its headings say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median

from eshram_cli.language.lexicon import read_words, words_near
from eshram_cli.problems import Language, Problem
from eshram_cli.returns.columns.amounts import Amount, amount
from eshram_cli.returns.columns.column import COUNTS, Reading
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.totals.crosschecks import agrees
from eshram_cli.returns.totals.total_rows import Totals
from eshram_cli.sheets.view import BLANK, NUMBER

_ROWS = 4
"""In fewer rows a column that starts late, or numbers that count up, may well be so."""

_LARGE = 100
"""No serial of a return's few rows and no usual percentage goes on beyond it without reason."""

_ABSURD = 1000
"""Percent: no drive reaches ten times its target in half of the places."""

_FEW = 20
_FAR = 3
"""So many times the largest of a column's figures, or so much less than the smallest, is out of place in it."""

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


def find_contradictions(roles: Roles, totals: Totals) -> Iterator[Problem]:
    """Warnings about the columns of a table that has counts; nothing for columns that the user named."""
    if not roles.of("registered", "new") or not roles.columns[0].area.heads:
        return
    found = _Contradictions(roles, totals)
    for column in roles.columns:
        why = found.contradiction(column) if column.levels and column.why != "as told" else None
        if why is not None:
            yield Problem("heading-doubtful", column.where, {"column": column.name, "why": why})
    if found.held:
        yield from found.slipped_columns()
        yield from found.slipped_rows()
    yield from found.wrong_headings()


class _Contradictions:
    """The columns of a table and its rows of data; `held` says of each column of counts, by row, whether it holds
    anything, where any of them has a blank and the rows are enough to tell a slip."""

    def __init__(self, roles: Roles, totals: Totals) -> None:
        self.roles, self.totals, area = roles, totals, roles.columns[0].area
        out = totals.rows | area.skipped
        self.rows = [row for row in range(area.first, totals.last + 1) if row not in out]
        gapped = any(column.kinds.get(BLANK) for column in roles.counts) and len(self.rows) >= _ROWS
        kinds = {c.index: area.sheet.kinds[c.index - area.sheet.left] for c in roles.counts} if gapped else {}
        self.held = {index: tuple(column[row] != BLANK for row in self.rows) for index, column in kinds.items()}

    def _amounts(self, column: Reading) -> list[Amount]:
        return [amount(column.cell(row)) for row in self.rows]

    def _is_summed(self, column: Reading, figures: Sequence[Amount]) -> bool:
        """Whether a total row states the sum of the column's figures."""
        whole = sum(figure for figure in figures if figure is not None)
        return any(amount(column.cell(row)) == whole for row in self.totals.rows)

    def contradiction(self, column: Reading) -> Why | None:
        """What of the column's figures speaks against its heading: serial numbers that fall again and again, and not
        back to the start of another group's count; percentages without decimals that are absurd or are added up."""
        counts = column.role in COUNTS and len(self.roles.counts) > 1 and len(self.rows) >= _ROWS
        serial, percent = column.role == "serial", column.role == "percent"
        if not (column.is_numeric and (serial or percent)) and not (counts and column.counts_rows):
            return None
        figures = self._amounts(column)
        known = [figure for figure in figures if figure is not None]
        if serial and not column.counts_rows:
            falls = sum(after < before and after not in {0, 1} for before, after in pairwise(known))
            return NOT_SERIAL if falls >= 2 and max(known) >= _LARGE else None
        if percent:
            whole = len(known) >= 2 and all(isinstance(figure, int) for figure in known)
            if not whole or max(known) <= _LARGE:
                return None
            return NOT_PERCENT if median(known) >= _ABSURD or self._is_summed(column, known) else None
        return ROW_NUMBERS if counts and figures == list(range(1, len(self.rows) + 1)) else None

    def slipped_columns(self) -> Iterator[Problem]:
        """Columns of counts whose blanks are another's, a row lower or higher; a total that agrees clears them."""
        for column in self.roles.counts:
            held = self.held[column.index]
            # The end (0 or -1) that it lacks where it is filled as another is, only a row lower or higher; blank rows
            # at that end of both are no sign.
            ends = set()
            for other in self.held.values():
                if other[0] and not held[0] and held[1:] == other[:-1]:
                    ends.add(0)
                elif other[-1] and not held[-1] and held[:-1] == other[1:]:
                    ends.add(-1)
            if len(ends) == 1 and not self._is_summed(column, self._amounts(column)):
                yield Problem("column-slipped", column.where_of(self.rows[ends.pop()]), {"column": column.name})

    def slipped_rows(self) -> Iterator[Problem]:
        """Rows whose cells stand a column too far right: a blank where most rows have a figure, and a figure beside the
        table in this row alone, or one that is out of place in its own column and in place in the one before it, or one
        between two blanks at the ends of a row that is full in nearly every other."""
        counts, most = self.roles.counts, max(1, len(self.rows) // 10)
        # Columns beside the table: without a heading, and filled in one row of ten at most.
        strays = [column for column in self.roles.columns if not column.levels and column.filled <= most]
        held = list(self.held.values())
        ends_full = all(one.count(False) * 10 <= len(one) for one in (held[0], held[-1]))
        told: set[int] = set()
        for number, column in enumerate(counts):
            gaps = [at for at, full in enumerate(held[number]) if not full] if column.kinds.get(BLANK) else []
            # Of many blanks none has slipped: the column is one that offices fill now and then.
            for at in gaps if len(gaps) * 2 < len(self.rows) and len(gaps) <= _FEW else ():
                row = self.rows[at]
                if row not in told and (
                    any(one.area.sheet.kind(row, one.index) == NUMBER for one in strays)
                    or any(self._is_before(row, before, after) for before, after in pairwise(counts[number:]))
                    or (ends_full and not held[0][at] and not held[-1][at] and any(one[at] for one in held[1:-1]))
                ):
                    told.add(row)
                    yield Problem("cells-slipped", column.where_of(row), {"column": column.name})

    def _is_before(self, row: int, before: Reading, column: Reading) -> bool:
        """Whether the row's figure is far out of its column's others, and among those of the column before."""
        figure = amount(column.cell(row))
        own, others = (
            [one for at, one in zip(self.rows, self._amounts(other), strict=True) if one is not None and at != row]
            for other in (column, before)
        )
        if not figure or not own or not others:
            return False
        out = figure > _FAR * max(own) or figure * _FAR < min(own)
        return out and min(others) <= figure * _FAR and figure <= _FAR * max(others)

    def wrong_headings(self) -> Iterator[Problem]:
        """Beside a column of the registered, columns of whole numbers that were not read, their heading one letter away
        from a word for counts (else every unread column has been told already). Without one, a balance, or a percentage
        of the target, that was made from such a count."""
        if self.roles.of("registered"):
            for column in self.roles.columns:
                if column.role in {"", "other"} and not column.why and column.levels and column.is_numeric:
                    near = words_near(read_words(" ".join(column.levels)).unknown, *sorted(COUNTS))
                    if near:
                        yield Problem("heading-misspelt", column.where, {"column": column.name, "near": near})
            return
        told = [column for column in self.roles.of("balance", "percent") if not column.cut and column.filled]
        target, new = ([column for column in self.roles.of(role) if not column.cut] for role in ("target", "new"))
        if not told or (told[0].role == "percent" and not target):
            return
        if told[0].role == "percent" and new:
            # The percentage may be that of the day's figure.
            rows = zip(*map(self._amounts, (told[0], new[0], target[0])), strict=True)
            fits = [agrees(p * scale, n, t, scale) for p, n, t in rows if p and n and t for scale in (1, 100)]
            if sum(fits) * 4 > len(fits):
                return
        yield Problem("no-registered", told[0].where, {"column": told[0].name})
