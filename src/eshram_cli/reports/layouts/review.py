"""The review pack: its findings in sentences, drawn from its own answers, then each answer under its chapter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from eshram_cli.analysis.pending import Pending
from eshram_cli.analysis.summary import Summary
from eshram_cli.analysis.why import CAUSES
from eshram_cli.answers.camps import CampList
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.answers.restated import Restatements
from eshram_cli.answers.review import Review, Section
from eshram_cli.answers.tasks import Tasks
from eshram_cli.answers.trend import Trend
from eshram_cli.answers.why import Why
from eshram_cli.problems import Language
from eshram_cli.reports.document import (
    Column,
    Document,
    Figure,
    Kind,
    Phrase,
    Table,
    Text,
    Value,
    answer_words,
    drive_phrase,
    name_of,
    place_columns,
    within_of,
)
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.layouts import why as why_layout
from eshram_cli.reports.layouts.notes import known_note, names_of, note_phrase, some
from eshram_cli.reports.layouts.summary import headline
from eshram_cli.reports.look import Look, say, show
from eshram_cli.reports.plain import fields_of
from eshram_cli.reports.registry import Fields, document_of, json_of, layout

NAMED = 3
"""So many of the first and of the last are named in a sentence."""
TERMS = ("rank", "move", "percent", "new", "pace7", "needed", "old", "forecast", "corrected", "signs")


@dataclass(frozen=True)
class ChapterPart:
    """What a chapter shows as one: an answer, or several put together, and the sections that it is of."""

    sections: Sequence[Section]
    document: Document


@dataclass(frozen=True)
class Chapter:
    """Parts about one thing, under one heading."""

    key: str
    parts: Sequence[ChapterPart]

    @property
    def title(self) -> Phrase:
        """Its heading."""
        return Phrase(f"review-chapter-{self.key}")


def review_fields(review: Review) -> Fields:
    """The JSON: every section with the JSON of its command, and the findings in both languages."""
    looks = {str(language): Look(language) for language in Language}
    sentences = findings(review)
    return {
        **fields_of(review),
        "findings": {language: [say(one, look) for one in sentences] for language, look in looks.items()},
        "sections": [
            {"chapter": one.chapter, "command": one.command, "answer": json_of(one.answer)} for one in review.sections
        ],
    }


@layout(Review, fields=review_fields)
def review_document(review: Review) -> Document:
    """The pack as one long document: the tables of all sections, each titled with what it is, the findings below."""
    tables = [
        replace(table, title=table.title or part.document.title)
        for chapter in chapters(review)
        for part in chapter.parts
        for table in part.document.tables
    ]
    return Document(title(review), span(review), tables=tables, notes=[*findings(review), *method(review)])


def title(review: Review) -> Phrase:
    """`Weekly review: Bihar`."""
    return Phrase(f"review-title-{review.span}", {"within": within_of(review)})


def span(review: Review) -> Phrase:
    """`20.12.2021 to 26.12.2021; financial year 2021-22, third quarter (October to December)`."""
    days = Phrase("review-days", {"first": review.first, "last": review.last})
    return Phrase("review-span", {"days": days, "quarter": quarter(review.as_on)})


def quarter(day: dt.date) -> Phrase:
    """The quarter of the financial year, which begins in April."""
    start = day.year - (day.month < 4)
    number = (day.month - 4) % 12 // 3 + 1
    return Phrase(f"review-quarter-{number}", {"year": Figure(f"{start}-{(start + 1) % 100:02d}")})


def as_on(review: Review) -> Phrase:
    """Of which day the figures are, what moves are compared with, and of a drive since when persons count."""
    told = Phrase("review-as-on", {"as_on": review.as_on, "since": review.since})
    if review.drive is None:
        return told
    return Phrase("review-as-on-drive", {"told": told, "drive": drive_phrase(review.drive)})


def state(review: Review) -> Phrase:
    """What the ledger knew: its last act and that act's moment."""
    told = Phrase("review-state-empty")
    if review.act is not None:
        told = Phrase("review-state", {"act": Figure(review.act), "moment": review.act_at})
    if review.known_on is None:
        return told
    return Phrase("review-state-known", {"state": told, "known_on": known_note(review.known_on)})


def chapters(review: Review) -> list[Chapter]:
    """The sections by chapter, each with what it shows in the pack; the reasons of all moves stand in one table."""
    found = []
    for key, group in groupby(review.sections, key=lambda section: section.chapter):
        sections = list(group)
        parts = [ChapterPart([one], _document(one)) for one in sections]
        found.append(Chapter(key, [ChapterPart(sections, _moves(review, sections))] if key == "movement" else parts))
    return found


def _document(section: Section) -> Document:
    """The document of a section. The page's tables and sentences stand in chapters of their own; of many courses the
    pack has the pictures alone, and of one no row of little bars beside them."""
    answer, document = section.answer, document_of(section.answer)
    if isinstance(answer, Summary):
        return replace(document, subtitle="", tables=[], notes=[])
    if isinstance(answer, Trend):
        return replace(document, facts=[]) if answer.alone else replace(document, tables=[], notes=[])
    return document


