"""The camps of the calendar in a plan: each part's quota shared among its camps by what such camps brought.

A camp weighs the mean yield of the camps held so far of its kind and window, else of its window, else of its kind, else
of all; where none has told a figure, what is expected of it, else the mean of what is expected of the others, else one.
Shares are by the largest remainder (`split`), so that the camps of a part add up to its quota exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eshram_cli.analysis.camps import likenesses
from eshram_cli.analysis.split import split
from eshram_cli.answers.camps import CampLine
from eshram_cli.answers.plan import CampPlan, CampQuota, Plan
from eshram_cli.described import replace

FINE = 1000
"""Weights are whole numbers to `split`; a person is so many."""


def with_calendar(
    plan: Plan, camps: Mapping[str, Sequence[CampLine]], usual: Mapping[tuple[str, ...], float], own: int
) -> CampPlan:
    """The plan with the camps of each part (by its id) and what such camps brought (`camps.usual_yields`)."""
    quotas: list[CampQuota] = []
    rows = []
    for row in plan.rows:
        lines = camps.get(row.id, ())
        rows.append(replace(row, camps=len(lines)))
        if not lines:
            continue
        brought = [next((usual[key] for key in likenesses(line) if key in usual), None) for line in lines]
        weights = _weights(lines, brought)
        shares = split(row.quota, {str(at): weight for at, weight in enumerate(weights)})
        quotas += [
            CampQuota(
                as_on=line.as_on,
                place=line.place,
                place_hi=line.place_hi,
                site=line.site,
                window=line.window,
                hours=line.hours,
                kind=line.kind,
                sponsor=line.sponsor,
                usual=mean,
                quota=shares[str(at)],
                part=row.place,
            )
            for at, (line, mean) in enumerate(zip(lines, brought, strict=True))
        ]
    fields = {name: getattr(plan, name) for name in Plan.model_fields}
    fields |= {"rows": tuple(rows), "camps": len(quotas)}
    return CampPlan(**fields, camp_quotas=tuple(quotas), own_camps=own, told=bool(usual))


def _weights(lines: Sequence[CampLine], brought: Sequence[float | None]) -> list[int]:
    expected = [line.expected for line in lines if line.expected]
    middle = sum(expected) / len(expected) if expected else 1.0
    found = [
        mean if mean is not None else float(line.expected or middle) for line, mean in zip(lines, brought, strict=True)
    ]
    return [round(FINE * weight) for weight in found] if any(found) else [1] * len(found)
