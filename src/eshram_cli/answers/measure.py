"""What a ranking goes by."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """A measure of `rank`; the words are defined in `analysis.lines`."""

    percent = "percent"
    registered = "registered"
    new = "new"
    pace7 = "pace7"
    balance = "balance"
    prorated = "prorated"
    delta = "delta"
    composite = "composite"

    @property
    def lowest_first(self) -> bool:
        """The place with the least left to do is the first; of everything else more is better."""
        return self is Measure.balance
