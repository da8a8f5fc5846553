"""One place's own daily register: no column names places, the title names the one place, and the rows are its days.

Such a table is read only where nothing speaks of a part: a word in the title for a lower unit ("Panchayat"), a channel,
a camp, a department, a column of words or codes that may tell units apart. Else a part's figures would be the place's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from eshram_cli.language.dates import is_weekday
from eshram_cli.language.lexicon import has_label, read_words
from eshram_cli.places.finder import Finder
from eshram_cli.places.model import Level, Place
from eshram_cli.returns.columns.resolve_roles import NUMBERS_OF_A_PLACE, UNCLEAR
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.find.surroundings import Clue
from eshram_cli.returns.placing.context import Context, names_inside, title_words

_OF_PARTS = ("dimension:camp", "dimension:category", "level:below", "level:town", "part")
_LETTERHEAD = re.compile(r"\b(?:labour|labor|office)\b|श्रम|कार्यालय", re.IGNORECASE)
"""Beside these words a department or an officer is the sender, and not whose workers are counted."""


def find_register(roles: Roles, context: Context, sources: Sequence[Sequence[Clue]], finder: Finder) -> Context | None:
    """The context of the place whose days the rows are; None where the table is no register, or not surely of the
    place that is known."""
    place = context.deepest
    counted = roles.of("registered", "new") or [column for column in roles.columns if column.why == UNCLEAR]
    dated = bool(roles.of("date")) and bool(counted)
    if place is None or not dated or roles.of("place", "cut", "code") or not roles.columns[0].area.heads:
        return None
    for column in roles.of("", "other"):
        words = column.sample if column.is_words and column.why != "not kept" else ()
        if column.why == NUMBERS_OF_A_PLACE or not all(map(is_weekday, words)):
            return None
    clues = list(chain(*sources))
    inside = {one: clue.source for clue in clues for one in names_inside(finder, clue.text, place)}
    if len(inside) > 1:
        return None
    for lower, source in inside.items():
        # "Gogri, Khagaria": the block bears no word for its level, but the rows are of one place, the lowest named.
        context, place = context.with_place(lower, finder, source), lower
    if any(_speaks_of_part(clue.text, place) for clue in clues):
        return None
    texts = [clue.text for clue in clues if clue.source != "file name"]
    return None if any(_nearly_names(text, place, finder) for text in texts) else context


def unsure_place(context: Context) -> bool:
    """Whether the place of a register was told by the file's name alone, or by an option that may mean a place within
    it."""
    place = context.deepest
    source = context.sources.get(place.level, "") if place is not None else ""
    return place is not None and (source == "file name" or (source == "option" and place.level < Level.block))


def _speaks_of_part(text: str, place: Place) -> bool:
    """Whether the text has a word for a lower level or for a part of the workers, word by word too, since "Block,
    District" as one phrase means any level."""
    read = [read_words(text), *map(read_words, title_words(text))]
    levels = {name for one in read for name in one.under("level") if name in Level.__members__}
    whose = not _LETTERHEAD.search(text) and any(one.has("dimension:department", "dimension:officer") for one in read)
    part = whose or has_label(text, "trades") or any(one.has(*_OF_PARTS) or one.under("channel") for one in read)
    return part or any(Level[name] > place.level for name in levels)


def _nearly_names(text: str, place: Place, finder: Finder) -> bool:
    """Whether a word of the text is nearly the name of a place right below: "Gogrri, Khagaria"."""
    from eshram_cli.places.suggest import is_like

    if place.level == Level.panchayat:
        return False
    odd = [word for word in title_words(text) if read_words(word).unknown and not finder.known(word)]
    near = [(word, one) for word in odd for one in finder.find(word, Level(place.level + 1), place.id).suggestions]
    return any(is_like(finder.gazetteer, word, one.id) for word, one in near)
