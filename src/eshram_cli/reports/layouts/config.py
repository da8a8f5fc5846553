"""Settings with their sources, and what the doctor found."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.problems import Problem
from eshram_cli.reports.document import Column, Document, Fact, Phrase, Table
from eshram_cli.reports.layouts.problems import problem_fields
from eshram_cli.reports.registry import Fields, layout

SETTINGS = (Column("name", heading="column-setting"), Column("value"), Column("source", heading="column-set-by"))


@dataclass(frozen=True)
class Setting:
    """One setting: its value as text, and default, file, profile NAME, environment or option as its source."""

    name: str
    value: str
    source: str


@dataclass(frozen=True)
class SettingList:
    """All settings; the file that they may come from, and whether it is there."""

    settings: tuple[Setting, ...]
    file: str
    exists: bool


@dataclass(frozen=True)
class Finding:
    """One thing that the doctor looked at: `state` ok, warning, error or unused; what was found; any problem."""

    what: str
    state: str
    found: str
    problem: Problem | None = None


@dataclass(frozen=True)
class Diagnosis:
    """All that the doctor looked at."""

    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong."""
        return tuple(one.problem for one in self.findings if one.problem)

    @property
    def exit_code(self) -> int:
        """1 where something does not work, else 0."""
        return 1 if any(one.state == "error" for one in self.findings) else 0


@layout(SettingList, "eshram.config/1")
def settings_document(found: SettingList) -> Document:
    """One line a setting."""
    rows = [[one.name, one.value, one.source] for one in found.settings]
    note = Phrase("config-file" if found.exists else "config-no-file", {"file": found.file})
    return Document(tables=[Table(SETTINGS, rows)], notes=[note])


def _fields(diagnosis: Diagnosis) -> Fields:
    rows = [
        {
            "what": one.what,
            "state": one.state,
            "found": one.found,
            "problem": problem_fields(one.problem) if one.problem else None,
        }
        for one in diagnosis.findings
    ]
    return {"findings": rows}


@layout(Diagnosis, "eshram.doctor/1", fields=_fields)
def diagnosis_document(diagnosis: Diagnosis) -> Document:
    """One line a check: `Ledger  ok: /home/dlo/eshram.db`."""
    rows = [[one.what, one.state, one.found or None] for one in diagnosis.findings]
    data = Table([Column("what"), Column("state"), Column("found")], rows)
    return Document(Phrase("doctor-title"), facts=[_fact(one) for one in diagnosis.findings], data=data)


def _fact(one: Finding) -> Fact:
    state = Phrase(f"doctor-{one.state}")
    value = Phrase("doctor-line", {"state": state, "found": one.found}) if one.found else state
    return Fact(one.what, value, heading=f"doctor-{one.what}")
