"""A chart's SVG as a part of a page: small, its names its own, its look in attributes, which no policy forbids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

XLINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
_UNUSED = ("version", "width", "height")


def drawing(svg: str, prefix: str) -> str:
    """The drawing as an element of an HTML page, as wide as it has room; `prefix` stands before each of its ids.

    Lengths are kept to a tenth of a point. Neighbours that differ in their outline alone become one.
    """
    root = etree.fromstring(svg.encode("utf-8"), etree.XMLParser(huge_tree=True, remove_comments=True))
    used = {name for element in root.iter(etree.Element) for name in _references(element)}
    for element in list(root.iter(etree.Element)):
        element.tag = etree.QName(element).localname
        element.text = None
        element.tail = None
        for declaration in filter(None, map(str.strip, element.attrib.pop("style", "").split(";"))):
            name, _, value = declaration.partition(":")
            element.set(name.strip(), value.strip())
        if XLINK in element.attrib:
            element.set("href", element.attrib.pop(XLINK))
        for name, value in element.attrib.items():
            told = value.replace("url(#", f"url(#{prefix}")
            if name == "href":
                told = f"#{prefix}{value[1:]}"
            elif name == "d":
                told = " ".join(_NUMBER.sub(_short, value).split())
            element.set(name, told)
        if (own := element.attrib.pop("id", "")) in used:
            element.set("id", prefix + own)
    for element in list(root.iter("style", "metadata")):
        element.getparent().remove(element)
    for name in _UNUSED:
        root.attrib.pop(name, "")
    root.set("stroke-linejoin", "round")
    for group in list(root.iter("g", "svg")):
        _joined(group)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode").replace(' xmlns="http://www.w3.org/2000/svg"', "")


def _references(element: etree._Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        for found in _REFERENCE.finditer(str(value)) if name == XLINK or "url(#" in str(value) else ():
            yield found[1] or found[2]


def _short(found: re.Match[str]) -> str:
    return f"{float(found[0]):.1f}".removesuffix(".0")


def _joined(group: etree._Element) -> None:
    """Paths that follow one another and look alike, as one; nothing that lets what is below shine through."""
    last: etree._Element | None = None
    for element in list(group):
        if element.tag != "path" or "opacity" in element.attrib:
            last = None
            continue
        look = {name: value for name, value in element.attrib.items() if name != "d"}
        if last is not None and look == {name: value for name, value in last.attrib.items() if name != "d"}:
            last.set("d", f"{last.get('d')} {element.get('d')}")
            group.remove(element)
        else:
            last = element
