"""The pack as a workbook that the collector sorts himself, by the rules for accessible official statistics.

A cover, a list of contents, the notes; then one table a sheet, with its title above it and nothing merged. What has no
value says why ([x] not known, [z] does not apply), and no colour says anything alone. In both languages headings and
words stand side by side: the figures stand once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.answers.review import Review
from eshram_cli.problems import Problem
from eshram_cli.reports.document import Kind, Table
from eshram_cli.reports.formats.xlsx import BOLD, CALIBRI, fill, printed, shown_columns
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.pack import Laid, laid_out, word
from eshram_cli.reports.people import Shown
from eshram_cli.reports.width import wrap
from eshram_cli.reports.workbooks.packing import pack
from eshram_cli.settings import Letterhead
from eshram_cli.sheets.rebuilding import cell_at, put, tab_names

TOP = 4
"""The row of a table's headings, below its title, what it says, and its command."""
UNKNOWN, DOES_NOT_APPLY = "[x]", "[z]"
CANNOT_BE = frozenset({"move", "gap_next", "days_next", "rank_at_pace", "needed_per_day", "gain", "gain_days"})
"""Columns that a place may have nothing in for a reason: the first has nobody before it."""
DRAWN = {"percent": BarChart, "registered": LineChart}
MOST_DRAWN = 60
DRAWN_OVER, DRAWN_DOWN, LEAST = 12, 24, 10
"""Columns and rows that a chart lies over, and the columns that are printed at least, so that titles have room."""
LINE = 16
"""The height of a line, in points: LibreOffice does not make rows higher by itself."""
WIDE = 110
"""The width of a column of sentences, in characters."""
CONTENTS = (34, 60, 80)
TITLE = Font(name=CALIBRI, bold=True, size=14)
"""A native chart shows at most so many rows."""


@dataclass(frozen=True)
class Leaf:
    """One sheet: its table with the columns ready to be written, and its words; `heading` is its title in the first
    language."""

    tab: str
    table: Table
    shown: Sequence[Shown]
    title: str
    heading: str
    says: str
    command: str
    notes: Sequence[str]


def render(review: Review, looks: Sequence[Look], letterhead: Letterhead) -> tuple[bytes, list[Problem]]:
    """The workbook's bytes; nothing of it depends on a font or on typst."""
    laid = [laid_out(review, look, charts=False)[0] for look in looks]
    leaves = list(_leaves(laid))
    titles = (_words(laid, key) for key in ("cover", "contents", "notes"))
    cover, contents, notes, *tabs = tab_names([*titles, *(leaf.tab for leaf in leaves)])
    leaves = [replace(leaf, tab=tab) for leaf, tab in zip(leaves, tabs, strict=True)]
    book = Workbook()
    book.remove(book.worksheets[0])
    _cover(book.create_sheet(cover), laid, letterhead)
    _contents(book.create_sheet(contents), laid, leaves)
    _notes(book.create_sheet(notes), laid, leaves)
    for number, leaf in enumerate(leaves, start=1):
        _sheet(book.create_sheet(leaf.tab), leaf, number, laid)
    for sheet in book.worksheets:
        if (foot := sheet.oddFooter) is not None:
            foot.left.text = f"{laid[0].title} · {laid[0].state}".replace("&", "&&")
            foot.right.text = word("page", laid[0].look, page="&P", pages="&N")
            foot.left.size = foot.right.size = 8
    properties = book.properties
    properties.title = _both(laid, lambda one: one.title)
    properties.language = ", ".join(f"{one.language}-IN" for one in laid)
    properties.creator = next(iter(letterhead.lines(laid[0].look.language)), "eshram")
    return pack(book), []


def _both(laid: Sequence[Laid], says: Callable[[Laid], str]) -> str:
    """What each language says, side by side where it is not the same."""
    return " / ".join(dict.fromkeys(filter(None, (says(one) for one in laid))))


def _words(laid: Sequence[Laid], key: str) -> str:
    return _both(laid, lambda one: word(key, one.look))


