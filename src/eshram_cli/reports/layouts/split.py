"""A target divided among places, as proposed or as stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from eshram_cli.problems import Problem
from eshram_cli.reports.document import (
    Column,
    Document,
    Kind,
    Name,
    Phrase,
    Table,
    Text,
    Value,
    place_columns,
    within_columns,
)
from eshram_cli.reports.layouts.problems import problems_fields
from eshram_cli.reports.registry import Fields, layout

PARENT, PARENT_HI = within_columns("parent", 3)
COLUMNS = (
    *place_columns(4),
    PARENT,
    Column("weight", Kind.count, 1),
    Column("share", Kind.percent, 2),
    Column("target", Kind.count),
    Column("before", Kind.count, 2),
    Column("kept", Kind.flag, 3),
    Column("population_percent", Kind.percent, 2),
    Column("basis", Kind.basis, 9),
    Column("deadline", Kind.date, 9),
    Column("set_on", Kind.date, 9),
    PARENT_HI,
)
VIEW = ("place", "parent", "weight", "share", "target", "before", "kept", "population_percent", "place_hi")


@dataclass(frozen=True)
class SplitLine:
    """One place's part in persons. `weight`: what it was measured by, None where it counted for nothing (kept).

    `share`: of the target that is split, in percent; `before`: the target in force until now; `population_percent`:
    the part in percent of the 2011 population.
    """

    place: str
    place_hi: str | None
    parent: str
    weight: int | None
    share: float | None
    target: int
    before: int | None
    kept: bool
    population_percent: float | None
    basis: str
    deadline: dt.date | None
    set_on: dt.date | None
    parent_hi: str | None = None


@dataclass(frozen=True)
class Split:
    """A proposal, or with `stored` (an acceptance number, 0 where nothing was new) what became of it.

    `by`: population, registered, equal or a file's name. `dry`: it will not be stored, and nobody is asked.
    """

    within: str
    within_hi: str | None
    level: str
    by: str
    total: int
    rows: tuple[SplitLine, ...]
    problems: tuple[Problem, ...] = ()
    stored: int | None = None
    dry: bool = False


def split_fields(split: Split) -> Fields:
    """The JSON of a split."""
    return {
        "within": split.within,
        "level": split.level,
        "by": split.by,
        "total": split.total,
        "stored": split.stored,
        "rows": [{column.key: getattr(line, column.key) for column in COLUMNS} for line in split.rows],
        "problems": problems_fields(split.problems),
    }


@layout(Split, "eshram.target.split/1", split_fields)
def split_document(split: Split) -> Document:
    """One line a place, and the total, which is the target that was split."""
    words = {
        "within": Name(split.within, split.within_hi),
        "levels": Phrase(f"levels-{split.level}"),
        "total": split.total,
        "by": by_words(split.by),
    }
    apart = any(line.parent != split.within for line in split.rows)
    table = Table(
        COLUMNS,
        [_row(line) for line in split.rows],
        total=_total(split),
        view=[key for key in VIEW if _wanted(key, split, apart)],
        faint=frozenset(at for at, line in enumerate(split.rows) if line.kept),
    )
    return Document(Phrase("split-title", words), Phrase("split-by", words), tables=[table], notes=list(_notes(split)))


def by_words(by: str) -> Text:
    """What a target was split by; a file by its name."""
    return Phrase(f"split-by-{by}") if by in {"population", "registered", "equal"} else by


def _wanted(key: str, split: Split, apart: bool) -> bool:
    if key == "parent":
        return apart
    if key == "kept":
        return any(line.kept for line in split.rows)
    return not (key == "before" and all(line.before is None for line in split.rows))


def _row(line: SplitLine) -> list[Value]:
    return [getattr(line, column.key) for column in COLUMNS]


def _total(split: Split) -> list[Value]:
    sums: dict[str, Value] = {"target": sum(line.target for line in split.rows)}
    weights = [line.weight for line in split.rows if line.weight is not None]
    if split.by != "equal" and weights:
        sums["weight"] = sum(weights)
    return [sums.get(column.key) for column in COLUMNS]


def _notes(split: Split) -> Iterator[Phrase]:
    if split.by == "population":
        yield Phrase("split-population-source")
    if split.stored:
        yield Phrase("split-stored", {"number": str(split.stored)})
    elif split.stored == 0:
        yield Phrase("split-in-force")
    elif split.dry:
        yield Phrase("split-not-stored")
