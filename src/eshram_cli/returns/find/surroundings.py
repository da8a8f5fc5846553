"""The texts around a table that may tell its date and place: title rows, text above a web page's table, context rows,
small tables above it, names of the sheet and the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from eshram_cli.language.dates import find_date
from eshram_cli.language.lexicon import has_label, is_label, read_words
from eshram_cli.language.text import clean
from eshram_cli.language.times import find_times
from eshram_cli.places.model import Level
from eshram_cli.problems import column_letters
from eshram_cli.returns.find.labels import label_of, level_of, split_label, split_labels
from eshram_cli.returns.find.tables import Area
from eshram_cli.sheets.view import BLANK, DATE, MISSING, Sheet, text_of

_TITLE_ROWS = 12
"""Titles stand in the first rows; a web page pasted above a table may be longer, and none of it is a title then."""


@dataclass(frozen=True)
class Clue:
    """A text with the words for where it stands; `level` where a label says what it names; `day` for a date cell;
    `firm` where the label says "as on" or "up to", and not only "date"; `row` and `column` from 0 where it has them."""

    text: str
    source: str
    level: Level | None = None
    day: dt.date | None = None
    labelled: bool = False
    firm: bool = False
    row: int | None = None
    column: int | None = None


def clues(area: Area, others: Sequence[Area]) -> list[list[Clue]]:
    """The clues in the order of their weight: around the table, the top of the sheet above other tables, the sheet's
    name, the file's name."""
    sheet = area.sheet
    whole = Sheet.of(sheet.grid) if sheet.left or sheet.right + 1 < max(map(len, sheet.grid.rows)) else sheet
    rows = [row for row in range(area.top) if not any(other.top <= row <= other.last for other in others)]
    near = [row for row in rows if row >= area.floor] + list(area.context)
    far = [row for row in rows if row < min(_TITLE_ROWS, area.floor) and row not in set(near)]
    titles, upper = ([clue for row in rows_ for clue in _of_row(whole, row)] for rows_ in (near, far))
    # The texts nearest above a web page's table; what stands higher is the page's menu.
    lines = [line for line in map(clean, sheet.grid.above[-_TITLE_ROWS:]) if line and not has_label(line, "silent")]
    page = [(line, clue) for line in lines for clue in _labelled(line, "text above the table")]
    titles = [*(replace(clue, firm=has_label(line, "firm")) for line, clue in page), *titles]
    small: list[Clue] = []
    for other in others:
        # A table of one row that says where: State, District, Block as headings with one value each.
        where = other.top < area.top and other.first == other.last and other.heads
        for column in other.columns if where else ():
            level = level_of(other.sheet.text(other.heads[-1], column))
            text, cell = text_of(other.sheet.at(other.first, column)), f"{column_letters(column + 1)}{other.first + 1}"
            if level is not None and text:
                small.append(Clue(text, f"cell {cell}", level, labelled=True, row=other.first, column=column))
    name = PurePath(sheet.grid.file.replace("\\", "/")).name
    stem = name.split(".")[0] if name.count(".") == 1 else name.rpartition(".")[0]
    return [
        [*titles, *small],
        upper,
        [Clue(sheet.grid.sheet, "sheet name")] if sheet.grid.sheet else [],
        [Clue(stem.replace("_", " "), "file name")] if stem not in {"", "-"} else [],
    ]


def footers(area: Area, others: Sequence[Area]) -> list[Clue]:
    """The lines below the last table of its columns that say nothing but a date, "Dated on 14.12.2021", or up to when
    the figures are, "नोट: आंकड़े 14.12.2021 तक के हैं".

    Any other word makes it the date of something else: a signature, a deadline, the next meeting.
    """
    sheet = area.sheet
    found = []
    for row, text in _below(area, others):
        columns = sheet.filled(row)[:_TITLE_ROWS]
        date = find_date(text)
        if date is None or has_label(text, "silent"):
            continue
        rest = f"{text[: date.start]} {text[date.end :]}"
        for time in reversed(list(find_times(rest))):
            rest = rest[: time.start] + rest[time.end :]
        words, firm = read_words(rest), has_label(text, "firm")
        if (
            words.has("date", "cumulative")
            and (not words.unknown or (firm and all(is_label(word, "of-figures") for word in words.unknown)))
            and not words.has("target", "balance", "new", "period")
        ):
            cells = [cell for cell in (sheet.at(row, column) for column in columns) if isinstance(cell, dt.date)]
            day = date.date if cells else None
            source = f"cell {column_letters(columns[0] + 1)}{row + 1}"
            found.append(Clue(text, source, day=day, labelled=True, firm=firm))
    return found


def notes(area: Area, others: Sequence[Area]) -> Iterator[str]:
    """The lines below the last table of its columns that speak of nothing but its figures: "Note: figures are in
    thousand", and not "Amount in lakh"."""
    for _, text in _below(area, others):
        words = read_words(text)
        plain = all(is_label(word, "of-figures") for word in words.unknown)
        if plain and not words.has("foreign", "target", "balance", "percent"):
            yield text


def _below(area: Area, others: Sequence[Area]) -> Iterator[tuple[int, str]]:
    """The rows below an area with their texts; none where another one follows."""
    sheet = area.sheet
    for row in range(area.last + 1, sheet.height if all(other.top <= area.last for other in others) else 0):
        yield row, " ".join(sheet.text(row, column) for column in sheet.filled(row)[:_TITLE_ROWS])


def _labelled(text: str, source: str, level: Level | None = None, labelled: bool = False) -> Iterator[Clue]:
    """The text as clues; of `District Name:-SAHARSA` only the name, of several such labels in a line each one's."""
    split, several = split_label(text), split_labels(text)
    if len(several) > 1:
        yield from (Clue(one.value, source, one.level, labelled=True) for one in several)
    elif split is not None and split.level is not None:
        yield Clue(split.value, source, split.level, labelled=True)
    elif several:
        yield Clue(text, source, labelled=labelled)
        yield Clue(several[0].value, source, several[0].level, labelled=True)
    else:
        yield Clue(text, source, level, labelled=labelled)


def _of_row(sheet: Sheet, row: int) -> Iterator[Clue]:
    """The row's texts. A label in one cell speaks for the next: `जिला | खगड़िया`."""
    level: Level | None = None
    labelled = firm = False
    for column in sheet.filled(row):
        text, source = sheet.text(row, column), f"title {column_letters(column + 1)}{row + 1}"
        if has_label(text, "silent"):
            return
        if label_of(text):
            level, labelled, firm = level_of(text.rstrip(":-–—= ")), True, has_label(text, "firm")
            continue
        firm = firm or has_label(text, "firm")
        if sheet.kind(row, column) == DATE:
            cell = sheet.at(row, column)
            day = cell.date() if isinstance(cell, dt.datetime) else cell if isinstance(cell, dt.date) else None
            yield Clue(text, source, day=day, labelled=labelled, firm=firm)
        elif sheet.kind(row, column) not in {BLANK, MISSING}:
            for clue in _labelled(text, source, level, labelled):
                yield replace(clue, firm=firm, row=row, column=column)
        level, labelled, firm = None, False, False
