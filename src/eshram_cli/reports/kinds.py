"""How the value of each measure is written."""

from __future__ import annotations

from collections.abc import Mapping

from eshram_cli.answers.measure import Measure
from eshram_cli.reports.document import Kind

KINDS: Mapping[Measure, Kind] = {
    Measure.percent: Kind.percent,
    Measure.registered: Kind.count,
    Measure.new: Kind.gain,
    Measure.pace7: Kind.rate,
    Measure.balance: Kind.count,
    Measure.prorated: Kind.percent,
    Measure.delta: Kind.percent,
    Measure.composite: Kind.percent,
}
