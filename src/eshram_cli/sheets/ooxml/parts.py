"""The parts list of a workbook: its sheets in order, with their parts in the zip, and two settings that matter."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from eshram_cli.errors import EshramError
from eshram_cli.sheets import limits
from eshram_cli.sheets.archive import Archive
from eshram_cli.sheets.elements import parse

Relations = Mapping[str, tuple[str, str]]
"""By id: the target's name in the zip, and the last word of its type."""


class SheetPart(NamedTuple):
    """A worksheet: its name as its tab shows it, its part in the zip, whether it is hidden."""

    name: str
    part: str
    hidden: bool = False


@dataclass(frozen=True)
class Workbook:
    """What the workbook part says. `calculates` = values are computed when it is opened, those stored mean little."""

    sheets: tuple[SheetPart, ...]
    strings: str = ""
    styles: str = ""
    epoch_1904: bool = False
    calculates: bool = False


def workbook(archive: Archive, error: EshramError) -> Workbook:
    """The workbook's sheets, chart sheets left out. Raises `error` where it has no readable list of sheets.

    Its own part is `xl/workbook.xml`, unless the package names another.
    """
    named = (target for target, kind in relations(archive, "_rels/.rels").values() if kind == "officeDocument")
    part = next(named, "xl/workbook.xml")
    listed = _listing(archive.read(part))
    if listed is None:
        raise error
    folder, file = posixpath.split(part)
    links = relations(archive, f"{folder}/_rels/{file}.rels".lstrip("/"))
    sheets = []
    for name, link, hidden in listed.sheets:
        target, kind = links.get(link, ("", ""))
        if kind == "worksheet":
            sheets.append(SheetPart(name, target, hidden))
    # Of two parts of one kind the first counts.
    parts = {kind: target for target, kind in reversed(list(links.values()))}
    strings, styles = parts.get("sharedStrings", ""), parts.get("styles", "")
    return Workbook(tuple(sheets), strings, styles, listed.epoch_1904, listed.calculates)


class _Listing(NamedTuple):
    """What the workbook part itself says; a sheet by its name, the id of its relation, and whether it is hidden."""

    sheets: tuple[tuple[str, str, bool], ...]
    epoch_1904: bool
    calculates: bool


@lru_cache(maxsize=64)
def _listing(data: bytes) -> _Listing | None:
    """The part's bytes read; None where they are no XML. It depends on them alone, and programs that fill a form write
    the same ones day after day."""
    root = parse(data)
    if root is None:
        return None
    sheets = tuple(
        (
            sheet.get("name", ""),
            next((value for key, value in sheet.items() if key.endswith("}id")), ""),
            sheet.get("state", "visible") != "visible",
        )
        for sheet in islice(root.iterfind("{*}sheets/{*}sheet"), limits.SHEETS)
    )
    return _Listing(sheets, _flag(root, "workbookPr", "date1904"), _flag(root, "calcPr", "fullCalcOnLoad"))


def _flag(root: Any, tag: str, name: str) -> bool:
    element = root.find(f"{{*}}{tag}")
    return element is not None and element.get(name, "0").lower() in {"1", "true"}


def own_property(archive: Archive, name: str) -> str:
    """The text of a custom property of the workbook; blank where it has none of that name, or it cannot be read."""
    try:
        root = parse(archive.read("docProps/custom.xml"))
    except EshramError:
        return ""
    items = () if root is None else root.iterfind("{*}property")
    return next((item.findtext("*") or "" for item in items if item.get("name") == name), "")


def relations(archive: Archive, part: str) -> Relations:
    """What a part of relations links to."""
    return _relations(archive.read(part), posixpath.dirname(posixpath.dirname(part)))


@lru_cache(maxsize=64)
def _relations(data: bytes, folder: str) -> Relations:
    """The same for the part's bytes, on which alone it depends: one program writes the same ones day after day."""
    root = parse(data)
    found = {}
    for item in () if root is None else root.iterfind("{*}Relationship"):
        target = posixpath.join("/", folder, item.get("Target", "").replace("\\", "/"))
        kind = item.get("Type", "").rpartition("/")[2]
        found[item.get("Id", "")] = (posixpath.normpath(target).lstrip("/").lower(), kind)
    return found
