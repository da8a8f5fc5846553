"""A blank form that was made."""

from __future__ import annotations

from eshram_cli.answers.template import Template
from eshram_cli.reports.document import Document, Fact, Kind, Phrase
from eshram_cli.reports.registry import layout


@layout(Template)
def template_document(made: Template) -> Document:
    """The file and what it is for; its places are data."""
    facts = [
        Fact("output", made.output, heading="column-file"),
        Fact("within", made.within, Kind.place),
        Fact("level", made.level, Kind.level),
        Fact("places", len(made.places), Kind.count),
    ]
    return Document(title=Phrase("form-result-title"), facts=facts)
