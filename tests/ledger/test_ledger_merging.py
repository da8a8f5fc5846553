"""Whatever offices accept, undo and merge in whatever order, their ledgers say what a simple model says."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.ledger.accepting import Acting
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.registers import Promise, Term
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.returns.model import TargetRecord
from eshram_cli.returns.profiles import ReadAs, SheetProfile
from tests.ledger.conftest import MORNING, Office, day

OFFICES = ("siwan", "gaya", "state")
PLACES = ("a", "b")
DAYS = (1,)

sheet = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from(DAYS), st.integers(0, 3)),
    min_size=1,
    max_size=3,
    unique_by=lambda row: row[:2],
)
step = st.tuples(
    st.sampled_from(OFFICES),
    st.one_of(sheet, st.integers(0, 9), st.sampled_from(OFFICES)),
    st.integers(-3, 3),
)
"""Who acts; a return, the undoing of the n-th act that stands, or the merging of another's ledger; and by how many
hours the clock is set forward or back before."""


@dataclass(frozen=True)
class Act:
    """One act, wherever it is known. `order`: its moment, the uid of its ledger and its number there."""

    uid: str
    order: tuple[dt.datetime, str, int]
    figures: dict[tuple[str, int], int] = field(default_factory=dict)
    undoes: frozenset[str] = frozenset()
    merge: bool = False


class Model:
    """A ledger as the acts that it knows, by uid, and its own acts in their order."""

    def __init__(self) -> None:
        self.known: dict[str, Act] = {}
        self.own: list[Act] = []

    def moment(self, received: dt.datetime) -> dt.datetime:
        """Later than all that came from others, and no earlier than any own act."""
        own = {act.uid for act in self.own}
        others = [act.order[0] + dt.timedelta(microseconds=1) for act in self.known.values() if act.uid not in own]
        return max([received, *(act.order[0] for act in self.own), *others])

    def add(self, uid: str, number: int, received: dt.datetime, **said: object) -> None:
        """One more own act."""
        first = self.own[0].uid if self.own else uid
        act = Act(uid, (self.moment(received), first, number), **said)  # type: ignore[arg-type]
        self.own.append(act)
        self.known[uid] = act

    def stands(self, uid: str) -> bool:
        """Whether no undo of it stands."""
        return not any(uid in act.undoes and self.stands(act.uid) for act in self.known.values())

    def count(self, place: str, on: int) -> int | None:
        """What the last standing act, in the order of acts, says of just that day."""
        told = [(act.order, act.figures[place, on]) for act in self.known.values() if (place, on) in act.figures]
        standing = [value for order, value in sorted(told) if self.stands(self.at(order).uid)]
        return standing[-1] if standing else None

    def at(self, order: tuple[dt.datetime, str, int]) -> Act:
        """The act at that place in the order."""
        return next(act for act in self.known.values() if act.order == order)

    def views(self) -> dict[tuple[str, int], int | None]:
        """The figure of each place and day."""
        return {key: self.count(*key) for key in itertools.product(PLACES, DAYS)}


def views(ledger: Ledger, known: int | None = None) -> dict[tuple[str, int], int | None]:
    """The figure that stands for each place and day."""
    table = ledger.figures(PLACES, [day(number) for number in DAYS], known=known)
    told = {(place, on): value for place, on, value in Office.rows(table, "place", "as_on", "value")}
    return {key: told.get(key) for key in itertools.product(PLACES, DAYS)}  # type: ignore[misc]


def merge(ledger: Ledger, other: Path, at: dt.datetime = MORNING) -> int | None:
    """Takes the other ledger in; the number of the merge."""
    with ledger.beside(other):
        return ledger.take_in(other.name, who="state", received_at=at).number


class World:
    """Three offices, each with its ledger, its clock and its model."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.paths = {name: folder / f"{name}.db" for name in OFFICES}
        self.offices = {name: Office(stack.enter_context(Ledger.open(path))) for name, path in self.paths.items()}
        self.models = {name: Model() for name in OFFICES}

    def play(self, name: str, what: object, hours: int) -> None:
        """One step in the ledger and in the model."""
        office, model = self.offices[name], self.models[name]
        office.clock += dt.timedelta(hours=hours)
        if isinstance(what, list):
            text = ", ".join(f"{place} {on} {value}" for place, on, value in what)
            number = office.send(text, again=True).submission
            said: dict[str, object] = {"figures": {(place, on): value for place, on, value in what}}
        elif isinstance(what, int):
            log = [act for act in office.ledger.log() if act.undone is None]
            if not log:
                return
            target = log[what % len(log)]
            number = office.undo(target.number)
            brought = self.brought[name].get(target.uid, frozenset())
            said = {"undoes": frozenset({target.uid}) | brought}
        else:
            other = self.models[str(what)]
            if what == name:
                return
            number = merge(office.ledger, self.paths[str(what)], office.now())
            new = {uid: act for uid, act in other.known.items() if uid not in model.known and not act.merge}
            assert (number is None) == (not new)
            model.known |= new
            said = {"merge": True}
            if number is not None:
                self.brought[name][office.ledger.log()[number - 1].uid] = frozenset(new)
        if number is not None:
            model.add(office.ledger.log()[number - 1].uid, number, office.clock, **said)

    @property
    def brought(self) -> dict[str, dict[str, frozenset[str]]]:
        """By office and merge the acts that came with it."""
        return self.__dict__.setdefault("_brought", {name: {} for name in OFFICES})  # type: ignore[no-any-return]


