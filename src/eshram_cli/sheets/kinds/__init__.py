"""The kinds of file that are read, one module each, found by what they hold: a new kind is one new module here.

A module offers `KIND`. Kinds are asked in the order of their `order`, then their name; the first that matches reads.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from eshram_cli.sheets.source import Content, Source


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name for people, whether a source is one (by content alone), and how it is read."""

    name: str
    matches: Callable[[Source], bool]
    read: Callable[[Source], Content]
    order: int = 50


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds, in the order in which they are asked."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    found: list[Kind] = [module.KIND for module in modules]
    return tuple(sorted(found, key=lambda kind: (kind.order, kind.name)))


def kind_of(source: Source) -> Kind:
    """The kind that reads the source. Text is the last resort, and refuses what is no text."""
    return next(kind for kind in kinds() if kind.matches(source))
