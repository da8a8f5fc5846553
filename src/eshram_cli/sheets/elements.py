"""XML element by element, in flat memory, without entities and without the network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from lxml import etree

from eshram_cli.timelimit import look_at_clock


class Elements:
    """The elements with these local names, each forgotten after its turn. Malformed XML is mended as far as it goes."""

    def __init__(self, xml: bytes, *tags: str) -> None:
        self._cut = False
        names = [f"{{*}}{tag}" for tag in tags]
        self._events = etree.iterparse(
            io.BytesIO(xml), tag=names, recover=True, huge_tree=True, resolve_entities=False, no_network=True
        )

    @property
    def mended(self) -> bool:
        """Whether anything was malformed, known after the last element."""
        return self._cut or bool(self._events.error_log)

    def __iter__(self) -> Iterator[Any]:
        try:
            for _, element in self._events:
                look_at_clock()
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError:
            self._cut = True


def local(element: Any) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