def _leaves(laid: Sequence[Laid]) -> Iterator[Leaf]:
    """The tables of all chapters. All languages have the same ones, in the same order."""
    for chapter in zip(*(one.chapters for one in laid), strict=True):
        # A tab has room for one language.
        _, title, _ = chapter[0]
        for blocks in zip(*(found for _, _, found in chapter), strict=True):
            for at, table in enumerate(blocks[0].whole):
                named = [
                    say(block.whole[at].title, one.look) or block.title for block, one in zip(blocks, laid, strict=True)
                ]
                yield Leaf(
                    tab=title,
                    table=table,
                    shown=_side_by_side(table, [one.look for one in laid]),
                    title=" / ".join(dict.fromkeys(named)),
                    heading=named[0],
                    says=" / ".join(dict.fromkeys(filter(None, (block.subtitle for block in blocks)))),
                    command=", ".join(blocks[0].commands),
                    notes=[
                        note
                        for pair in zip(*(block.notes for block in blocks), strict=True)
                        for note in dict.fromkeys(pair)
                    ],
                )


def _side_by_side(table: Table, looks: Sequence[Look]) -> list[Shown]:
    """The columns in the first language, each heading and word with what the others call it."""
    first, *others = (shown_columns(table, look) for look in looks)
    for other in others:
        by_key = {item.column.key: item for item in other}
        # Where a table has one column of names, each language has its own in it.
        pairs = [(item, by_key.get(item.column.key) or by_key.get(item.column.twin)) for item in first]
        first = [_joined(item, found) if found else item for item, found in pairs]
    return first


def _joined(item: Shown, other: Shown) -> Shown:
    cells = item.cells
    if item.column.kind is not Kind.place:
        cells = [
            f"{one} / {two}" if isinstance(value, str | bool) and one != two else one
            for one, two, value in zip(item.cells, other.cells, item.values, strict=True)
        ]
    heading = item.heading if item.heading == other.heading else f"{item.heading} / {other.heading}"
    return replace(item, heading=heading, cells=cells)


def _sheet(sheet: Worksheet, leaf: Leaf, number: int, laid: Sequence[Laid]) -> None:
    put(cell_at(sheet, 1, 1), leaf.title)
    put(cell_at(sheet, 2, 1), _both(laid, lambda one: one.as_on))
    put(cell_at(sheet, 3, 1), f"{_words(laid, 'command')}: {leaf.command}")
    cell_at(sheet, 1, 1).font = TITLE
    fill(sheet, leaf.table, leaf.shown, number, laid[0].look, top=TOP, unknown=_unknown)
    columns_of = [get_column_letter(at) for at in range(1, len(leaf.shown) + 1)]
    rooms = [max(sheet.column_dimensions[letter].width - 2, 1) for letter in columns_of]
    headings = zip((item.heading for item in leaf.shown), rooms, strict=True)
    sheet.row_dimensions[TOP].height = LINE * max(_height(heading, room) for heading, room in headings)
    drawn = _chart(sheet, leaf)
    last = max(len(leaf.shown) + (DRAWN_OVER if drawn else 0), LEAST)
    sheet.print_area = f"A1:{get_column_letter(last)}{max(TOP + len(leaf.table.rows) + 1, DRAWN_DOWN if drawn else 0)}"
    sheet.page_setup.orientation = "landscape"


def _height(text: str, room: float) -> int:
    """Lines that a text takes where so many characters have room side by side."""
    return max(len(wrap(text, max(int(room), 1))), 1)


def _unknown(item: Shown, total: bool) -> str:
    return DOES_NOT_APPLY if total or item.column.kind.left or item.column.key in CANNOT_BE else UNKNOWN


