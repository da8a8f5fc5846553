"""Options and the drawing that commands with charts share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from eshram_cli.cli._options import out_option
from eshram_cli.cli._run import Run

ChartSize = Literal["screen", "a4", "phone"]
ChartOption = Annotated[
    Path | None, out_option("--chart", metavar="FILE", help="Also draw a chart in this file, .png or .svg.")
]
SizeOption = Annotated[ChartSize, out_option("--size", help="What the chart is for: a projector, paper or a phone.")]


def draw(run: Run, result: object, kind: str, out: Path | None, size: ChartSize) -> None:
    """The chart of a result, where a file for it was named; what could not be drawn as it should is told."""
    if out is None:
        return
    from eshram_cli.reports.charts import Kind, Size, write_chart

    run.tell(write_chart(result, Kind(kind), out, run.look, Size(size)))
