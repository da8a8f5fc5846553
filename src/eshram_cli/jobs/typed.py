"""Numbers of persons as people type them: "9,88,912", "17 lakh", "दो लाख सात हजार 528"."""

from __future__ import annotations

from eshram_cli.errors import EshramError
from eshram_cli.language.numerals import Count, Quality, read_count
from eshram_cli.language.unread import shown


def typed_count(text: str, code: str = "count-unreadable") -> tuple[int, Quality]:
    """The number, and whether it is exact. Raises EshramError of that code for anything else."""
    read = read_count(text)
    if not isinstance(read, Count) or read.value is None:
        raise EshramError(code, text=shown(text))
    return read.value, read.quality


def persons(text: str | None) -> int | None:
    """The number alone, where one was typed. Raises `count-unreadable`."""
    return None if text is None else typed_count(text)[0]
