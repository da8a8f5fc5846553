"""Why a total differs from its rows, where one row or one exchange of digits explains it exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

Row = tuple[str, int]
"""What a row is called, and its figure."""

NOTHING = {"en": "", "hi": ""}


_LEFT_OUT = '; the row "{}" is not included in the total', '; "{}" की पंक्ति इस योग में नहीं जोड़ी गई'
_TWICE = '; the row "{}" was counted twice', '; "{}" की पंक्ति दो बार जोड़ी गई'
_IN_TOTAL = "; two digits of the total are swapped", "; योग के दो अंक आपस में बदल गए हैं"
_IN_ROW = '; two digits of the row "{}" are swapped', '; "{}" की पंक्ति के दो अंक आपस में बदल गए हैं'


def explain_total(stated: int, rows: Sequence[Row]) -> Mapping[str, str]:
    """The end of the sentence about the total, in both languages; blank where nothing, or more than one thing, fits.

    Looked for in this order: a row left out, a row counted twice, two neighbouring digits exchanged in the total, and
    in one of the rows. Of rows that fit alike none is named.
    """
    gap = sum(figure for _, figure in rows) - stated
    for (english, hindi), names in (
        (_LEFT_OUT, [name for name, figure in rows if figure and figure == gap]),
        (_TWICE, [name for name, figure in rows if figure and figure == -gap]),
        (_IN_TOTAL, [""] if stated + gap in _exchanged(stated) else []),
        (_IN_ROW, [name for name, figure in rows if figure - gap in _exchanged(figure)]),
    ):
        if names:
            return {"en": english.format(*names), "hi": hindi.format(*names)} if len(names) == 1 else NOTHING
    return NOTHING


def _exchanged(figure: int) -> Iterator[int]:
    """The figures that two neighbouring digits in each other's place would make; none of a figure below zero."""
    digits = str(max(0, figure))
    for at in range(len(digits) - 1):
        yield int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
