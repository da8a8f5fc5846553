"""Centres with what each registered, and the places that have none."""

from __future__ import annotations

from eshram_cli.answers.centres import CentreLine, Centres
from eshram_cli.privacy.centres import WITHHELD
from eshram_cli.reports.document import Document, Phrase, table_of, within_of
from eshram_cli.reports.layouts.notes import known_notes
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
    notes = [] if found.rows else [Phrase("centre-none-such")]
    notes.append(Phrase("centre-coverage", words))
    if found.untold:
        notes.append(Phrase("centre-untold", words))
    if any(row.cut == f"centre={WITHHELD}" for row in found.rows):
        notes.append(Phrase("centre-withheld-note"))
    return Document(
        Phrase("centre-title", words),
        Phrase("centre-subtitle", words),
        tables=[table] if found.rows else [],
        notes=[*notes, *known_notes(found.known_on)],
        data=table,
    )
