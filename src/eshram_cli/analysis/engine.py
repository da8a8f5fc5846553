"""Where the two rules run: in pandas, or in an engine that holds more than this computer's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pandas as pd


class Engine(Protocol):
    """What the analysis asks of an engine; a table is whatever narwhals knows of it."""

    def table(self, frame: pd.DataFrame) -> Any:
        """A pandas frame as a table of the engine."""

    def kept(self, table: Any) -> Any:
        """The same table, worked out once, for a question that goes over it many times."""

    def frame(self, table: Any) -> pd.DataFrame:
        """The rows of a table, worked out and collected."""


class Pandas:
    """The frames themselves."""

    def table(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame."""
        return frame

    def kept(self, table: pd.DataFrame) -> pd.DataFrame:
        """The frame."""
        return table

    def frame(self, table: pd.DataFrame) -> pd.DataFrame:
        """The frame."""
        return table


PANDAS: Engine = Pandas()
