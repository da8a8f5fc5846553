"""Bands of achievement: below 25 percent of the target, 25 to 50 and so on, and who moves fastest within each.

A band holds its lower end and not its upper one: 25.0 percent is in 25-50. The fastest of a band is the place whose
7-day pace is the largest share of its own target, in percentage points a day; several where they tie. A place without a
percentage is in no band.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eshram_cli.answers.ranking import BandLine, Standing

__all__ = ["BANDS", "Band", "BandLine", "band_lines", "band_of"]


@dataclass(frozen=True)
class Band:
    """From `low` percent up to, not including, `high`; None is no upper end."""

    low: float
    high: float | None

    @property
    def label(self) -> str:
        """`25-50`, `100+`."""
        return f"{self.low:g}+" if self.high is None else f"{self.low:g}-{self.high:g}"

    def holds(self, percent: float) -> bool:
        """Whether the percentage lies in the band."""
        return self.low <= percent and (self.high is None or percent < self.high)


BANDS = (Band(0, 25), Band(25, 50), Band(50, 75), Band(75, 100), Band(100, None))
"""The bands where nobody has set others."""


def band_of(percent: float | None, bands: Sequence[Band]) -> str | None:
    """The label of the band that holds the percentage; None without one."""
    if percent is None:
        return None
    return next((band.label for band in bands if band.holds(percent)), None)


def band_lines(rows: Sequence[Standing], bands: Sequence[Band]) -> Iterator[BandLine]:
    """A line for each band, the lowest first, those without a place too; nothing where no place has a percentage."""
    known = [row for row in rows if row.percent is not None]
    for band in bands if known else ():
        inside = [row for row in known if row.percent is not None and band.holds(row.percent)]
        points = {row.id: _points(row) for row in inside}
        most = max((point for point in points.values() if point is not None), default=None)
        fastest = tuple(row.place for row in inside if most is not None and points[row.id] == most)
        yield BandLine(band=band.label, places=len(inside), fastest=tuple(fastest), points=most)


def _points(row: Standing) -> float | None:
    return row.pace7 / row.target * 100 if row.pace7 is not None and row.target else None
