"""An engine works out once what several steps use; else it would do so again for each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals as nw
from narwhals.typing import FrameT

Kept = Callable[[Any], Any]
"""`analysis.engine.Engine.kept`: a table of the engine, worked out."""


def once(table: FrameT, kept: Kept | None) -> FrameT:
    """The table, worked out now where the engine keeps it."""
    return table if kept is None else nw.from_native(kept(table.to_native()))
