"""Talk on stderr: at a terminal in lines that end between words, elsewhere one line a sentence."""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import suppress

from eshram_cli.language.text import visible

_BETWEEN = re.compile(r"(?<! ) (?! )")
"""One space alone: two of them may belong to the name of a file."""


def at_a_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def talk(text: str) -> None:
    """Write one sentence or more. A terminal by itself would break Hindi words between a letter and its sign."""
    text = visible(text)
    lines = _folded(text, shutil.get_terminal_size().columns) if sys.stderr.isatty() else [text]
    # Talk that nobody can read does not stop the work.
    with suppress(OSError):
        sys.stderr.write("".join(f"{line}\n" for line in lines))


def _folded(text: str, width: int) -> list[str]:
    """In lines of at most `width` columns; a word that is longer, such as a path, stays whole, so that it can be
    copied."""
    from eshram_cli.reports.width import columns

    lines = [""]
    for word in _BETWEEN.split(text):
        line = f"{lines[-1]} {word}" if lines[-1] else word
        if not lines[-1] or columns(line) <= width:
            lines[-1] = line
        else:
            lines.append(word)
    return lines
