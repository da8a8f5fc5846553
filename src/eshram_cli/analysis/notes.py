"""Notes: what must be said beside a table, as codes with words; reports make the sentences.

| code | words | says |
|---|---|---|
| reported | reported, places, as_on | how many places of how many have a figure of that very day |
| stalest | names, as_on, days | whose last figure is the oldest |
| leaders-differ | registered, percent (names) | who leads by count and who by percent |
| unranked | reason, names | who has no rank, and why: see `measures.reason_of` |
| target-moves | names, changed (names), since | whose rank a target moved, and whose target was changed |
| partial | name, missing (names) | a count that lacks places that never reported |
| not-attributed | name, persons, as_on | own return less the sum of its parts, where they differ on one date |
| carried | name, as_on, days | the total is a return of an earlier day |
| new-known | name, persons, lacks, as_on | what is known of a sum's new, and how many returns follow a gap |
| no-targets | | nobody has a target, so the ranking is by count |
| not-final | names, furthest | whose rank would change had they gone on at their pace, by how far at most |
| not-final-composite | names | places that have not reported yet, whose composite at their pace is not computed |
| not-final-unknown | names | places of which nothing can be told, so that any rank is possible |
| delta, delta-older | since, names | from which day points count, and whose count of that day is older than it |
| past-target | count, places | how many have passed 100 percent, among whom percent orders nothing |
| groups-bands, groups-size | | what places are ranked within |
| composite | | how the points of a composite are made |
| cuts-other-date | names, dimension | places whose members are not of the date of the count |
| cuts-silent | names, dimension, as_on | places without any member of the dimension |
| from-within | count, as_on | how many owe a return of their own, though places in them sent one of that day |
| cuts-differ | name, dimension, persons, as_on | sum of a dimension's members less the count of the same date |
"""

from __future__ import annotations

from eshram_cli.answers.notes import Note


def note(code: str, **words: object) -> Note:
    """A note with its words."""
    return Note(code, words)
