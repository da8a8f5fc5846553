"""What a forecast says of itself: codes with their facts; the sentences are the tool's words `forecast-note-CODE`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

CODES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "no-target": frozenset(),
        "no-figure": frozenset(),
        "one-day": frozenset(),
        "borrowed": frozenset({"days"}),
        "short": frozenset({"days"}),
        "standing": frozenset({"days"}),
        "fallen": frozenset({"days"}),
        "finished": frozenset(),
        "stale": frozenset({"days"}),
        "masked": frozenset({"days"}),
        "peak": frozenset({"gain", "held"}),
        "what-if": frozenset({"pace"}),
        "naive-better": frozenset({"method", "ours", "theirs"}),
        "unproven": frozenset(),
    }
)
"""Every code, with the facts that its sentence names."""


@dataclass(frozen=True)
class Note:
    """One remark: one of CODES and its facts (integers, or a name of `backtest.METHODS`)."""

    code: str
    facts: Mapping[str, int | str] = field(default_factory=dict)
