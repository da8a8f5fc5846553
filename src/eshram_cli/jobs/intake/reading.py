"""From the options of a command line to hints for reading a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.jobs.place_options import Asked, optional_place
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import NOWHERE, Where
from eshram_cli.returns.hints import Hints


def reading_hints(
    gazetteer: Gazetteer,
    asked: Asked,
    *,
    as_on: dt.date | None = None,
    mapping: Iterable[str] = (),
    sheet: str = "",
    header_row: int | None = None,
    table: int | None = None,
) -> Hints:
    """What the user says of a sheet, which goes before anything that the sheet says of itself."""
    place, meant = optional_place(gazetteer, asked), {}
    for text in mapping:
        role, equals, heading = (part.strip() for part in text.partition("="))
        if not (equals and role and heading):
            raise EshramError("map-unreadable", NOWHERE, (), text=text)
        meant[role] = heading
    hints = Hints(as_on=as_on, mapping=meant, sheet=sheet, header_row=header_row, table=table)
    return hints if place is None else hints.within(place.id, gazetteer)


def read_password(file: Path | None) -> str | None:
    """The first line of the file, None without a file. Raises password-file-unreadable where there is none."""
    if file is None:
        return None
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeError) as error:
        raise EshramError("password-file-unreadable", Where(str(file))) from error
    if not lines or not lines[0].strip():
        raise EshramError("password-file-unreadable", Where(str(file)))
    return lines[0].rstrip("\r\n")
