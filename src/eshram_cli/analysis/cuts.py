"""A place's registered persons by channel, department, category, officer, camp, gender or age.

A cut is rolled up like a count (see `rollup`): the place's own figure for it, else the sum of the figures of the places
in it. A place that has no figure for a cut adds nothing to it: not every block has every channel. A cut of two
dimensions is no member of either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from eshram_cli.analysis.counts import Count
from eshram_cli.analysis.notes import note
from eshram_cli.answers.card import CutLine
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Standing


def cut_lines(parts: Mapping[str, Count]) -> tuple[CutLine, ...]:
    """The members of each dimension, by their cut, the largest first."""
    sums: Counter[str] = Counter()
    for cut, part in parts.items():
        sums[cut.partition("=")[0]] += part.registered
    lines = []
    for cut, part in parts.items():
        dimension, _, member = cut.partition("=")
        lines.append(
            CutLine(
                cut=cut,
                dimension=dimension,
                member=member,
                registered=part.registered,
                share=part.registered / sums[dimension] * 100 if sums[dimension] else None,
                as_on=part.as_on,
                oldest=part.oldest,
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.dimension, -line.registered, line.member)))


def differing(own: Standing, lines: Sequence[CutLine]) -> Iterator[Note]:
    """A dimension whose members, all of the date of the count, do not add up to it."""
    for dimension in dict.fromkeys(line.dimension for line in lines):
        members = [line for line in lines if line.dimension == dimension]
        same_day = all(line.as_on == own.as_on and line.oldest == own.oldest for line in members)
        persons = sum(line.registered for line in members) - (own.registered or 0)
        if same_day and persons:
            yield note("cuts-differ", name=own.place, dimension=dimension, persons=persons, as_on=own.as_on)
