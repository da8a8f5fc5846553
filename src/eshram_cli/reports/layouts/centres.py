"""Centres with what each registered, and the places that have none."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.answers.centres import CentreLine, Centres
from eshram_cli.privacy.centres import WITHHELD
from eshram_cli.reports.document import Document, Phrase, Text, table_of, within_of
from eshram_cli.reports.layouts.notes import known_note
from eshram_cli.reports.registry import layout

VIEW = ("place", "parent", "cut", "registered", "gain", "state", "as_on", "stale_days", "place_hi")


@layout(Centres)
def centres_document(found: Centres) -> Document:
    """One line a centre, then one for each place without; what says nothing of any line is left out."""
    counted = ("centres", "working", "idle", "silent", "registered", "places", "covered", "without", "untold")
    words: dict[str, object] = {
        "within": within_of(found),
        "as_on": found.as_on,
        "since": found.since,
        "levels": Phrase(f"levels-of-{found.level}"),
        **{name: getattr(found, name) for name in counted},
    }
    # Of places directly below the one asked about nobody need be told in which they lie.
    says = {
        "parent": any(row.parent != found.within for row in found.rows),
        "stale_days": any(row.stale_days for row in found.rows),
        **{key: any(getattr(row, key) is not None for row in found.rows) for key in ("gain", "registered", "as_on")},
        "cut": any(row.cut for row in found.rows),
    }
    view = [key for key in VIEW if says.get(key, True)]
    table = table_of(found, view=view, faint=lambda row: isinstance(row, CentreLine) and row.state == "none")
    return Document(
        Phrase("centre-title", words),
        Phrase("centre-subtitle", words),
        tables=[table] if found.rows else [],
        notes=list(_notes(found, words)),
        data=table,
    )


def _notes(found: Centres, words: dict[str, object]) -> Iterator[Text]:
    if not found.rows:
        yield Phrase("centre-none-such")
    yield Phrase("centre-coverage", words)
    if found.untold:
        yield Phrase("centre-untold", words)
    if any(row.cut == f"centre={WITHHELD}" for row in found.rows):
        yield Phrase("centre-withheld-note")
    if found.known_on is not None:
        yield known_note(found.known_on)
