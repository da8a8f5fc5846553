"""A web page saved as a sheet, also as one file (mht) and whatever its name: each table becomes a grid.

A grid holds what a browser shows: hidden parts, marks of footnotes and what is struck out are no part of a figure. The
rows are those of the table. Text that stands between the tables is kept in `above` of the next one: portals put the
place and the date there.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree, html

from eshram_cli.errors import EshramError
from eshram_cli.language.written import group
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.decoding import decode, tidy_lines
from eshram_cli.sheets.elements import whole_number
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.loose import LooseSheet
from eshram_cli.sheets.model import Cell, Grid, Span
from eshram_cli.sheets.source import Content, Source
from eshram_cli.timelimit import look_at_clock

PAGE_CHARS = 6 * limits.MIB
"""A page in memory is some forty times its text. Eight thousand panchayats are 3 MB."""

MOST_ACROSS, MOST_DOWN = 1000, 65_534
"""The largest colspan and rowspan of the HTML standard."""

TABLELESS = {Language.en: "a web page without a table", Language.hi: "बिना तालिका का वेब पेज"}
MAIL = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}", re.ASCII)
TABLE = re.compile(r"<table[\s/>]", re.IGNORECASE)
CELL = re.compile(r"<t[dh][\s/>]", re.IGNORECASE)
CLOSED_AT_ONCE = re.compile(
    r"<(table|thead|tbody|tfoot|tr|td|th|div|span|p|b|i|u|strong|em|font|center)\b((?:[^<>\"']|\"[^<>\"]*\"|'[^<>']*')*)/>",
    re.IGNORECASE,
)
"""`<td />`: only elements that can hold nothing may end so in HTML. A browser passes over the stroke, and what follows
stands in the cell."""
PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
SPACES = re.compile(r"[ \t\r\n\f]+")
"""What a browser shows as one space; a hard space is a character."""
DROPPED = ("script", "style", "noscript", "template", "head")
BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption"})
ROWS = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
CAPTION_ROWS = 6
FIGURE = re.compile(r"\s*[\d,.]+\s*%?\s*")
UNSEEN = re.compile(r"visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
HIDDEN = re.compile(rf"display\s*:\s*none|{UNSEEN.pattern}", re.IGNORECASE)
STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)\b", re.IGNORECASE)
RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
MEDIA = re.compile(r"@[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
SELECTED = re.compile(r"\s*[a-z0-9]*([.#])([\w-]+)\s*", re.IGNORECASE)
HIDING_CLASSES = frozenset({"d-none", "sr-only", "visually-hidden", "hidden", "hide", "invisible"})
"""How the common style sheets call what is not shown; the sheets themselves are not saved with a page."""
WIDER = re.compile(r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|(?:sm|md|lg|xl|2xl):)")
"""Hidden on a telephone only."""


def matches(source: Source) -> bool:
    """Mail headers that announce several related parts; text that begins as a web page, or holds a table of HTML with
    cells."""
    if _is_mail(source):
        return True
    text = source.text
    if text is None or "<" not in text[:4096]:
        return False
    return PAGE.match(text) is not None or (TABLE.search(text) is not None and CELL.search(text) is not None)


def _is_mail(source: Source) -> bool:
    head = MAIL.match(source.data[:8192])
    return head is not None and b"mime-version" in head[0].lower() and b"multipart/related" in head[0].lower()


def read(source: Source) -> Content:
    """Every innermost table, several told apart by a number. Errors: not-a-sheet where the file has none, too-large,
    too-many-columns, sheet-too-sparse."""
    mail = _is_mail(source)
    if mail:
        parts = [
            part for part in email.message_from_bytes(source.data).walk() if part.get_content_type() == "text/html"
        ]
        payloads = [payload for part in parts if isinstance(payload := part.get_payload(decode=True), bytes)]
        pages = [tidy_lines(decoded.text) for payload in payloads if (decoded := decode(payload))]
    else:
        pages = [source.text or ""]
    grids: list[Grid] = []
    problems: list[Problem] = []
    for page in pages:
        _read_page(source, page, grids, problems)
    if not grids:
        raise source.error("not-a-sheet", what=TABLELESS)
    if len(grids) > 1:
        grids = [replace(grid, sheet=f"Table {number}") for number, grid in enumerate(grids, start=1)]
    return Content(tuple(grids), tuple(problems), "mhtml" if mail else "html")


def _read_page(source: Source, text: str, grids: list[Grid], problems: list[Problem]) -> None:
    """Adds every table that holds no other table and has a cell, with the text above it; and what was noticed."""
    if len(text) > PAGE_CHARS:
        raise source.error("too-large", limit=f"{PAGE_CHARS // limits.MIB} MB")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        opened = CLOSED_AT_ONCE.sub(r"<\1\2>", text)
        root = html.document_fromstring(opened.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return
    looks = _Looks(root)
    above: list[str] = []
    caption: list[str] = []
    for item in _walk(root):
        if isinstance(item, str):
            above += [line for part in item.split("\n") if (line := SPACES.sub(" ", part).strip())]
            continue
        unseen = any(looks.hides(element) for element in (item, *item.iterancestors()))
        sheet = _table(item, looks, source.where)
        grid, told = sheet.finish(source.where, limits.CELLS, unseen, above=tuple(above or caption))
        if grid.rows:
            grids.append(grid)
            problems += told
            above, caption = [], _caption(grid)


def _caption(grid: Grid) -> list[str]:
    """The lines of a small table of words, for the next one without text of its own above it: pages lay the place and
    the date out so."""
    cells = [[str(cell) for cell in row if cell is not None] for row in grid.rows]
    if len(cells) > CAPTION_ROWS or any(FIGURE.fullmatch(cell) for row in cells for cell in row):
        return []
    return [*grid.above, *(" ".join(" ".join(row).split()) for row in cells if row)]


class _Looks:
    """What a page says of the looks of its parts. What it does not show is taken out of it, rows and tables apart:
    those are marked as hidden, as in a spreadsheet."""

    def __init__(self, root: Any) -> None:
        self._classes = set(HIDING_CLASSES)
        self._names: set[str] = set()
        for style in root.iter("style"):
            for selectors, body in RULE.findall(MEDIA.sub("", style.text or "")):
                for match in map(SELECTED.fullmatch, selectors.split(",") if HIDDEN.search(body) else ()):
                    if match:
                        (self._classes if match[1] == "." else self._names).add(match[2])
        etree.strip_elements(root, *DROPPED, with_tail=False)
        for element in list(root.iter()):
            if element.tag in ROWS or not self.hides(element) or element.find(".//table") is not None:
                continue
            if element.tag in {"td", "th"} and UNSEEN.search(element.get("style", "")):
                element.clear(keep_tail=True)
            elif element.getparent() is not None:
                element.drop_tree()

    def hides(self, element: Any) -> bool:
        """Whether the element is not shown."""
        if not element.attrib:
            return False
        classes = element.get("class") or ""
        if WIDER.search(classes) is None and not self._classes.isdisjoint(classes.split()):
            return True
        named = element.get("id") in self._names or element.get("hidden") is not None
        return named or HIDDEN.search(element.get("style", "")) is not None


def _is_struck(element: Any) -> bool:
    return element.tag in {"del", "s", "strike"} or STRUCK.search(element.get("style", "")) is not None


def _is_raised(element: Any) -> bool:
    return element.tag in {"sup", "sub"} or RAISED.search(element.get("style", "")) is not None


def _walk(root: Any) -> Iterator[Any]:
    """Texts and innermost tables in the order of the page."""
    inside = 0
    pending: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        look_at_clock()
        leaf = element.tag == "table" and element.find(".//table") is None
        if event == "start" and leaf:
            yield "".join(pending)
            pending = []
            inside += 1
            yield element
        elif event == "end" and leaf:
            inside -= 1
        if not inside or (event == "end" and leaf):
            pending.append(_text_at(event, element))


def _text_at(event: str, element: Any) -> str:
    text = element.text if event == "start" and element.tag != "table" else element.tail if event == "end" else ""
    flat = SPACES.sub(" ", text or "")
    return f"\n{flat}" if element.tag in BLOCKS else flat


def _table(table: Any, looks: _Looks, where: Where) -> LooseSheet:
    """One table laid out: its cells in the rows and columns that spans leave free."""
    sheet = LooseSheet()
    taken: dict[int, int] = {}
    for number, row in enumerate(table.iter("tr")):
        body = row.getparent()
        if looks.hides(row) or (body is not None and body.tag != "table" and looks.hides(body)):
            sheet.hidden_rows.add(number)
        column = 0
        for cell in row.iterchildren("td", "th"):
            while taken.get(column, -1) >= number:
                column += 1
            look_at_clock()
            if column > limits.COLUMNS:
                raise EshramError("too-many-columns", where, most=group(limits.COLUMNS))
            across, down = _span(cell, "colspan", MOST_ACROSS), _span(cell, "rowspan", MOST_DOWN)
            value, struck = _seen(cell, _is_struck(row))
            sheet.put(number, column, value)
            if struck:
                sheet.struck.add((number, column))
            if across * down > 1:
                sheet.merges.append(Span(number, column, number + down - 1, column + across - 1))
            if down > 1:
                taken.update(dict.fromkeys(range(column, column + across), number + down - 1))
            column += across
    return sheet


def _span(cell: Any, name: str, most: int) -> int:
    return min(max(1, whole_number(cell.get(name, "1").strip(), 1)), most)


def _seen(cell: Any, struck: bool) -> tuple[Cell, bool]:
    """The cell's text without what is raised or struck out in it, and whether all of it is struck out."""
    whole = _text_of(cell)
    if whole is None or struck or _is_struck(cell):
        return whole, whole is not None
    for is_out in (_is_struck, _is_raised):
        parts = [part for part in cell.iterdescendants() if is_out(part)]
        for part in parts:
            part.drop_tree()
        left = _text_of(cell) if parts else whole
        if left is None:
            return whole, is_out is _is_struck
        whole = left
    return whole, False


def _text_of(cell: Any) -> Cell:
    """What a browser would show: spaces collapsed, `<br>` and blocks as line breaks."""
    pieces = [SPACES.sub(" ", cell.text or "")]
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element is not cell:
            pieces.append(_text_at(event, element))
    lines = [line for part in "".join(pieces).split("\n") if (line := SPACES.sub(" ", part).strip(" "))]
    return "\n".join(lines) or None


KIND = Kind("html", matches, read, order=40)
