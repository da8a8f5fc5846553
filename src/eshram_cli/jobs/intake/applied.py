"""A known profile of an office's sheets, applied to its next file: the hints that it gives, or why it gives none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.places.suggest import is_like
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.profiles.sheet_profile import SheetProfile, nearest, office_of, pattern, sheets_of
from eshram_cli.returns.read import inspect_book
from eshram_cli.sheets.model import Book, Grid

if TYPE_CHECKING:
    from eshram_cli.ledger.layouts import Layout


@dataclass(frozen=True)
class Applied:
    """The hints to read a file with, the layout that gave them (None: the user's own), and what is said of it."""

    hints: Hints
    layout: Layout | None = None
    problems: tuple[Problem, ...] = ()


def told(hints: Hints) -> bool:
    """Whether the user said how the sheet is to be read. The date of the figures is another thing every day."""
    return bool(hints.mapping or hints.sheet or hints.place) or hints.header_row is not None or hints.table is not None


def applied(layouts: Sequence[Layout], gazetteer: Gazetteer, book: Book, file: str, hints: Hints) -> Applied:
    """The hints for a file of an office whose form is remembered; the user's own options go before all of it.

    Nothing is applied where the form has changed (`layout-changed`), where the file bears the form twice
    (`layout-unclear`), or where its own title names another place (`layout-place`).
    """
    office = office_of(file)
    own = [layout for layout in layouts if layout.office == office]
    if not own or told(hints):
        return Applied(hints)
    found = [(layout, sheets_of(_profile(layout), book)) for layout in own]
    fitting = [(layout, places) for layout, places in found if places]
    if not fitting:
        return Applied(hints, None, tuple(_changed(own[-1], book)))
    layout, places = fitting[-1]
    if len(fitting) > 1 or (layout.options.get("sheet") and len(places) > 1):
        return Applied(hints, None, (Problem("layout-unclear", Where(book.file), {"number": layout.number}),))
    given = _hints(layout, places[0], hints, gazetteer)
    conflict = _conflict(layout, book, given, gazetteer)
    if conflict:
        return Applied(hints, None, (conflict,))
    words = {"number": layout.number, "file": layout.file, "options": line_of(layout.options, gazetteer)}
    return Applied(given, layout, (Problem("layout-applied", Where(book.file), words),))


def _profile(layout: Layout) -> SheetProfile:
    return SheetProfile(layout.headings, layout.sheet, layout.office)


def _hints(layout: Layout, at: tuple[Grid, int], hints: Hints, gazetteer: Gazetteer) -> Hints:
    options, (grid, row) = layout.options, at
    table = options.get("table")
    return replace(
        _placed(hints, options.get("place"), gazetteer),
        mapping=mapping_of(options),
        sheet=grid.sheet if options.get("sheet") else "",
        header_row=row if options.get("header_row") and row else None,
        table=table if isinstance(table, int) else None,
    )


def mapping_of(options: Mapping[str, object]) -> dict[str, str]:
    """The columns that were told: a letter for each role."""
    mapping = options.get("mapping")
    return {str(key): str(name) for key, name in mapping.items()} if isinstance(mapping, dict) else {}


def _placed(hints: Hints, place: object, gazetteer: Gazetteer) -> Hints:
    if not isinstance(place, str) or PlaceId(place) not in gazetteer:
        return hints
    line = {one.level: one.id for one in (gazetteer.get(PlaceId(place)), *gazetteer.parents(PlaceId(place)))}
    return replace(hints, state=line.get(Level.state), district=line.get(Level.district), block=line.get(Level.block))


def _conflict(layout: Layout, book: Book, given: Hints, gazetteer: Gazetteer) -> Problem | None:
    """Another place in the sheet's own title than the one remembered: the office's file is about something else."""
    if given.place is None:
        return None
    plain = replace(given, state=None, district=None, block=None)
    try:
        tables = inspect_book(book, gazetteer, plain).tables
    except EshramError:
        return None
    name, level = gazetteer.title(given.place), gazetteer.get(given.place).level.name
    for table in tables:
        for problem in table.problems:
            # A name that nobody knows may be the same place misspelt, as when the layout was told.
            text = str(problem.words.get("text", ""))
            asked = problem.code.startswith("title-place-un") and problem.words.get("option") == f"--{level}"
            if asked and not is_like(gazetteer, text, given.place):
                words = {"number": layout.number, "place": name, "own": text}
                return Problem("layout-place", Where(book.file, table.sheet), words)
        own = [place for place in (table.state, table.district, table.block) if place is not None]
        for place in own:
            related = gazetteer.within(place, given.place) or gazetteer.within(given.place, place)
            if place != given.place and not related:
                words = {"number": layout.number, "place": name, "own": gazetteer.title(place)}
                return Problem("layout-place", Where(book.file, table.sheet), words)
    return None


def _changed(layout: Layout, book: Book) -> list[Problem]:
    """The warning that a known office's form is not as it was, with the columns that came and went."""
    profile = _profile(layout)
    now_there = {pattern(text): text for _, text in nearest(profile, book)}
    gone = ", ".join(f'"{text}"' for key, text in profile.texts.items() if key not in now_there)
    came = ", ".join(f'"{text}"' for key, text in now_there.items() if key not in profile.texts)
    if not now_there and not any(profile.texts):
        return []
    words = {"number": layout.number, "file": layout.file, "what": _what(came, gone)}
    return [Problem("layout-changed", Where(book.file), words)]


def _what(came: str, gone: str) -> Mapping[Language, str]:
    if not came and not gone:
        return {Language.en: "columns or the sheet are in another place", Language.hi: "कॉलम या शीट अपनी जगह पर नहीं हैं"}
    en = [f"new: {came}" if came else "", f"gone: {gone}" if gone else ""]
    hi = [f"नए: {came}" if came else "", f"हटे: {gone}" if gone else ""]
    return {Language.en: "; ".join(filter(None, en)), Language.hi: "; ".join(filter(None, hi))}


def line_of(options: Mapping[str, object], gazetteer: Gazetteer) -> str:
    """The options as one would type them."""
    parts = [f"--map {key}={name}" for key, name in mapping_of(options).items()]
    parts += ["--sheet"] if options.get("sheet") else []
    parts += ["--header-row"] if options.get("header_row") else []
    parts += [f"--table {options['table']}"] if options.get("table") else []
    place = options.get("place")
    if isinstance(place, str) and PlaceId(place) in gazetteer:
        parts.append(f"--{gazetteer.get(PlaceId(place)).level.name} {gazetteer.get(PlaceId(place)).name}")
    return ", ".join(parts)
