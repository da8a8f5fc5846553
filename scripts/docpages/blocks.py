"""The fenced blocks of a page, each with the comment that stands right above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

FENCE = re.compile(r"^```(\w+)\s*$")
COMMENT = re.compile(r"^<!-- (.*) -->$")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its lines `first` to `last` (not counted) of the page, and the comment above it."""

    language: str
    first: int
    last: int
    lines: tuple[str, ...]
    comment: str

    @property
    def text(self) -> str:
        """What stands in it, each line ended."""
        return "".join(f"{line}\n" for line in self.lines)


def blocks(lines: Sequence[str]) -> list[Block]:
    """The blocks of a page, from the top."""
    found, at = [], 0
    while at < len(lines):
        fence = FENCE.match(lines[at])
        if fence:
            end = next(place for place in range(at + 1, len(lines)) if lines[place].rstrip() == "```")
            found.append(Block(fence[1], at + 1, end, tuple(lines[at + 1 : end]), _comment(lines, at)))
            at = end
        at += 1
    return found


def _comment(lines: Sequence[str], at: int) -> str:
    above = COMMENT.match(lines[at - 1]) if at else None
    return above[1] if above else ""
