"""`eshram rank`: who stands where."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._charts import ChartOption, SizeOption, draw
from eshram_cli.cli._lake import FromLake
from eshram_cli.cli._options import (
    AsOnOption,
    CompositeOption,
    KnownOnOption,
    LevelOption,
    SinceOption,
    WithinOption,
    out_option,
)
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import InDrive
from eshram_cli.errors import EshramError

MAP_NAMES = frozenset({"map", "नक्शा", "मानचित्र"})
"""A chart whose file is called so is a map where nothing else is asked for: `--chart map.png`."""

TopOption = Annotated[
    int | None, typer.Option("--top", metavar="NUMBER", min=1, help="Show only the first NUMBER places.")
]
BottomOption = Annotated[
    int | None, typer.Option("--bottom", metavar="NUMBER", min=1, help="Show only the last NUMBER places.")
]
WorstFirstOption = Annotated[bool, typer.Option("--worst-first", help="Show the last place at the top.")]
ByOption = Annotated[
    Literal["percent", "registered", "new", "pace7", "balance", "prorated", "delta"] | None,
    typer.Option(
        "--by",
        metavar="MEASURE",
        help="Rank by percent, registered, new, pace7, balance, prorated or delta. Default: percent where "
        "targets exist, else registered. prorated: percent of what should be done by the day, where the target has a "
        "deadline. delta: points of percent gained since the day of --since.",
    ),
]
ProratedOverOption = Annotated[
    Literal["calendar", "working"] | None,
    typer.Option(
        "--prorated-over",
        help="The days that count for prorated; working leaves out Sundays and the holidays of the settings.",
    ),
]
BandsOption = Annotated[
    bool, typer.Option("--bands", help="Count the places in each band of percent; the bands are in the settings.")
]
HistoryOption = Annotated[
    int,
    typer.Option("--history", metavar="NUMBER", min=0, max=366, help="Also show the ranks of the last NUMBER days."),
]
KindOption = Annotated[
    Literal["bars", "map"] | None,
    out_option(
        "--kind",
        help="The chart: bars, or a map of equal tiles. Default: bars; a map where FILE is called map.",
    ),
]
GeojsonOption = Annotated[
    Path | None,
    out_option(
        "--geojson",
        metavar="FILE",
        help="Draw the map with the outlines in this GeoJSON file, found by LGD code or name.",
    ),
]


@command(Panel.questions)
def rank(
    run: Run,
    where: InDrive,
    source: FromLake,
    level: LevelOption = None,
    by: ByOption = None,
    prorated_over: ProratedOverOption = None,
    as_on: AsOnOption = None,
    since: SinceOption = None,
    known_on: KnownOnOption = None,
    top: TopOption = None,
    bottom: BottomOption = None,
    worst_first: WorstFirstOption = False,
    bands: BandsOption = False,
    history: HistoryOption = 0,
    within: WithinOption = None,
    composite: CompositeOption = None,
    chart: ChartOption = None,
    kind: KindOption = None,
    geojson: GeojsonOption = None,
    size: SizeOption = "screen",
) -> None:
    """Rank the places within a place, and show who moved.

    Places with equal figures share a rank (1, 2, 2, 4). A place without a figure is last, with the reason. Move +1
    means one place up since the day before. If late reports could change the order, a note says "not final".
    """
    from eshram_cli.analysis.contest import BANDS
    from eshram_cli.answers.measure import Measure
    from eshram_cli.jobs.questions.rank import rank, selected
    from eshram_cli.jobs.questions.views import workdays_of

    if by and composite:
        raise EshramError("usage-either", one="--by", other="--composite")
    if geojson and (chart is None or kind == "bars"):
        raise EshramError("geojson-no-map")
    weights = None
    if composite:
        from eshram_cli.jobs.questions.composite import read_weights

        weights = read_weights(composite)
    with source.reading(where.drive) as session:
        result = rank(
            session,
            where.place(session),
            level=level,
            by=Measure(by) if by else None,
            as_on=as_on,
            since=since,
            known_on=known_on,
            bands=run.settings.bands or BANDS,
            history=history,
            workdays=workdays_of(run.settings, prorated_over),
            grouping=within,
            weights=weights,
        )
        if geojson:
            from eshram_cli.jobs.questions.outlines import outlined

            on_map, problems = outlined(session, result, geojson)
            run.tell(problems)
    shown = selected(result, top=top, bottom=bottom, worst_first=worst_first, banded=bands)
    if geojson:
        draw(run, on_map, "outlines", chart, size)
    elif kind == "map" or (kind is None and chart is not None and chart.stem.casefold() in MAP_NAMES):
        draw(run, result, "map", chart, size)
    else:
        draw(run, shown, "ranking", chart, size)
    run.show(shown)
