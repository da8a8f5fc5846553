"""A result as JSON for programs: its schema's name first, plain integers, ISO dates, no NaN, Hindi as it is written."""

from __future__ import annotations

import datetime as dt
import json

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
    return json.dumps(payload, ensure_ascii=False, indent=indent, allow_nan=False, default=_plain) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


FORMAT = Format(render)
