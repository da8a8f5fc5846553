"""Options that several commands share, each with its one spelling, help and reading.

Annotations are objects here, not texts: typer looks at those of the functions that complete names, three a command.
"""

import datetime as dt
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from eshram_cli.errors import EshramError
from eshram_cli.language.dates import read_date
from eshram_cli.problems import NOWHERE, Language


class Bundle:
    """Options that several commands have in common: a frozen dataclass whose fields are options. A command that takes
    one has an option for each field."""


class Measure(StrEnum):
    """What a ranking goes by."""

    percent = "percent"
    registered = "registered"
    new = "new"
    pace7 = "pace7"
    balance = "balance"


class RankMeasure(StrEnum):
    """What `rank` goes by: the same, and the target prorated to the day."""

    percent = "percent"
    registered = "registered"
    new = "new"
    pace7 = "pace7"
    balance = "balance"
    prorated = "prorated"


class DaysName(StrEnum):
    """Which days a prorated target counts."""

    calendar = "calendar"
    working = "working"


class LevelName(StrEnum):
    """A level of rows."""

    state = "state"
    district = "district"
    block = "block"
    panchayat = "panchayat"


class Format(StrEnum):
    """How stdout or a file is written."""

    table = "table"
    csv = "csv"
    json = "json"
    md = "md"
    html = "html"
    xlsx = "xlsx"


class Digits(StrEnum):
    """The digits of what is written in Hindi for people."""

    latin = "latin"
    devanagari = "devanagari"


class Grouping(StrEnum):
    """How digits are grouped for people."""

    lakh = "lakh"
    international = "international"


def parse_date(text: str) -> dt.date:
    """A date of the command line, day first or ISO."""
    found = read_date(text)
    if not isinstance(found, tuple):
        raise EshramError("date-unreadable", NOWHERE, (), text=text)
    return found[0]


def complete_place(incomplete: str) -> list[str]:
    """Names of states and districts that begin as typed, for the shell's completion; of blocks where none does."""
    return _begun(incomplete, "state", "district") or complete_block(incomplete)


def complete_state(incomplete: str) -> list[str]:
    """Names of states that begin as typed."""
    return _begun(incomplete, "state")


def complete_district(incomplete: str) -> list[str]:
    """Names of districts that begin as typed."""
    return _begun(incomplete, "district")


def complete_block(incomplete: str) -> list[str]:
    """Names of blocks that begin as typed; all 534 only once something is."""
    return _begun(incomplete, "block") if incomplete else []


def _begun(incomplete: str, *levels: str) -> list[str]:
    """The English or Hindi names of the levels' places that begin as typed, in the case typed, since a shell drops the
    others; with the parent after a comma where several places bear the name."""
    from eshram_cli.language.text import clean
    from eshram_cli.places.gazetteer import Gazetteer
    from eshram_cli.places.model import Level

    gazetteer, typed = Gazetteer.bundled(), clean(incomplete).casefold()
    places = [place for level in levels for place in gazetteer.all(Level[level])]
    named = [(name, place) for place in places for name in (place.name, place.name_hi) if name]
    named = [(name, place) for name, place in named if name.casefold().startswith(typed)]
    named = [(name, place) for name, place in named if typed or name == place.name]
    bearers = Counter(name for name, _ in named)
    texts = {
        name + gazetteer.title(place.id)[len(place.name) :] if bearers[name] > 1 else name for name, place in named
    }
    return sorted(f"{incomplete}{text[len(typed) :]}" for text in texts)


PLACE = "Which place"
OUT = "Output"

PlaceArgument = Annotated[
    str,
    typer.Argument(
        help='A place, in any spelling; with its parent after a comma where two bear the name: "bilaspur, himachal '
        'pradesh".',
        autocompletion=complete_place,
    ),
]
StateOption = Annotated[
    str | None,
    typer.Option("--state", help="A state, in any spelling.", rich_help_panel=PLACE, autocompletion=complete_state),
]
DistrictOption = Annotated[
    str | None,
    typer.Option(
        "--district",
        help='A district; with its state after a comma where two bear the name: "bilaspur, himachal pradesh".',
        rich_help_panel=PLACE,
        autocompletion=complete_district,
    ),
]
BlockOption = Annotated[
    str | None,
    typer.Option(
        "--block",
        help='A block; with its district where needed: "kalyanpur, purbi champaran".',
        rich_help_panel=PLACE,
        autocompletion=complete_block,
    ),
]
IndiaOption = Annotated[bool, typer.Option("--india", help="The whole country.", rich_help_panel=PLACE)]
AsOnOption = Annotated[
    dt.date | None,
    typer.Option(
        "--as-on",
        "--as-of",
        parser=parse_date,
        metavar="DATE",
        help="The date of the figures. Default: the latest date reported within the place.",
    ),
]
TodayOption = Annotated[
    dt.date | None,
    typer.Option(
        "--as-on",
        "--as-of",
        parser=parse_date,
        metavar="DATE",
        help="The date of the figure. Default: today (Asia/Kolkata).",
    ),
]
KnownOnOption = Annotated[
    dt.datetime | None,
    typer.Option("--known-on", help="Use only what the ledger knew at this moment (Asia/Kolkata)."),
]
SinceOption = Annotated[
    dt.date | None,
    typer.Option(
        "--since", parser=parse_date, metavar="DATE", help="The day to compare with. Default: the day before."
    ),
]
MeasureOption = Annotated[
    Measure | None,
    typer.Option(
        "--by",
        metavar="MEASURE",
        help="What the ranking goes by: percent, registered, new, pace7 or balance. Default: percent where targets "
        "exist, else registered.",
    ),
]
LevelOption = Annotated[
    LevelName | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="The level of the rows: state, district, block or panchayat. Default: the one below the place.",
    ),
]

OfLevelOption = Annotated[
    LevelName | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help="The level of the place: state, district, block or panchayat. Default: the highest that bears the name.",
    ),
]

FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="table, csv, json, md, html or xlsx. Default: table, or as -o ends.",
        rich_help_panel=OUT,
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="Write to this file instead; - is stdout.", rich_help_panel=OUT)
]
LanguageOption = Annotated[
    Language | None, typer.Option("--lang", help="English or Hindi.", rich_help_panel=OUT, show_default=False)
]
NumbersOption = Annotated[Grouping | None, typer.Option("--numbers", help="9,88,912 or 988,912.", rich_help_panel=OUT)]
DigitsOption = Annotated[
    Digits | None, typer.Option("--digits", help="988 or ९८८, in Hindi; CSV and JSON: 988.", rich_help_panel=OUT)
]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing on stderr but errors.", rich_help_panel=OUT)]
LedgerOption = Annotated[
    Path | None,
    typer.Option(
        "--ledger", help="The ledger file. Default: $ESHRAM_LEDGER, else one in your data folder.", rich_help_panel=OUT
    ),
]
