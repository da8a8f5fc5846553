"""The options that name the place of a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eshram_cli.cli._options import BlockOption, Bundle, DistrictOption, IndiaOption, StateOption

if TYPE_CHECKING:
    from eshram_cli.jobs.asking import Asked
    from eshram_cli.jobs.session import Session
    from eshram_cli.places.model import Place
    from eshram_cli.settings import Settings


@dataclass(frozen=True)
class Where(Bundle):
    """A place by its level: the deepest option names it, those above narrow it."""

    state: StateOption = None
    district: DistrictOption = None
    block: BlockOption = None
    india: IndiaOption = False

    def asked(self) -> Asked:
        """The same as the jobs take it."""
        from eshram_cli.jobs.asking import Asked

        return Asked(self.state, self.district, self.block, self.india)

    def place(self, session: Session, settings: Settings) -> Place:
        """The place named, or the home place of the settings. Unknown, ambiguous or missing names raise."""
        from eshram_cli.jobs.asking import asked_place

        return asked_place(session.gazetteer, self.asked(), settings.place)
