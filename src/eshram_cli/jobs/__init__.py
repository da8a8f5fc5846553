"""The commands as plain functions: lead the data through the rooms, return a frozen answer.

From Python: `with opened("eshram.db") as books: rank(books, place_of(books, "bihar"))`; see docs/notebook.md.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eshram_cli.jobs.session import Session
    from eshram_cli.places.model import Place


def opened(ledger: str | Path) -> AbstractContextManager[Session]:
    """The ledger of that file, to ask; every question inside the `with` sees the same moment of it."""
    from eshram_cli.jobs.session import reading

    return reading(Path(ledger))


def place_of(books: Session, state: str, district: str = "", block: str = "") -> Place:
    """A place by its names in any spelling, as the options of the commands name one; the deepest that is given."""
    from eshram_cli.jobs.place_options import Asked, asked_place

    return asked_place(books.gazetteer, Asked(state, district or None, block or None, False))
