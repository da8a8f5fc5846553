"""The options that name the place of a question."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eshram_cli.cli._options import (
    AnyPlaceOption,
    BlockOption,
    DistrictOption,
    DriveOption,
    IndiaOption,
    OptionalPlace,
    StateOption,
)
from eshram_cli.cli._run import Bundle, Run

if TYPE_CHECKING:
    from eshram_cli.jobs.place_options import Asked
    from eshram_cli.jobs.session import Session
    from eshram_cli.places.model import Level, Place


@dataclass(frozen=True)
class Where(Bundle):
    """A place by its level: the deepest option names it, those above narrow it."""

    run: Run
    state: StateOption = None
    district: DistrictOption = None
    block: BlockOption = None
    india: IndiaOption = False

    def asked(self) -> Asked:
        """The same as the jobs take it."""
        from eshram_cli.jobs.place_options import Asked

        return Asked(self.state, self.district, self.block, self.india)

    def place(self, session: Session, home: str = "", level: Level | None = None) -> Place:
        """The place named, else `home`, else the one of the settings. Unknown, ambiguous or missing names raise.

        `level` is that of a place given as the argument.
        """
        from eshram_cli.jobs.place_options import asked_place

        return asked_place(session.gazetteer, self.asked(), home or self.run.settings.place, level)

    def named(self, session: Session) -> Place | None:
        """The place named; None where none is. Unknown and ambiguous names raise."""
        from eshram_cli.jobs.place_options import optional_place

        return optional_place(session.gazetteer, self.asked())


@dataclass(frozen=True)
class At(Where):
    """A place as the first argument, of any level, or by the options."""

    argument: OptionalPlace = None

    def asked(self) -> Asked:
        """The same as the jobs take it."""
        return replace(super().asked(), text=self.argument)


@dataclass(frozen=True)
class WhereInDrive(Where):
    """The place of a question that counts persons, and the drive whose persons it counts."""

    drive: DriveOption = None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The ledger, opened to be asked about the drive. A missing ledger, and an unknown drive, are errors."""
        with self.run.reading() as session:
            yield session.in_drive(self.drive)


@dataclass(frozen=True)
class InDrive(At, WhereInDrive):
    """The same with the place as the first argument, too."""


@dataclass(frozen=True)
class Anywhere(Where):
    """A place by `--place`, of any level, or by the options of its level; for what may be of no place."""

    at: AnyPlaceOption = None

    def asked(self) -> Asked:
        """The same as the jobs take it."""
        return replace(super().asked(), text=self.at)
