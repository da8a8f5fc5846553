"""A table that several steps go over is worked out once, where an engine would else do so for each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals as nw
from narwhals.typing import FrameT

Kept = Callable[[Any], Any]
"""How an engine works a table out once; see `analysis.engine.Engine.kept`."""


def once(table: FrameT, kept: Kept | None) -> FrameT:
    """The same table; where an engine says how, worked out now."""
    return table if kept is None else nw.from_native(kept(table.to_native()))
