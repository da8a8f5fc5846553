"""The role of every column: what the user said, then the words of the heading, then what the column holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from eshram_cli.language.lexicon import Words, is_label, is_total, read_words
from eshram_cli.language.text import fold
from eshram_cli.places.finder import Finder
from eshram_cli.places.model import Level
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts
from eshram_cli.returns.columns.column import COUNTS, Reading
from eshram_cli.returns.columns.exchanged_dates import with_exchanged_headings
from eshram_cli.returns.columns.measures import A_PART, role_by_heading, unit_of
from eshram_cli.returns.columns.resolve_roles import NUMBERS_OF_A_PLACE, resolve_roles
from eshram_cli.returns.find.headings import Levels
from eshram_cli.returns.find.tables import Area
from eshram_cli.returns.hints import Meaning
from eshram_cli.returns.model import DIMENSIONS

WARDS = "the numbers of wards"
"""Why a column of figures names places."""

_OF_FIGURES = ("count", "total", "percent", "foreign", "part", "registered", "target", "balance")
"""What words for figures say, and names of places do not."""

_NAME = re.compile(r"\bnames?\b|नाम", re.IGNORECASE)

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
        return _ordered([column for column in self.of("place") if column.level not in {"below", "town"}])

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
) -> Roles:
    """Roles for the columns of an area. `given` (the user's mapping) stands; no second column then gets that role.

    `of_drive`: whether title, sheet name or file name speaks of registration, so that a lone column of counts
    with a general heading may be taken for the registered. `beside`: the dates that title and names give.
    """
    columns = [Reading(area, index, headings.get(index, ())) for index in area.columns]
    columns = [_given(column, given[column.index]) if column.index in given else _read(column) for column in columns]
    columns = _with_places(columns, finder, headless=not area.heads)
    columns = [_by_content(column, headless=not area.heads) for column in columns]
    columns, exchanged = with_exchanged_headings(columns, beside)
    columns, problems = resolve_roles(columns, given, of_drive)
    return Roles(tuple(columns), (*exchanged, *problems))


def _given(column: Reading, meaning: Meaning) -> Reading:
    words = read_words(" ".join(column.levels))
    read = role_by_heading(column) if column.levels else column
    return column.with_role(
        meaning.role, "as told", level=meaning.level, cut=meaning.cut, as_on=read.as_on, unit=unit_of(words)
    )


def _read(column: Reading) -> Reading:
    """The column by the words of its heading, as far as they fit what it holds."""
    if not column.levels:
        return column
    words = read_words(" ".join(column.levels))
    if words.has("date") and not words.unknown and (column.is_dates or not column.filled):
        return column.with_role("date", "dates")
    if words.has("date") and not words.unknown and column.kinds.get(3, 0):
        return column.with_role("date", "dates")
    if column.is_numeric and column.filled:
        return _figures(column, words)
    if not column.filled:
        return _blank(column, words)
    return _words(column, words)


def _figures(column: Reading, words: Words) -> Reading:
    read = role_by_heading(column)
    if read.role:
        return read
    level = _level(words)
    wards = level == "panchayat" and fold(column.heading).startswith(("ward", "वार्ड")) and not words.unknown
    if wards and any(amounts(column)):
        return column.with_role("place", WARDS, level=level)
    return column.with_role("other", NUMBERS_OF_A_PLACE) if level is not None else column


def _blank(column: Reading, words: Words) -> Reading:
    """A column without any figure keeps the role of its heading, so that a blank form shows what it asks for."""
    level = _level(words)
    if level is not None and not words.unknown:
        return column.with_role("place", f'"{column.heading}"', level=level)
    read = role_by_heading(column)
    return read if not read.role.endswith("?") else column.with_role("other", "holds no figure")


def _words(column: Reading, words: Words) -> Reading:
    lowest = read_words(column.levels[-1])
    if lowest.has("code") and not (_level(lowest) and _NAME.search(column.levels[-1])):
        return column.with_role("code", "a code")
    level = _level(lowest) or _level(words)
    if why := _passed_over(column, words, level):
        return column.with_role("other", why)
    dimension = _dimension(words)
    if level == "below" and dimension == "category" and not any(is_label(text, "trades") for text in column.sample):
        # "Sector" heads trades, or the parts of a town or block.
        dimension = ""
    if level is not None and not words.unknown and not dimension and not _measures_area(words):
        return column.with_role("place", f'"{column.heading}"', level=level)
    if lowest.has("serial") and not lowest.unknown:
        return column.with_role("serial", "numbers the rows")
    if dimension:
        return column.with_role("cut", f"names the {dimension}", cut=dimension)
    read = role_by_heading(column)
    has_figures = not column.is_words
    return read if has_figures and read.role in COUNTS else column


def _passed_over(column: Reading, words: Words, level: str | None) -> str:
    """Why a column of words is nothing to keep: a remark, what belongs to a person, rural and urban."""
    if words.has("remark", "person:mobile", "person:father", "person:aadhaar", "person:bank", "person:account"):
        return "not kept"
    return A_PART if level == "" and column.sample and all(map(_is_kind_of_area, column.sample)) else ""


def _level(words: Words) -> str | None:
    """The level that a place's heading names: a level's name, "below" a panchayat, "town", or "" for any."""
    found = words.under("level")
    if not found:
        return None
    return found[0] if len(found) == 1 and found[0] != "any" else ""


def _is_kind_of_area(text: str) -> bool:
    """Rural, शहरी, Urban Total: which part of a place, and not which place."""
    words = read_words(text)
    return (words.has("part") and not words.unknown) or is_total(text)


def _measures_area(words: Words) -> bool:
    """ "Total area", "Area in hectares": how large a place is, and not which."""
    return words.has("level:any") and words.has(*_OF_FIGURES)


def _dimension(words: Words) -> str:
    found = [name for name in words.under("dimension") if name in DIMENSIONS]
    return found[0] if len(found) == 1 else ""


def _with_places(columns: Sequence[Reading], finder: Finder, headless: bool) -> list[Reading]:
    """Place columns by content: names of places under a heading that says nothing, or none."""
    named = [column for column in columns if column.role == "place"]
    usable = [column for column in named if column.level not in {"below", "town"}]
    found = []
    for column in columns:
        open_heading = not column.levels or not (usable and column.role == "")
        if not column.role and column.is_words and open_heading and _names_places(column, finder):
            column = column.with_role("place", "its words are names of places")  # noqa: PLW2901
        found.append(column)
    if headless and not any(column.role == "place" for column in found):
        return _first_names(found)
    return found


def _names_places(column: Reading, finder: Finder) -> bool:
    sample = [text for text in column.sample if text]
    return bool(sample) and finder.share(sample, None, None) >= 0.5


def _first_names(columns: list[Reading]) -> list[Reading]:
    """Without any heading the first column of different short words is taken for names; each is then looked up."""
    for at, column in enumerate(columns):
        texts = column.sample
        short = column.is_words and len(texts) * 2 > column.filled and all(len(text) <= 40 for text in texts)
        if short and sum(map(_names_a_figure, texts)) * 2 < len(texts):
            columns[at] = column.with_role("place", "the first column of names; there is no heading")
            break
    return columns


def _names_a_figure(text: str) -> bool:
    """Whether the text says what is counted: "No. of Blocks", "Total Population", "Sex Ratio"."""
    return read_words(text).has(*_OF_FIGURES)


def _by_content(column: Reading, headless: bool) -> Reading:
    if column.role:
        return column
    if column.is_dates and column.filled and not column.levels:
        return column.with_role("date", "dates")
    if column.is_numeric and not fold(column.heading) and column.filled and column.counts_rows:
        return column.with_role("serial", "numbers the rows")
    if column.is_numeric and headless and column.filled:
        return column.with_role("count?", "figures without a heading")
    return column


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


def with_level(column: Reading, level: Level) -> Reading:
    """The place column with the level that its names turned out to have."""
    return replace(column, level=level.name)
