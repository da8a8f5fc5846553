"""A figure that was entered."""

from __future__ import annotations

from eshram_cli.answers.enter import Entered
from eshram_cli.reports.document import Document, Fact, Phrase, facts_of, name_of
from eshram_cli.reports.registry import layout


@layout(Entered)
def entered_document(entered: Entered) -> Document:
    """The figure, and whether it was new."""
    place = Fact("place", Phrase("name", {"name": name_of(entered)}))
    known = Phrase("enter-known" if entered.unchanged else "enter-stored")
    return Document(known, facts=[place, *facts_of(entered, "as_on", "registered", "new")])
