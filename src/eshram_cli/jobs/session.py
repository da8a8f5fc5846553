"""What a command works on: the ledger, and the gazetteer with the places and spellings that the ledger has learned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from eshram_cli.described import Answer, DriveTold, KnownOn, replace
from eshram_cli.drive import DRIVE_START
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import INDIA_TIME, clock_problem
from eshram_cli.language.text import fold
from eshram_cli.ledger import store
from eshram_cli.ledger.drives import Drive
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import BIHAR, Gazetteer, set_aside
from eshram_cli.places.model import INDIA, Alias, Level, PlaceId
from eshram_cli.places.resolve import resolve_anywhere
from eshram_cli.problems import Problem
from eshram_cli.settings import Backup

if TYPE_CHECKING:
    from eshram_cli.analysis.counts import Counts
    from eshram_cli.lake.lake import Lake

FIRST_DRIVE = Drive("e-Shram", INDIA, DRIVE_START)
"""Registration opened on this day; the targets that offices set are those of this drive."""

A = TypeVar("A", bound=Answer)

Tell = Callable[[Sequence[Problem]], None]
"""Shown the problems that stop nothing."""


@dataclass(frozen=True)
class Session:
    """An open ledger and the places it knows; `home` is the office's own place, as its settings name it.

    `drive`: the one whose persons every question counts; None: all persons registered. `shared`: where several
    questions are asked at once, the counts that one has read, for the others, by place, acceptance number, days that
    count and cuts; None: each reads its own. `lake`: the ledger itself, where it is a lake, whose engine works out what
    stands; else None.
    """

    ledger: Ledger
    gazetteer: Gazetteer
    home: str = ""
    drive: Drive | None = None
    shared: dict[tuple[object, ...], Counts] | None = None
    lake: Lake | None = None

    def relearned(self) -> Session:
        """The same session after the ledger has learned places or spellings."""
        return replace(self, gazetteer=known_places(self.ledger, self.home))

    def drives(self) -> list[Drive]:
        """The first drive, which need not be added, and those of the ledger."""
        return [FIRST_DRIVE, *self.ledger.drives()]

    def in_drive(self, name: str | None) -> Session:
        """The same session, in which every question counts the persons of the drive of that name. Raises
        `drive-unknown`."""
        return self if name is None else replace(self, drive=self.drive_named(name))

    def drive_named(self, name: str) -> Drive:
        """The drive of that name, in any case. Raises `drive-unknown`."""
        found = next((one for one in self.drives() if fold(one.name) == fold(name)), None)
        if found is None:
            names = ", ".join(one.name for one in self.drives())
            raise EshramError("drive-unknown", name=name, names=names)
        return found

    @property
    def base_on(self) -> dt.date | None:
        """The day before the drive, whose counts are taken off; None where all persons count: before the first drive
        nobody was registered."""
        if self.drive is None or self.drive.since <= FIRST_DRIVE.since:
            return None
        return self.drive.since - dt.timedelta(days=1)

    def told(self, answer: A) -> A:
        """The answer with the drive whose persons it counts, so that it says so in every format."""
        if self.drive is None:
            return answer
        return replace(answer, drive=DriveTold(self.drive.name, self.drive.since, self.base_on))

    def known(self, known_on: KnownOn | None) -> int | None:
        """The acceptance number up to which the ledger's knowledge is used; a moment without a zone is India's. The
        number of an act that the ledger does not have raises `no-such-submission`."""
        if known_on is None:
            return None
        if isinstance(known_on, int):
            return self.ledger.known_act(known_on)
        return self.ledger.known_number(known_on if known_on.tzinfo else known_on.replace(tzinfo=INDIA_TIME))


def known_places(ledger: Ledger, home: str = "") -> Gazetteer:
    """The bundled gazetteer with what the ledger has learned, and the blocks of the states of which it knows blocks and
    of the state of the office's home."""
    bundled, learned, reported = Gazetteer.bundled(), ledger.places(), ledger.places_held()
    told = [Alias(place, written, "told") for place, written in ledger.aliases()]
    parents = {place.id: place.parent for place in learned}
    by_state: dict[PlaceId, set[PlaceId]] = {}
    for place in {*reported, *parents, *(alias.place for alias in told)}:
        if (state := _state(bundled, place, parents)) is not None:
            by_state.setdefault(state, set()).add(place)
    # A ledger that has Kerala's districts knows none of its blocks: it must not make their names uncertain.
    above = {place.id for level in (Level.state, Level.district) for place in bundled.all(level)}
    states = {state for state, places in by_state.items() if not places <= above}
    gazetteer = bundled.with_states(states, set_aside(states, learned, reported)).with_places(learned, told)
    # Where it knows blocks of no state, Bihar's come first as ever.
    held = states or by_state.keys() & {BIHAR} or by_state.keys()
    # Of Bihar, whose blocks the tool has always had, nothing hangs on which districts sent theirs.
    others = [place for state in states - {BIHAR} for place in by_state[state] & reported if place.startswith("b")]
    districts = {parent for place in others if place in gazetteer and (parent := gazetteer.get(place).parent)}
    office = resolve_anywhere(gazetteer, home).place if home else None
    around = gazetteer.state_of(office.id) if office else None
    gazetteer = gazetteer.with_states([around] if around else [])
    return gazetteer.of_office(office.id if office else None, {*held, *districts})


