"""One table understood: its columns, date, places and totals, before its rows are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import Problem, column_letters
from eshram_cli.returns.areas import Area
from eshram_cli.returns.columns import Reading
from eshram_cli.returns.context import Context, find_context
from eshram_cli.returns.dating import AsOn, find_as_on
from eshram_cli.returns.finder import Finder
from eshram_cli.returns.headings import Levels
from eshram_cli.returns.hints import Hints, mapped
from eshram_cli.returns.lexicon import has_label, read_words
from eshram_cli.returns.locate import Located, locate
from eshram_cli.returns.measures import unit_of
from eshram_cli.returns.model import Table
from eshram_cli.returns.roles import Roles, find_roles
from eshram_cli.returns.surroundings import Clue, clues
from eshram_cli.returns.totals import Totals, find_totals


@dataclass(frozen=True)
class Understood:
    """A table with all that was made of it."""

    area: Area
    roles: Roles
    located: Located
    totals: Totals
    as_on: AsOn
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> bool:
        """Whether it has figures to keep."""
        return bool(self.roles.of("registered", "new"))

    @property
    def places(self) -> bool:
        """Whether it says of which places it speaks: by a place column, or as a table of one place by cuts."""
        if self.roles.of("place"):
            return True
        cuts = self.roles.of("cut") or [column for column in self.roles.counts if column.cut]
        return bool(cuts) and self.counts and self.located.context.deepest is not None


def understand(
    area: Area, headings: dict[int, Levels], others: Sequence[Area], finder: Finder, hints: Hints
) -> Understood:
    """The area as a table."""
    sources = clues(area, others)
    texts = [clue.text for clues_ in sources for clue in clues_]
    speaks = any(has_label(text, "drive") for text in texts)
    roles = find_roles(area, headings, mapped(hints.mapping, headings), finder, speaks)
    roles = _in_unit(roles, sources)
    context = find_context(finder, hints, sources)
    keys = bool(roles.of("date", "cut"))
    located = locate(roles.places, context, finder, keys)
    roles = _with_levels(roles, located)
    totals = find_totals(area, roles, located)
    as_on = find_as_on(hints, sources, area.sheet.grid.where())
    problems = [*roles.problems, *_of_context(located, area), *_filled(located, area)]
    if as_on.problem is not None and as_on.date is not None:
        problems.append(as_on.problem)
    return Understood(area, roles, located, totals, as_on, (*problems, *totals.problems))


def _in_unit(roles: Roles, sources: Sequence[Sequence[Clue]]) -> Roles:
    """The counts in the unit that the title gives ("figures in lakh") where their heading gives none."""
    unit = max((unit_of(read_words(clue.text)) for clue in sources[0]), default=1)
    if unit == 1:
        return roles
    columns = [
        replace(column, unit=unit) if column.unit == 1 and column in roles.counts else column
        for column in roles.columns
    ]
    return replace(roles, columns=tuple(columns))


def _with_levels(roles: Roles, located: Located) -> Roles:
    found = {column.index: column for column in located.columns}
    return replace(roles, columns=tuple(found.get(column.index, column) for column in roles.columns))


def _of_context(located: Located, area: Area) -> list[Problem]:
    """Names in the title that several places bear, where the rows need the place and do not tell it."""
    if located.context.deepest is not None or not located.context.unclear:
        return []
    if located.spots and any(spot.kind == "place" for spot in located.spots):
        return []
    text, places = located.context.unclear[0]
    words = {"text": text, "candidates": "; ".join(sorted(place.id for place in places))}
    return [Problem("title-place-ambiguous", area.sheet.grid.where(), words)]


def _filled(located: Located, area: Area) -> list[Problem]:
    return [
        Problem("filled-down", area.sheet.grid.where(None, column), {"column": column_letters(column + 1)})
        for column in located.filled
    ]


def shown(understood: Understood, problems: Sequence[Problem] = ()) -> Table:
    """The table as the outside sees it, rows and columns from 1."""
    area, context = understood.area, understood.located.context
    date, source = _shown_date(understood)
    return Table(
        sheet=area.sheet.grid.sheet,
        header_rows=tuple(row + 1 for row in area.heads),
        number_row=None if area.number_row is None else area.number_row + 1,
        first_row=area.first + 1,
        last_row=understood.totals.last + 1,
        columns=tuple(column.shown for column in understood.roles.columns),
        total_rows=understood.totals.found,
        as_on=date,
        as_on_from=source,
        state=_place(context, Level.state),
        district=_place(context, Level.district),
        block=_place(context, Level.block),
        problems=(*understood.problems, *problems),
        context_rows=tuple(sorted(row + 1 for row in area.context)),
    )


def _place(context: Context, level: Level) -> PlaceId | None:
    return context.id(level)


def _shown_date(understood: Understood):  # type: ignore[no-untyped-def]
    return understood.as_on.date, understood.as_on.source


__all__ = ["Reading", "Understood", "shown", "understand"]
