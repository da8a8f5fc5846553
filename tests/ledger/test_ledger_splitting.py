"""Returns that do not contradict one another: their order, repetition and division into files change nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

PLACES, DAYS, CUTS = ("b1", "b2", "b3"), (3, 4, 5), ("", "channel:csc", "channel:self")
KEYS = [(place, day, cut) for place in PLACES for day in DAYS for cut in CUTS]
FIGURES = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 9), min_size=1)


def row(key: tuple[str, int, str], value: int) -> str:
    place, day, cut = key
    return f"{place} {day} {value}" + (f" cut={cut}" if cut else "")


def answers(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    """What the commands ask of a ledger, without the numbers of submissions."""
    days = [dt.date(2021, 12, day) for day in (*DAYS, 9)]
    tables = [ledger.figures(PLACES, asked).drop(columns="submission") for asked in (days, *([day] for day in days))]
    return [[tuple(str(value) for value in line) for line in table.itertuples(index=False)] for table in tables]


@given(figures=FIGURES, data=st.data())
@settings(max_examples=60, deadline=None)
def test_order_repetition_and_division_change_no_answer(
    figures: dict[tuple[str, int, str], int], data: st.DataObject, new_office: Callable[[], Office]
) -> None:
    rows = [row(key, value) for key, value in figures.items()]
    whole = new_office()
    whole.send(", ".join(rows))
    shuffled = data.draw(st.permutations([*rows, *data.draw(st.lists(st.sampled_from(rows), max_size=5))]))
    divided = new_office()
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        divided.send(", ".join(shuffled[:size]))
        shuffled = shuffled[size:]
    assert answers(divided.ledger) == answers(whole.ledger)