@contextmanager
def world(steps: list[tuple[str, object, int]]) -> Iterator[World]:
    """The offices after these steps, in each of which the ledgers agreed with their models."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        made = World(Path(folder), stack)
        for name, what, hours in steps:
            made.play(name, what, hours)
            assert views(made.offices[name].ledger) == made.models[name].views()
        yield made


@settings(max_examples=30, deadline=None)
@given(st.lists(step, min_size=2, max_size=12))
def test_merged_ledgers_agree_with_a_simple_model(steps: list[tuple[str, object, int]]) -> None:
    with world(steps) as made:
        for office in made.offices.values():
            office.ledger.must_be_whole()
            log = office.ledger.log()
            assert {act.uid for act in log if act.undone is None} == {
                act.uid for act in log if made.models[name_of(made, office)].stands(act.uid)
            }


def name_of(made: World, office: Office) -> str:
    return next(name for name, one in made.offices.items() if one is office)


@settings(max_examples=20, deadline=None)
@given(st.lists(step, min_size=2, max_size=10), st.permutations(OFFICES), st.permutations(OFFICES), st.integers(0, 9))
def test_ledgers_merge_to_the_same_answer_in_any_order_in_one_go_or_several(
    steps: list[tuple[str, object, int]], order: list[str], other_order: list[str], at: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        one, several = (stack.enter_context(Ledger.open(Path(folder) / f"{name}.db")) for name in ("one", "several"))
        with world(steps[:at]) as made:
            for name in other_order:
                merge(several, made.paths[name])
            for name, what, hours in steps[at:]:
                made.play(name, what, hours)
            for name in order:
                merge(one, made.paths[name])
            for name in other_order:
                merge(several, made.paths[name])
            union = Model()
            for model in made.models.values():
                union.known |= model.known
            assert views(one) == views(several) == union.views()
            assert [merge(one, path) for path in made.paths.values()] == [None] * len(OFFICES)


@settings(max_examples=15, deadline=None)
@given(st.lists(step, min_size=2, max_size=10))
def test_what_this_ledger_knew_never_changes(steps: list[tuple[str, object, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        made, seen = World(Path(folder), stack), {}
        office = made.offices["state"]
        for name, what, hours in steps:
            made.play(name, what, hours)
            seen[len(office.ledger.log())] = views(office.ledger)
            assert {known: views(office.ledger, known) for known in seen} == seen


def test_a_place_that_has_another_id_here_bears_it_in_every_table(tmp_path: Path) -> None:
    there, here = PlaceId("d9/b"), PlaceId("b7")
    said = Acting(who="BDO", received_at=MORNING, tool_version="")
    with Ledger.open(tmp_path / "other.db") as other:
        block = Place(there, Level.block, "B", PlaceId("d9"))
        other.learn([block, Place(PlaceId("d9/b/w"), Level.panchayat, "W", there)], **said)
        other.add_alias(there, "Bee", **said)
        other.enter(there, 100, day(4), **said)
        other.set_targets([TargetRecord(place=there, value=900)], who="", received_at=MORNING)
        other.add_note(there, day(4), "rain", **said)
        other.promise(Promise(there, "soon", day(4), 500, day(9)), **said)
        other.assign([Term("A. Kumar", there, day(1))], who="", received_at=MORNING)
        other.silence(there, "place-frozen", "camp", **said)
        other.follow(there, "", "ask", **said)
        number = other.accept(Office.sheet("d9/b 5 110"), **said).submission
        profile = SheetProfile((((1, "Block"), (2, "Registered")),), "s", "o", ReadAs(place=there))
        other.profiles.add(profile, number, **said)
    with Ledger.open(tmp_path / "eshram.db") as ledger:
        with ledger.beside(tmp_path / "other.db"):
            ledger.take_in("other.db", {there: here}, **said)
        ledger.must_be_whole()
        assert ledger.profiles.standing()[0].read_as.place == here
    with Ledger.open(tmp_path / "same.db") as ledger:
        with ledger.beside(tmp_path / "other.db"):
            ledger.take_in("other.db", **said)
        ledger.must_be_whole()
        assert ledger.profiles.standing()[0].read_as.place == there
    db = sqlite3.connect(tmp_path / "eshram.db")
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    db.close()
    assert [table for table, found in rows.items() if any(there in row for row in found)] == []
    assert sum(here in row for found in rows.values() for row in found) >= 11
    acts = {row[0] for row in rows["submissions"]}
    assert {number for number, *_ in rows["layouts"]} | {row[-1] for row in rows["layouts"]} <= acts
