"""Little pictures made of letters, for a table in a terminal: `▁▃█`, `█████▌`."""

from __future__ import annotations

from collections.abc import Sequence

LEVELS = "▁▂▃▄▅▆▇█"
EIGHTHS = " ▏▎▍▌▋▊▉█"
UNKNOWN = "·"


def spark(values: Sequence[float | None], low: float | None = None) -> str:
    """One letter a value, the highest full, the lowest (or `low`) least; a dot where the value is not known.

    Values that are all the same stand in the middle, since neither up nor down is meant.
    """
    known = [value for value in values if value is not None]
    if not known:
        return UNKNOWN * len(values)
    bottom, top = min(known) if low is None else min(low, *known), max(known)
    return "".join(UNKNOWN if value is None else _level(value, bottom, top) for value in values)


def bar(value: float, most: float, width: int) -> str:
    """A bar of at most `width` letters, to an eighth of one; full for `most` and more, empty for 0 and less."""
    if most <= 0 or value <= 0:
        return ""
    eighths = round(min(value / most, 1) * width * 8)
    whole, rest = divmod(eighths, 8)
    return EIGHTHS[8] * whole + (EIGHTHS[rest] if rest else "")


def _level(value: float, bottom: float, top: float) -> str:
    if top == bottom:
        return LEVELS[3]
    return LEVELS[min(int((value - bottom) / (top - bottom) * len(LEVELS)), len(LEVELS) - 1)]


def fan(quantiles: Sequence[float], low: float, high: float, width: int, mark: float | None = None) -> str:
    """Seven quantiles as a strip of `width` letters from `low` to `high`: `·····░░▒▒█▒▒░░··│`, a line at `mark`.

    The block is the median, dark shade half of the chances around it, light shade eight in ten.
    """
    span = high - low
    at = [min(max(round((value - low) / span * (width - 1)), 0), width - 1) if span > 0 else 0 for value in quantiles]
    line = round((mark - low) / span * (width - 1)) if mark is not None and low <= mark <= high and span > 0 else None
    letters = [UNKNOWN] * (max(at[5], line or 0) + 1)
    for first, last, letter in ((1, 5, "░"), (2, 4, "▒"), (3, 3, "█")):
        letters[at[first] : at[last] + 1] = letter * (at[last] - at[first] + 1)
    if line is not None:
        letters[line] = "┃" if letters[line] in "█▒" else "│"
    return "".join(letters)
