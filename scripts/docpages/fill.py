"""A page's commands run from top to bottom, and what they print put where the page shows it.

Comments in a page, each on the line above a fenced block:

- `<!-- output -->` above a `text` block: it holds what the block before it printed. `<!-- output: first 9, last 4 -->`
  leaves out the lines between, and says so with `…`. `<!-- output of: eshram … -->` runs a command that is not shown.
- `<!-- file: list.txt -->`: the block is written to a file, for the commands below.
- `<!-- ledger: empty -->` anywhere in a page: its commands begin without a ledger, else with all the sample data.

In an `sh` block the lines that begin with `eshram` are run. Each must exit with 0, or as its comment says: `# exit 2`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from docpages.blocks import Block, blocks
from docpages.desk import desk, query, run

EMPTY = "<!-- ledger: empty -->"
EXIT = re.compile(r"#\s*exit (\d+)\s*$")
CUT = re.compile(r"output: first (\d+), last (\d+)")


@dataclass
class Filled:
    """The page as it should be, how many commands it runs, and what did not go as the page says."""

    text: str = ""
    ran: int = 0
    failures: list[str] = field(default_factory=list)


def fill(page: str, sample: Path) -> Filled:
    """The page with every output as the program prints it now."""
    lines, filled, printed = page.split("\n"), Filled(), ""
    shown: dict[int, tuple[Block, str]] = {}
    with desk(None if EMPTY in page else sample):
        for block in blocks(lines):
            if block.comment.startswith("file: "):
                Path(block.comment.removeprefix("file: ")).write_text(block.text, encoding="utf-8", newline="\n")
            elif block.comment.startswith("output of: "):
                shown[block.first] = block, _run(block.comment.removeprefix("output of: "), filled)
            elif block.comment.startswith("output"):
                shown[block.first] = block, _cut(printed, block.comment)
            elif block.language == "sql":
                printed = query(block.text)
            elif block.language == "sh":
                commands = [line for line in block.lines if line.startswith("eshram ")]
                printed = "\n".join(_run(line, filled) for line in commands)
    for block, text in reversed(shown.values()):
        lines[block.first : block.last] = text.strip("\n").split("\n")
    filled.text = "\n".join(lines)
    return filled


def _run(line: str, filled: Filled) -> str:
    said = EXIT.search(line)
    wanted = int(said[1]) if said else 0
    code, text = run(line)
    filled.ran += 1
    if code != wanted:
        filled.failures.append(f"`{line}` exits with {code}, not {wanted}: {text.strip()[-300:]}")
    return text


def _cut(text: str, comment: str) -> str:
    found = CUT.match(comment)
    lines = text.strip("\n").split("\n")
    if not found:
        return "\n".join(lines)
    first, last = int(found[1]), int(found[2])
    if len(lines) <= first + last:
        return "\n".join(lines)
    return "\n".join([*lines[:first], "…", *(lines[-last:] if last else [])])
