"""A cell that could not be read, with the reason, ready to become a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from eshram_cli.language.personal import PERSONAL_DIGITS, dots, without_numbers
from eshram_cli.language.text import CONTROLS, clean
from eshram_cli.problems import NOWHERE, Problem, Where

_LONGEST = 40
_LONG = re.compile(rf"\d(?:[\W_]{{0,3}}\d){{{PERSONAL_DIGITS - 1},}}")
_DECIMALS = re.compile(r"([-+]?(?:\d,?){1,7}\.\d)\d{6,}")
"""Decimals of a formula (36740.3333333333), which are nobody's number; only the first is shown."""
_DATE = re.compile(r"((?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})(?!\d))")


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell was refused: a code of the catalogue and the words of its sentence (`text`: the cell as shown)."""

    code: str
    words: Mapping[str, object] = field(default_factory=dict)

    def problem(self, where: Where = NOWHERE) -> Problem:
        """The problem at the cell's address."""
        return Problem(self.code, where, self.words)


def unread(code: str, cell: object, **more: object) -> Unread:
    """A refusal that shows the cell as far as it may be shown."""
    return Unread(code, {"text": shown(cell), **more})


def shown(cell: object) -> str:
    """The cell's text for a message: one line of at most 40 characters, the digits of a long number as dots.

    A number is long from 10 digits on, with spaces, dashes or commas in it or not; a date's digits are its own.
    """
    text = str(cell)
    # A control character stays, for whoever shows the text to show it.
    text = " ".join(text.split()) if CONTROLS.search(text) else clean(text)
    if decimals := _DECIMALS.fullmatch(text):
        return f"{decimals[1]}…"
    text = without_numbers(text)
    pieces = _DATE.split(text)
    text = "".join(piece if _DATE.fullmatch(piece) else _LONG.sub(dots, piece) for piece in pieces)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