def _state(bundled: Gazetteer, place: PlaceId, parents: Mapping[PlaceId, PlaceId | None]) -> PlaceId | None:
    """The state of a place that a ledger knows; None for India, and for one of which nobody knows where it lies."""
    state = bundled.state_of(place)
    while state is None and place:
        # A place that was learned by name has the id of its parent before the last stroke.
        place = parents.get(place) or PlaceId(place.rpartition("/")[0])
        state = bundled.state_of(place)
    return state


@contextmanager
def reading(path: Path, home: str = "") -> Iterator[Session]:
    """A session that only asks, of one state of the ledger. A missing ledger is an error, not a new file."""
    with Ledger.open(path, create=False, readonly=True) as ledger, ledger.one_view():
        yield Session(ledger, known_places(ledger, home), home)


@contextmanager
def asking_lake(url: str, home: str = "", *, engine: str = "duckdb", master: str = "local[*]") -> Iterator[Session]:
    """A session that only asks, of the acts of all ledgers that were pushed to a lake. `master`: where Spark runs.

    Raises EshramError (exit 4): extra-missing, spark-unreachable, and as `Lake.of`.
    """
    from eshram_cli.lake.engines import DuckDB, Spark
    from eshram_cli.lake.lake import Lake
    from eshram_cli.lake.place import LakePlace

    place = LakePlace(url)
    place.refuse_missing()
    running = Spark(place, master) if engine == "spark" else DuckDB(place)
    with closing(running), Lake.of(place, running) as lake:
        gazetteer = known_places(lake, home)
        lake.state_of = state_folders(gazetteer)
        yield Session(lake, gazetteer, home, lake=lake)


def state_folders(gazetteer: Gazetteer) -> Callable[[str], str]:
    """What tells the folder of a lake in which the figures of a place lie: that of its state."""
    from eshram_cli.lake.place import INDIA as OF_NO_STATE

    return cache(lambda place: gazetteer.state_of(PlaceId(place)) or OF_NO_STATE)


@contextmanager
def trying(path: Path, home: str = "") -> Iterator[Session]:
    """A session for a trial run: the ledger as it is, or an empty one in memory where there is none."""
    try:
        ledger = Ledger.open(path, create=False, readonly=True)
    except EshramError as error:
        if error.problem.code != "ledger-missing":
            raise
        ledger = Ledger.in_memory()
    with ledger:
        yield Session(ledger, known_places(ledger, home), home)


@contextmanager
def rehearsing(path: Path, home: str = "") -> Iterator[Session]:
    """A session whose ledger is a copy that is thrown away: whatever is stored, the ledger stays as it is."""
    with ExitStack() as stack:
        try:
            copy = stack.enter_context(store.copied(path))
            ledger = stack.enter_context(Ledger.open(copy, create=False))
            # Whoever asks where the ledger lies is told of the ledger itself.
            ledger.path = path
        except EshramError as error:
            if error.problem.code != "ledger-missing":
                raise
            ledger = stack.enter_context(Ledger.in_memory())
        yield Session(ledger, known_places(ledger, home), home)


@contextmanager
def writing(
    path: Path, home: str = "", *, create: bool = True, backup: Backup | None = None, tell: Tell = lambda _: None
) -> Iterator[Session]:
    """A session that stores; the ledger is made where there is none, unless `create` is false.

    One that was made and in which nothing came to be kept is taken away again. Before the first write of a day the
    ledger is copied, where `backup` says so; why it could not be copied is told, and stops nothing. So is a clock that
    stands before the ledger's own acts, or far behind them.
    """
    from eshram_cli.jobs.daily_copy import copied_today

    made = create and not path.exists()
    with Ledger.open(path, create=create) as ledger:
        try:
            problems = [clock_problem(ledger), copied_today(ledger, path, backup) if backup and not made else None]
            tell([one for one in problems if one])
            yield Session(ledger, known_places(ledger, home), home)
        finally:
            if made:
                ledger.close_unless_used()
