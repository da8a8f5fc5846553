"""Total rows of a long table: most are the sum of plain rows, which is reckoned here from the numbers that are kept.

The rows that they are compared with are some of those with which `total_rows` compares them. A total that is none of
these sums is set out with all rows of its date, and judged there as in a short sheet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from eshram_cli.language.lexicon import is_label, is_rate
from eshram_cli.returns.long_survey import WHOLE_DAYS, Survey, Total
from eshram_cli.sheets.long_file import NotPlain


def set_out_totals(survey: Survey) -> set[int]:
    """Puts into the extract the totals whose rows are in it: those at the top, those of the first dates, and those that
    no sum settles, with all rows of their date; and these for a row without a name, which may be a total too. Gives the
    settled ones, by their row from 0.

    Raises NotPlain for a total without a date that only the whole table can judge.
    """
    # A total may close one table above the heading of the next: what stands beside it has to be seen.
    near_odd = {number for number in survey.totals.keys() & survey.raw.keys() if number >= survey.first}
    found = _settled(survey) - near_odd if survey.totals else set[int]()
    unsure = {survey.totals[number].day for number in survey.totals.keys() - found}
    if "" in unsure:
        raise NotPlain
    days = unsure | {day for day in survey.days if survey.day_of(day) in survey.nameless}
    survey.set_out_days(days)
    for number, one in survey.totals.items():
        if number < survey.first or one.day in days or survey.days.get(one.day, WHOLE_DAYS) < WHOLE_DAYS:
            survey.raw[number] = one.row
        else:
            survey.raw.pop(number, None)
    return found


def _settled(survey: Survey) -> set[int]:
    """The totals that are the sum of plain rows: of all of their date, of those above, of those since the last total,
    or of the totals above; without a date, of rows of any date. Rows with figures that are not plain make unsure
    whatever they may belong to."""
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
        # A rate is none, nor is what a page carries over to the next.
        other = is_rate(one.label) or any(is_label(one.label, label) for label in ("brought", "carried"))
        if sure and not other and any(_states(one, some) for some in sums):
            found.add(number)
        undated = undated or day == ""
        for key in {day, ""}:
            before[key].append(number)
    return found


def _states(total: Total, sums: np.ndarray) -> bool:
    """Whether its numbers are these, and not all of them zero."""
    pairs = [(number, one) for number, one in zip(total.numbers, sums.tolist(), strict=True) if number >= 0]
    return any(number for number, _ in pairs) and all(number == one for number, one in pairs)


def _sums(survey: Survey) -> tuple[np.ndarray, np.ndarray, Mapping[int, tuple[np.ndarray, np.ndarray]]]:
    """The sums of the plain rows: of each day, and a last line of zeros for any other; of all; and of the rows above
    each total, those of all days and those of its own."""
    of_day = np.zeros((len(survey.days) + 1, len(survey.numbers)), np.int64)
    of_all = np.zeros(len(survey.numbers), np.int64)
    above: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    waiting, end = sorted(survey.totals, reverse=True), 3 + len(survey.numbers)
    for block in survey.blocks():
        start = 0
        while start < len(block):
            stop = int(np.searchsorted(block[:, 0], waiting[-1])) if waiting else len(block)
            np.add.at(of_day, block[start:stop, 2], block[start:stop, 3:end])
            of_all = of_all + block[start:stop, 3:end].sum(axis=0, dtype=np.int64)
            if stop < len(block):
                number = waiting.pop()
                above[number] = of_all, of_day[survey.days.get(survey.totals[number].day, -1)].copy()
            start = stop
    for number in waiting:
        above[number] = of_all, of_day[survey.days.get(survey.totals[number].day, -1)]
    return of_day, of_all, above
