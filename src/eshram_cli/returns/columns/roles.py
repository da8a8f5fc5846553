"""The role of every column: what the user said, then the words of the heading, then what the column holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from eshram_cli.language.lexicon import Words, is_label, is_total, read_words
from eshram_cli.language.text import clean, fold
from eshram_cli.places.finder import Finder
from eshram_cli.places.model import Level
from eshram_cli.privacy.centres import heads_centre_numbers
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts
from eshram_cli.returns.columns.column import COUNTS, Reading
from eshram_cli.returns.columns.date_columns import heads_dates, with_form_dates
from eshram_cli.returns.columns.exchanged_dates import with_exchanged_headings
from eshram_cli.returns.columns.measures import A_PART, A_PERCENTAGE, A_PERIOD, COUNT, role_by_heading, unit_of
from eshram_cli.returns.columns.resolve_roles import NUMBERS_OF_A_PLACE, resolve_roles
from eshram_cli.returns.find.tables import Area, Levels
from eshram_cli.returns.hints import Meaning
from eshram_cli.returns.model import DIMENSIONS
from eshram_cli.sheets.view import DATE, text_of

WARDS = "the numbers of wards"
"""Why a column of figures names places."""

_OF_FIGURES = ("count", "total", "percent", "foreign", "part", "registered", "target", "balance")
"""What words for figures say, and names of places do not."""

_NAME = re.compile(r"\bnames?\b|नाम", re.IGNORECASE)

_ID = re.compile(r"\b(?:u?id|code)s?\b|आईडी|कोड", re.IGNORECASE)

_CENTRE_DIGITS = 6
"""Numbers of centres have more digits than counts of centres."""

_CODE = re.compile(r"[A-Za-z]{1,6}[-_/]?\d{2,}[\w/-]*")
"""IND010, BR-01, DIST0234/12: a place's code in some other system. "Ward-1" is a name."""

NO_PLACES = frozenset({"below", "town", "unit"})
"""What a place column's heading may name that is no place of the tree: a village, a town, a division or police
station. Such units bear the names of districts and blocks, and hold other workers."""

_NAMED_LEVELS = tuple(level.name for level in Level)


@dataclass(frozen=True)
class Roles:
    """The columns with their roles, and what could not be decided."""

    columns: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()

    def of(self, *roles: str) -> list[Reading]:
        """The columns of the roles, from left to right."""
        return [column for column in self.columns if column.role in roles]

    @property
    def places(self) -> list[Reading]:
        """The place columns that lead to a place of the tree, from the highest level down; see `_ordered`."""
        return _ordered([column for column in self.of("place") if column.level not in NO_PLACES])

    @property
    def dates(self) -> list[Reading]:
        """The date columns that hold anything; beside a blank one the date of the title stands."""
        return [column for column in self.of("date") if column.filled]

    @property
    def counts(self) -> list[Reading]:
        """The columns whose figures are kept."""
        return self.of(*sorted(COUNTS))


