"""Options that several commands share, each with its one spelling, help and reading."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from eshram_cli.errors import EshramError
from eshram_cli.places.model import Level
from eshram_cli.problems import Language
from eshram_cli.reports.formats import DEFAULT, OF_ONE, names

if TYPE_CHECKING:
    from eshram_cli.described import KnownOn
    from eshram_cli.places.gazetteer import Gazetteer

PLACE = "Which place"
OUT = "Output"
DATE = "DD.MM.YYYY"
LEVELS = tuple(level.name for level in Level if level is not Level.country)


def parse_date(text: str) -> dt.date:
    """A date of the command line, day first or ISO. Anything else raises `date-unreadable`."""
    from eshram_cli.language.dates import read_date

    found = read_date(text)
    if found is None:
        raise EshramError("date-unreadable", text=text)
    return found.date


def parse_known_on(text: str) -> KnownOn:
    """A date of the command line, day first or ISO, with or without a time, or `#19`, the number of an act; else
    `usage-moment` is raised.

    A day without a time is the end of that day.
    """
    from eshram_cli.language.dates import read_date

    if number := re.fullmatch(r"#\s*(\d{1,18})", text.strip()):
        return int(number[1])
    found = read_date(text)
    if found is not None and ":" not in text:
        return dt.datetime.combine(found.date, found.time or dt.time.max)
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        if found is None:
            raise EshramError("usage-moment", name="--known-on") from None
    return dt.datetime.combine(found.date, found.time or dt.time())


def parse_level(text: str) -> Level:
    """A level by its name; anything else raises `usage-choice`."""
    return Level[_one_of(text, "--level", LEVELS)]


def complete_level(incomplete: str) -> list[str]:
    """Levels that begin as typed, for the shell's completion."""
    return [level for level in LEVELS if level.startswith(incomplete)]


def parse_format(text: str) -> str:
    """A format by its name; anything else raises `usage-choice`."""
    return text if text in OF_ONE else _one_of(text, "--format", FORMATS)