def _moves(review: Review, sections: Sequence[Section]) -> Document:
    """A line a place: its rank then and now, and the ranks that each cause made of it; below, who passed whom."""
    whys = [one.answer for one in sections if isinstance(one.answer, Why)]
    columns = (
        *place_columns(9),
        Column("rank_before", Kind.rank, heading="review-rank-before"),
        Column("rank_now", Kind.rank, heading="review-rank-now"),
        *(Column(cause, Kind.percent, heading=f"moved-cause-{cause}") for cause in CAUSES),
    )
    rows = [
        (
            why.place, why.place_hi or None, why.rank_before, why.rank_now,
            *(next((part.ranks for part in why.parts if part.cause == cause), None) for cause in CAUSES),
        )
        for why in whys
    ]  # fmt: skip
    crossed = [note for why in whys for note in why_layout.crossed(why)]
    words = {"since": review.since, "as_on": review.as_on}
    return Document(
        Phrase("review-moves", words), Phrase("review-moves-how"), tables=[Table(columns, rows)],
        notes=[*crossed, Phrase("moved-how")],
    )  # fmt: skip


# --- the findings ---


def findings(review: Review) -> list[Text]:
    """What the meeting is told: where the place stands, who leads, who moved, who is silent, whether it will finish."""
    found: list[Text] = []
    page = review.of(Summary)
    if page is not None:
        found.append(headline(page))
    if (ranking := review.of(Ranking)) is not None:
        found += _order(ranking)
    own = next((why for why in review.all(Why) if why.place == review.within), None)
    if own is not None:
        found.append(why_layout.sentence(own))
    if (pending := review.of(Pending)) is not None:
        found += _silent(pending)
    if page is not None and page.forecast is not None:
        names = names_of([*page.ranking.rows, page.ranking.total])
        found.append(note_phrase(page.forecast, review.as_on, names))
    if (camps := review.of(CampList)) is not None:
        held = [row for row in camps.rows if row.status in {"held", "unplanned", "no-figure"}]
        planned = [row for row in camps.rows if row.status == "planned"]
        words = {"held": len(held), "registered": sum(row.registered or 0 for row in held)}
        ends = {"since": review.first, "until": max(row.as_on for row in camps.rows)}
        found.append(Phrase("review-camps", {**words, **ends, "planned": len(planned)}))
    if (tasks := review.of(Tasks)) is not None:
        words = {"overdue": tasks.overdue, "soon": tasks.soon, "all": tasks.everything}
        found.append(Phrase("review-tasks", words))
    if (corrected := review.of(Restatements)) is not None:
        found.append(Phrase("review-restated", {"count": len(corrected.rows), "since": corrected.since}))
    return found


def _order(ranking: Ranking) -> Iterator[Phrase]:
    """The first and the last, and who rose and fell furthest."""
    ranked = sorted((row for row in ranking.rows if row.rank is not None), key=lambda row: row.rank or 0)
    if len(ranked) > 1:
        most = min(NAMED, len(ranked) // 2)
        words = {
            "measure": Phrase(f"measure-{ranking.measure}"),
            "first": tuple(_valued(ranking, row) for row in ranked[:most]),
            "last": tuple(_valued(ranking, row) for row in ranked[-most:][::-1]),
        }
        yield Phrase("review-leaders", words)
    moved = sorted((row for row in ranking.rows if row.move), key=lambda row: (-abs(row.move or 0), row.place))
    if not moved and any(row.move is not None for row in ranking.rows):
        yield Phrase("review-none-moved", {"since": ranking.since})
    for key, sign in (("review-risen", 1), ("review-fallen", -1)):
        each = [row for row in moved if (row.move or 0) * sign > 0][:NAMED]
        if each:
            told = tuple(
                Phrase("review-mover", {"name": name_of(row), "move": Figure(f"{row.move:+d}"), "rank": row.rank})
                for row in each
            )
            yield Phrase(key, {"since": ranking.since, "each": told})


def _valued(ranking: Ranking, row: Standing) -> Phrase:
    """A place with the figure that it is ranked by."""
    value: Value = getattr(row, ranking.measure.value)
    return Phrase("review-leader", {"name": name_of(row), "value": Figure(show(value, KINDS[ranking.measure], Look()))})


def _silent(pending: Pending) -> Iterator[Phrase]:
    words, names = answer_words(pending), names_of(pending.everyone)
    owing = [row.place for row in pending.rows if row.status != "late"]
    # What a place did not send itself may have come from the places in it, so that the standings have it.
    within = next((note for note in pending.notes if note.code == "from-within"), None)
    if owing:
        words |= {"owing": len(owing), "names": some(owing, names)}
        words |= {"within": note_phrase(within, pending.as_on, names)} if within else {}
        yield Phrase("review-silent-within" if within else "review-silent", words)
    elif pending.places:
        yield Phrase("review-silent-none", words)
    if pending.habitual:
        key = "review-habitual-within" if within else "review-habitual"
        yield Phrase(key, words | {"names": some(pending.habitual, names)})


def method(review: Review) -> list[Text]:
    """The definitions, each as a sentence of its own, for what has no room for a table."""
    return [meaning for _, meaning in definitions(review)]


def definitions(review: Review) -> list[tuple[Phrase, Phrase]]:
    """What the terms of the pack mean."""
    ranking = review.of(Ranking)
    words = {"measure": Phrase(f"measure-{ranking.measure if ranking else 'registered'}"), "since": review.since}
    return [(Phrase(f"review-term-{term}"), Phrase(f"review-means-{term}", words)) for term in TERMS]
