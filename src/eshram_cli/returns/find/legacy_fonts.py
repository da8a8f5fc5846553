"""Text made readable before anything else looks at the sheet: Hindi that was opened in the wrong encoding and saved so,
brought back letter by letter; Kruti Dev read as Unicode, `iz[k.M` as प्रखण्ड.

Nothing is converted on a guess. A cell in Kruti Dev is, where its font says so; where no font is known (csv), cells are
when enough of them make Hindi words or places that we know, while none of them says anything as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from eshram_cli.language.krutidev import to_unicode
from eshram_cli.language.lexicon import is_label, read_words
from eshram_cli.language.mojibake import is_miscoded, recoded
from eshram_cli.language.text import is_devanagari
from eshram_cli.language.unread import shown as showable
from eshram_cli.places.finder import Finder
from eshram_cli.places.keys import place_key
from eshram_cli.problems import Language, Problem
from eshram_cli.sheets.model import Book, Cell, Grid
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


def in_unicode(book: Book, finder: Finder) -> Book:
    """The book with such text as it was meant; one without it comes back itself.

    A note a sheet shows a cell and the proof: `miscoded`, `legacy-font`. Text that lost a byte stays, with the warning
    `miscoded-lost`; so do cells in another legacy font (`legacy-font-other`), and a few cells that look like Kruti Dev,
    too few to be sure (`legacy-font-unsure`).
    """
    recoded_grids = [_rightly_coded(grid) for grid in book.grids]
    known = partial(_says_something, finder)
    read = [_in_unicode(grid, known) for grid, _ in recoded_grids]
    told = [problem for found in (recoded_grids, read) for _, problems in found for problem in problems]
    grids = tuple(grid for grid, _ in read)
    changed = any(new is not old for new, old in zip(grids, book.grids, strict=True))
    return replace(book, grids=grids, problems=(*book.problems, *told)) if changed or told else book


def _rightly_coded(grid: Grid) -> tuple[Grid, list[Problem]]:
    """The grid with text of a wrong encoding as it was meant, and a cell that shows it."""
    top = (cell for row in grid.rows[:SAMPLE_ROWS] for cell in row if isinstance(cell, str))
    if not any(map(is_miscoded, (*grid.above, *top))):
        return grid, []
    above = tuple(recoded(line) or line if is_miscoded(line) else line for line in grid.above)
    rows = [
        [recoded(cell) or cell if isinstance(cell, str) and is_miscoded(cell) else cell for cell in row]
        for row in grid.rows
    ]
    cells = [(row, column) for row, of_row in enumerate(rows) for column in range(len(of_row))]
    changed = [(row, column) for row, column in cells if rows[row][column] is not grid.rows[row][column]]
    texts = ((at, rows[at[0]][at[1]]) for at in cells)
    lost = [at for at, cell in texts if isinstance(cell, str) and is_miscoded(cell)]
    told = []
    if changed:
        typed, read = (showable(of[changed[0][0]][changed[0][1]]) for of in (grid.rows, rows))
        told.append(Problem("miscoded", grid.where(*changed[0]), {"typed": typed, "read": read, "cells": len(changed)}))
    if lost:
        told.append(Problem("miscoded-lost", grid.where(*lost[0]), {"cells": len(lost)}))
    return replace(grid, rows=rows, above=above), told


def _in_unicode(grid: Grid, known: Callable[[str], bool]) -> tuple[Grid, list[Problem]]:
    """The grid with text in Kruti Dev converted: as the fonts say, then as the words prove."""
    problems: list[Problem] = []
    if grid.runs:
        grid, problems = _by_runs(grid, known)
    if grid.fonts:
        grid, told = _by_font(grid, known)
        problems = [*problems, *told]
    # Different texts of the top of the sheet that may be in the font, by column.
    columns: dict[int, dict[str, None]] = {}
    left = SAMPLE_CELLS
    for cells in grid.rows[:SAMPLE_ROWS]:
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and left and _LETTER.search(cell) and not is_devanagari(cell):
                texts = columns.setdefault(column, {})
                left -= cell not in texts
                texts[cell] = None
    if not columns:
        return grid, problems
    # What says something as it stands, and what does once converted.
    sample = {text for texts in columns.values() for text in texts}
    plain = {text for text in sample if known(text)}
    hindi = {text for text in sample - plain if known(to_unicode(text))}
    if len(hindi) >= ENOUGH and not plain:
        proven = set(columns)
    else:
        # Those of one column are in the font below a heading that may be in English.
        proven = {
            column
            for column, texts in columns.items()
            if len(hindi & texts.keys()) >= ENOUGH * max(1, len(plain & texts.keys()))
        }
    # Cells of text that the font may show otherwise.
    typed = (
        (row, column)
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells)
        if (not proven or column in proven) and isinstance(cell, str) and _TYPED.search(cell) and _may_be_typed(cell)
    )
    if proven:
        count = len({text for column in proven for text in columns[column]} & hindi)
        why = {
            Language.en: f"so {count} texts make Hindi words or places that are known, and none does as it stands",
            Language.hi: f"इस तरह {count} पाठ ज्ञात हिंदी शब्द या स्थान बनते हैं, जबकि मूल रूप में एक भी नहीं",
        }
        grid, note = _converted(grid, [at for at in typed if not known(str(grid.at(*at)))], known, why)
        return grid, [*problems, *note]
    if hindi and len(hindi) >= len(plain):
        at = next(at for at in typed if grid.at(*at) in hindi)
        words = {"typed": showable(str(grid.at(*at))), "read": showable(to_unicode(str(grid.at(*at))))}
        problems = [*problems, Problem("legacy-font-unsure", grid.where(*at), words)]
    return grid, problems


def _by_font(grid: Grid, known: Callable[[str], bool]) -> tuple[Grid, list[Problem]]:
    """Cells whose font is Kruti Dev; those of other fonts are only told of. An English word may stand in a Hindi font
    too."""
    cells = {at: grid.at(*at) for at in grid.fonts}
    foreign = {at for at, cell in cells.items() if isinstance(cell, str) and _may_be_typed(cell) and not known(cell)}
    ours = sorted(at for at in foreign if _SAME_GLYPHS.search(grid.fonts[at]))
    others = sorted(foreign.difference(ours))
    read, note = grid, list[Problem]()
    if ours:
        font = grid.fonts[ours[0]]
        why = {Language.en: f'the font of the cell is "{font}"', Language.hi: f'खाने का फ़ॉन्ट "{font}" है'}
        read, note = _converted(grid, ours, known, why)
    if others:
        words = {"font": grid.fonts[others[0]], "cells": len(others)}
        note = [*note, Problem("legacy-font-other", grid.where(*others[0]), words)]
    return replace(read, fonts={}), note


def _by_runs(grid: Grid, known: Callable[[str], bool]) -> tuple[Grid, list[Problem]]:
    """Cells of which a part is in Kruti Dev; what stands in the cell's own font is left to `_by_font`."""
    texts = {at: runs for at, runs in grid.runs.items() if "".join(run.text for run in runs) == grid.at(*at)}
    read = {}
    for at, runs in texts.items():
        ours = [bool(_SAME_GLYPHS.search(run.font or grid.fonts.get(at, ""))) for run in runs]
        read[at] = "".join(to_unicode(run.text) if one else run.text for run, one in zip(runs, ours, strict=True))
    cells = sorted(at for at, text in read.items() if text != grid.at(*at))
    if not cells:
        return replace(grid, runs={}), []
    font = next((run.font for run in texts[cells[0]] if _SAME_GLYPHS.search(run.font)), "")
    why = {
        Language.en: f'the font of a part of the cell is "{font}"',
        Language.hi: f'खाने के एक भाग का फ़ॉन्ट "{font}" है',
    }
    kept = {at: grid.fonts[at] for at in grid.fonts.keys() - set(cells)}
    converted, note = _converted(grid, cells, known, why, read)
    return replace(converted, runs={}, fonts=kept), note


