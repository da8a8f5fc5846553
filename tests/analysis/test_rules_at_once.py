"""The two rules on many made-up places in one question each, held to the plain models: cheap, and finds most faults."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pandas as pd

from eshram_cli.analysis.frames import COUNTS, FIGURES, OWN, PLACES
from eshram_cli.analysis.rollup import rollup
from eshram_cli.analysis.standing_figures import standing_figures
from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.frames import DATE, checked, frame
from tests.analysis.rollup_model import Line, Return, rolled
from tests.analysis.standing_model import Figure, standing
from tests.analysis.test_standing_figures import rows

DAYS = [dt.date(2021, 12, number) for number in (3, 6, 7, 8, 10, 12)]
CUTS = ("", "", "", "channel=csc", "channel=self", "gender=f", "camp=mela", "list=a", "channel=csc|gender=f")


def history(place: str) -> list[Figure]:
    """Figures of one place on the first ten days; a cut is a part or a whole of it on each of its days anew."""
    dice = random.Random(place)  # noqa: S311 - the same for the same place
    cuts = [*CUTS, *(f"{dimension}=x" for dimension in dice.sample(DIMENSIONS, 2))]
    found = {}
    for _ in range(dice.randint(1, 16)):
        key = (dt.date(2021, 12, dice.randint(1, 10)), dice.choice(cuts), dice.choice(("registered", "new")))
        part = dice.choice((0, 0, 1)) if key[1] else 0
        found[key] = dice.randint(0, 60), dice.choice(("exact", "exact", "about", "at least")), part
    return [Figure(place, *key, *rest) for key, rest in found.items()]


def test_what_stands_for_a_hundred_places() -> None:
    figures = [figure for number in range(100) for figure in history(f"b{number}")]
    random.Random(1).shuffle(figures)  # noqa: S311
    answer = standing_figures(frame(figures, FIGURES), frame([(day,) for day in DAYS], {"day": DATE}))
    expected = standing(figures, DAYS)
    assert len(expected) > 1500
    assert rows(answer) == expected
    whole = standing_figures(frame(figures, FIGURES), frame([(day,) for day in DAYS], {"day": DATE}), members=False)
    assert rows(whole) == {key: stands for key, stands in expected.items() if not key[2]}


def test_any_dimension_makes_a_count_and_on_a_tie_the_first_does() -> None:
    alone = [Figure(one, DAYS[0], f"{one}=x", "registered", 50) for one in DIMENSIONS]
    pairs = [(first, second) for at, first in enumerate(DIMENSIONS) for second in DIMENSIONS[at + 1 :]]
    tied = [
        Figure(f"{first} {second}", DAYS[0], f"{cut}=x", "registered", count)
        for first, second in pairs
        for cut, count in ((first, 50), (second, 70))
    ]
    answer = standing_figures(frame([*alone, *tied], FIGURES), frame([(DAYS[0],)], {"day": DATE}), members=False)
    assert sorted(answer["place"]) == sorted([*DIMENSIONS, *(" ".join(pair) for pair in pairs)])
    assert set(answer["registered"]) == {50}


def test_where_everything_told_is_of_a_part_each_part_stands() -> None:
    figures = [Figure("b1", DAYS[0], "department=x", "registered", 9, part=1)]
    found = rows(standing_figures(frame(figures, FIGURES), frame([(DAYS[0],)], {"day": DATE})))
    assert {cut: stands.registered for (_, _, cut), stands in found.items()} == {"department=x": 9}


def test_what_a_panchayat_returned_reaches_the_country() -> None:
    names = ("India", "Bihar", "Gaya", "Belaganj", "Aima")
    tree = [
        (name, above, level, name, "", None, None, None)
        for level, (name, above) in enumerate(zip(names, (None, *names), strict=False))
    ]
    own = frame([(DAYS[0], "Aima", DAYS[0], 7, 0, None)], OWN)
    assert list(rollup(own, frame(tree, PLACES)).sort_values("place")["registered"]) == [7] * 5


def test_the_counts_of_a_hundred_districts() -> None:
    """Districts of up to three blocks of up to three panchayats, of which some begin or end on the way."""
    dice = random.Random(1)  # noqa: S311
    places: list[tuple[Any, ...]] = []
    for number in range(100):
        places.append((f"D{number}", None, 2, *life(dice)))
        for block in range(dice.randint(0, 3)):
            places.append((f"D{number}b{block}", f"D{number}", 3, *life(dice)))
            places += [
                (f"D{number}b{block}p{panchayat}", f"D{number}b{block}", 4, *life(dice))
                for panchayat in range(dice.randint(0, 3))
            ]
    given: list[tuple[Any, ...]] = []
    expected: dict[tuple[dt.date, str], Line] = {}
    for day in DAYS:
        own = {place: last_return(dice, day) for place, *_ in places if dice.random() < 0.7}
        given += [(day, place, mine.as_on, *mine[1:]) for place, mine in own.items()]
        alive = [place for place in places if (not place[3] or place[3] <= day) and (not place[4] or day <= place[4])]
        children: dict[str, list[str]] = {}
        for name, parent, *_ in alive:
            children.setdefault(parent or "", []).append(name)
        found: dict[str, Line] = {}
        for name, *_ in alive:
            rolled(day, name, children, own, found)
        expected |= {(day, place): line for place, line in found.items()}
    dice.shuffle(given)
    table = frame([(name, *rest[:2], name, "", None, *rest[2:]) for name, *rest in places], PLACES)
    assert lines(checked(rollup(frame(given, OWN), table, (4, 3, 2)), COUNTS)) == expected


def life(dice: random.Random) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of a place; most have none."""
    since, until = dice.choice((None, None, None, DAYS[1])), dice.choice((None, None, None, DAYS[3]))
    return since, until


def last_return(dice: random.Random, day: dt.date) -> Return:
    """A return of the last days, mostly of the day itself, so that all the rule's branches are walked."""
    as_on = day - dt.timedelta(days=dice.choice((0, 0, 0, 1, 1, 2)))
    return Return(as_on, dice.randint(0, 9), dice.choice((0, 0, 0, 1)), dice.choice((None, *range(-2, 9))))


def lines(answer: pd.DataFrame) -> dict[tuple[dt.date, str], Line]:
    """The answer as the model gives it."""
    found = {}
    for row in answer.astype(object).where(answer.notna(), None).to_dict("records"):
        dates = [row[name].date() for name in ("as_on", "oldest")]
        assert (row["day"].date(), row["place"]) not in found
        found[row["day"].date(), row["place"]] = Line(*dates, *(row[name] for name in Line._fields[2:]))
    return found
