"""A blank form for a place."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from eshram_cli.answers.template import FormLine, Template
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.place_options import level_words, name_words
from eshram_cli.jobs.questions.views import level_below
from eshram_cli.language.channels import NAMES, channel
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place
from eshram_cli.problems import Where
from eshram_cli.reports.template import Blank, form_of, template
from eshram_cli.saving import save_bytes

STDOUT = "-"


def make_template(
    gazetteer: Gazetteer,
    within: Place,
    out: Path | None,
    *,
    level: Level | None = None,
    channels: Sequence[str] = (),
    as_on: dt.date | None = None,
) -> Template:
    """Write a form for the places of a level within a place, those alive on the date (today where none is given).

    `channels` are names in any spelling. Raises template-no-output, output-ending, template-channel, level-above,
    no-places-below, output-unwritable.
    """
    target = _target(out)
    below = level_below(gazetteer, within, level)
    members = tuple(dict.fromkeys(map(_channel, channels)))
    day = as_on or today()
    places = tuple(place for place in gazetteer.descendants(within.id, below) if place.alive(day))
    rows = [(place, _parent(gazetteer, place, within)) for place in places]
    if not rows:
        raise EshramError("no-places-below", place=name_words(within), level=level_words(below))
    blank = Blank(within, gazetteer.parents(within.id), below.name, rows, members, as_on)
    data = template(blank)
    if target is None:
        sys.stdout.buffer.write(data)
    else:
        save_bytes(target, data)
    roles = tuple(column.role for column in form_of(blank).columns if column.role)
    return Template(
        output=STDOUT if target is None else str(target),
        within=within.name,
        within_hi=within.name_hi,
        level=below.name,
        roles=roles,
        places=tuple(FormLine(place=one.name, place_hi=one.name_hi, code=one.code) for one in places),
    )


def _target(out: Path | None) -> Path | None:
    """The file; None for stdout."""
    if out is None:
        raise EshramError("template-no-output")
    if str(out) == STDOUT:
        return None
    if out.suffix.lower() != ".xlsx":
        raise EshramError("output-ending", Where(str(out)), (), ending=out.suffix or out.name, endings=".xlsx")
    return out


def _channel(text: str) -> str:
    found = channel(text)
    if found is None:
        raise EshramError("template-channel", text=text, channels=", ".join(NAMES))
    return found


def _parent(gazetteer: Gazetteer, place: Place, within: Place) -> Place | None:
    """The place right above, where it is not the one that the form is about."""
    return gazetteer.get(place.parent) if place.parent and place.parent != within.id else None
