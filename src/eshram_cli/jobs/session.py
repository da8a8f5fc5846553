"""What a command works on: the ledger, and the gazetteer with the places and spellings that the ledger has learned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import INDIA_TIME
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Alias


@dataclass(frozen=True)
class Session:
    """An open ledger and the places it knows."""

    ledger: Ledger
    gazetteer: Gazetteer

    def relearned(self) -> Session:
        """The same session after the ledger has learned places or spellings."""
        return replace(self, gazetteer=known_places(self.ledger))

    def known(self, moment: dt.datetime | None) -> int | None:
        """The acceptance number up to which the ledger knew at that moment; a moment without a zone is India's."""
        if moment is None:
            return None
        return self.ledger.known_number(moment if moment.tzinfo else moment.replace(tzinfo=INDIA_TIME))


def known_places(ledger: Ledger) -> Gazetteer:
    """The bundled gazetteer with what the ledger has learned."""
    told = [Alias(place, written, "told") for place, written in ledger.aliases()]
    return Gazetteer.bundled().with_places(ledger.places(), told)


@contextmanager
def reading(path: Path) -> Iterator[Session]:
    """A session that only asks, of one state of the ledger. A missing ledger is an error, not a new file."""
    with Ledger.open(path, create=False, readonly=True) as ledger, ledger.one_view():
        yield Session(ledger, known_places(ledger))


@contextmanager
def trying(path: Path) -> Iterator[Session]:
    """A session for a trial run: the ledger as it is, or an empty one in memory where there is none."""
    try:
        ledger = Ledger.open(path, create=False, readonly=True)
    except EshramError as error:
        if error.problem.code != "ledger-missing":
            raise
        ledger = Ledger.in_memory()
    with ledger:
        yield Session(ledger, known_places(ledger))


@contextmanager
def writing(path: Path, *, create: bool = True) -> Iterator[Session]:
    """A session that stores; the ledger is made where there is none, unless `create` is false.

    One that was made and in which nothing came to be kept is taken away again.
    """
    made = create and not path.exists()
    with Ledger.open(path, create=create) as ledger:
        try:
            yield Session(ledger, known_places(ledger))
        finally:
            if made:
                ledger.close_unless_used()
