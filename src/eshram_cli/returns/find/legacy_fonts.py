"""Text in Kruti Dev, read as Unicode before anything else looks at the sheet: `iz[k.M` as प्रखण्ड.

Nothing is converted on a guess. A cell is, where its font says so; where no font is known (csv), cells are when enough
of them make Hindi words or places that we know, while none of them says anything as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from eshram_cli.language.krutidev import to_unicode
from eshram_cli.language.lexicon import is_label, read_words
from eshram_cli.language.text import is_devanagari
from eshram_cli.language.unread import shown as showable
from eshram_cli.places.finder import Finder
from eshram_cli.places.keys import place_key
from eshram_cli.problems import Language, Problem
from eshram_cli.returns.find.miscoded import rightly_coded
from eshram_cli.sheets.model import Book, Cell, Grid, Run
from eshram_cli.sheets.view import DATE, LONG, MISSING, NUMBER, kind_of

ENOUGH = 3
"""So many different cells that make known words prove that the others are in the same font."""

SAMPLE_ROWS, SAMPLE_CELLS = 60, 400
"""What is looked at to find out: the top of the sheet, and no more different texts than these."""

_SAME_GLYPHS = re.compile(r"kruti ?dev|dev ?lys", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_TYPED = re.compile(r"[^\W\d_]|\d[\]@]\d")
"""A letter, or a comma or slash between digits as the font has them: `9]88]912`, `14@12@2021`."""
_PLAIN = frozenset({NUMBER, DATE, MISSING, LONG})

Address = tuple[int, int]


@dataclass(frozen=True)
class _Sample:
    """Texts that may be in the font: those that say something as they stand, and those that do once converted."""

    plain: frozenset[str]
    hindi: frozenset[str]

    @property
    def proves(self) -> bool:
        """Whether the texts of a sheet are in the font."""
        return len(self.hindi) >= ENOUGH and not self.plain

    @property
    def proves_column(self) -> bool:
        """Whether those of a column are, below a heading that may be in English."""
        return len(self.hindi) >= ENOUGH * max(1, len(self.plain))


def in_unicode(book: Book, finder: Finder) -> Book:
    """The book with text in Kruti Dev converted, and a note `legacy-font` a sheet that shows a cell and the proof.

    Cells in another legacy font stay, with the warning `legacy-font-other`; a few cells that look like Kruti Dev, too
    few to be sure, stay with the warning `legacy-font-unsure`. A book without such text comes back itself.
    """
    book = rightly_coded(book)
    known = cache(lambda text: _says_something(text, finder))
    grids: list[Grid] = []
    told: list[Problem] = []
    for grid in book.grids:
        converted, problems = _grid(grid, known)
        grids.append(converted)
        told += problems
    changed = any(new is not old for new, old in zip(grids, book.grids, strict=True))
    return replace(book, grids=tuple(grids), problems=(*book.problems, *told)) if changed or told else book


def _grid(grid: Grid, known: Callable[[str], bool]) -> tuple[Grid, list[Problem]]:
    problems: list[Problem] = []
    if grid.runs:
        grid, problems = _by_runs(grid, known)
    if grid.fonts:
        grid, told = _by_font(grid, known)
        problems = [*problems, *told]
    columns = _candidates(grid)
    if not columns:
        return grid, problems
    whole = _weigh([text for texts in columns.values() for text in texts], known)
    if whole.proves:
        proven = frozenset(columns)
    else:
        proven = frozenset(column for column, texts in columns.items() if _weigh(texts, known).proves_column)
    if proven:
        cells = [at for at in _texts(grid) if at[1] in proven and not known(str(grid.at(*at)))]
        found = {text for column in proven for text in columns[column]} & whole.hindi
        grid, note = _converted(grid, cells, known, _by_words(len(found)))
        return grid, [*problems, *note]
    return grid, [*problems, *_unsure(grid, whole)]


def _by_font(grid: Grid, known: Callable[[str], bool]) -> tuple[Grid, list[Problem]]:
    """Cells whose font is Kruti Dev; those of other fonts are only told of."""
    texts = {at: font for at, font in grid.fonts.items() if _is_foreign(grid.at(*at), known)}
    ours = sorted(at for at, font in texts.items() if _SAME_GLYPHS.search(font))
    others = sorted(at for at in texts if at not in set(ours))
    read, note = _converted(grid, ours, known, _by_name(texts[ours[0]])) if ours else (grid, [])
    if others:
        words = {"font": texts[others[0]], "cells": len(others)}
        note = [*note, Problem("legacy-font-other", grid.where(*others[0]), words)]
    return replace(read, fonts={}), note


def _by_runs(grid: Grid, known: Callable[[str], bool]) -> tuple[Grid, list[Problem]]:
    """Cells of which a part is in Kruti Dev; what stands in the cell's own font is left to `_by_font`."""
    texts = {at: runs for at, runs in grid.runs.items() if "".join(run.text for run in runs) == grid.at(*at)}
    read = {at: "".join(_run(run, grid.fonts.get(at, "")) for run in runs) for at, runs in texts.items()}
    fonts = {at: next((run.font for run in runs if _SAME_GLYPHS.search(run.font)), "") for at, runs in texts.items()}
    cells = sorted(at for at, text in read.items() if text != grid.at(*at))
    kept = {at: font for at, font in grid.fonts.items() if at not in set(cells)}
    if not cells:
        return replace(grid, runs={}), []
    converted, note = _converted(grid, cells, known, _by_part(fonts[cells[0]]), read)
    return replace(converted, runs={}, fonts=kept), note