def _chart(sheet: Worksheet, leaf: Leaf) -> bool:
    """A chart of Excel's own beside a table of places with percentages or of days with counts; whether there is one."""
    keys = [item.column.key for item in leaf.shown]
    names = next((at for at, item in enumerate(leaf.shown) if item.column.kind in {Kind.place, Kind.date}), None)
    if names is None or not 1 < len(leaf.table.rows) <= MOST_DRAWN:
        return False
    measure = "registered" if leaf.shown[names].column.kind is Kind.date else "percent"
    if measure not in keys:
        return False
    chart = DRAWN[measure]()
    last = TOP + len(leaf.table.rows)
    at = keys.index(measure) + 1
    chart.add_data(Reference(sheet, min_col=at, min_row=TOP, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=names + 1, min_row=TOP + 1, max_row=last))
    chart.title, chart.legend = leaf.heading, None
    chart.x_axis.delete = chart.y_axis.delete = False
    if isinstance(chart, BarChart):
        chart.type, chart.gapWidth = "bar", 40
        chart.x_axis.scaling.orientation = "maxMin"
    else:
        chart.x_axis.number_format = "dd.mm"
    chart.width, chart.height = 22, max(9, 0.45 * len(leaf.table.rows) + 4)
    sheet.add_chart(chart, f"{get_column_letter(len(leaf.shown) + 2)}{TOP}")
    return True


def _lines(sheet: Worksheet, lines: Sequence[str]) -> None:
    """Sentences below one another, the first as the title."""
    for at, line in enumerate(lines, start=1):
        put(cell_at(sheet, at, 1), line)
        cell_at(sheet, at, 1).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[at].height = LINE * _height(line, WIDE - 4)
    cell_at(sheet, 1, 1).font = TITLE
    sheet.row_dimensions[1].height = 2 * LINE
    sheet.column_dimensions["A"].width = WIDE
    printed(sheet, landscape=True)


def _cover(sheet: Worksheet, laid: Sequence[Laid], letterhead: Letterhead) -> None:
    """What it is, of which days, by whom; the findings; what the ledger knew."""
    lines = [_both(laid, lambda one: one.title)]
    for one in laid:
        lines += [*letterhead.lines(one.look.language), one.span, one.as_on, word("chapter-findings", one.look)]
        lines += one.findings
    lines.append(_both(laid, lambda one: one.state))
    for one in laid:
        lines += letterhead.lines(one.look.language, "sign")
        if copies := letterhead.lines(one.look.language, "copy_to"):
            lines += [word("copy-to", one.look), *copies]
    _lines(sheet, lines)


def _contents(sheet: Worksheet, laid: Sequence[Laid], leaves: Sequence[Leaf]) -> None:
    """A line a sheet, with a link to it and the command that gives its figures."""
    heads = [_words(laid, key) for key in ("sheet", "what", "command")]
    put(cell_at(sheet, 1, 1), _words(laid, "contents"))
    cell_at(sheet, 1, 1).font = TITLE
    for at, head in enumerate(heads, start=1):
        put(cell_at(sheet, 2, at), head)
        cell_at(sheet, 2, at).font = BOLD
    for row, leaf in enumerate(leaves, start=3):
        told = (leaf.tab, leaf.title, leaf.command)
        sheet.row_dimensions[row].height = LINE * max(map(_height, told, CONTENTS))
        for at, text in enumerate(told, start=1):
            put(cell_at(sheet, row, at), text)
            cell_at(sheet, row, at).alignment = Alignment(wrap_text=True, vertical="top")
        link = cell_at(sheet, row, 1)
        quoted = leaf.tab.replace("'", "''")
        link.hyperlink = f"#'{quoted}'!A1"
        link.font = Font(name=CALIBRI, color="FF0B5A8A", underline="single")
    for letter, width in zip("ABC", CONTENTS, strict=True):
        sheet.column_dimensions[letter].width = width + 3
    printed(sheet, landscape=True)


def _notes(sheet: Worksheet, laid: Sequence[Laid], leaves: Sequence[Leaf]) -> None:
    """The signs, the definitions, and what each answer says below its table."""
    lines = [_words(laid, "notes")]
    for one in laid:
        lines += [f"{UNKNOWN} {word('sign-x', one.look)}", f"{DOES_NOT_APPLY} {word('sign-z', one.look)}"]
    for one in laid:
        lines += [f"{term}: {meaning}" for term, meaning in one.definitions]
    for leaf in leaves:
        lines += [f"{leaf.tab}: {note}" for note in (leaf.says, *leaf.notes) if note]
    _lines(sheet, list(dict.fromkeys(lines)))
