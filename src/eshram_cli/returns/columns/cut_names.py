"""Cuts: the members that a row's cut columns name, joined in the order of the dimensions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eshram_cli.language.lexicon import is_label, member
from eshram_cli.language.text import fold
from eshram_cli.privacy.centres import WITHHELD, heads_centre_numbers, is_of_centre
from eshram_cli.privacy.masking import masked
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.filling import filled_cells
from eshram_cli.returns.model import DIMENSIONS
from eshram_cli.sheets.view import HIDDEN, text_of

BLANK_CUT = "?"
"""A row whose cut cell is blank: whose figure it is, nobody can say."""


def row_cuts(columns: Sequence[Reading], rows: Sequence[int], window: Reading | None = None) -> list[str]:
    """For each row its cut: blank where it has none or says "all"; `BLANK_CUT` where the cell is blank. A camp that is
    held in the morning and at night is two, told apart by the `window` column: `camp=haat (morning)`."""
    if not columns:
        return [""] * len(rows)
    parts: list[list[str]] = []
    for column in columns:
        cells, first, known = filled_cells(column), column.area.first, {}
        for cell in set(cells):
            text = _name(column, text_of(cell))
            key = member(column.cut, text)
            named = f"{column.cut}={key}" if key and not is_label(text, "all") else ""
            known[cell] = named if text else BLANK_CUT
        parts.append([known[cells[row - first]] for row in rows])
    if window is not None:
        texts = [text_of(window.area.sheet.at(row, window.index)).casefold() for row in rows]
        camps = [column.cut for column in columns].index("camp")
        parts[camps] = [
            f"{camp} ({text})" if text and camp not in {"", BLANK_CUT} else camp
            for camp, text in zip(parts[camps], texts, strict=True)
        ]
    return [BLANK_CUT if BLANK_CUT in row else join_cuts(row) for row in zip(*parts, strict=True)]


def _name(column: Reading, text: str) -> str:
    """The member that a cell names, without a number of a person; that of a centre is withheld then, and a cell that
    holds nothing else names nobody."""
    if column.cut == "centre" and column.levels and heads_centre_numbers(column.levels[-1]) and is_of_centre(text):
        return text
    name = str(masked(text))
    if column.cut == "centre" and HIDDEN in name:
        return WITHHELD
    return name if HIDDEN not in name or fold(name) else ""


def window_of(columns: Sequence[Reading]) -> Reading | None:
    """The column of words that tells when on its day each camp was held; None where there is none, or no camp."""
    if not any(column.role == "cut" and column.cut == "camp" for column in columns):
        return None
    others = (column for column in columns if column.role in {"", "other"} and column.is_words)
    return next((one for one in others if all(is_label(text, "window") for text in one.sample)), None)


def join_cuts(cuts: Iterable[str]) -> str:
    """Several `dimension=member` as one, joined by `|`; blanks are left out."""
    pairs = [pair for cut in cuts if cut for pair in cut.split("|") if pair]
    if len(pairs) < 2:
        return "".join(pairs)
    return "|".join(sorted(pairs, key=lambda pair: DIMENSIONS.index(pair.partition("=")[0])))
