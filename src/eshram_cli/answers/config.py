"""Settings with their sources, and what the doctor found."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.described import INSIDE, Answer, Row, shown
from eshram_cli.problems import Problem


class Setting(Row):
    """One setting: its value as text, and default, file, profile NAME, environment or option as its source."""

    name: Annotated[str, shown(heading="column-setting")]
    value: Annotated[str, shown()]
    source: Annotated[str, shown(heading="column-set-by")]


class SettingList(Answer):
    """All settings; the file that they may come from, and whether it is there."""

    SCHEMA: ClassVar = "eshram.config/1"

    rows: tuple[Setting, ...]
    file: Annotated[str, INSIDE]
    exists: Annotated[bool, INSIDE]


class Finding(Row):
    """One thing that the doctor looked at: `state` ok, warning, error or unused; what was found; any problem."""

    what: Annotated[str, shown(heading="column-fact", words="doctor")]
    state: Annotated[str, shown(heading="column-status", words="doctor")]
    found: Annotated[str, shown(heading="column-value")]
    problem: InstanceOf[Problem] | None = None


class Diagnosis(Answer):
    """All that the doctor looked at."""

    SCHEMA: ClassVar = "eshram.doctor/1"

    findings: tuple[Finding, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong."""
        return tuple(one.problem for one in self.findings if one.problem)

    @property
    def exit_code(self) -> int:
        """1 where something does not work, else 0."""
        return 1 if any(one.state == "error" for one in self.findings) else 0