def find_roles(
    area: Area,
    headings: Mapping[int, Levels],
    given: Mapping[int, Meaning],
    finder: Finder,
    of_drive: bool,
    beside: Collection[dt.date] = (),
    *,
    dated: bool = False,
) -> Roles:
    """Roles for the columns of an area. `given` (the user's mapping) stands; no second column then gets that role.

    `of_drive`: whether title, sheet name or file name speaks of registration, so that a lone column of counts
    with a general heading may be taken for the registered. `beside`: the dates that title and names give;
    `dated`: whether the title or the user does.
    """
    columns = [Reading(area, index, headings.get(index, ())) for index in area.columns]
    for at, column in enumerate(columns):
        if column.index in given:
            told, heading = given[column.index], " ".join(column.levels)
            day = role_by_heading(column).as_on if column.levels else None
            more = {"level": told.level, "cut": told.cut, "as_on": day, "unit": unit_of(heading, read_words(heading))}
            columns[at] = column.with_role(told.role, "as told", **more)
        elif column.index == area.months:
            columns[at] = column.with_role("date", "the last day of each month")
        else:
            columns[at] = _percentage(column) if column.bears_percent else _centre(column) or _read(column)
    if area.months is not None:
        # What is new in a month is not new in its last day.
        columns = [c.with_role("other", A_PERIOD) if c.role == "new" and c.index not in given else c for c in columns]
    columns = _without_codes(_with_places(columns, finder, headless=not area.heads))
    for at, column in enumerate(columns):
        if column.role or not column.filled:
            continue
        if column.is_dates and not column.levels:
            columns[at] = column.with_role("date", "dates")
        elif column.is_numeric and not fold(column.heading) and column.counts_rows:
            columns[at] = column.with_role("serial", "numbers the rows")
        elif column.is_numeric and not area.heads:
            columns[at] = column.with_role(COUNT, "figures without a heading")
    columns = columns if dated else with_form_dates(columns)
    columns, exchanged = with_exchanged_headings(columns, beside)
    # Of several columns that name the centre of a row its number counts, and its name is left out.
    centres = [column for column in columns if column.role == "cut" and column.cut == "centre"]
    centres.sort(key=lambda column: column.why == "names of centres")
    columns = [c.with_role("other", "names of centres", cut="") if c in centres[1:] else c for c in columns]
    columns, problems = resolve_roles(columns, given, of_drive)
    return Roles(tuple(columns), (*exchanged, *problems))


def _read(column: Reading) -> Reading:
    """The column by the words of its heading, as far as they fit what it holds. One without any figure keeps the role
    of its heading, so that a blank form shows what it asks for."""
    if not column.levels:
        return column
    words = read_words(" ".join(column.levels))
    dates = column.is_dates or not column.filled or column.kinds.get(DATE, 0)
    if dates and heads_dates(column):
        return column.with_role("date", "dates")
    if column.filled and not column.is_numeric:
        return _words(column, words)
    if column.filled:
        return _figures(column, words)
    level, read = _level(words), role_by_heading(column)
    if level is not None and not words.unknown:
        return column.with_role("place", f'"{column.heading}"', level=level)
    return read if not read.role.endswith("?") else column.with_role("other", "holds no figure")


def _centre(column: Reading) -> Reading | None:
    """The column as one that names centres, by their numbers or names; None for any other. "No. of CSC" and केन्द्र
    संख्या over short figures count centres."""
    heading = column.levels[-1] if column.levels else ""
    if heads_centre_numbers(heading):
        numbers = [len(text_of(cell)) for cell in set(column.cells) if text_of(cell).isdecimal()]
        short = bool(numbers) and max(numbers) < _CENTRE_DIGITS and not _ID.search(heading)
        return None if short else column.with_role("cut", "numbers of centres", cut="centre")
    if is_label(heading, "centre-name") and column.is_words:
        return column.with_role("cut", "names of centres", cut="centre")
    return None


def _percentage(column: Reading) -> Reading:
    """A column of percent signs: "Target Achieved" over 52.50% is the percentage of what its heading counts, and is
    checked as such; any other is left out."""
    said = role_by_heading(column) if column.levels else column
    done = said.role == "percent" or (said.role == "registered" and not said.cut)
    return column.with_role("percent" if done else "other", A_PERCENTAGE)


def _figures(column: Reading, words: Words) -> Reading:
    """A column of figures by its heading: what it counts, or below a place's heading the numbers of wards."""
    level, read = _level(words), role_by_heading(column)
    if read.role or level is None:
        return read if read.role else column
    wards = level == "panchayat" and fold(column.heading).startswith(("ward", "वार्ड")) and not words.unknown
    if wards and any(amounts(column)):
        return column.with_role("place", WARDS, level=level)
    return column.with_role("other", NUMBERS_OF_A_PLACE)


