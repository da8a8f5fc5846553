"""`eshram camp`: camps planned and held, what they yielded, and what a camp day adds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from eshram_cli.cli._anyway import AnywayOption
from eshram_cli.cli._app import Panel, command, group
from eshram_cli.cli._charts import ChartOption, SizeOption, draw
from eshram_cli.cli._options import (
    AsOnOption,
    DistrictOption,
    KnownOnOption,
    OfLevelOption,
    PlaceArgument,
    StateOption,
    date_option,
    level_option,
)
from eshram_cli.cli._run import Bundle, Run
from eshram_cli.cli._where import At
from eshram_cli.places.model import Level

if TYPE_CHECKING:
    from eshram_cli.jobs.setup.camps import CampTerms
    from eshram_cli.language.camps import Period

CAMP = group("camp", Panel.figures, "Camps: plan them, tell what they registered, see what they add.")

WhenArgument = Annotated[
    str,
    typer.Argument(
        metavar="WHEN", help='A date, a range or a rule: 05.12.2021, "06.12.2021 to 12.12.2021", "every Sunday".'
    ),
]
DayArgument = Annotated[str, typer.Argument(metavar="DATE", help="The day of the camp: 05.12.2021.")]
NumberArgument = Annotated[
    str | None,
    typer.Argument(metavar="NUMBER", help="Persons registered in the camp. Without it: held, the figure is to come."),
]
FromOption = Annotated[dt.date | None, date_option("--from", help="The first day.")]
UntilOption = Annotated[dt.date | None, date_option("--until", help="The last day.")]
SinceOption = Annotated[dt.date | None, date_option("--from", help="Camps from this day on.")]
WindowOption = Annotated[
    str, typer.Option("--window", metavar="HOURS", help='06:00-12:00, "4 to 10 pm", or morning, day, evening, night.')
]
SiteOption = Annotated[str, typer.Option("--site", metavar="NAME", help="The site, where a place has several camps.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason; it is kept in the ledger.")]
ByOption = Annotated[
    Literal["camp", "hour", "window", "kind", "sponsor", "weekday", "place"],
    typer.Option(
        "--by", metavar="CUT", help="Add the camps up by camp, hour, window, kind, sponsor, weekday or place."
    ),
]
EveryLevelOption = Annotated[
    Level | None,
    level_option("The level of the places that are compared. Default: the lowest one that has days to compare."),
]


@dataclass(frozen=True)
class Days(Bundle):
    """The days within which a rule is meant."""

    run: Run
    first: FromOption = None
    until: UntilOption = None

    @property
    def period(self) -> Period | None:
        """The days, where both ends are given. Raises `camp-period` for one of them alone, or the last before the
        first."""
        from eshram_cli.errors import EshramError
        from eshram_cli.language.camps import Period

        if self.first is None and self.until is None:
            return None
        if self.first is None or self.until is None or self.until < self.first:
            raise EshramError("camp-period")
        return Period(self.first, self.until)


@dataclass(frozen=True)
class Which(Bundle):
    """Which of several camps of a place and day."""

    run: Run
    window: WindowOption = ""
    site: SiteOption = ""

    @property
    def terms(self) -> CampTerms:
        """The same as the jobs take it."""
        from eshram_cli.jobs.setup.camps import CampTerms

        return CampTerms(self.window, self.site)


@command(Panel.figures, "load", CAMP)
def load(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A calendar of camps: a list, or a column a day.")],
    days: Days,
    state: StateOption = None,
    district: DistrictOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Add panchayats and wards that are not known yet as new places.")
    ] = False,
) -> int:
    """Load a calendar of camps from a sheet.

    Columns, in English or Hindi: date (one, several, a range, or a weekday), block, panchayat or ward, site, time,
    type, sponsor, expected, and registered once they were held. Names and mobile numbers are never read.
    """
    from eshram_cli.jobs.intake.reading import reading_hints
    from eshram_cli.jobs.place_options import Asked
    from eshram_cli.jobs.setup.camps import load_camps

    with run.writing() as session:
        hints = reading_hints(session.gazetteer, Asked(state, district))
        result = load_camps(session, file, hints, days.period, learn=yes)
    return run.finish(result)


@command(Panel.figures, "add", CAMP)
def add(
    run: Run,
    place: PlaceArgument,
    when: WhenArgument,
    which: Which,
    days: Days,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="mega, night, special, csc (at the CSC), mobile, regular.")
    ] = "",
    sponsor: Annotated[
        str, typer.Option("--sponsor", metavar="NAME", help="The union, department or NGO that holds it.")
    ] = "",
    expected: Annotated[str, typer.Option("--expected", metavar="NUMBER", help="Persons expected.")] = "",
    level: OfLevelOption = None,
) -> None:
    """Plan a camp, or those of a range or a rule: `--from` and `--until` say within which days."""
    from dataclasses import replace

    from eshram_cli.jobs.place_options import find_place
    from eshram_cli.jobs.setup.camps import add_camps

    terms = replace(which.terms, kind=kind, sponsor=sponsor, expected=expected)
    with run.writing() as session:
        at = find_place(session.gazetteer, place, level=level)
        run.show(add_camps(session, at, when, terms, days.period))


@command(Panel.figures, "list", CAMP)
def list_(
    run: Run,
    where: At,
    first: SinceOption = None,
    until: UntilOption = None,
    clashes: Annotated[bool, typer.Option("--clashes", help="Only camps of one place that overlap in time.")] = False,
    open_: Annotated[
        bool, typer.Option("--open", help="Only camps of which nothing was told, or held without a figure.")
    ] = False,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
) -> None:
    """List the camps of a place and of the places within it."""
    from eshram_cli.jobs.questions.camps import CampFilter, list_camps

    with run.reading() as session:
        place = where.place(session, run.settings.place or "India")
        asked = CampFilter(first, until, clashes, open_)
        run.show(list_camps(session, place, asked, as_on=as_on, known_on=known_on))


@command(Panel.figures, "cancel", CAMP)
def cancel(
    run: Run, place: PlaceArgument, when: WhenArgument, which: Which, why: WhyOption = "", level: OfLevelOption = None
) -> None:
    """Call off the camps of a place on a day or in a range. They stay in the ledger, with the reason."""
    from eshram_cli.jobs.place_options import find_place
    from eshram_cli.jobs.setup.camps import cancel_camps

    with run.writing(create=False) as session:
        at = find_place(session.gazetteer, place, level=level)
        run.show(cancel_camps(session, at, when, which.terms, why))


@command(Panel.figures, "held", CAMP)
def held(
    run: Run,
    place: PlaceArgument,
    day: DayArgument,
    which: Which,
    number: NumberArgument = None,
    level: OfLevelOption = None,
    anyway: AnywayOption = False,
) -> None:
    """Tell that a camp was held, and how many it registered. The figure is one of the cut by camp, like those of
    returns; told again, the later one counts."""
    from eshram_cli.jobs.place_options import find_place
    from eshram_cli.jobs.setup.camps import hold_camp

    with run.writing() as session:
        at = find_place(session.gazetteer, place, level=level)
        result, problems = hold_camp(session, at, day, number, which.terms, anyway=anyway)
    run.tell(problems)
    run.show(result)


@command(Panel.figures, "calendar", CAMP)
def calendar(
    run: Run,
    where: At,
    week: Annotated[bool, typer.Option("--week", help="Only one week, from Monday.")] = False,
    month: Annotated[bool, typer.Option("--month", help="Only one month.")] = False,
    first: Annotated[
        dt.date | None,
        date_option("--from", help="The first day; a day of the week or month. Default: the latest date reported."),
    ] = None,
    until: UntilOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    chart: ChartOption = None,
    size: SizeOption = "screen",
) -> None:
    """Show the calendar of camps; -o camps.ics for a phone or mail program, -o camps.xlsx to print."""
    from eshram_cli.jobs.questions import camps as jobs

    span = "week" if week else "month" if month else ""
    with run.reading() as session:
        place = where.place(session, run.settings.place or "India")
        result = jobs.calendar(session, place, span, jobs.CampFilter(first, until), as_on=as_on, known_on=known_on)
    run.show(result)
    draw(run, result, "camps", chart, size)


@command(Panel.questions, "yield", CAMP)
def yield_(
    run: Run,
    where: At,
    by: ByOption = "camp",
    first: SinceOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
) -> None:
    """Show what camps registered, by camp, hour, window, kind, sponsor, weekday or place, and of which nothing was
    told."""
    from eshram_cli.jobs.questions.camps import camp_yield

    with run.reading() as session:
        place = where.place(session, run.settings.place or "India")
        run.show(camp_yield(session, place, by, since=first, as_on=as_on, known_on=known_on))


@command(Panel.questions, "uplift", CAMP)
def uplift(
    run: Run,
    where: At,
    level: EveryLevelOption = None,
    first: SinceOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    chart: ChartOption = None,
    size: SizeOption = "screen",
) -> None:
    """Show what a camp day adds, beside days of the same weekday without a camp within four weeks.

    Days with a note are left out. The range holds the truth in 8 of 10 such comparisons; with few days there is none.
    """
    from eshram_cli.jobs.questions import camps as jobs

    with run.reading() as session:
        place = where.place(session, run.settings.place or "India")
        result = jobs.uplift(session, place, level=level, since=first, as_on=as_on, known_on=known_on)
    run.show(result)
    draw(run, result, "uplift", chart, size)
