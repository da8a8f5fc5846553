"""The ledger: one file of accepted figures, open for reading or for writing.

    with Ledger.open(path) as ledger:
        receipt = ledger.accept(ret, who="BDO", received_at=now, tool_version="0.1.0")
        table = ledger.figures(["d213"], [day])

Its chapters, each with what it asks and stores, are `targets`, `returned`, `neighbours`, `registers`, `logbook`,
`versions`, `watches`, `camps`, `tasks`, `drives`, `merging` and `sharing`.
`known` is everywhere an acceptance number up to which the ledger's knowledge is used (see `known_number`); None is all
of it. Tables are as `frames` declares them. Whatever SQLite finds wrong is an EshramError with exit code 4.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from eshram_cli.ledger import accepting, store, targets
from eshram_cli.ledger import figures as figures_of
from eshram_cli.ledger.accepting import Act, Acting, Ends
from eshram_cli.ledger.camps import Camps
from eshram_cli.ledger.drives import Drives
from eshram_cli.ledger.logbook import Logbook
from eshram_cli.ledger.merging import Merging
from eshram_cli.ledger.neighbours import Neighbours
from eshram_cli.ledger.opened import limit
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.ledger.registers import Registers
from eshram_cli.ledger.returned import Returned
from eshram_cli.ledger.sharing import Sharing
from eshram_cli.ledger.targets import Targets
from eshram_cli.ledger.tasks import Tasks
from eshram_cli.ledger.versions import Versions
from eshram_cli.ledger.watches import Watches
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem, Where

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from eshram_cli.ledger.accepting_long import Told
    from eshram_cli.ledger.outbox import Outbox
    from eshram_cli.ledger.profiles import Profiles
    from eshram_cli.returns.long_tables import LongReturn
    from eshram_cli.returns.model import Measure, Quality, Return, TargetRecord


class Ledger(
    Targets, Returned, Neighbours, Registers, Logbook, Versions, Watches, Camps, Tasks, Drives, Merging, Sharing
):
    """The register of accepted figures. Rows are added, never changed or lost."""

    _ends: Ends | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = True, readonly: bool = False, wait: float = store.WAIT) -> Ledger:
        """The ledger at `path`; a missing one is made, unless it is opened to read or `create` is false.

        `wait`: seconds to wait for another writer. Raises EshramError (exit 4): ledger-missing, not-a-ledger,
        ledger-newer, ledger-readonly, ledger-busy, ledger-corrupt, ledger-unopened.
        """
        return cls(store.connect(path, create=create and not readonly, readonly=readonly, wait=wait), path)

    @classmethod
    def in_memory(cls) -> Ledger:
        """An empty ledger that leaves nothing behind: for a trial run where there is none yet."""
        return cls(store.in_memory())

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def close_unless_used(self) -> None:
        """Lets go of the file, and takes it away where nothing is kept in it and nobody else has it open."""
        if self.path is not None:
            store.take_away(self._db, self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def warnings(self) -> list[Problem]:
        """What is wrong with where the file lies: on a network share, or where readers have to wait for writers."""
        from eshram_cli.ledger.network import network_problem

        if self.path is None:
            return []
        network = network_problem(self.path)
        slow = None if store.has_wal(self._db) else Problem("ledger-not-wal", Where(file=str(self.path)))
        return [problem for problem in (network, slow) if problem]

    @property
    def outbox(self) -> Outbox:
        """The mails that the ledger keeps until they are delivered."""
        from eshram_cli.ledger.outbox import Outbox

        return Outbox(self._db, self.path)

    @property
    def profiles(self) -> Profiles:
        """How the sheets of offices were told to be read."""
        from eshram_cli.ledger.profiles import Profiles

        return Profiles(self._db, self.path)

    def figures(
        self,
        places: Iterable[str],
        days: Collection[dt.date],
        *,
        known: int | None = None,
        cuts: Sequence[str] | None = None,
        first: bool = False,
        up_to: int | None = None,
    ) -> pd.DataFrame:
        """`frames.FIGURES`: every current figure of the places that says what stands on the days; see `figures.figures`
        for `cuts`, `first` and `up_to`."""
        with self._reading():
            return figures_of.figures(self._db, places, days, limit(known), cuts, first=first, up_to=limit(up_to))

    def positions(self, acts: pd.Series[int]) -> np.ndarray:
        """The places of acts, given by their acceptance numbers, in the order of acts; see `ordering`."""
        with self._reading():
            return figures_of.positions(self._db, acts.to_numpy(dtype="int64"))

    def accept(self, ret: Return, *, again: bool = False, dry_run: bool = False, **by: Unpack[Acting]) -> Receipt:
        """Stores a return, whole or not at all, and says what became of its rows; see `accepting` for the rules.

        `dry_run` only weighs it. The file's own problems are not repeated in the receipt.
        """
        act = Act("return", file=ret.file, sheet=ret.sheet, content_sha=ret.sha256, **by)
        with self._reading() if dry_run else self._writing():
            return accepting.accept(self._db, ret, act, again=again, dry_run=dry_run, ends=self._ends)

    def accept_long(
        self,
        long: LongReturn,
        *,
        told: Told | None = None,
        again: bool = False,
        dry_run: bool = False,
        **by: Unpack[Acting],
    ) -> Receipt:
        """As `accept`, for a long table of which the parts are decided. `told`: see `accepting_long.Told`."""
        from eshram_cli.ledger.accepting_long import accept_long

        act = Act("return", file=long.ret.file, sheet=long.ret.sheet, content_sha=long.ret.sha256, **by)
        if self._ends is not None:
            # Its figures are not among the last dates that are known.
            self._ends = Ends()
        with self._reading() if dry_run else self._writing():
            return accept_long(self._db, long, act, again=again, dry_run=dry_run, told=told)

    def enter(
        self,
        place: PlaceId,
        value: int | None,
        as_on: dt.date,
        *,
        new: int | None = None,
        cut: str = "",
        quality: Quality = "exact",
        source: str = "",
        **by: Unpack[Acting],
    ) -> Receipt:
        """Stores the figure of one place that came by telephone: persons registered so far, new in the day, or both.

        It is never refused as older: whoever types it means it. `source` says who gave it.
        """
        from eshram_cli.returns.model import CellCount, Record, Return, Table

        given: dict[Measure, int | None] = {"registered": value, "new": new}
        counts = [
            CellCount(value=count, cut=cut, measure=measure, quality=quality)
            for measure, count in given.items()
            if count is not None
        ]
        record = Record(place=place, as_on=as_on, counts=tuple(counts))
        ret = Return("", "", "", Table("", (), None, 0, 0, ()), (record,), as_on=as_on)
        act = Act("enter", source=source, **by)
        with self._writing():
            return accepting.accept(self._db, ret, act, again=True, dry_run=False, ends=self._ends)

    def set_targets(
        self,
        rows: Sequence[TargetRecord],
        *,
        set_on: dt.date | None = None,
        basis: str = "",
        deadline: dt.date | None = None,
        file: str = "",
        **by: Unpack[Acting],
    ) -> Receipt:
        """Stores targets that hold from `set_on` (None: from the start of the drive); those in force are unchanged.

        Without a deadline they keep the one of the target that they replace.
        """
        day, until = targets.iso(set_on), targets.iso(deadline) or None
        with self._writing():
            new = targets.differing(self._db, rows, day, basis, until)
            number = None
            if new:
                act = Act("target", source=basis, file=file, **by)
                number = accepting.add_submission(self._db, act, as_on=day or None, accepted=len(new))
                targets.insert(self._db, number, new, day, basis, until)
        return Receipt(number, len(new), 0, len(rows) - len(new), 0)

    def must_be_whole(self) -> None:
        """Holds every row and page against what was accepted, seal or no seal. Raises ledger-corrupt."""
        if self.path is not None:
            store.must_be_whole(self._db, self.path)

    def copy_to(self, target: Path) -> None:
        """Copies the ledger, as of one moment; outside of any transaction. The copy is there whole or not at all."""
        from eshram_cli.ledger.copies import copy_to

        with store.told(target):
            copy_to(self._db, target)

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """The ledger as it is at the first question, for all that are asked inside, whatever others store meanwhile."""
        with store.transaction(self._db, "DEFERRED"):
            yield

    @contextmanager
    def together(self) -> Iterator[None]:
        """Stores what is accepted inside in one go, each submission still whole or not at all.

        A crash, or a full disk, leaves none of it. Other writers wait meanwhile, so keep it to a second's work.
        """
        with store.told(self.path), store.transaction(self._db, "IMMEDIATE"):
            self._ends = Ends()
            try:
                yield
            finally:
                self._ends = None

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Whatever is stored inside is seen by the questions asked inside, and never kept. Other writers wait."""
        with store.told(self.path):
            self._db.begin("IMMEDIATE")
            try:
                yield
            finally:
                self._db.take_back()