def _words(column: Reading, words: Words) -> Reading:
    """A column of words by its heading: a code, a remark, a part of a place, a place, a serial, a cut."""
    lowest = read_words(column.levels[-1])
    if lowest.has("code") and not (_level(lowest) and _NAME.search(column.levels[-1])):
        return column.with_role("code", "a code")
    why = ""
    if words.has("remark", "person:mobile", "person:father", "person:aadhaar", "person:bank", "person:account"):
        why = "not kept"
    level = _level(lowest) or _level(words)
    # Rural, शहरी, Urban Total: which part of a place, and not which place.
    read = [(text, read_words(text)) for text in column.sample] if level == "" else []
    if read and all((one.has("part") and not one.unknown) or is_total(text) for text, one in read):
        why = why or A_PART
    if why:
        return column.with_role("other", why)
    named = [name for name in words.under("dimension") if name in DIMENSIONS]
    dimension = named[0] if len(named) == 1 else ""
    if level == "below" and dimension == "category" and not any(is_label(text, "trades") for text in column.sample):
        # "Sector" heads trades, or the parts of a town or block.
        dimension = ""
    # "Total area", "Area in hectares": how large a place is, and not which.
    area = words.has("level:any") and words.has(*_OF_FIGURES)
    if level is not None and not words.unknown and not dimension and not area:
        return column.with_role("place", f'"{column.heading}"', level=level)
    if lowest.has("serial") and not lowest.unknown:
        return column.with_role("serial", "numbers the rows")
    if dimension:
        return column.with_role("cut", f"names the {dimension}", cut=dimension)
    by_heading = role_by_heading(column)
    return by_heading if not column.is_words and by_heading.role in COUNTS else column


def _level(words: Words) -> str | None:
    """The level that a place's heading names: a level's name, one of `NO_PLACES`, or "" for any."""
    found = words.under("level")
    if not found:
        return None
    return found[0] if len(found) == 1 and found[0] != "any" else ""


def _with_places(columns: Sequence[Reading], finder: Finder, headless: bool) -> list[Reading]:
    """Place columns by content: names of places under a heading that says nothing, or none. Without any heading the
    first column of different short words is taken for names, unless they say what is counted ("No. of Blocks", "Sex
    Ratio"); each is then looked up."""
    usable = any(column.role == "place" and column.level not in NO_PLACES for column in columns)
    found = []
    for column in columns:
        sample = [text for text in column.sample if text] if column.is_words and not column.role else []
        if sample and not (column.levels and usable) and finder.share(sample, None, None) >= 0.5:
            column = column.with_role("place", "its words are names of places")  # noqa: PLW2901
        found.append(column)
    for at, column in enumerate(found):
        if not headless or any(other.role == "place" for other in found):
            break
        texts = column.sample
        short = column.is_words and len(texts) * 2 > column.filled and all(len(text) <= 40 for text in texts)
        if short and sum(read_words(text).has(*_OF_FIGURES) for text in texts) * 2 < len(texts):
            found[at] = column.with_role("place", "the first column of names; there is no heading")
    return found


def _without_codes(columns: Sequence[Reading]) -> list[Reading]:
    """The columns, those of a place's code beside its name, or above a lower place's, with the role code: "State ID"
    IND010 beside "State Name". A code alone says which place it is, and is looked up like a name."""
    places = [column for column in columns if column.role == "place"]
    coded = []
    for column in places:
        says_so = column.levels and _ID.search(column.levels[-1]) and not _NAME.search(column.levels[-1])
        texts = {clean(cell) for cell in set(column.cells) if isinstance(cell, str)} - {""}
        if says_so or (texts and all(map(_CODE.fullmatch, texts))):
            coded.append(column)
    ranks = {level: rank for rank, level in enumerate(_NAMED_LEVELS)}
    named = [ranks[column.level] for column in places if column not in coded and column.level in ranks]
    return [
        column.with_role("code", "codes beside names", level="")
        if column in coded and any(rank >= ranks.get(column.level, len(ranks)) for rank in named)
        else column
        for column in columns
    ]


def _ordered(places: Sequence[Reading]) -> list[Reading]:
    """One column for each level, highest first; a column without a level keeps its place among them.

    Of two columns of one level the one of words counts, then the left one.
    """
    best: dict[str, Reading] = {}
    for column in places:
        key = column.level or f"#{column.index}"
        if key not in best or (best[key].is_numeric and not column.is_numeric):
            best[key] = column
    levels = [column for column in best.values() if column.level]
    levels.sort(key=lambda column: _NAMED_LEVELS.index(column.level))
    rest = [column for column in best.values() if not column.level]
    return [*levels, *rest] if levels else sorted(rest, key=lambda column: column.index)