def _may_be_typed(text: str) -> bool:
    return not is_devanagari(text) and kind_of(text) not in _PLAIN and bool(text.strip())


@lru_cache(maxsize=16384)
def _says_something(finder: Finder, text: str) -> bool:
    """Whether the whole text is words of headings or labels, or the name of a place; asked once for a whole folder."""
    if len(_LETTER.findall(text)) < 2:
        return False
    words = read_words(text)
    heading = bool(words.tags and not words.unknown)
    return heading or is_label(text, "total") or bool(finder.gazetteer.named(place_key(text)))


def _converted(
    grid: Grid,
    cells: Iterable[Address],
    known: Callable[[str], bool],
    why: Mapping[Language, str],
    whole: Mapping[Address, str] | None = None,
) -> tuple[Grid, list[Problem]]:
    """The grid with these cells converted, or with the texts of `whole`, and a note that shows one of them."""
    read = {at: (whole or {}).get(at) or to_unicode(str(grid.at(*at))) for at in cells}
    if not read:
        return grid, []
    rows: list[list[Cell]] = list(grid.rows)
    for (row, column), text in read.items():
        if rows[row] is grid.rows[row]:
            rows[row] = list(rows[row])
        rows[row][column] = text
    shown = next((at for at, text in read.items() if known(text)), next(iter(read)))
    words = {"typed": showable(str(grid.at(*shown))), "read": showable(read[shown]), "cells": len(read), "why": why}
    return replace(grid, rows=rows), [Problem("legacy-font", grid.where(*shown), words)]
