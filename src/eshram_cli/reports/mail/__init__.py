"""A page as a letter: subject, plain text, HTML, pictures, and the CSV that may be attached.

All of a letter is made from the page's document, so that text and HTML carry the same figures. Without its pictures it
is complete: they only draw the last table. Where charts are not wanted, little bars in that table stand for them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eshram_cli.analysis.summary import Summary
from eshram_cli.answers.letter import Attachment, Letter, Picture
from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.review import Review
from eshram_cli.errors import EshramError
from eshram_cli.problems import Problem
from eshram_cli.reports.document import Document, Phrase
from eshram_cli.reports.formats import csv, table
from eshram_cli.reports.layouts import review
from eshram_cli.reports.layouts.summary import all_places, headline
from eshram_cli.reports.look import Look, in_digits, say
from eshram_cli.reports.mail.html import Sheet, page
from eshram_cli.reports.registry import document_of

TEXT_WIDTH = 78
"""Columns of the plain text: programs that show it break longer lines wherever they like."""
FIGURES = ("csv", "xlsx")
"""What the figures of a page may be attached as."""
COLOURS = 48
"""Enough for the few colours of a chart and the edges of its letters."""


@dataclass(frozen=True)
class Style:
    """How letters are made: language and digits, with charts or without, with the figures as csv or xlsx or without."""

    look: Look
    charts: bool = True
    attach: frozenset[str] = frozenset()


def letter(summaries: Sequence[Summary], style: Style, *, unchanged_since: dt.date | None = None) -> Letter:
    """One letter with the pages in their order; the first gives the subject.

    `unchanged_since`: the day on which the same figures were sent already.
    """
    look = style.look
    documents = [document_of(summary) for summary in summaries]
    drawn = [picture(summary, look) if style.charts else (None, ()) for summary in summaries]
    pictures = [shown for shown, _ in drawn]
    sheets = [Sheet(document, shown) for document, shown in zip(documents, pictures, strict=True)]
    news = say(headline(summaries[0], unchanged_since=unchanged_since), look)
    more = in_digits(f" (+{len(summaries) - 1})", look) if len(summaries) > 1 else ""
    return Letter(
        subject=news + more,
        text="\n\n".join(table.render(document, replace(look, width=TEXT_WIDTH)) for document in documents),
        html=page(sheets, news, look),
        pictures=tuple(shown for shown in pictures if shown),
        attachments=tuple(
            attachment(summary, ending, look) for summary in summaries for ending in FIGURES if ending in style.attach
        ),
        problems=tuple(problem for _, problems in drawn for problem in problems),
    )


def pack_letter(packs: Sequence[Review], look: Look) -> Letter:
    """One letter with the findings and the standings of each pack; the first gives the subject."""
    documents = [_pack_page(pack) for pack in packs]
    news = say(documents[0].title, look)
    more = in_digits(f" (+{len(packs) - 1})", look) if len(packs) > 1 else ""
    return Letter(
        subject=news + more,
        text="\n\n".join(table.render(document, replace(look, width=TEXT_WIDTH)) for document in documents),
        html=page([Sheet(document) for document in documents], news, look),
    )


def _pack_page(pack: Review) -> Document:
    """What of a pack stands in the letter itself: its findings, the first as the news, and its standings."""
    ranking = pack.of(Ranking)
    news, *found = review.findings(pack) or [""]
    title = Phrase("summary-pack", {"title": review.title(pack), "span": review.span(pack)})
    return Document(title, news, tables=[] if ranking is None else [all_places(ranking)], lead=found)


def picture(summary: Summary, look: Look) -> tuple[Picture | None, tuple[Problem, ...]]:
    """The chart of the page's ranking at a phone's width, and what could not be drawn as it should.

    None where nobody is ranked, or where no chart can be drawn here: the letter goes all the same.
    """
    from eshram_cli.reports.charts import Kind, Size, render

    if not any(row.rank for row in summary.ranking.rows):
        return None, ()
    try:
        data, problems = render(summary.ranking, Kind.ranking, ".png", look, Size.phone)
    except EshramError as error:
        return None, (
            Problem("mail-no-chart", error.problem.where, {"why": error.problem.words.get("why", error.problem.code)}),
        )
    data = _light(data)
    name = f"{hashlib.sha256(data).hexdigest()[:24]}@eshram"
    return Picture(name, data, say(headline(summary), look)), problems


def _light(png: bytes) -> bytes:
    """The picture in a quarter of its bytes: flat colours need no more than a palette."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        flat = image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        flat.save(out, format="png", optimize=True)
    return out.getvalue()


def attachment(summary: Summary, ending: str, look: Look) -> Attachment:
    """The page's places with all their columns, as Excel opens them: csv, or the workbook that `-o` makes."""
    if ending == "csv":
        data = (csv.BOM + csv.render(summary)).encode("utf-8")
    else:
        from eshram_cli.reports.formats import xlsx

        data = xlsx.render(summary, look)
    return Attachment(attached_name(summary.ranking.within, summary.ranking.as_on, ending), data)


def attached_name(place: str, day: dt.date, ending: str) -> str:
    """`eshram-purbi-champaran-2021-12-28.csv`."""
    return f"eshram-{re.sub(r'[^a-z0-9]+', '-', place.casefold()).strip('-')}-{day.isoformat()}.{ending}"
