"""`eshram merge`: the ledgers of other offices in."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.schema import VERSION
from eshram_cli.places.learn import learned_place
from eshram_cli.places.model import Level, Place, PlaceId
from tests.conftest import Eshram, Ran

pytestmark = pytest.mark.long

OLD = Path(__file__).parents[1] / "record" / "hard-0.1.0.db"
KHAGARIA = PlaceId("d202")
NOW = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)


def merge(eshram: Eshram, *arguments: str | Path, code: int = 0) -> dict[str, list[dict[str, object]]]:
    """The answer of a merge, which must end with that exit code."""
    ran = eshram("merge", *arguments, "--format", "json")
    assert ran.code == code, ran.err
    answer: dict[str, list[dict[str, object]]] = json.loads(ran.out)
    return answer


def ask(eshram: Eshram, *arguments: str | Path) -> Ran:
    """A command that must do what it is told."""
    ran = eshram(*arguments)
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture
def district(eshram: Eshram, home: Path) -> Path:
    """A ledger of Siwan: a figure by telephone and a target, both newer than the sample's."""
    path = home / "siwan.db"
    ask(eshram, "enter", "siwan", "4,00,000", "--as-on", "28.12.2021", "--from", "phone", "--ledger", path)
    ask(eshram, "target", "set", "siwan", "10,00,000", "--ledger", path)
    return path


def count(eshram: Eshram, place: str, *arguments: str) -> int | None:
    row = json.loads(ask(eshram, "show", place, "--format", "json", *arguments).out)
    value = row["registered"]
    return None if value is None else int(value)


def test_what_two_ledgers_tell_otherwise_is_told_with_both_sources(
    eshram: Eshram, sample: Path, district: Path
) -> None:
    before = count(eshram, "siwan")
    answer = merge(eshram, district)
    (line,) = answer["ledgers"]
    assert (line["file"], line["acts"], line["figures"], line["restated"]) == ("siwan.db", 2, 1, 2)
    figure, target = answer["changes"]
    assert (figure["place"], figure["here"], figure["there"], figure["stands"]) == ("Siwan", before, 400000, 400000)
    assert (str(figure["here_from"]).endswith("E21"), figure["there_from"]) == (True, "phone")
    assert (target["measure"], target["there"], target["stands"]) == ("target", 1000000, 1000000)
    assert count(eshram, "siwan") == 400000


def test_the_log_and_the_trace_name_the_ledger_of_an_act(eshram: Eshram, sample: Path, district: Path) -> None:
    merge(eshram, district)
    acts = json.loads(ask(eshram, "log", "--format", "json").out)["rows"][-3:]
    assert [(act["kind"], act["ledger"], act["number_there"]) for act in acts] == [
        ("enter", "siwan.db", 1),
        ("target", "siwan.db", 2),
        ("merge", None, None),
    ]
    traced = json.loads(ask(eshram, "trace", "siwan", "--format", "json").out)["rows"]
    assert [(row["ledger"], row["how"]) for row in traced] == [("siwan.db", "own"), (None, "superseded")]


def test_merging_again_adds_nothing(eshram: Eshram, sample: Path, district: Path) -> None:
    merge(eshram, district)
    log = ask(eshram, "log", "--format", "csv").out
    answer = merge(eshram, district)
    assert (answer["ledgers"][0]["acts"], answer["ledgers"][0]["number"], answer["changes"]) == (0, None, [])
    assert ask(eshram, "log", "--format", "csv").out == log
    assert "Nothing new" in eshram("merge", district).out


def test_known_on_is_what_this_ledger_knew(eshram: Eshram, sample: Path, district: Path) -> None:
    before, acts = count(eshram, "siwan"), len(json.loads(eshram("log", "--format", "json").out)["rows"])
    merge(eshram, district)
    assert count(eshram, "siwan", "--known-on", f"#{acts}") == before
    assert count(eshram, "siwan", "--known-on", f"#{acts + 3}") == 400000


