"""How many columns of a terminal a text takes.

Combining marks without a width of their own (categories Mn, Me) and format characters (Cf: ZWJ, ZWNJ) take none, wide
East Asian characters two, everything else one. Spacing matras (category Mc: the ा ि ी of Devanagari) take ONE: so the C
library's `wcwidth` has it, and so tmux (3.3) answers when asked where its cursor stands after a name of ours. Neither
joins conjuncts: क्ष takes the two columns of its consonants. A terminal that gives matras no column shows what stands
to the right of a Hindi name too far left, which is why Latin names are the default and Hindi ones stand last.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

VIRAMA, JOINERS = "\u094d", "\u200c\u200d"


def columns(text: str) -> int:
    """The width of a text in terminal columns."""
    return len(text) if text.isascii() else sum(_width(char) for char in text)


def pad(text: str, width: int, left: bool = True) -> str:
    """The text filled with spaces to the width, aligned to the left or the right; a wider one is left as it is."""
    space = " " * (width - columns(text))
    return text + space if left else space + text


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at spaces; a longer word is broken between its letters.

    Nothing is cut, and no mark is parted from its letter. At least one line, at least one letter a line.
    """
    lines, line = [], ""
    for word in text.split():
        if line and columns(line) + 1 + columns(word) <= width:
            line += " " + word
            continue
        lines.append(line)
        *full, line = _pieces(word, width)
        lines += full
    lines.append(line)
    return [line for line in lines if line] or [""]


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _pieces(word: str, width: int) -> list[str]:
    pieces = [""]
    for letter in _letters(word):
        if pieces[-1] and columns(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _letters(word: str) -> Iterator[str]:
    """A word's letters with their marks; consonants joined by a virama stay together."""
    letter = ""
    for char in word:
        joined = unicodedata.category(char)[0] == "M" or char in JOINERS or letter.rstrip(JOINERS).endswith(VIRAMA)
        if letter and not joined:
            yield letter
            letter = ""
        letter += char
    yield letter
