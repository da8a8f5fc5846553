"""`eshram trace`: each number names its cell, its file and its act; the parts of a sum add up to it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.errors import EshramError
from eshram_cli.jobs.place_options import find_place
from eshram_cli.jobs.questions.show import show
from eshram_cli.jobs.questions.trace import trace
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level
from tests.conftest import SAMPLE_DATA, Eshram


def traced(eshram: Eshram, *arguments: str) -> dict[str, Any]:
    ran = eshram("trace", *arguments, "--format", "json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def assert_adds_up(answer: dict[str, Any]) -> None:
    """Each row with parts is their sum, and each row without them has an act; the first row is the count itself."""
    rows = {row["line"]: row for row in answer["rows"]}
    assert rows[1]["value"] == answer["registered"]
    parts: dict[int, int] = defaultdict(int)
    for row in rows.values():
        if row["part_of"] is not None:
            parts[row["part_of"]] += row["value"]
    assert parts == {line: rows[line]["value"] for line in parts}
    assert {line for line, row in rows.items() if row["submission"] is None} == set(parts)


@pytest.mark.usefixtures("sample")
def test_a_count_of_one_cell_names_file_sheet_cell_and_hash(eshram: Eshram) -> None:
    [row] = traced(eshram, "East Champaran")["rows"]
    file = next(SAMPLE_DATA.rglob("*28-12-2021.xlsx"))
    assert row["value"] == 988912
    assert (row["file"], row["sheet"], row["cell"]) == (file.name, "28.12.2021", "E7")
    assert row["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (row["how"], row["written"], row["superseded_by"]) == ("own", "पूर्वी चम्पारण", None)
    told = eshram("trace", "East Champaran").out
    assert "E7" in told and row["sha256"] in told
    assert "पूर्वी चंपारण: 28.12.2021 तक 9,88,912 निबंधित" in eshram("trace", "East Champaran", "--lang", "hi").out


@pytest.mark.usefixtures("sample")
def test_a_corrected_figure_says_what_it_superseded_and_an_undone_one_supersedes_nothing(eshram: Eshram) -> None:
    new, old = traced(eshram, "siwan", "--as-on", "20.12.2021")["rows"]
    assert (new["value"], old["value"]) == (336057, 363057)
    assert (new["supersedes"], old["superseded_by"]) == (old["submission"], new["submission"])
    assert (old["how"], old["part_of"]) == ("superseded", None)
    assert eshram("undo", str(new["submission"])).code == 0
    stands, undone = traced(eshram, "siwan", "--as-on", "20.12.2021")["rows"]
    assert (stands["value"], stands["superseded_by"]) == (363057, None)
    assert (undone["how"], undone["supersedes"]) == ("undone", None)
    assert undone["undone"] == json.loads(eshram("log", "--format", "json").out)["rows"][-1]["number"]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    "place", ["bihar", "haridwar", "khagaria", "rajasthan", "himachal pradesh", "uttarakhand", "india"]
)
def test_the_parts_of_a_sum_add_up(eshram: Eshram, place: str) -> None:
    answer = traced(eshram, place)
    assert_adds_up(answer)


DAY = dt.date(2021, 12, 1)
NOW = dt.datetime(2021, 12, 20, tzinfo=dt.UTC)
CUTS = ("", "channel=csc", "channel=self", "gender=f", "camp=Haat")
ENTRY = st.tuples(
    st.integers(0, 6), st.integers(0, 5), st.sampled_from(CUTS),
    st.none() | st.integers(0, 500), st.none() | st.integers(0, 50),
)  # fmt: skip


@settings(max_examples=12)
@given(st.lists(ENTRY, min_size=1, max_size=30), st.integers(0, 7))
def test_whatever_was_returned_the_parts_add_up_to_what_show_says(entries: list[Any], later: int) -> None:
    """A district and six of its blocks, with cuts, days of new alone, gaps and corrections."""
    gazetteer = Gazetteer.bundled()
    khagaria = find_place(gazetteer, "khagaria", level=Level.district)
    places = [khagaria, *gazetteer.children(khagaria.id)]
    with Ledger.in_memory() as ledger:
        for at, after, cut, value, new in entries:
            if value is not None or new is not None:
                day = DAY + dt.timedelta(days=after)
                ledger.enter(places[at].id, value, day, new=new, cut=cut, who="", received_at=NOW, tool_version="")
        session = Session(ledger, gazetteer)
        for place in (khagaria, places[1]):
            try:
                shown = show(session, place, as_on=DAY + dt.timedelta(days=later))
            except EshramError:
                with pytest.raises(EshramError):
                    trace(session, place, as_on=DAY + dt.timedelta(days=later))
                continue
            answer = trace(session, place, as_on=DAY + dt.timedelta(days=later)).model_dump()
            assert answer["registered"] == shown.card.standing.registered
            assert_adds_up(answer)


def test_the_new_of_days_are_parts_of_the_count_that_they_were_added_to(eshram: Eshram, home: Path) -> None:
    gogri = find_place(Gazetteer.bundled(), "gogri, khagaria", level=Level.block)
    with Ledger.open(home / "eshram.db") as ledger:
        for after, value, new in ((0, 1000, None), (1, None, 30), (2, None, 40), (4, None, 50)):
            day = DAY + dt.timedelta(days=after)
            ledger.enter(gogri.id, value, day, new=new, who="clerk", received_at=NOW, tool_version="")
    rows = traced(eshram, "gogri, khagaria")["rows"]
    assert [(row["how"], row["measure"], row["value"]) for row in rows] == [
        ("derived", "registered", 1070), ("carried", "registered", 1000), ("new", "new", 30), ("new", "new", 40),
    ]  # fmt: skip


@pytest.mark.usefixtures("sample")
def test_a_cut_is_traced_alone(eshram: Eshram) -> None:
    cut = "category=ठेली"
    answer = traced(eshram, "haridwar", "--cut", cut)
    [row] = answer["rows"]
    assert (answer["cut"], row["cut"], row["value"], row["cell"]) == (cut, cut, 1239, "D5")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("motihari", "--as-on", "01.01.2021"), 1, "Nothing has been reported"),
        (("haridwar", "--cut", "channel=csc"), 1, "no figure of channel=csc"),  # `nothing-of-cut`
        (("haridwar", "--cut", "foo"), 2, "Kinds: channel"),  # `cut-unknown`
        (("haridwar", "--cut", "channel=csc|gender=f"), 2, "Kinds: channel"),
        (("Atlantis",), 2, "Atlantis"),
        (("x\x1b[31m'; DROP TABLE figures--",), 2, "DROP TABLE"),
    ],
)
def test_what_cannot_be_traced_is_told(eshram: Eshram, arguments: tuple[str, ...], code: int, says: str) -> None:
    ran = eshram("trace", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err


def test_without_a_ledger_it_says_so(eshram: Eshram) -> None:
    ran = eshram("trace", "bihar")
    assert ran.code == 4
    assert "There is no ledger here yet" in ran.err