def test_a_merge_is_taken_back_with_all_that_it_brought(eshram: Eshram, sample: Path, district: Path) -> None:
    before = count(eshram, "siwan")
    number = merge(eshram, district)["ledgers"][0]["number"]
    undone = ask(eshram, "undo", str(number))
    assert "Ranks within Bihar:" in undone.err
    assert count(eshram, "siwan") == before
    ask(eshram, "undo", str(int(str(number)) + 1))
    assert count(eshram, "siwan") == 400000


def test_an_act_of_another_office_is_undone_here_or_there(eshram: Eshram, sample: Path, district: Path) -> None:
    before = count(eshram, "siwan")
    number = int(str(merge(eshram, district)["ledgers"][0]["number"]))
    ask(eshram, "undo", str(number - 2))
    assert count(eshram, "siwan") == before
    ask(eshram, "undo", str(number + 1))
    ask(eshram, "undo", "1", "--ledger", district)
    answer = merge(eshram, district)
    assert answer["ledgers"][0]["undos"] == 1
    (change,) = answer["changes"]
    assert (change["here"], change["there"], change["stands"]) == (400000, None, before)
    assert count(eshram, "siwan") == before


def test_a_trial_tells_the_same_and_stores_nothing(eshram: Eshram, sample: Path, district: Path) -> None:
    before = sample.read_bytes()
    ran = eshram("merge", district, "--dry-run", "--format", "json")
    assert sample.read_bytes() == before
    tried = json.loads(ran.out)
    assert "Ranks within Bihar: Siwan" in ran.err
    done = merge(eshram, district)
    assert tried == {**done, "dry_run": True}
    assert "nothing was stored" in eshram("merge", district, "--dry-run").out


def test_a_trial_where_there_is_no_ledger_makes_none(eshram: Eshram, home: Path, district: Path) -> None:
    ran = eshram("merge", district, "--dry-run")
    assert (ran.code, (home / "eshram.db").exists()) == (0, False)


def test_the_ledger_of_an_order_outranks_a_newer_sheet(eshram: Eshram, home: Path) -> None:
    """A target that was set stays in force, whichever ledger it came from and whenever the sheet came."""
    ask(eshram, "target", "set", "siwan", "10,00,000", "--ledger", home / "order.db")
    sheet = home / "siwan 05.12.2021.csv"
    sheet.write_text("District,Target,Registered\nSiwan,900000,250000\nSaran,800000,210000\n", encoding="utf-8")
    ask(eshram, "ingest", sheet, "--state", "bihar", "--as-on", "05.12.2021", "--ledger", home / "sheet.db")
    for name, order in (("one", ("order", "sheet")), ("two", ("sheet", "order"))):
        ledger = home / f"{name}.db"
        answer = [merge(eshram, home / f"{other}.db", "--ledger", ledger) for other in order][-1]
        assert [change["stands"] for change in answer["changes"]] == [1000000]
        shown = json.loads(ask(eshram, "target", "show", "siwan", "--ledger", ledger, "--format", "json").out)
        assert shown["rows"][0]["target"] == 1000000


def test_everything_that_an_office_told_comes_along(eshram: Eshram, home: Path) -> None:
    other = home / "other.db"
    for arguments in (
        ("enter", "siwan", "4,00,000", "--as-on", "28.12.2021"),
        ("places", "alias", "add", "Siwaan Zila", "siwan"),
        ("note", "add", "portal down", "--district", "siwan", "--as-on", "28.12.2021"),
        ("officer", "assign", "A. Kumar", "--district", "siwan", "--from", "01.12.2021"),
        ("check", "--silence", "place-frozen", "--place", "siwan", "--why", "camp week"),
        ("check", "--follow", "siwan", "--why", "ask"),
    ):
        ask(eshram, *arguments, "--ledger", other)
    answer = merge(eshram, other)
    assert answer["ledgers"][0]["acts"] == 6
    for question in (
        ("places", "alias", "list", "siwan"),
        ("note", "list", "--district", "siwan"),
        ("officer", "list"),
        ("check", "--silenced"),
        ("check", "--followed"),
    ):
        here, there = ask(eshram, *question), ask(eshram, *question, "--ledger", other)
        assert here.out == there.out
        assert "iwa" in here.out


