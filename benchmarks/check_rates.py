"""How often each rule of the checks fires on clean returns, and on returns with a slip put into them.

Clean returns: the state sheets of a real drive, one a state and day, of the days on which no district falls (a fall
is a mistake that the rules are there to find) and the state gains; and the sheets of `sample_data`, read as an office
sends them. Slips: into every tenth clean sheet, one each of a digit typed twice, two rows exchanged, yesterday's
figures sent again, a tenth of the districts left out. A rule above 5 % of the clean returns has to be off.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from eshram_cli.checks import Count, History, rules
from eshram_cli.jobs.ingest import IngestOptions, ingest
from eshram_cli.jobs.session import writing
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import Record, Return, Table

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT.parent / "shared" / "reference" / "drive" / "district_daily_dev.csv.gz"
DRIVE_START = dt.date(2021, 1, 1)
DAYS = 15

Day = dict[PlaceId, int]
Case = tuple[Return, History]


def sheets() -> dict[str, dict[dt.date, Day]]:
    """By state and date, the counts of its districts."""
    found: dict[str, dict[dt.date, Day]] = defaultdict(lambda: defaultdict(dict))
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["first_doses_cumulative"]:
                day = dt.date.fromisoformat(row["date"])
                found[row["state"]][day][PlaceId(row["district"])] = int(row["first_doses_cumulative"])
    return found


def returned(state: str, day: dt.date, counts: Day) -> Return:
    """The counts as a return, a row a district."""
    rows = tuple(
        Record(place=place, as_on=day, value=value, row=row, column=3, written=place)
        for row, (place, value) in enumerate(counts.items(), start=4)
    )
    table = Table("Sheet1", (3,), None, 4, 3 + len(rows), (), as_on=day)
    return Return(f"{state} {day}.xlsx", "Sheet1", "", table, rows, (), (), 0, None, day)


def cases() -> Iterator[tuple[Case, bool]]:
    """Every state sheet with its history, and whether it is clean."""
    for state, dated in sheets().items():
        days = sorted(dated)
        for at, day in enumerate(days[1:], start=1):
            back = [one for one in reversed(days[max(0, at - DAYS) : at]) if (day - one).days <= DAYS]
            if back:
                recent = _recent(dated, back)
                before = {place: (found[0].as_on, found[0].value) for place, found in recent.items()}
                last = {place: str(place) for place in dated[back[0]]}
                history = History(before, day, DRIVE_START, recent, last_places=last)
                yield (returned(state, day, dated[day]), history), _is_clean(dated[day], before)


def _recent(dated: dict[dt.date, Day], back: list[dt.date]) -> dict[PlaceId, list[Count]]:
    recent: dict[PlaceId, list[Count]] = defaultdict(list)
    for one in back:
        for place, value in dated[one].items():
            recent[place].append(Count(one, value))
    return recent


def _is_clean(counts: Day, before: dict[PlaceId, tuple[dt.date, int]]) -> bool:
    steps = [value - before[place][1] for place, value in counts.items() if place in before]
    return bool(steps) and min(steps) >= 0 and sum(steps) > 0


def digit(ret: Return, _: History, chance: random.Random) -> Return:
    """One figure with a digit typed twice."""
    at = chance.randrange(len(ret.records))
    text = str(ret.records[at].value)
    where = chance.randrange(len(text))
    return _with(ret, {at: int(text[: where + 1] + text[where:])})


def exchanged(ret: Return, _: History, chance: random.Random) -> Return:
    """Two figures in each other's rows."""
    one, other = chance.sample(range(len(ret.records)), 2) if len(ret.records) > 1 else (0, 0)
    return _with(ret, {one: ret.records[other].value, other: ret.records[one].value})


def again(ret: Return, history: History, _: random.Random) -> Return:
    """Yesterday's figures."""
    last = {at: history.before[one.place][1] for at, one in enumerate(ret.records) if one.place in history.before}
    return _with(ret, last)


def shortened(ret: Return, _: History, chance: random.Random) -> Return:
    """Without a tenth of the rows."""
    dropped = set(chance.sample(range(len(ret.records)), max(1, len(ret.records) // 10)))
    return replace(ret, records=tuple(one for at, one in enumerate(ret.records) if at not in dropped))


def _with(ret: Return, values: dict[int, int]) -> Return:
    changed = [
        Record(
            place=one.place,
            as_on=one.as_on,
            value=min(values.get(at, one.value), 10**9 - 1),
            row=one.row,
            column=one.column,
            measure=one.measure,
            written=one.written,
        )
        for at, one in enumerate(ret.records)
    ]
    return replace(ret, records=tuple(changed))


SLIPS: dict[str, Callable[[Return, History, random.Random], Return]] = {
    "digit twice": digit,
    "rows exchanged": exchanged,
    "sent again": again,
    "rows left out": shortened,
}


def fired(case: Case) -> set[str]:
    """The names of the rules that find anything."""
    return {rule.name for rule in rules() if rule.check(*case)}


def of_sample_data() -> tuple[int, Counter[str]]:
    """How many sheets of `sample_data` there are, and how many of them have each problem of a rule."""
    with tempfile.TemporaryDirectory() as folder, writing(Path(folder) / "eshram.db") as session:
        done = ingest(session, [str(ROOT / "sample_data")], IngestOptions())
    codes = Counter(code for one in done.submissions for code in {problem.code for problem in one.problems})
    return len(done.submissions), codes


def main() -> int:
    """Print the rates."""
    if not FILE.exists():
        print(f"not run: {FILE.name} is not here")
        return 0
    chance = random.Random(1)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    sizes: Counter[str] = Counter()
    for number, (case, clean) in enumerate(cases()):
        sizes["clean" if clean else "others"] += 1
        counted["clean" if clean else "others"].update(fired(case))
        if clean and number % 10 == 0:
            for name, slip in SLIPS.items():
                sizes[name] += 1
                counted[name].update(fired((slip(*case, chance), case[1])))
    columns = ["clean", "others", *SLIPS]
    print(f"{'rule':<16}" + "".join(f"{name:>16}" for name in columns))
    for rule in rules():
        rates = (counted[name][rule.name] / max(sizes[name], 1) for name in columns)
        print(f"{rule.name:<16}" + "".join(f"{rate:>15.2%} " for rate in rates) + ("" if rule.on else " off"))
    print(f"{'sheets':<16}" + "".join(f"{sizes[name]:>16,}" for name in columns))
    sheets_read, codes = of_sample_data()
    print(f"sample_data, {sheets_read} sheets: " + ", ".join(f"{code} {count}" for code, count in codes.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
