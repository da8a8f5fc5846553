"""A figure that was entered."""

from __future__ import annotations

from eshram_cli.answers.enter import Entered
from eshram_cli.reports.document import Document, Fact, Kind, Phrase, name_of
from eshram_cli.reports.registry import layout


@layout(Entered)
def entered_document(entered: Entered) -> Document:
    """The figure, and whether it was new."""
    facts = (
        Fact("place", Phrase("name", {"name": name_of(entered)})),
        Fact("as_on", entered.as_on, Kind.date),
        Fact("registered", entered.registered, Kind.count),
        Fact("new", entered.new, Kind.gain),
    )
    known = Phrase("enter-known" if entered.unchanged else "enter-stored")
    return Document(known, facts=[fact for fact in facts if fact.value is not None])