def learn(path: Path, *places: Place) -> None:
    """Has a ledger learn places, and store a figure of each."""
    with Ledger.open(path) as ledger:
        ledger.learn(places, who="", received_at=NOW)
        for place in places:
            ledger.enter(place.id, 100, dt.date(2022, 2, 1), who="", received_at=NOW, tool_version="")


def block(name: str, code: int | None = None) -> Place:
    """A block of Khagaria that the gazetteer lacks."""
    place = learned_place(KHAGARIA, Level.block, name)
    return place if code is None else place._replace(id=PlaceId(f"b{code}"), code=code)


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (block("Naya Nagar", 999001), block("New Town", 999001)._replace(id=PlaceId("d202/newtown"))),  # by code
        (block("Naya Nagar"), block("Naya Nagar", 999001)),  # by name within the parent
        (block("Naya Nagar", 999001), block("NAYA NAGAR")),
    ],
)
def test_a_place_is_known_by_its_code_else_by_its_name(eshram: Eshram, home: Path, here: Place, there: Place) -> None:
    learn(home / "eshram.db", here)
    learn(home / "other.db", there)
    answer = merge(eshram, home / "other.db")
    assert answer["ledgers"][0]["places"] == 0
    with Ledger.open(home / "eshram.db", readonly=True) as ledger:
        assert {place.id for place in ledger.places()} == {here.id} == ledger.places_held()


def test_a_place_known_by_neither_waits_for_an_answer(eshram: Eshram, home: Path) -> None:
    """`merge-places`: a name that is only alike is another one."""
    learn(home / "eshram.db", block("Naya Nagar"))
    learn(home / "other.db", block("Naya Nagaar"))
    ran = eshram("merge", home / "other.db")
    assert (ran.code, ran.out) == (2, "")
    assert "1 place of this ledger is unknown here by code and by name (Naya Nagaar)" in ran.err
    assert merge(eshram, home / "other.db", "--yes")["ledgers"][0]["places"] == 1
    assert merge(eshram, home / "other.db")["ledgers"][0]["acts"] == 0


def test_a_place_with_a_code_of_its_own_is_learned_unasked(eshram: Eshram, home: Path) -> None:
    learn(home / "eshram.db", block("Naya Nagar", 999001))
    learn(home / "other.db", block("Naya Nagar", 999002))
    assert merge(eshram, home / "other.db")["ledgers"][0]["places"] == 1


def damaged(path: Path) -> None:
    shutil.copy(OLD, path)
    content = bytearray(path.read_bytes())
    content[8192:] = b"\x00" * (len(content) - 8192)
    path.write_bytes(content)


def newer(path: Path) -> None:
    with Ledger.open(path) as ledger:
        ledger.enter(KHAGARIA, 1, dt.date(2022, 2, 1), who="", received_at=NOW, tool_version="")
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")
    db.close()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: None, "There is no such file to merge."),  # `merge-missing`
        (Path.mkdir, "This file is not a ledger of eshram."),
        (lambda path: path.write_bytes(b""), "There is no ledger here yet."),
        (lambda path: path.write_text("District,Registered\n", encoding="utf-8"), "not a ledger of eshram."),
        (damaged, "damaged"),
        (newer, "written by a newer eshram"),
    ],
)
def test_what_cannot_be_taken_in_is_one_line_and_nothing_is_stored(
    eshram: Eshram, sample: Path, home: Path, make: object, says: str
) -> None:
    path, before = home / "odd.db", sample.read_bytes()
    make(path)  # type: ignore[operator]
    ran = eshram("merge", path)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (4, "", 1)
    assert says in ran.err
    assert "odd.db" in ran.err
    assert sample.read_bytes() == before


