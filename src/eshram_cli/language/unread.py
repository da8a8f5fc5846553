"""A cell that could not be read, with the reason, ready to become a problem."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from eshram_cli.language.text import clean
from eshram_cli.problems import NOWHERE, Problem, Where

PERSONAL_DIGITS = 10
"""A number of this many digits or more may be a mobile, an account or an Aadhaar number: it is never shown."""

_LONGEST = 40


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
    """The cell's text for a message: one line of at most 40 characters; with 10 or more digits each digit is a dot."""
    text = clean(str(cell))
    if sum(unicodedata.category(char) == "Nd" for char in text) >= PERSONAL_DIGITS:
        text = "".join("•" if unicodedata.category(char) == "Nd" else char for char in text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
