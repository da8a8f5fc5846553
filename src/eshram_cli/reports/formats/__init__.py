"""The formats in which every answer can be had: one file a format, found by its name.

A format is a module of this folder that declares `FORMAT`. Its name is what `--format` takes and what its files end in
(a table's end in .txt). Nothing else has to be told of a new one: the commands, `-o` and the help find it here. It is
imported when an answer is written in it, with whatever library it needs.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eshram_cli.reports.look import Look

DEFAULT = "table"
"""What a stream gets where no format is asked for."""


@dataclass(frozen=True)
class Format:
    """How a result becomes the content of a stream or file.

    Bytes are what only a program can show: they go into files and pipes, never on a terminal. `bom`: what a file of a
    text starts with when its name has the format's own ending, and a stream never does.
    """

    render: Callable[[object, Look], str | bytes]
    binary: bool = False
    bom: str = ""


OF_ONE = ("ics",)
"""Formats of one kind of answer alone, which refuse all others; the help of other commands does not speak of them."""


def names() -> tuple[str, ...]:
    """The formats of every answer by the names that `--format` takes, the default first."""
    found = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return (DEFAULT, *(name for name in found if name not in {DEFAULT, *OF_ONE}))


def suffix_of(name: str) -> str:
    """What files of that format end in."""
    return ".txt" if name == DEFAULT else f".{name}"


def by_name(name: str) -> Format:
    """The format of that name."""
    found: Format = import_module(f"{__name__}.{name}").FORMAT
    return found
