"""Why a total differs from its rows, where one row or one exchange of digits explains it exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

Row = tuple[str, int]
"""What a row is called, and its figure."""

NOTHING = {"en": "", "hi": ""}


def explained(stated: int, rows: Sequence[Row]) -> Mapping[str, str]:
    """The end of the sentence about the total, in both languages; blank where nothing, or more than one thing, fits.

    Looked for in this order: a row left out, a row counted twice, two neighbouring digits exchanged in the total, and
    in one of the rows. Of rows that fit alike none is named.
    """
    gap = sum(figure for _, figure in rows) - stated
    for words, named in (
        (_left_out, [name for name, figure in rows if figure and figure == gap]),
        (_twice, [name for name, figure in rows if figure and figure == -gap]),
        (_in_total, [""] if stated + gap in _exchanged(stated) else []),
        (_in_row, [name for name, figure in rows if figure - gap in _exchanged(figure)]),
    ):
        if named:
            return _said(words, named[0]) if len(named) == 1 else NOTHING
    return NOTHING


def _exchanged(figure: int) -> Iterator[int]:
    """The figures that two neighbouring digits in each other's place would make; none of a figure below zero."""
    digits = str(max(0, figure))
    for at in range(len(digits) - 1):
        yield int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def _said(words: Callable[[str], tuple[str, str]], name: str) -> Mapping[str, str]:
    english, hindi = words(name)
    return {"en": english, "hi": hindi}


def _left_out(name: str) -> tuple[str, str]:
    return f'; the row "{name}" is not included in the total', f'; "{name}" की पंक्ति इस योग में नहीं जोड़ी गई'


def _twice(name: str) -> tuple[str, str]:
    return f'; the row "{name}" was counted twice', f'; "{name}" की पंक्ति दो बार जोड़ी गई'


def _in_total(_: str) -> tuple[str, str]:
    return "; two digits of the total are swapped", "; योग के दो अंक आपस में बदल गए हैं"


def _in_row(name: str) -> tuple[str, str]:
    return f'; two digits of the row "{name}" are swapped', f'; "{name}" की पंक्ति के दो अंक आपस में बदल गए हैं'