def test_a_refusal_makes_no_ledger(eshram: Eshram, home: Path) -> None:
    assert eshram("merge", home / "none.db").code == 4
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_the_ledger_itself_is_refused(eshram: Eshram, sample: Path, more: tuple[str, ...]) -> None:
    """`merge-itself`"""
    ran = eshram("merge", sample, *more)
    assert (ran.code, ran.out) == (2, "")
    assert "the ledger that the others are merged into" in ran.err


def test_one_that_is_refused_does_not_stop_the_others(eshram: Eshram, sample: Path, district: Path, home: Path) -> None:
    ran = eshram("merge", home / "none.db", district)
    assert ran.code == 1
    assert "There is no such file" in ran.err
    assert "Refused: 1 ledger; nothing of it was stored." in ran.out
    assert count(eshram, "siwan") == 400000


def test_an_empty_ledger_brings_nothing(eshram: Eshram, sample: Path, home: Path) -> None:
    Ledger.open(home / "empty.db").close()
    assert merge(eshram, home / "empty.db")["ledgers"][0]["acts"] == 0


def test_a_ledger_of_the_first_version_is_taken_in_and_stays_as_it_is(eshram: Eshram, home: Path) -> None:
    old = home / "old.db"
    shutil.copy(OLD, old)
    answer = merge(eshram, old, "--yes")
    assert old.read_bytes() == OLD.read_bytes()
    assert [path.name for path in home.glob("*.v1.db")] == []
    with Ledger.open(OLD, readonly=True) as was, Ledger.open(home / "eshram.db", readonly=True) as now:
        kinds = [act.kind for act in was.log()]
        assert answer["ledgers"][0]["acts"] == len(kinds)
        assert [act.kind for act in now.log()] == [*kinds, "merge"]
        places, days = sorted(was.places_held()), [dt.date(2021, 12, 1), dt.date(2021, 12, 28), dt.date(2022, 2, 12)]
        assert now.figures(places, days).equals(was.figures(places, days))
        assert now.targets_on(places, days).equals(was.targets_on(places, days))


def test_a_copy_that_went_on_apart_is_taken_in(eshram: Eshram, sample: Path, home: Path) -> None:
    """As from a backup: what both have is one act, what each has since is its own."""
    copy = home / "copy.db"
    shutil.copy(sample, copy)
    ask(eshram, "enter", "siwan", "4,00,000", "--as-on", "28.12.2021", "--ledger", copy)
    ask(eshram, "enter", "gaya", "4,50,000", "--as-on", "28.12.2021")
    assert merge(eshram, copy)["ledgers"][0]["acts"] == 1
    assert (count(eshram, "siwan"), count(eshram, "gaya")) == (400000, 450000)


def test_why_does_not_hang_on_the_order_of_merging(eshram: Eshram, sample: Path, home: Path) -> None:
    """The state's sheets in one ledger, later figures of one district in another."""
    other = home / "other.db"
    ask(eshram, "enter", "siwan", "3,00,000", "--as-on", "26.12.2021", "--ledger", other)
    asked = ("why", "East Champaran", "--since", "26.12.2021", "--by", "registered", "--format", "json")
    answers = []
    for name, order in (("one", (sample, other)), ("two", (other, sample))):
        merge(eshram, *order, "--ledger", home / f"{name}.db")
        answers.append(ask(eshram, *asked, "--ledger", home / f"{name}.db").out)
    assert answers[0] == answers[1]


def test_in_hindi(eshram: Eshram, sample: Path, district: Path) -> None:
    ran = eshram("merge", district, "--lang", "hi")
    assert "दूसरी बहियों से मिलाया गया" in ran.out
    assert "सिवान" in ran.out
