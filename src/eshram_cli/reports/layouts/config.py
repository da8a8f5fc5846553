"""Settings with their sources, and what the doctor found."""

from __future__ import annotations

from eshram_cli.answers.config import Diagnosis, Finding, SettingList
from eshram_cli.reports.document import Document, Fact, Phrase, table_of
from eshram_cli.reports.registry import layout


@layout(SettingList)
def settings_document(found: SettingList) -> Document:
    """One line a setting."""
    note = Phrase("config-file" if found.exists else "config-no-file", {"file": found.file})
    return Document(tables=[table_of(found)], notes=[note])


@layout(Diagnosis)
def diagnosis_document(diagnosis: Diagnosis) -> Document:
    """One line a check: `Ledger  ok: /home/dlo/eshram.db`."""
    return Document(Phrase("doctor-title"), facts=[_fact(one) for one in diagnosis.findings])


def _fact(one: Finding) -> Fact:
    state = Phrase(f"doctor-{one.state}")
    value = Phrase("doctor-line", {"state": state, "found": one.found}) if one.found else state
    return Fact(one.what, value, heading=f"doctor-{one.what}")
