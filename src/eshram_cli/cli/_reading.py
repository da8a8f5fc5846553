"""Options that say how a sheet is to be read, whatever it says of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eshram_cli.cli._options import BlockOption, DistrictOption, StateOption, as_on_option, panel_options
from eshram_cli.cli._run import Bundle, Run

if TYPE_CHECKING:
    from eshram_cli.jobs.session import Session
    from eshram_cli.returns.hints import Hints

READING = "How to read"
_option = panel_options(READING)


class TakenAs(StrEnum):
    """What the workers of a counted list are: all the new ones of their days, or some of them."""

    new = "new"
    part = "part"


PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE", help="Files, folders or patterns such as *.xlsx; - means a pasted list.", show_default=False
    ),
]
DateOption = Annotated[
    dt.date | None, as_on_option("The date of the figures, instead of what the sheet says.", panel=READING)
]
MapOption = Annotated[
    list[str] | None,
    _option("--map", metavar="ROLE=HEADING", help="What a column contains, as registered=D; may be repeated."),
]
SheetOption = Annotated[str, _option("--sheet", metavar="NAME", help="Read only the sheet with this name.")]
HeaderRowOption = Annotated[
    int | None, _option("--header-row", metavar="ROW", min=1, help="The last row of the heading, as Excel numbers it.")
]
TableOption = Annotated[
    int | None, _option("--table", metavar="NUMBER", min=1, help="Read only this table of the sheet; the first is 1.")
]
PasswordFileOption = Annotated[
    Path | None,
    _option("--password-file", metavar="FILE", help="A file with the password of locked sheets in its first line."),
]
CountOnlyOption = Annotated[
    bool,
    _option("--count-only", help="Count a list of workers by place, date and channel; store no name and no number."),
]
TakenAsOption = Annotated[
    TakenAs | None,
    _option(
        "--as",
        help="With --count-only: the list has all new workers of its days (new), or only some of them (part). "
        "Those of part are not added to the count of any place.",
    ),
]


@dataclass(frozen=True)
class Reading(Bundle):
    """How files are to be read, and where they are from."""

    run: Run
    state: StateOption = None
    district: DistrictOption = None
    block: BlockOption = None
    as_on: DateOption = None
    map_: MapOption = None
    sheet: SheetOption = ""
    header_row: HeaderRowOption = None
    table: TableOption = None
    password_file: PasswordFileOption = None

    def hints(self, session: Session) -> Hints:
        """The same as the jobs take it. Unknown places and a mapping that is none raise."""
        from eshram_cli.jobs.intake.reading import reading_hints
        from eshram_cli.jobs.place_options import Asked

        return reading_hints(
            session.gazetteer,
            Asked(self.state, self.district, self.block),
            as_on=self.as_on,
            mapping=self.map_ or (),
            sheet=self.sheet,
            header_row=self.header_row,
            table=self.table,
        )

    def password(self) -> str | None:
        """The password of locked sheets, where a file of it was named."""
        from eshram_cli.jobs.intake.reading import read_password

        return read_password(self.password_file)
