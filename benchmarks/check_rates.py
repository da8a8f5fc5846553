"""How often each rule of the checks fires on clean returns, and on returns with a slip put into them.

Clean returns: the state sheets of a real drive, one a state and day, of the days on which no district falls (a fall
is a mistake that the rules are there to find) and the state gains; and the sheets of `sample_data`, read as an office
sends them. Each sheet has the day's new persons beside the count; the rules know the figures before it, those of the
day after it, and the projected population. Slips: into every tenth clean sheet, one each of a digit typed twice, the
same where only a week is known, two rows exchanged, yesterday's figures sent again, a tenth of the districts left out,
a count above tomorrow's, one above the population, a digit typed twice in a new figure. Below it the
rules over many days of the ledger, see `ledger_rates.py`. A rule above 1 % of the clean returns, or of the looks at a
good district, has to be off.
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

import ledger_rates

from eshram_cli.checks import Count, History, rules
from eshram_cli.checks.population import GROWTH
from eshram_cli.jobs.intake.ingest import IngestOptions, ingest
from eshram_cli.jobs.session import writing
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import CellCount, Measure, Record, Return, Table

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT.parent / "shared" / "reference" / "drive" / "district_daily_dev.csv.gz"
PEOPLE = FILE.with_name("district_population_dev.csv")
DRIVE_START = dt.date(2021, 1, 1)
DAYS = 15
WEEK = 7
LARGE = 100
WANTED = 2
CHECKED = 0.01
"""The most clean returns that a rule may fire on."""

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


def populations() -> dict[tuple[str, str], int]:
    """By state and district, persons as of 2011 for a drive that wants as many of them as e-Shram does.

    The drive of the file wants every adult, e-Shram the unorganised workers, who are half of them. A population smaller
    than the drive's last count there is of other boundaries, and left out.
    """
    if not PEOPLE.exists():
        return {}
    most = {
        (state, place): max(day.get(place, 0) for day in dated.values())
        for state, dated in sheets().items()
        for place in {place for day in dated.values() for place in day}
    }
    with PEOPLE.open(encoding="utf-8", newline="") as lines:
        rows = {(row["state"], row["district"]): int(row["population"]) for row in csv.DictReader(lines)}
    return {
        key: round(WANTED * persons / GROWTH)
        for key, persons in rows.items()
        if persons >= most.get((key[0], PlaceId(key[1])), 0)
    }


def returned(state: str, day: dt.date, counts: Day, before: Day) -> Return:
    """The counts as a return, a row a district, with the new persons of those that have a count of the day before."""
    rows = []
    for row, (place, value) in enumerate(counts.items(), start=4):
        found = [CellCount(value=value, column=3)]
        if place in before and value >= before[place]:
            found.append(CellCount(value=value - before[place], column=4, measure="new"))
        rows.append(Record(place=place, as_on=day, row=row, written=place, counts=tuple(found)))
    table = Table("Sheet1", (3,), None, 4, 3 + len(rows), (), as_on=day)
    return Return(f"{state} {day}.xlsx", "Sheet1", "", table, tuple(rows), as_on=day)


def cases() -> Iterator[tuple[Case, bool]]:
    """Every state sheet with its history, and whether it is clean."""
    people = populations()
    for state, dated in sheets().items():
        days = sorted(dated)
        for at, day in enumerate(days[1:], start=1):
            back = [one for one in reversed(days[max(0, at - DAYS) : at]) if (day - one).days <= DAYS]
            if back:
                recent = _recent(dated, back)
                before = {place: (found[0].as_on, found[0].value) for place, found in recent.items()}
                last = {place: str(place) for place in dated[back[0]]}
                tomorrow = next((one for one in days[at + 1 : at + 2] if (one - day).days <= DAYS), None)
                after = {} if tomorrow is None else {p: (tomorrow, value) for p, value in dated[tomorrow].items()}
                history = History(
                    before,
                    day,
                    DRIVE_START,
                    recent,
                    populations={place: people[state, place] for place in dated[day] if (state, place) in people},
                    last_places=last,
                    after=after,
                )
                yesterday = dated.get(day - dt.timedelta(days=1), {})
                ret = returned(state, day, dated[day], yesterday)
                yield (ret, history), _is_clean(dated[day], before) and _is_clean_after(dated[day], after)


def _recent(dated: dict[dt.date, Day], back: list[dt.date]) -> dict[PlaceId, list[Count]]:
    recent: dict[PlaceId, list[Count]] = defaultdict(list)
    for one in back:
        for place, value in dated[one].items():
            recent[place].append(Count(one, value))
    return recent


def _is_clean(counts: Day, before: dict[PlaceId, tuple[dt.date, int]]) -> bool:
    steps = [value - before[place][1] for place, value in counts.items() if place in before]
    return bool(steps) and min(steps) >= 0 and sum(steps) > 0


def _is_clean_after(counts: Day, after: dict[PlaceId, tuple[dt.date, int]]) -> bool:
    """A fall tomorrow is a mistake of one of the two days."""
    return all(value <= after[place][1] for place, value in counts.items() if place in after)


def digit(ret: Return, _: History, chance: random.Random) -> Return:
    """One figure with a digit typed twice."""
    return _twice(ret, chance.randrange(len(ret.counts)), chance)


def digit_early(ret: Return, _: History, chance: random.Random) -> Return:
    """The same, for rules that know a week of the place."""
    return _twice(ret, chance.randrange(len(ret.counts)), chance)


def digit_of_new(ret: Return, _: History, chance: random.Random) -> Return:
    """One new figure with a digit typed twice; of 100 persons or more, where there is one."""
    news = {at: _new(one) for at, one in enumerate(ret.records)}
    some = [at for at, one in news.items() if one >= LARGE]
    return _twice(ret, chance.choice(some), chance, "new") if some else ret


def _new(record: Record) -> int:
    return next((one.value for one in record.counts if one.measure == "new"), 0)


def _twice(ret: Return, at: int, chance: random.Random, measure: Measure = "registered") -> Return:
    record = ret.records[at]
    text = str(_new(record) if measure == "new" else record.counts[0].value)
    where = chance.randrange(len(text))
    return _with(ret, {at: int(text[: where + 1] + text[where:])}, measure)


def late(ret: Return, history: History, chance: random.Random) -> Return:
    """One count a tenth above tomorrow's."""
    some = [at for at, one in enumerate(ret.counts) if one.place in history.after]
    at = chance.choice(some) if some else 0
    return _with(ret, {at: round(1.1 * history.after[ret.records[at].place][1]) + 1} if some else {})


