"""`eshram summary`: the daily page."""

from __future__ import annotations

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._options import (
    AsOnOption,
    BlockOption,
    DistrictOption,
    IndiaOption,
    KnownOnOption,
    MeasureOption,
    StateOption,
)
from eshram_cli.cli._run import Run


@command(Panel.questions)
def summary(
    run: Run,
    state: StateOption = None,
    district: DistrictOption = None,
    block: BlockOption = None,
    india: IndiaOption = False,
    by: MeasureOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
) -> None:
    """The daily page of a place: all its parts, the best and the worst, who did not report."""
    from eshram_cli.analysis.measures import Measure
    from eshram_cli.jobs.asking import Asked, asked_place
    from eshram_cli.jobs.session import reading
    from eshram_cli.jobs.summary import summary

    with reading(run.settings.ledger) as session:
        place = asked_place(session.gazetteer, Asked(state, district, block, india), run.settings.place)
        measure = None if by is None else Measure(by)
        result = summary(session, place, by=measure, as_on=as_on, known_on=known_on)
    run.show(result)