def _run(run: Run, font: str) -> str:
    return to_unicode(run.text) if _SAME_GLYPHS.search(run.font or font) else run.text


def _is_foreign(cell: Cell, known: Callable[[str], bool]) -> bool:
    """Whether the cell is text that says nothing as it stands: an English word may stand in a Hindi font too."""
    return isinstance(cell, str) and _may_be_typed(cell) and not known(cell)


def _may_be_typed(text: str) -> bool:
    return not is_devanagari(text) and kind_of(text) not in _PLAIN and bool(text.strip())


def _texts(grid: Grid) -> Iterator[Address]:
    """Cells of text that the font may show otherwise."""
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and _TYPED.search(cell) and _may_be_typed(cell):
                yield row, column


def _candidates(grid: Grid) -> Mapping[int, list[str]]:
    """Different texts of the top of the sheet that may be in the font, by column."""
    found: dict[int, dict[str, None]] = {}
    left = SAMPLE_CELLS
    for cells in grid.rows[:SAMPLE_ROWS]:
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and left and _LETTER.search(cell) and not is_devanagari(cell):
                texts = found.setdefault(column, {})
                left -= cell not in texts
                texts[cell] = None
    return {column: list(texts) for column, texts in found.items()}


def _weigh(texts: Iterable[str], known: Callable[[str], bool]) -> _Sample:
    plain = frozenset(text for text in texts if known(text))
    rest = [text for text in texts if text not in plain]
    return _Sample(plain, frozenset(text for text in rest if known(to_unicode(text))))


def _says_something(text: str, finder: Finder) -> bool:
    """Whether the whole text is words of headings or labels, or the name of a place."""
    if len(_LETTER.findall(text)) < 2:
        return False
    words = read_words(text)
    return (
        bool(words.tags and not words.unknown)
        or is_label(text, "total")
        or bool(finder.gazetteer.named(place_key(text)))
    )


def _converted(
    grid: Grid,
    cells: Iterable[Address],
    known: Callable[[str], bool],
    why: Mapping[Language, str],
    whole: Mapping[Address, str] | None = None,
) -> tuple[Grid, list[Problem]]:
    """The grid with these cells converted, or with the texts of `whole`, and a note that shows one of them."""
    made = whole or {}
    read = cache(lambda at: made.get(at) or to_unicode(str(grid.at(*at))))
    rows = list(grid.rows)
    shown: Address | None = None
    count = 0
    for count, (row, column) in enumerate(cells, start=1):  # noqa: B007  the last one counts
        if rows[row] is grid.rows[row]:
            rows[row] = list(rows[row])
        rows[row][column] = read((row, column))
        if shown is None or (not known(read(shown)) and known(read((row, column)))):
            shown = row, column
    if shown is None:
        return grid, []
    typed = str(grid.at(*shown))
    words = {"typed": showable(typed), "read": showable(read(shown)), "cells": count, "why": why}
    return replace(grid, rows=rows), [Problem("legacy-font", grid.where(*shown), words)]


def _by_name(font: str) -> Mapping[Language, str]:
    return {Language.en: f'the font of the cell is "{font}"', Language.hi: f'खाने का फ़ॉन्ट "{font}" है'}


def _by_part(font: str) -> Mapping[Language, str]:
    return {
        Language.en: f'the font of a part of the cell is "{font}"',
        Language.hi: f'खाने के एक भाग का फ़ॉन्ट "{font}" है',
    }


def _by_words(count: int) -> Mapping[Language, str]:
    return {
        Language.en: f"so {count} texts make Hindi words or places that are known, and none does as it stands",
        Language.hi: f"इस तरह {count} पाठ ज्ञात हिंदी शब्द या स्थान बनते हैं, जबकि मूल रूप में एक भी नहीं",
    }


def _unsure(grid: Grid, sample: _Sample) -> list[Problem]:
    """A few texts that only make sense in the font, beside others that make sense as they stand."""
    if not sample.hindi or len(sample.hindi) < len(sample.plain):
        return []
    row, column = next(at for at in _texts(grid) if grid.at(*at) in sample.hindi)
    typed = str(grid.at(row, column))
    words = {"typed": showable(typed), "read": showable(to_unicode(typed))}
    return [Problem("legacy-font-unsure", grid.where(row, column), words)]
