"""A blank form for a place."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

from eshram_cli.answers.template import FormLine, Template
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import today
from eshram_cli.jobs.questions.views import level_below
from eshram_cli.language import lexicon
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place
from eshram_cli.places.words import level_words, name_words
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
    if out is None:
        raise EshramError("template-no-output")
    target = None if str(out) == STDOUT else out
    if target is not None and target.suffix.lower() != ".xlsx":
        ending = target.suffix or target.name
        raise EshramError("output-ending", Where(str(target)), ending=ending, endings=".xlsx")
    below = level_below(gazetteer, within, level)
    members: dict[str, None] = {}
    for text in channels:
        found = lexicon.channel(text)
        if not found:
            raise EshramError("template-channel", text=text, channels=", ".join(lexicon.channels()))
        members[found] = None
    day = as_on or today()
    places = tuple(place for place in gazetteer.descendants(within.id, below) if place.alive(day))
    # The place right above is named where it is not the one that the form is about.
    rows = [(one, gazetteer.get(one.parent) if one.parent and one.parent != within.id else None) for one in places]
    if not rows:
        raise EshramError("no-places-below", place=name_words(within), level=level_words(below))
    blank = Blank(within, gazetteer.parents(within.id), below.name, rows, tuple(members), as_on)
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
