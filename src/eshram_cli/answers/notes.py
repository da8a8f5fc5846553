"""A note: what must be said beside an answer, as a code with words; reports make the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """One remark; the words are plain values: names (a tuple), persons, dates, days."""

    code: str
    words: Mapping[str, object] = field(default_factory=dict)
