"""Acts that were undone are dim; they name the number that undid them."""

from __future__ import annotations

from eshram_cli.answers.log import Act, Log
from eshram_cli.reports.document import Document, table_of
from eshram_cli.reports.registry import layout


@layout(Log)
def log_document(log: Log) -> Document:
    """One line an act."""
    return Document(tables=[table_of(log, faint=lambda act: isinstance(act, Act) and act.undone is not None)])
