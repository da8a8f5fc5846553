"""XML without entities, without the network and mended as far as it goes: whole, or element by element in flat
memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from eshram_cli.timelimit import look_at_clock


def parse(data: bytes) -> Any:
    """XML as an element; None where it is no XML at all."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser) if data.strip() else None
    except etree.XMLSyntaxError:
        return None


class Elements:
    """The elements with these local names, each forgotten after its turn; `mended`: whether anything was malformed,
    known after the last element."""

    def __init__(self, xml: bytes, *tags: str) -> None:
        self.mended = False
        names = [f"{{*}}{tag}" for tag in tags]
        self._events = etree.iterparse(
            io.BytesIO(xml), tag=names, recover=True, huge_tree=True, resolve_entities=False, no_network=True
        )

    def __iter__(self) -> Iterator[Any]:
        try:
            for _, element in self._events:
                look_at_clock()
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            self.mended = bool(self._events.error_log)
        except etree.XMLSyntaxError:
            self.mended = True


def whole_number(text: str | None, otherwise: int) -> int:
    """The whole number that an attribute holds, of at most eight digits; else the other one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def local(element: Any) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
