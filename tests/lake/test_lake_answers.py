"""A lake answers as the ledger does, and as one ledger that was given all returns."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from eshram_cli.answers.measure import Measure
from eshram_cli.jobs.place_options import find_place
from eshram_cli.jobs.questions.by import by
from eshram_cli.jobs.questions.pending import pending
from eshram_cli.jobs.questions.rank import rank
from eshram_cli.jobs.questions.trend import trend
from eshram_cli.jobs.session import Session, asking_lake, reading
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import BIHAR, Gazetteer
from eshram_cli.places.model import Level
from eshram_cli.settings import Settings
from tests.conftest import Eshram
from tests.lake.conftest import QUESTIONS, Question, asked, push, ranking, said
from tests.ledger.conftest import Office

pytestmark = pytest.mark.long

LONG = {"rank", "by channel as known", "trend of districts", "pending", "check"}
"""Questions like others, asked in `.ci/full`."""


@pytest.mark.parametrize(
    "question",
    [pytest.param(one, id=name, marks=[pytest.mark.long] * (name in LONG)) for name, one in QUESTIONS.items()],
)
def test_duckdb_answers_as_the_ledger(of_ledger: Session, of_lake: Session, question: Question) -> None:
    expected = said(of_ledger, question)
    assert said(of_lake, question) == expected


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
    with reading(tmp_path / "state.db") as session:
        expected = ranking(session)
    assert asked(tmp_path / "lake") == expected
    assert sum(row["rank"] is not None for row in json.loads(expected)["rows"]) == 6


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


def test_a_ledger_is_asked_without_the_lakes_packages(sample: Path) -> None:
    probe = (
        "import sys; from eshram_cli.cli import execute; execute(['rank', '--state', 'bihar', '--quiet']); "
        "print(sorted({'duckdb', 'fsspec', 'pyspark', 'eshram_cli.lake'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


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


ACT = st.tuples(
    st.sampled_from(("b1", "b2", "b3", "d", "undo", "target")),
    st.integers(1, 9),
    st.integers(0, 400),
    st.sampled_from(("", "new", "about", "cut=channel:csc", "cut=channel:self", "cut=department:labour")),
)


@pytest.mark.long
@settings(max_examples=8, deadline=None, phases=tuple(phase for phase in Phase if phase is not Phase.shrink))
@given(st.lists(ACT, min_size=1, max_size=25), st.integers(0, 25))
def test_duckdb_answers_as_any_ledger(acts: list[tuple[str, int, int, str]], known: int) -> None:
    """Ties, gaps, channels only, the new only, parts, acts taken back and orders, as known after any of the acts."""
    districts = ["d202", "b1814", "b1815", "b1816"]
    with tempfile.TemporaryDirectory() as folder:
        sender = office(Path(folder) / "eshram.db", dt.datetime(2021, 12, 10, tzinfo=dt.UTC))
        for number, (kind, on, value, option) in enumerate(acts):
            here = districts["d b1 b2 b3".split().index(kind)] if kind in "d b1 b2 b3".split() else districts[0]
            stored = [one.number for one in sender.ledger.log() if one.undone is None and one.kind != "undo"]
            if kind == "undo" and stored:
                sender.undo(stored[value % len(stored)])
            elif kind == "target":
                sender.give(sender.sheet("", file=f"{number}", targets={districts[value % 4]: value}))
            elif kind != "undo":
                sender.send(f"{here} {on} {value} {option}", file=f"{number}")
        moment = sender.clock - dt.timedelta(hours=known % (len(acts) + 1))
        path, lake = Path(folder) / "eshram.db", f"memory://{uuid.uuid4().hex}"
        sender.ledger.close()
        if not push(path, lake).acts:
            return
        with reading(path) as of_ledger, asking_lake(lake) as of_lake:
            for known_on in (None, moment):
                for question in made_questions(known_on):
                    assert said(of_lake, question) == said(of_ledger, question)


def made_questions(known_on: dt.datetime | None) -> list[Question]:
    """Of one district with its blocks."""
    return [
        lambda s: rank(s, find_place(s.gazetteer, "khagaria"), by=Measure.registered, known_on=known_on, history=2),
        lambda s: by(s, find_place(s.gazetteer, "khagaria"), "channel", level=Level.block, known_on=known_on),
        lambda s: pending(s, find_place(s.gazetteer, "khagaria"), Settings(), known_on=known_on),
        lambda s: trend(s, find_place(s.gazetteer, "khagaria"), known_on=known_on),
    ]
