"""Where a number is from: the cells, files and acts that make a place's count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eshram_cli.analysis.trace import Piece, pieces
from eshram_cli.answers.trace import Trace, Traced
from eshram_cli.described import KnownOn
from eshram_cli.dimensions import DIMENSIONS
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.views import counts, day_of, nothing_reported
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.versions import Key, Version
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.places.words import name_words


def trace(
    session: Session, place: Place, *, cut: str = "", as_on: dt.date | None = None, known_on: KnownOn | None = None
) -> Trace:
    """Every figure that makes the count of a place (of a cut, as `channel=csc`) as on a day; see `analysis.trace`.

    Below a figure stand those of the same place, date and cut that it superseded, and those that were undone. Raises
    `nothing-reported`; `cut-unknown` for a cut of no dimension, `nothing-of-cut` where the place has no such figure.
    """
    if cut and not (cut.partition("=")[0] in DIMENSIONS and cut.partition("=")[2] and "|" not in cut):
        raise EshramError("cut-unknown", text=cut, dimensions=", ".join(DIMENSIONS))
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    asked = counts(session, place, known, cuts=cut or None)
    asked.need([day], [place.id])
    figures = session.ledger.figures(session.gazetteer.branch(place.id), [day], known=known)
    found = pieces(asked, place.id, day, figures, cut)
    if not found:
        if asked.count(place.id, day) is None:
            raise nothing_reported(place, day)
        known_cuts = sorted({one for one in figures["cut"].astype(str) if one and "|" not in one})
        words = {"place": name_words(place), "cut": cut, "when": day, "cuts": ", ".join(known_cuts) or "-"}
        raise EshramError("nothing-of-cut", **words)
    versions = session.ledger.versions([_key(one) for one in found if one.submission is not None], known=known)
    return Trace(
        place=place.name,
        place_hi=place.name_hi or None,
        level=place.level.name,
        as_on=day,
        known_on=known_on,
        cut=cut,
        registered=found[0].value,
        rows=tuple(_rows(session.gazetteer, found, versions)),
    )


def _key(piece: Piece) -> Key:
    return piece.place, piece.cut, piece.measure, piece.as_on


def _rows(gazetteer: Gazetteer, found: list[Piece], versions: dict[Key, list[Version]]) -> Iterator[Traced]:
    """The rows in their order; what no longer counts stands below what does, and takes the lines after all others."""
    line = len(found)
    for piece in found:
        at = gazetteer.get(PlaceId(piece.place))
        told = versions.get(_key(piece), []) if piece.submission is not None else []
        current = next((one for one in told if one.submission == piece.submission), None)
        yield _row(at, piece, piece.line, piece.part_of, piece.how, current)
        for one in reversed(told):
            if one is not current:
                line += 1
                yield _row(at, piece, line, None, "undone" if one.undone is not None else "superseded", one)


def _row(at: Place, piece: Piece, line: int, part_of: int | None, how: str, version: Version | None) -> Traced:
    return Traced(
        line=line,
        part_of=part_of,
        place=at.name,
        level=at.level.name,
        as_on=piece.as_on,
        measure=piece.measure,
        cut=piece.cut,
        value=version.value if version else piece.value,
        quality=version.quality if version else None,
        how=how,
        file=(version.file or None) if version else None,
        sheet=(version.sheet or None) if version else None,
        cell=(version.cell or None) if version else None,
        written=(version.written or None) if version else None,
        submission=version.submission if version else None,
        received_at=version.received_at if version else None,
        who=version.who if version else None,
        source=(version.source or None) if version else None,
        ledger=(version.ledger or None) if version else None,
        supersedes=version.supersedes if version else None,
        superseded_by=version.superseded_by if version else None,
        undone=version.undone if version else None,
        sha256=(version.sha256 or None) if version else None,
        place_hi=at.name_hi or None,
    )