def _one_of(text: str, name: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise EshramError("usage-choice", name=name, text=text, choices=", ".join(choices))
    return text


def complete_format(incomplete: str) -> list[str]:
    """Formats that begin as typed, for the shell's completion."""
    return [name for name in FORMATS if name.startswith(incomplete)]


def complete_place(incomplete: str) -> list[str]:
    """Names of states and districts that begin as typed, for the shell's completion; of blocks where none does."""
    return _begun(incomplete, Level.state, Level.district) or complete_block(incomplete)


def complete_state(incomplete: str) -> list[str]:
    """Names of states that begin as typed."""
    return _begun(incomplete, Level.state)


def complete_district(incomplete: str) -> list[str]:
    """Names of districts that begin as typed."""
    return _begun(incomplete, Level.district)


def complete_block(incomplete: str) -> list[str]:
    """Names of blocks that begin as typed, once something is: of those that the office's ledger knows, else of India's
    7,231."""
    return _begun(incomplete, Level.block) if incomplete else []


def _begun(incomplete: str, *levels: Level) -> list[str]:
    """The English or Hindi names of the levels' places that begin as typed, in the case typed, since a shell drops the
    others; with the parent after a comma where several places bear the name. Where no name begins so, other names of
    the places ("East Champaran")."""
    from eshram_cli.language.text import clean
    from eshram_cli.places.gazetteer import Gazetteer

    typed = clean(incomplete).casefold()
    gazetteers = [_office_places(), Gazetteer.bundled().whole] if Level.block in levels else [Gazetteer.bundled()]
    for gazetteer in gazetteers:
        places = [place for level in levels for place in gazetteer.all(level)]
        named = [(name, place) for place in places for name in (place.name, place.name_hi) if name]
        others = [(alias.name, place) for place in places for alias in gazetteer.aliases(place.id)] if typed else []
        for wanted in (named, others):
            found = {(name, place) for name, place in wanted if name.casefold().startswith(typed)}
            found = {(name, place) for name, place in found if typed or name == place.name}
            if found:
                bearers = Counter(name for name, _ in found)
                texts = {
                    name + gazetteer.title(place.id)[len(place.name) :] if bearers[name] > 1 else name
                    for name, place in found
                }
                return sorted(f"{incomplete}{text[len(typed) :]}" for text in texts)
    return []


def _office_places() -> Gazetteer:
    """The places that the office's ledger knows; the bundled ones where there is none that can be read."""
    from eshram_cli.jobs.session import reading
    from eshram_cli.places.gazetteer import Gazetteer
    from eshram_cli.settings import load_settings

    try:
        settings = load_settings({})
        with reading(settings.ledger, settings.place) as session:
            return session.gazetteer
    except EshramError:
        return Gazetteer.bundled()


def panel_options(panel: str) -> Callable[..., Any]:
    """`typer.Option` for the options of one panel of a command's help."""
    return partial(typer.Option, rich_help_panel=panel)


out_option = panel_options(OUT)


def date_option(*names: str, help: str, panel: str | None = None) -> Any:
    """An option that holds a date, day first or ISO."""
    return typer.Option(*names, parser=parse_date, metavar=DATE, help=help, rich_help_panel=panel)


def as_on_option(help: str, panel: str | None = None) -> Any:
    """The date that figures speak of, in both its spellings."""
    return date_option("--as-on", "--as-of", help=help, panel=panel)


def level_option(help: str) -> Any:
    """An option that holds a level."""
    return typer.Option("--level", parser=parse_level, autocompletion=complete_level, metavar="LEVEL", help=help)


Measure = Literal["percent", "registered", "new", "pace7", "balance"]

PlaceArgument = Annotated[
    str,
    typer.Argument(
        metavar="PLACE",
        help="A place, in any spelling. If two places have the name, add the district or state after a comma: "
        '"bilaspur, himachal pradesh".',
        autocompletion=complete_place,
    ),
]

OptionalPlace = Annotated[
    str | None,
    typer.Argument(
        metavar="PLACE",
        help="A place of any level, in any spelling, instead of --state, --district or --block.",
        show_default=False,
        autocompletion=complete_place,
    ),
]


def _place_option(level: Level, help: str, complete: Callable[[str], list[str]]) -> Any:
    return typer.Option(f"--{level.name}", metavar="PLACE", help=help, rich_help_panel=PLACE, autocompletion=complete)


StateOption = Annotated[str | None, _place_option(Level.state, "A state, in any spelling.", complete_state)]
DistrictOption = Annotated[
    str | None,
    _place_option(
        Level.district,
        'A district. If two have the name, add the state after a comma: "bilaspur, himachal pradesh".',
        complete_district,
    ),
]
BlockOption = Annotated[
    str | None,
    _place_option(
        Level.block,
        'A block. If two have the name, add the district after a comma: "kalyanpur, purbi champaran".',
        complete_block,
    ),
]
AnyPlaceOption = Annotated[
    str | None,
    typer.Option(
        "--place",
        metavar="PLACE",
        help="A place of any level, in any spelling.",
        rich_help_panel=PLACE,
        autocompletion=complete_place,
    ),
]
IndiaOption = Annotated[bool, typer.Option("--india", help="The whole country.", rich_help_panel=PLACE)]
AsOnOption = Annotated[
    dt.date | None, as_on_option("The date of the figures. Default: the latest date reported within the place.")
]
KnownOnOption = Annotated[
    Any,  # KnownOn | None: Typer knows no option of two types
    typer.Option(
        "--known-on",
        parser=parse_known_on,
        metavar=DATE,
        help='Use only what was in the ledger at this time (Asia/Kolkata): 28.12.2021 or "28.12.2021 20:00"; or '
        'after an act, by its number in `eshram log`: "#19".',
    ),
]
DriveOption = Annotated[
    str | None,
    typer.Option(
        "--drive", metavar="NAME", help="Count only the persons registered in this drive; `eshram drive list` has all."
    ),
]
SinceOption = Annotated[
    dt.date | None, date_option("--since", help="The day to compare with. Default: the day before.")
]
DeadlineOption = Annotated[dt.date | None, date_option("--deadline", help="The day to reach the target by.")]
MeasureOption = Annotated[
    Measure | None,
    typer.Option(
        "--by",
        metavar="MEASURE",
        help="Rank by percent, registered, new, pace7 or balance. Default: percent where targets "
        "exist, else registered.",
    ),
]
LevelOption = Annotated[
    Level | None,
    level_option("The level of the rows: state, district, block or panchayat. Default: the one below the place."),
]
OfLevelOption = Annotated[
    Level | None,
    level_option(
        "The level of the place: state, district, block or panchayat. Default: the highest level with that name."
    ),
]

WithinOption = Annotated[
    Literal["bands", "size"] | None,
    typer.Option(
        "--within",
        help="Rank only within bands of percent, or within groups of like target, so that each has its first.",
    ),
]
CompositeOption = Annotated[
    Path | None,
    typer.Option(
        "--composite",
        metavar="FILE",
        help='Rank by several measures together; the file has a line for each with its weight, as "percent = 50".',
    ),
]


FORMATS = names()
FormatOption = Annotated[
    str | None,
    out_option(
        "--format",
        parser=parse_format,
        autocompletion=complete_format,
        metavar="FORMAT",
        help=f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}. Default: {DEFAULT}, or by the ending of the -o file.",
    ),
]
OutputOption = Annotated[
    Path | None,
    out_option("-o", "--output", metavar="FILE", help="Write to this file instead of the screen; - means the screen."),
]
LanguageOption = Annotated[Language | None, out_option("--lang", help="English or Hindi.", show_default=False)]
NumbersOption = Annotated[
    Literal["lakh", "international"] | None,
    out_option("--numbers", help="Write 9,88,912 (lakh) or 988,912 (international)."),
]
DigitsOption = Annotated[
    Literal["latin", "devanagari"] | None,
    out_option("--digits", help="In Hindi, write 988 or ९८८. CSV and JSON always have 988."),
]
QuietOption = Annotated[bool, out_option("-q", "--quiet", help="Show only errors, no warnings or notes.")]
LedgerOption = Annotated[
    Path | None,
    out_option(
        "--ledger", metavar="FILE", help="The ledger file. Default: $ESHRAM_LEDGER, or a file in your data folder."
    ),
]
