"""A lake answers as the ledger does, and as one ledger that was given all returns."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from eshram_cli.jobs.session import Session, asking_lake
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import BIHAR, Gazetteer
from eshram_cli.places.model import Level
from tests.conftest import Eshram
from tests.lake.conftest import QUESTIONS, asked, push, said
from tests.ledger.conftest import Office


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))
def test_duckdb_answers_as_the_ledger(of_ledger: Session, of_lake: Session, question: object) -> None:
    expected = said(of_ledger, question)  # type: ignore[arg-type]
    assert said(of_lake, question) == expected  # type: ignore[arg-type]


def office(path: Path, start: dt.datetime) -> Office:
    made = Office(Ledger.open(path))
    made.clock = start
    return made


def test_districts_that_push_one_by_one_make_the_ranking_of_one_ledger_that_got_all(tmp_path: Path) -> None:
    """Each district's ledger has its own blocks, a correction of one, an act taken back and a target."""
    places = Gazetteer.bundled()
    together = office(tmp_path / "state.db", dt.datetime(2021, 12, 8, tzinfo=dt.UTC))
    for number, district in enumerate(places.descendants(BIHAR, Level.district)[:6]):
        start = dt.datetime(2021, 12, 8, number, tzinfo=dt.UTC)
        apart = office(tmp_path / f"{district.id}.db", start)
        blocks = [one.id for one in places.at(district.id).descendants(district.id, Level.block)][:3]
        for one in (apart, together):
            one.clock = start
            for on in (5, 6, 7):
                one.send(", ".join(f"{block} {on} {1000 + 10 * on + at + number}" for at, block in enumerate(blocks)))
            one.send(f"{blocks[0]} 7 {1200 + number}")
            one.undo(one.send(f"{blocks[1]} 7 9000").submission)
            one.give(one.sheet("", file=f"{district.id}", targets={district.id: 5000}))
        apart.ledger.close()
        push(tmp_path / f"{district.id}.db", tmp_path / "lake")
    together.ledger.close()
    push(tmp_path / "state.db", tmp_path / "one")
    answers = json.loads(asked(tmp_path / "lake")), json.loads(asked(tmp_path / "one"))
    assert answers[0] == answers[1]
    assert sum(row["registered"] is not None for row in answers[0]["rows"]) == 6


def test_two_pushes_of_the_same_acts_do_not_double(hard: Path, tmp_path: Path) -> None:
    first, again = push(hard, tmp_path / "lake"), push(hard, tmp_path / "lake")
    assert (first.acts, again.acts, again.held, again.push) == (26, 0, 26, None)
    # Two offices that push at the same moment do not see each other's export.
    push(hard, tmp_path / "other")
    for one in (tmp_path / "other").rglob("*"):
        if one.is_file():
            target = tmp_path / "lake" / one.relative_to(tmp_path / "other")
            target.parent.mkdir(parents=True, exist_ok=True)
            one.rename(target)
    alone, twice = push(hard, tmp_path / "alone"), asked(tmp_path / "lake")
    assert alone.acts == 26
    assert twice == asked(tmp_path / "alone")


def test_only_what_is_new_is_written(hard: Path, tmp_path: Path) -> None:
    path = tmp_path / "eshram.db"
    sender = office(path, dt.datetime(2021, 12, 8, tzinfo=dt.UTC))
    sender.send("d202 7 100000, d213 7 500000")
    push(path, tmp_path / "lake")
    files = {one: one.read_bytes() for one in (tmp_path / "lake").rglob("*.parquet")}
    sender.send("d202 8 100500")
    done = push(path, tmp_path / "lake")
    assert (done.acts, done.held, done.figures) == (1, 1, 1)
    assert all(one.read_bytes() == data for one, data in files.items())
    sender.ledger.close()


def test_a_lake_in_memory_is_asked_through_fsspec(hard: Path, hard_lake: Path) -> None:
    push(hard, "memory://drive/lake")
    assert asked("memory://drive/lake") == asked(hard_lake)


def test_the_commands_ask_a_lake_and_say_which_engine_answered(eshram: Eshram, hard: Path, home: Path) -> None:
    lake = home / "lake"
    pushed = json.loads(eshram("export", "lake", lake, "--ledger", hard, "--format", "json").out)
    assert (pushed["schema"], pushed["acts"], pushed["undos"]) == ("eshram.export-lake/1", 26, 2)
    assert "Nothing new" in eshram("export", "lake", lake, "--ledger", hard).out
    line = ("rank", "--state", "bihar", "--format", "csv")
    ran = eshram(*line, "--lake", lake, "-v")
    assert ran.out == eshram(*line, "--ledger", hard).out
    assert ran.err == "Answered by DuckDB on this computer, since no --engine was named.\n"
    assert "Hindi" not in eshram(*line, "--lake", lake, "-v", "--lang", "hi").err


def test_the_number_of_an_act_is_refused(of_lake: Session) -> None:
    """Refused as `lake-act`: each ledger numbers its own."""
    assert "#7 is the number of an act in one ledger" in said(of_lake, lambda s: s.known(7))


def test_known_on_goes_by_the_clock_of_each_ledger(tmp_path: Path) -> None:
    """A district whose clock ran a year ahead hides nothing of the others, and knew its act once a later one came."""
    noon = dt.datetime(2021, 12, 8, 12, tzinfo=dt.UTC)
    wrong = office(tmp_path / "wrong.db", noon.replace(year=2022))
    wrong.send("d202 7 100000")
    wrong.clock = noon
    wrong.send("d202 8 100500")
    right = office(tmp_path / "right.db", noon + dt.timedelta(days=1))
    right.send("d213 8 500000")
    for one, name in ((wrong, "wrong"), (right, "right")):
        one.ledger.close()
        push(tmp_path / f"{name}.db", tmp_path / "lake")
    with asking_lake(str(tmp_path / "lake")) as session:
        known = session.ledger.known_number(noon + dt.timedelta(hours=2))
        assert [one.received_at.year for one in session.ledger.log(known=known)] == [2022, 2021]
