"""What stops a command. Only `cli` turns these into words on stderr and an exit code."""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.problems import NOWHERE, Problem, Where, catalogue


class EshramError(Exception):
    """Stops the command. Carries a problem whose catalogue entry names the sentence and the exit code.

    `others` are further problems found on the way, told before the last one.
    """

    def __init__(self, code: str, where: Where = NOWHERE, others: Sequence[Problem] = (), /, **words: object) -> None:
        self.problem = Problem(code, where, words)
        self.others = tuple(others)
        super().__init__(code)

    @property
    def exit_code(self) -> int:
        """2 wrong usage or place, 3 nothing readable, 4 ledger or settings, 5 delivery."""
        return catalogue()[self.problem.code].exit

    def __str__(self) -> str:
        return self.problem.line()
