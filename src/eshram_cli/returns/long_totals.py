"""Total rows of a long table: most are the sum of plain rows, which is reckoned here from the numbers that are kept.

The rows that they are compared with are some of those with which `total_rows` compares them. A total that is none of
these sums is set out with all rows of its date, and judged there as in a short sheet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from eshram_cli.language.lexicon import is_label, is_rate
from eshram_cli.sheets.long_file import NotPlain, Row

if TYPE_CHECKING:
    from eshram_cli.returns.long_survey import Survey


class Total(NamedTuple):
    """A total row: as it stands, its label with the column of it (from 0), its date as written, "" where it has none,
    and its numbers in the order of the survey's, -1 where it has none."""

    row: Row
    label: str
    column: int
    day: object
    numbers: tuple[int, ...]

    @property
    def is_sum(self) -> bool:
        """Whether it is the sum of rows, and neither a rate nor what a page carries over to the next."""
        return not is_rate(self.label) and not any(is_label(self.label, one) for one in ("brought", "carried"))

    def states(self, sums: np.ndarray) -> bool:
        """Whether its numbers are these, and not all of them zero."""
        pairs = [(number, total) for number, total in zip(self.numbers, sums.tolist(), strict=True) if number >= 0]
        return any(number for number, _ in pairs) and all(number == total for number, total in pairs)


def settled(survey: Survey) -> set[int]:
    """Those of the totals (by their row, from 0) that are the sum of plain rows: of all of their date, of those above,
    of those since the last total, or of the totals above; without a date, of rows of any date. Rows with figures that
    are not plain make unsure whatever they may belong to.

    Raises NotPlain where a total without a date is no such sum.
    """
    of_day, of_all, above = _sums(survey)
    found: set[int] = set()
    before: dict[object, list[int]] = defaultdict(list)
    """The totals above, by their date, and all under ""."""
    undated = False
    for number, one in sorted(survey.totals.items()):
        day = one.day
        others, so_far = before[day], above[number][0 if day == "" else 1]
        sums = [of_all if day == "" else of_day[survey.days.get(day, -1)], so_far]
        # A total without a date may be one of any date.
        if others and (day == "" or not undated):
            sums.append(so_far - above[others[-1]][0 if day == "" else 1])
            sums.append(sum(np.array(survey.totals[other].numbers).clip(0) for other in others))
        sure = not survey.doubtful or (day != "" and not {day, ""} & survey.doubtful)
        if sure and one.is_sum and any(map(one.states, sums)):
            found.add(number)
        elif day == "":
            raise NotPlain
        undated = undated or day == ""
        for key in {day, ""}:
            before[key].append(number)
    return found


def _sums(survey: Survey) -> tuple[np.ndarray, np.ndarray, Mapping[int, tuple[np.ndarray, np.ndarray]]]:
    """The sums of the plain rows: of each day, and a last line of zeros for any other; of all; and of the rows above
    each total, those of all days and those of its own."""
    of_day = np.zeros((len(survey.days) + 1, len(survey.numbers)), np.int64)
    of_all = np.zeros(len(survey.numbers), np.int64)
    above: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    waiting = sorted(survey.totals, reverse=True)
    for block in survey.blocks():
        start = 0
        while start < len(block):
            stop = int(np.searchsorted(block[:, 0], waiting[-1])) if waiting else len(block)
            np.add.at(of_day, block[start:stop, 2], block[start:stop, 3:])
            of_all = of_all + block[start:stop, 3:].sum(axis=0, dtype=np.int64)
            if stop < len(block):
                number = waiting.pop()
                above[number] = of_all, of_day[survey.days.get(survey.totals[number].day, -1)].copy()
            start = stop
    for number in waiting:
        above[number] = of_all, of_day[survey.days.get(survey.totals[number].day, -1)]
    return of_day, of_all, above
