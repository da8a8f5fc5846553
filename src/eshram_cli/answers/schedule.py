"""Plans of the daily run that are installed."""

from __future__ import annotations

from typing import Annotated, ClassVar

from eshram_cli.described import Answer, Row, shown


class PlanLine(Row):
    """One plan: its hour, what runs it (cron, systemd, windows), where it stands."""

    name: Annotated[str, shown()]
    when: Annotated[str, shown(heading="column-time")]
    scheduler: Annotated[str, shown(priority=1, heading="column-kind")]
    file: Annotated[str, shown(priority=2)]


class PlanList(Answer):
    """The plans of this user."""

    SCHEMA: ClassVar = "eshram.schedule/1"

    rows: tuple[PlanLine, ...]
