"""Which ranks an undo, a correction or a merge moves, on the latest day reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from eshram_cli.analysis import standing
from eshram_cli.analysis.measures import rank_moves
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.questions.views import counts
from eshram_cli.jobs.session import Session
from eshram_cli.language.words import tr
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.problems import Language

SHOWN = 6
"""So many moves of one ranking are told; more of them are counted."""

Moved = tuple[Standing, int | None]
"""The line of a place whose rank is another one, and its rank before; None where it had none."""

Asked = tuple[Place, dt.date]
"""A ranking: the places directly within a place, as on a day."""


def ranks_before(session: Session, places: Collection[str], known: int | None = None) -> dict[Asked, Ranking]:
    """The rankings in which these places, or the places that they lie in, have a rank, as the ledger knew them: each on
    the latest day reported within its place."""
    gazetteer = session.gazetteer
    parents = [one for place in places if place in gazetteer for one in gazetteer.parents(PlaceId(place))]
    found: dict[Asked, Ranking] = {}
    for parent in dict.fromkeys(parents):
        day = session.ledger.latest_date(gazetteer.branch(parent.id), known=known)
        if day is not None:
            found[parent, day] = _ranking(session, parent, day, known)
    return found


def moves_since(session: Session, before: dict[Asked, Ranking]) -> dict[Place, list[Moved]]:
    """By place what moved in these rankings up to now; those in which nothing did are not there."""
    found = {}
    for (parent, day), ranking in before.items():
        if moves := rank_moves(ranking, _ranking(session, parent, day, None)):
            found[parent] = moves
    return found


def undo_moves(session: Session, number: int) -> dict[Place, list[Moved]]:
    """Which ranks move if the act of that number is taken back: it is, and that is rolled back again. `session` must be
    open to store. Raises what `Ledger.undo` raises."""
    before = ranks_before(session, session.ledger.places_of_act(number))
    with session.ledger.trial():
        session.ledger.undo(number, **acting())
        return moves_since(session, before)


def correction_moves(session: Session, corrections: Collection[int]) -> dict[Place, list[Moved]]:
    """Which ranks of the latest day these acts, which corrected figures, have moved; nothing where there are none.

    A correction of an earlier day that leaves the latest ranking as it was is not told.
    """
    if not corrections:
        return {}
    places = sorted({place for number in corrections for place in session.ledger.places_of_act(number)})
    return moves_after(session, places, min(corrections) - 1)


def moves_after(session: Session, places: Collection[str], known: int) -> dict[Place, list[Moved]]:
    """Which ranks of the latest day what came after that acceptance number has moved, among these places."""
    before = ranks_before(session, places, known)
    branch = session.gazetteer.branch
    return moves_since(
        session, {key: one for key, one in before.items() if session.ledger.latest_date(branch(key[0].id)) == key[1]}
    )


def moves_told(moves: dict[Place, list[Moved]], language: Language) -> list[str]:
    """A sentence for each ranking in which ranks move: "Ranks in Bihar: Siwan 3 to 1, Gaya 1 to 2."."""

    def named(latin: str, hindi: str) -> str:
        """The name in the language; in Latin letters where no Hindi one is known."""
        return (hindi or latin) if language is Language.hi else latin

    sentences = []
    for parent, some in moves.items():
        told = []
        for row, rank in some[:SHOWN]:
            before, after = ("–" if one is None else one for one in (rank, row.rank))
            told.append(tr("moves-one", language, place=named(row.place, row.place_hi), before=before, after=after))
        if len(some) > SHOWN:
            told.append(tr("moves-more", language, count=len(some) - SHOWN))
        within = named(parent.name, parent.name_hi)
        sentences.append(tr("moves-told", language, within=within, moves=", ".join(told)))
    return sentences


def _ranking(session: Session, parent: Place, day: dt.date, known: int | None) -> Ranking:
    return standing.rank(counts(session, parent, known), parent.id, int(parent.level) + 1, day)
