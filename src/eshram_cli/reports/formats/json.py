"""A result as JSON for programs: its schema's name first, plain integers, ISO dates, no NaN, Hindi as it is written."""

from __future__ import annotations

import datetime as dt
import json
import re

from eshram_cli.language.text import CONTROLS
from eshram_cli.reports.formats import Format
from eshram_cli.reports.look import Look
from eshram_cli.reports.registry import json_of


def render(result: object, look: Look | None = None) -> str:
    """The result's JSON over several lines, or on one where the look is compact, ending in a line feed."""
    return dump(json_of(result), None if look and look.compact else 2)


def dump(payload: object, indent: int | None = 2) -> str:
    """Fields as JSON text; without an indent on one line, for several objects a line each.

    ValueError for a number that is not finite, TypeError for what JSON cannot hold: both are faults of a layout.
    """
    # JSON may hold some characters as they are that act on a terminal.
    text = json.dumps(payload, ensure_ascii=False, indent=indent, allow_nan=False, default=_plain)
    return CONTROLS.sub(_escape, text) + "\n"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


FORMAT = Format(render)
