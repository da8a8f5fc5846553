"""A long table at the door: the rules run on those of its rows that they can have anything to say about.

Every rule of `checks`, and the decision on parts and wholes, says of these rows what it says of all: they are so
chosen. A new rule has to be thought of in `notable`; the tests hold that both ways agree.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from eshram_cli.checks import History, new_differs
from eshram_cli.checks.cut_sums import WHOLE
from eshram_cli.checks.population import ADULTS
from eshram_cli.dimensions import is_part
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import GROWTH, PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.long_survey import MOST, NONE
from eshram_cli.returns.long_tables import Key, LongReturn
from eshram_cli.returns.model import Return
from eshram_cli.sheets.long_file import NotPlain


def notable(long: LongReturn, gazetteer: Gazetteer, today: dt.date) -> set[Key]:
    """The places and days of which a rule may have something to say. Raises NotPlain where they are too many, and where
    a row is the sum of those beside it, which may make it a total."""
    _refuse_sums(long, gazetteer)
    held, complete = long.held, long.held
    for values in long.values:
        complete &= values != NONE
    keys = _pairs(held & (np.array(long.days) > today)[None, :]) | _ends(long, held) | _ends(long, complete)
    if aims := [one.row for one in long.targets]:
        keys |= _pairs(np.asarray(np.isin(long.rows, aims).any(axis=0)))
    for known, persons in gazetteer.populations(long.places).items():
        keys |= _crowded(long, known, round(GROWTH * persons))
    if long.whole is not None:
        keys |= _beside_wholes(long, held, complete, len(keys))
    if len(keys) > MOST:
        raise NotPlain
    return keys


def _ends(long: LongReturn, some: np.ndarray) -> set[Key]:
    """Of these places and days the first and last day of each place, and its first row; the first row of each day."""
    order = np.full(some.shape, np.iinfo(np.int32).max, np.int32)
    for rows in long.rows:
        np.minimum(order, rows, out=order, where=some & (rows > 0))
    filled = np.flatnonzero(some.any(axis=1))
    at_end = some.shape[1] - 1 - some[:, ::-1].argmax(axis=1)
    keys = {(int(p), int(day)) for days in (some.argmax(1), at_end, order.argmin(1)) for p, day in _at(filled, days)}
    return keys | {(int(p), int(day)) for day, p in _at(np.flatnonzero(some.any(axis=0)), order.argmin(0))}


def _beside_wholes(long: LongReturn, held: np.ndarray, complete: np.ndarray, others: int) -> set[Key]:
    """Those that a rule compares with the counts of all persons: where these fall or differ from the sums of their
    members, and all days of a place that lacks some figure."""
    whole, all_days = long.values[long.whole], (held & ~complete).any(axis=1)
    keys: set[Key] = set()
    for place in range(len(long.places)):
        days = np.flatnonzero(whole[place] != NONE)
        fallen = np.flatnonzero(np.diff(whole[place, days]) < 0)
        keys |= {(place, int(day)) for at in fallen.tolist() for day in (days[at], days[at + 1])}
        all_days[place] |= long.open and len(fallen) > 0
    keys |= _with_new(long)
    for members in dimensions(long).values():
        sums = _compared(long, members)
        if long.open:
            # Of members below their "Total" the counts of earlier days say whether they are a part.
            all_days |= (complete & (sums < 0)).any(axis=1)
        if len(members) > 1:
            keys |= _unequal(complete & (sums == 0), complete & (sums != 0), complete & (sums > 0), others + len(keys))
    return keys | _pairs(all_days[:, None] & held)


def _refuse_sums(long: LongReturn, gazetteer: Gazetteer) -> None:
    if {gazetteer.get(place).parent for place in long.places if place in gazetteer} & set(long.places):
        # A place among those in it has to be no less than they are together.
        raise NotPlain
    beside: dict[PlaceId | None, list[int]] = {}
    for at, place in enumerate(long.places):
        if place in gazetteer:
            beside.setdefault(gazetteer.get(place).parent, []).append(at)
    for group in beside.values():
        held = np.maximum(long.values[:, group], 0).astype(np.int64)
        doubled = (held * 2 == held.sum(axis=1, keepdims=True)).all(axis=0)
        if len(group) > 2 and (doubled & held.any(axis=0)).any():
            raise NotPlain


def _pairs(wanted: np.ndarray) -> set[Key]:
    if np.count_nonzero(wanted) > MOST:
        raise NotPlain
    return {(int(place), int(day)) for place, day in np.argwhere(wanted)}


def _at(ones: np.ndarray, others: np.ndarray) -> Sequence[tuple[int, int]]:
    return list(zip(ones.tolist(), others[ones].tolist(), strict=True))


def _crowded(long: LongReturn, place: PlaceId, people: int) -> set[Key]:
    """All rows with a figure above the people of their place; else the first and the last that come near."""
    at = long.places.index(place)
    above = np.flatnonzero((long.values[:, at] > people).any(axis=0))
    if long.whole is not None and not len(above):
        near = np.flatnonzero(long.values[long.whole, at] > ADULTS * people)
        rows = long.rows[long.kinds[long.whole], at, near]
        above = near[[rows.argmin(), rows.argmax()]] if len(near) else above
    return {(at, int(day)) for day in above}


def _unequal(equal: np.ndarray, unequal: np.ndarray, above: np.ndarray, others: int) -> set[Key]:
    """Rows whose members do not add up to the whole, so that as large a share of them is wrong as of all rows, in the
    sense of `cut_sums`."""
    right, wrong = np.count_nonzero(equal), np.count_nonzero(unequal)
    if right >= 2 and right >= WHOLE * (right + wrong):
        enough = max(2, math.ceil(WHOLE / (1 - WHOLE) * wrong) + 1)
        return _pairs(unequal) | _first(equal, enough)
    return _pairs(above) | _first(unequal, others + int(np.count_nonzero(above)))


def _with_new(long: LongReturn) -> set[Key]:
    """Rows whose new persons are more than their count or have none beside them, and the largest with one; those far
    from what was gained since the day before, each with that day; and of the others as many as leave these the fewer.

    Raises NotPlain where most are far from the gain: then the column may be another one.
    """
    if long.new is None:
        return set()
    held, new, whole = long.held, long.values[long.new], long.values[long.whole]
    both, alone = held & (new != NONE) & (whole != NONE), held & (new != NONE) & (whole == NONE)
    keys = _pairs(held & (new > whole)) | _first(both, int(np.count_nonzero(alone)) + 1)
    if both.any():
        place, day = np.unravel_index(np.where(both, new, NONE).argmax(), new.shape)
        keys.add((int(place), int(day)))
    pairs, wrong = _day_pairs(long, new_differs.FAR, new_differs.LEAST)
    _, far = _day_pairs(long, new_differs.ROW, new_differs.ROW_LEAST)
    # Each place may have one more, with what the ledger knows of the day before the table.
    few = int(np.count_nonzero(wrong)) + len(long.places)
    if few > new_differs.MOST * np.count_nonzero(pairs):
        raise NotPlain
    ends = _pairs(far) | _first(pairs & ~wrong, few)
    return keys | {(place, day + at) for place, day in ends for at in (0, 1)}


def _day_pairs(long: LongReturn, times: float, least: int) -> tuple[np.ndarray, np.ndarray]:
    """Of each place and day but the last whether `new_differs` can compare the new persons of the next day, and whether
    these are so far from the gain, in its sense."""
    held, new, whole = long.held, long.values[long.new or 0], long.values[long.whole]
    counted = held & (whole != NONE)
    next_to = np.diff([day.toordinal() for day in long.days]) == 1
    gain = np.diff(whole)
    pairs = counted[:, :-1] & counted[:, 1:] & (new[:, 1:] != NONE) & next_to[None, :] & (gain >= 0)
    low, high = np.minimum(new[:, 1:], gain), np.maximum(new[:, 1:], gain)
    return pairs, pairs & (high - low >= least) & (high > times * low)


def _first(wanted: np.ndarray, most: int) -> set[Key]:
    """The first of them, place by place: all at once would take 32 bytes each."""
    found: set[Key] = set()
    for place, days in enumerate(wanted):
        found |= {(place, int(day)) for day in np.flatnonzero(days)[: most - len(found)]}
        if len(found) >= most:
            break
    return found


def _compared(long: LongReturn, members: Sequence[int]) -> np.ndarray:
    """Of each place and day whether the sum of the columns is below (-1), equal to (0) or above (1) the count of all;
    place by place, so that the table is not copied."""
    found = np.empty(long.values.shape[1:], dtype=np.int8)
    for place, signs in enumerate(found):
        figures = long.values[:, place].astype(np.int64)
        signs[:] = np.sign(figures[members].sum(axis=0) - figures[long.whole])
    return found


def dimensions(long: LongReturn) -> dict[str, list[int]]:
    """The columns of each dimension; of no one are those cut by two."""
    found: dict[str, list[int]] = {}
    for column, count in enumerate(long.counts):
        if count.cut and "|" not in count.cut:
            found.setdefault(count.cut.partition("=")[0], []).append(column)
    return found


def decided(long: LongReturn, some: Return) -> LongReturn:
    """The table with the decision on parts in each of its figures; `some` are its notable rows with theirs.

    A row that states all members and the count of all persons decides for itself, see `parts`; the others are notable.
    Without such a count, where the ledger has none either, they are what they are by nature.
    """
    parts = np.zeros(long.values.shape, dtype=np.int8)
    for column, one in enumerate(long.counts):
        parts[column] = is_part(one.cut) if one.part is None else one.part
    for members in dimensions(long).values() if long.whole is not None and not long.open else ():
        lower = _compared(long, members) < 0
        for column in members:
            parts[column] |= lower
    if len(long.counts) > 1:
        columns = {(count.cut, count.measure): at for at, count in enumerate(long.counts)}
        place_at = {place: at for at, place in enumerate(long.places)}
        day_at = {day: at for at, day in enumerate(long.days)}
        for figure in some.figures:
            parts[columns[figure.cut, figure.measure], place_at[figure.place], day_at[figure.as_on]] = figure.of_part
    if not long.open or long.whole is None or not parts[long.whole].any():
        return replace(long, parts=parts)
    # The total of a part is not kept.
    kind = long.kinds[long.whole]
    values, rows = long.values.copy(), long.rows.copy()
    values[long.whole][parts[long.whole] > 0] = NONE
    rows[kind][(values[[at == kind for at in long.kinds]] == NONE).all(axis=0)] = 0
    return replace(long, parts=parts, values=values, rows=rows)


def of_all(found: Sequence[Problem], long: LongReturn, history: History) -> tuple[Problem, ...]:
    """What the rules found, with the number of all rows before the drive in what is told of the first, and of all whose
    new persons could be compared in what is told of those that differ."""
    early = np.array(long.days) < history.drive_start
    words = {"date-before-drive": {"count": int(np.count_nonzero(long.rows[:, :, early]))}}
    for one in found:
        if one.code == "new-row-differs":
            pairs, _ = _day_pairs(long, new_differs.ROW, new_differs.ROW_LEAST)
            looked_at = np.zeros(long.rows.shape[1:], dtype=bool)
            looked_at[tuple(zip(*long.notable, strict=True))] = True
            others = np.count_nonzero(pairs & ~(looked_at[:, :-1] & looked_at[:, 1:]))
            words[one.code] = {"places": int(str(one.words["places"])) + int(others)}
    return tuple(Problem(one.code, one.where, {**one.words, **words.get(one.code, {})}) for one in found)
