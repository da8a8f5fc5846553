"""How often the rules of `eshram check` over many days tell of good figures, and which planted faults they find.

Good figures: the districts of a real drive, looked at once a month; a state's own count is the sum of its districts'.
Faults: at each look one district of each state gets one of each of `FAULTS`. `check_rates.py` prints this table below
its own.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

import numpy as np

from eshram_cli.analysis.frames import PLACES
from eshram_cli.analysis.ledger_checks import Course, Register, rules
from eshram_cli.analysis.tree import Tree
from eshram_cli.frames import frame
from eshram_cli.places.model import PlaceId

Days = Mapping[dt.date, Mapping[PlaceId, int]]
Fault = Callable[[np.ndarray, np.ndarray, random.Random], np.ndarray]

LOOKS = [dt.date(2021, month, 28) for month in range(3, 13)]
FORTNIGHT = 14
RECENT = 35
"""Days that a check looks at."""

WORKED = 50
"""A day that is made larger had so many persons at least."""


def register_of(state: str, dated: Days, day: dt.date, own: Mapping[dt.date, int] | None = None) -> Register:
    """The register of one state on a day; `own`: the state's counts where they are not the sum of its districts'."""
    days: dict[PlaceId, list[tuple[dt.date, int]]] = defaultdict(list)
    for on in sorted(on for on in dated if on <= day):
        for place, count in dated[on].items():
            days[place].append((on, count))
    rows: list[tuple[object, ...]] = [(state, None, 1, state, "", None, None, None)]
    rows += [(place, state, 2, str(place), "", None, None, None) for place in days]
    courses = {
        str(place): Course(np.array([on for on, _ in told], "datetime64[D]"), np.array([n for _, n in told], np.int64))
        for place, told in days.items()
    }
    whole = [on for on in sorted(dated) if on <= day and len(dated[on]) == len(days)]
    sums = {on: sum(dated[on].values()) for on in whole}
    beside = [(on, (own or sums)[on], (own or sums)[on] - sums[on]) for on in whole]
    since = day - dt.timedelta(days=RECENT - 1)
    return Register(Tree.of(frame(rows, PLACES)), since, day, courses, {state: beside} if beside else {})


def tenfold_count(days: np.ndarray, counts: np.ndarray, chance: random.Random) -> np.ndarray:  # noqa: ARG001
    """The last count with a digit too many."""
    return np.append(counts[:-1], counts[-1] * 10)


def standing_still(days: np.ndarray, counts: np.ndarray, chance: random.Random) -> np.ndarray:  # noqa: ARG001
    """The same sheet for a fortnight."""
    old = np.flatnonzero(days > days[-1] - FORTNIGHT)[0]
    return np.where(np.arange(len(counts)) >= old, counts[old], counts)


def large_day(times: int) -> Fault:
    """A day of the last four weeks with so many times its persons."""

    def made(days: np.ndarray, counts: np.ndarray, chance: random.Random) -> np.ndarray:
        gains = np.diff(counts, prepend=counts[0])
        some = np.flatnonzero((days > days[-1] - 2 * FORTNIGHT) & (gains >= WORKED))
        if not len(some):
            return counts
        at = chance.choice(some.tolist())
        return counts + np.where(np.arange(len(counts)) >= at, (times - 1) * gains[at], 0)

    return made


def rounded(days: np.ndarray, counts: np.ndarray, chance: random.Random) -> np.ndarray:  # noqa: ARG001
    """Counts of the last fortnight told in full hundreds."""
    return np.where(days > days[-1] - FORTNIGHT, counts // 100 * 100, counts)


FAULTS: dict[str, tuple[str, Fault]] = {
    "last count with a digit too many": ("children-above-parent", tenfold_count),
    "the same sheet for a fortnight": ("place-frozen", standing_still),
    "the same, held against the state": ("levels-drift", standing_still),
    "a day of 10 times its persons": ("day-unusual", large_day(10)),
    "a day of 30 times its persons": ("day-unusual", large_day(30)),
    "full hundreds for a fortnight": ("many-round-numbers", rounded),
}
"""By what it is: the code that should tell of it, and what it makes of a district's counts."""
COPIED = "a neighbour's counts for five days"


def spoiled(dated: Days, place: PlaceId, day: dt.date, fault: Fault, chance: random.Random) -> Days:
    """The days with the fault in one district's counts."""
    told = [(on, dated[on][place]) for on in sorted(dated) if on <= day and place in dated[on]]
    days, counts = np.array([on for on, _ in told], "datetime64[D]"), np.array([n for _, n in told], np.int64)
    bad = dict(zip([on for on, _ in told], fault(days, counts, chance).tolist(), strict=True))
    return {on: {**counts_, place: bad[on]} if on in bad else counts_ for on, counts_ in dated.items()}


def codes(register: Register) -> list[tuple[str, str]]:
    """What all rules find: code and place."""
    return [(one.problem.code, one.place) for rule in rules() for one in rule.check(register)]


def report(sheets: Mapping[str, Days]) -> bool:
    """Prints the rates; whether each rule tells of 1 % of the looks at a district at the most."""
    chance = random.Random(1)
    looks, told, tried, found = 0, Counter[str](), Counter[str](), Counter[str]()
    for day in LOOKS:
        for state, dated in sheets.items():
            good = register_of(state, dated, day)
            looks += len(good.courses)
            clean = codes(good)
            told.update(code for code, _ in clean)
            places = [PlaceId(place) for place, course in good.courses.items() if course.days[-1].item() == day]
            if len(places) < 3:
                continue
            for name, (code, fault) in FAULTS.items():
                place = chance.choice(places)
                whose = state if code in {"children-above-parent", "levels-drift"} else str(place)
                sums = {on: own for on, own, _ in good.beside.get(state, ())} if whose == state else None
                bad = register_of(state, spoiled(dated, place, day, fault, chance), day, sums)
                if all((bad.courses[one].counts == good.courses[one].counts).all() for one in bad.courses):
                    continue
                tried[name] += 1
                found[name] += (code, whose) in codes(bad) and (code, whose) not in clean
            one, other = chance.sample(places, 2)
            tried[COPIED] += 1
            copied = {
                on: {**counts, one: counts[other]} if 0 <= (day - on).days < 5 and other in counts else counts
                for on, counts in dated.items()
            }
            found[COPIED] += any(code == "figures-equal" for code, _ in codes(register_of(state, copied, day)))
    print(f"\n{looks:,} looks at a district, of 100 told:")
    for code in dict.fromkeys([*(code for code, _ in FAULTS.values()), "figures-equal"]):
        print(f"{code:<24}{100 * told[code] / looks:>8.2f}")
    print(f"{'planted':<36}{'tried':>8}{'found':>8}")
    for name, count in tried.items():
        print(f"{name:<36}{count:>8}{found[name] / count:>8.0%}")
    return max(told.values(), default=0) <= looks / 100
