"""What became of a sheet that teaches the ledger something other than figures: one line a file."""

from __future__ import annotations

from typing import Annotated

from pydantic import InstanceOf

from eshram_cli.described import Answer, Kind, shown
from eshram_cli.problems import Problem


class Loaded(Answer):
    """Rows stored, known already, left out; the problems say why."""

    file: Annotated[str, shown()]
    accepted: Annotated[int, shown(Kind.count)]
    unchanged: Annotated[int, shown(Kind.count)]
    rejected: Annotated[int, shown(Kind.count)]
    problems: tuple[InstanceOf[Problem], ...]

    @property
    def exit_code(self) -> int:
        """1 where a row was left out."""
        return 1 if self.rejected else 0
