"""Any answer as a pandas frame: the columns of its CSV, each of its kind's type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eshram_cli.described import frame_of
from eshram_cli.reports.registry import document_of

if TYPE_CHECKING:
    import pandas as pd


def to_frame(result: object) -> pd.DataFrame:
    """The frame of a result; of an answer that is described in its own class the same as its `to_frame()`.

    TypeError for what no command answers.
    """
    table = document_of(result).csv_table
    return frame_of(table.columns, table.rows)
