"""The parts list of a workbook: its sheets in order, with their parts in the zip, and two settings that matter."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from eshram_cli.errors import EshramError
from eshram_cli.sheets import limits
from eshram_cli.sheets.archive import Archive

ROOT = "_rels/.rels"
RELATION = "{*}Relationship"


@dataclass(frozen=True)
class SheetPart:
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


def parse(data: bytes) -> Any:
    """XML as an element, without entities, network, or unbounded depth; None where it is no XML at all."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        return None


def main_part(archive: Archive) -> str:
    """The workbook's own part: `xl/workbook.xml`, unless the package names another."""
    for target, kind in relations(archive, ROOT).values():
        if kind == "officeDocument":
            return target
    return "xl/workbook.xml"


def workbook(archive: Archive, error: EshramError) -> Workbook:
    """The workbook's sheets, chart sheets left out. Raises `error` where it has no readable list of sheets."""
    part = main_part(archive)
    listed = _listing(archive.read(part))
    if listed is None:
        raise error
    folder, file = posixpath.split(part)
    links = relations(archive, f"{folder}/_rels/{file}.rels".lstrip("/"))
    sheets = [_sheet(sheet, links) for sheet in listed.sheets]
    return Workbook(
        tuple(sheet for sheet in sheets if sheet),
        _of_kind(links, "sharedStrings"),
        _of_kind(links, "styles"),
        listed.epoch_1904,
        listed.calculates,
    )


class _Listed(NamedTuple):
    """A sheet as the workbook part lists it: its name, the id of its relation, whether it is hidden."""

    name: str
    link: str
    hidden: bool


class _Listing(NamedTuple):
    """What the workbook part itself says."""

    sheets: tuple[_Listed, ...]
    epoch_1904: bool
    calculates: bool


@lru_cache(maxsize=64)
def _listing(data: bytes) -> _Listing | None:
    """The part's bytes read; None where they are no XML. It depends on them alone, and programs that fill a form write
    the same ones day after day."""
    root = parse(data)
    if root is None:
        return None
    return _Listing(
        tuple(
            _Listed(
                sheet.get("name", ""),
                next((value for key, value in sheet.items() if key.endswith("}id")), ""),
                sheet.get("state", "visible") != "visible",
            )
            for sheet in islice(root.iterfind("{*}sheets/{*}sheet"), limits.SHEETS)
        ),
        _flag(root.find("{*}workbookPr"), "date1904"),
        _flag(root.find("{*}calcPr"), "fullCalcOnLoad"),
    )


def _sheet(sheet: _Listed, relations: Mapping[str, tuple[str, str]]) -> SheetPart | None:
    target, kind = relations.get(sheet.link, ("", ""))
    return SheetPart(sheet.name, target, sheet.hidden) if kind == "worksheet" else None


def own_property(archive: Archive, name: str) -> str:
    """The text of a custom property of the workbook; blank where it has none of that name, or it cannot be read."""
    try:
        root = parse(archive.read("docProps/custom.xml"))
    except EshramError:
        return ""
    if root is None:
        return ""
    return next((item.findtext("*") or "" for item in root.iterfind("{*}property") if item.get("name") == name), "")


def relations(archive: Archive, part: str) -> Mapping[str, tuple[str, str]]:
    """By id: the target's name in the zip, and the last word of its type."""
    return _relations(archive.read(part), posixpath.dirname(posixpath.dirname(part)))


@lru_cache(maxsize=64)
def _relations(data: bytes, folder: str) -> Mapping[str, tuple[str, str]]:
    """The same for the part's bytes, on which alone it depends: one program writes the same ones day after day."""
    root = parse(data)
    if root is None:
        return {}
    return {
        item.get("Id", ""): (_target(folder, item.get("Target", "")), item.get("Type", "").rpartition("/")[2])
        for item in root.iterfind(RELATION)
    }


def _target(folder: str, target: str) -> str:
    clean = target.replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, clean)).lstrip("/").lower()


def _of_kind(relations: Mapping[str, tuple[str, str]], kind: str) -> str:
    return next((target for target, of in relations.values() if of == kind), "")


def _flag(element: Any, name: str) -> bool:
    return element is not None and element.get(name, "0").lower() in {"1", "true"}