def crowded(ret: Return, history: History, chance: random.Random) -> Return:
    """One count twice the population of its place."""
    some = [at for at, one in enumerate(ret.counts) if one.place in history.populations]
    at = chance.choice(some) if some else 0
    return _with(ret, {at: round(2 * GROWTH * history.populations[ret.records[at].place])} if some else {})


def exchanged(ret: Return, _: History, chance: random.Random) -> Return:
    """Two figures in each other's rows."""
    one, other = chance.sample(range(len(ret.records)), 2) if len(ret.records) > 1 else (0, 0)
    return _with(ret, {one: ret.figures[other].value, other: ret.figures[one].value})


def again(ret: Return, history: History, _: random.Random) -> Return:
    """Yesterday's figures."""
    last = {at: history.before[one.place][1] for at, one in enumerate(ret.counts) if one.place in history.before}
    return _with(ret, last)


def shortened(ret: Return, _: History, chance: random.Random) -> Return:
    """Without a tenth of the rows."""
    dropped = set(chance.sample([one.place for one in ret.counts], max(1, len(ret.counts) // 10)))
    return replace(ret, records=tuple(one for one in ret.records if one.place not in dropped))


def _changed(record: Record, value: int, measure: Measure) -> Record:
    value = min(value, 10**9 - 1)
    counts = [replace(one, value=value) if one.measure == measure else one for one in record.counts]
    return replace(record, counts=tuple(counts))


def _with(ret: Return, values: dict[int, int], measure: Measure = "registered") -> Return:
    changed = [_changed(one, values[at], measure) if at in values else one for at, one in enumerate(ret.records)]
    return replace(ret, records=tuple(changed))


SLIPS: dict[str, Callable[[Return, History, random.Random], Return]] = {
    "digit twice": digit,
    "in first week": digit_early,
    "rows exchanged": exchanged,
    "sent again": again,
    "rows left out": shortened,
    "above tomorrow": late,
    "above people": crowded,
    "digit of new": digit_of_new,
}


def known(name: str, history: History) -> History:
    """What the rules know of a sheet with that slip: all, or of the habit of its places a week."""
    if name != "in first week":
        return history
    return replace(history, recent={place: counts[:WEEK] for place, counts in history.recent.items()})


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
                counted[name].update(fired((slip(*case, chance), known(name, case[1]))))
    columns = ["clean", "others", *SLIPS]
    print(f"{'rule':<16}" + "".join(f"{name:>16}" for name in columns))
    for rule in rules():
        rates = (counted[name][rule.name] / max(sizes[name], 1) for name in columns)
        print(f"{rule.name:<16}" + "".join(f"{rate:>15.2%} " for rate in rates) + ("" if rule.on else " off"))
    print(f"{'sheets':<16}" + "".join(f"{sizes[name]:>16,}" for name in columns))
    sheets_read, codes = of_sample_data()
    print(f"sample_data, {sheets_read} sheets: " + ", ".join(f"{code} {count}" for code, count in codes.most_common()))
    often = [rule.name for rule in rules() if rule.on and counted["clean"][rule.name] > CHECKED * sizes["clean"]]
    print(f"above {CHECKED:.0%} of the clean returns: {', '.join(often) or 'none'}")
    quiet = ledger_rates.report(sheets())
    return int(bool(often) or not quiet)


if __name__ == "__main__":
    sys.exit(main())
