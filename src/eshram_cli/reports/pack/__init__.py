"""The review pack on paper, in a workbook and in a browser: what all three have in common.

A pack is laid out once for each language: chapters of blocks, each block one answer with its own title, tables, charts,
notes, and the command that gives it. What differs between the three stands in the module of that format.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.answers.by import ByCut
from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.review import Review, Section
from eshram_cli.answers.trend import Trend
from eshram_cli.answers.why import Why
from eshram_cli.errors import EshramError
from eshram_cli.places.tiles import tiles
from eshram_cli.problems import Language, Problem
from eshram_cli.reports import formats
from eshram_cli.reports.document import Phrase, Table
from eshram_cli.reports.layouts import review as layout
from eshram_cli.reports.look import Look, say, told
from eshram_cli.reports.output import save, save_bytes, utf8, write
from eshram_cli.reports.people import fact_text

if TYPE_CHECKING:
    from eshram_cli.settings import Letterhead

FORMS = ("html", "pdf", "png", "xlsx")
"""The formats that a pack has a form of its own in; others write it as every answer."""
NARROW = frozenset({"trend", "daily", "waterfall", "shares", "forecast"})
"""Charts of one place are drawn as for a phone: at half the width of a page their letters are as large as its own."""
EYES = 80
"""A reader with eyes: moves are arrows, what a total lacks is left empty."""


@dataclass(frozen=True)
class Picture:
    """A chart as SVG, and what it says to those who do not see it; several `narrow` ones stand side by side."""

    svg: str
    alt: str
    narrow: bool


@dataclass(frozen=True)
class Block:
    """One answer of the pack in one language; its `tables` as a page has them, and `whole`."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[Table]
    whole: Sequence[Table]
    pictures: Sequence[Picture]
    notes: Sequence[str]
    commands: Sequence[str]


@dataclass(frozen=True)
class Laid:
    """A pack in one language: its head, the findings, the chapters, the definitions, what its foot says."""

    look: Look
    title: str
    span: str
    as_on: str
    findings: Sequence[str]
    chapters: Sequence[tuple[str, str, Sequence[Block]]]
    definitions: Sequence[tuple[str, str]]
    state: str

    @property
    def language(self) -> str:
        """Its language as standards name it."""
        return str(self.look.language)


def write_pack(
    review: Review, form: str | None, out: Path | None, looks: Sequence[Look], letterhead: Letterhead
) -> tuple[Path | None, tuple[Problem, ...]]:
    """Write the pack into a file, or on stdout where `out` is None or `-`: the file written, and what could not be
    drawn as it should.

    `looks`: one for each language that is asked for, the first one first. Raises as `output.write` does, and
    `pack-no-typst` for a PDF where the part that makes it is not installed.
    """
    streamed = out is None or str(out) == "-"
    name = form or (formats.DEFAULT if streamed or out is None else out.suffix.lower().removeprefix("."))
    if name not in FORMS:
        return write(review, form, out, look=looks[0]), ()
    content, problems = render(review, name, looks, letterhead)
    if streamed or out is None:
        if isinstance(content, bytes):
            if sys.stdout.isatty():
                raise EshramError("output-terminal", format=name, suffix=f".{name}")
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            utf8(sys.stdout).write(content)
        return None, problems
    if isinstance(content, bytes):
        save_bytes(out, content)
    else:
        save(out, content)
    return out, problems


def render(
    review: Review, form: str, looks: Sequence[Look], letterhead: Letterhead
) -> tuple[str | bytes, tuple[Problem, ...]]:
    """The pack in one of its own forms, and what could not be drawn as it should."""
    content, problems = import_module(f"{__name__}.{form}").render(review, looks, letterhead)
    return content, tuple(problem for at, problem in enumerate(problems) if problem not in problems[:at])


def laid_out(review: Review, look: Look, *, charts: bool = True) -> tuple[Laid, list[Problem]]:
    """The pack in one language, with its charts or without."""
    look = replace(look, width=EYES)
    problems: list[Problem] = []
    chapters = []
    for chapter in layout.chapters(review):
        blocks = []
        for part in chapter.parts:
            drawn = [_pictures(review, section, look) for section in part.sections] if charts else []
            problems += [problem for _, troubles in drawn for problem in troubles]
            block = _block(part, [picture for pictures, _ in drawn for picture in pictures], look)
            if block.facts or block.tables or block.pictures or block.notes:
                blocks.append(block)
        if blocks:
            chapters.append((chapter.key, say(chapter.title, look), blocks))
    laid = Laid(
        look=look,
        title=say(layout.title(review), look),
        span=say(layout.span(review), look),
        as_on=say(layout.as_on(review), look),
        findings=[say(one, look) for one in layout.findings(review)],
        chapters=chapters,
        definitions=[(say(term, look), say(meaning, look)) for term, meaning in layout.definitions(review)],
        state=say(layout.state(review), look),
    )
    return laid, problems


def _block(part: layout.ChapterPart, pictures: Sequence[Picture], look: Look) -> Block:
    document = part.document
    return Block(
        title=say(document.title, look),
        subtitle=say(document.subtitle, look),
        facts=[(say(Phrase(fact.heading_key), look), fact_text(fact, look)) for fact in document.facts],
        tables=[_once(table) for table in document.tables],
        whole=document.tables,
        pictures=pictures,
        notes=[say(note, look) for note in document.notes],
        commands=[section.command for section in part.sections],
    )


def _once(table: Table) -> Table:
    """The table with each name in the language of its page alone: what says the same in the other one is left out."""
    columns = {column.key: column for column in table.columns}
    keys = table.view or list(columns)
    kept = [key for at, key in enumerate(keys) if columns[key].twin not in keys[:at]]
    return replace(table, view=kept)


def _pictures(review: Review, section: Section, look: Look) -> tuple[list[Picture], list[Problem]]:
    """The charts of a section; where none can be drawn here, the pack goes without, and that is told once."""
    from eshram_cli.reports.charts import Size, pictured

    drawn: list[Picture] = []
    problems: list[Problem] = []
    for kind in _kinds(review, section):
        try:
            svg, alt, troubles = pictured(section.answer, kind, look, Size.phone if kind in NARROW else Size.screen)
        except EshramError as error:
            return [], [error.problem]
        drawn.append(Picture(svg, alt, kind in NARROW))
        problems += troubles
    return drawn, problems


def _kinds(review: Review, section: Section) -> Iterator[str]:
    """What is drawn of an answer."""
    answer = section.answer
    if isinstance(answer, Ranking):
        # The table beside it has the order; where a place lies is seen on the map alone.
        yield "map" if tiles(answer.within_id, answer.level) else "ranking"
    elif isinstance(answer, Why) and answer.place == review.within:
        yield "waterfall"
    elif isinstance(answer, Trend) and answer.alone:
        yield from ("trend", "daily") if len(answer.courses[0].fresh) > 1 else ()
    elif isinstance(answer, Trend):
        # That all reported every day needs no picture.
        days = len(answer.days)
        yield from ("bump",) if days > 1 and len(answer.courses) > 1 else ()
        yield from ("calendar",) if any(len(course.fresh) < days for course in answer.courses) else ()
    elif isinstance(answer, ByCut) and answer.alone:
        yield "shares"
    elif isinstance(answer, PlaceForecast):
        yield "forecast"


def looks_of(look: Look, languages: Sequence[Language]) -> list[Look]:
    """The same look in each of the languages."""
    return [replace(look, language=language) for language in languages]


def word(key: str, look: Look, **words: str) -> str:
    """A word of the pack; `words` fill its curly brackets."""
    return told(f"review-{key}", look, **words)
