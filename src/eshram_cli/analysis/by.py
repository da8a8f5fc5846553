"""Figures by one dimension, such as the channel or the gender, of a place or of the places within it.

- A member's count is rolled up like a place's (see `cuts`); share = count / sum of the members x 100, in percent.
- new, gain and pace7 follow the rules of `lines`, member by member; `move` compares ranks by count with those of the
  day asked to compare with; both are null where no such day was asked.
- The target is the one set for that place and member, the number expected of it; percent = registered / target x 100,
  not capped; balance = target - registered. A member that is expected and sent nothing up to the day is told apart.
- `total` is the place's own count. Where it and the sum of the members are of the same date and differ, the difference
  is told, never spread over the members.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from eshram_cli.analysis.counts import Counts, pace7
from eshram_cli.analysis.lines import gained, lines
from eshram_cli.analysis.measures import competition
from eshram_cli.analysis.notes import note
from eshram_cli.analysis.tree import LEVELS, Tree
from eshram_cli.analysis.workdays import WEEK
from eshram_cli.answers.by import ByCut, Member, Unsent, Whole
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Standing
from eshram_cli.described import KnownOn

Goals = Mapping[tuple[str, str], int]
"""Targets in persons by place and cut."""


def by_cut(
    counts: Counts,
    dimension: str,
    within: str,
    as_on: dt.date,
    *,
    level: int | None = None,
    since: dt.date | None = None,
    goals: Goals | None = None,
    known_on: KnownOn | None = None,
) -> ByCut:
    """The members as on a day of the place, or of the places of `level` in it that are alive on that day.

    The counts are those of the counts and of the figures of this dimension.
    """
    node = counts.tree.nodes[within]
    asked = [within] if level is None else [one.place for one in counts.tree.within(within, level, as_on)]
    days = [as_on, as_on - WEEK, *([since] if since else [])]
    counted = list(dict.fromkeys([*asked, within]))
    counts.need(days, counted, goals=days[:1])
    # The pace of a late member is that of the seven days before its own last figure.
    late = {
        at: {part.as_on - WEEK for part in counts.parts(at, as_on, dimension).values()} - {as_on - WEEK}
        for at in counted
    }
    counts.need({week for weeks in late.values() for week in weeks}, [at for at, weeks in late.items() if weeks])
    standings = lines(counts, counted, as_on)
    rows = {line.id: _members(counts, line.id, dimension, as_on, since, goals or {}) for line in standings}
    then = {line.id: counts.count(line.id, since) for line in standings} if since else {}
    gains = {place: gained(counts.count(place, as_on), before) for place, before in then.items()}
    wholes = {line.id: _whole(line, rows[line.id], gains.get(line.id)) for line in standings}
    return ByCut(
        within=node.name,
        within_hi=node.name_hi,
        cut=dimension,
        level=LEVELS[node.level if level is None else level],
        as_on=as_on,
        since=since,
        known_on=known_on,
        rows=tuple(row for place in asked for row in rows[place]),
        wholes=tuple(wholes[place] for place in asked if rows[place]),
        total=wholes[within],
        unsent=tuple(_unsent(counts.tree, rows, goals or {})),
        silent=tuple(wholes[place].place for place in asked if not rows[place]),
        notes=tuple(_notes(dimension, dict.fromkeys([within, *asked]), wholes, rows, as_on)),
    )


def _members(
    counts: Counts, place: str, dimension: str, day: dt.date, since: dt.date | None, goals: Goals
) -> list[Member]:
    """The place's members, the largest first."""
    found = counts.parts(place, day, dimension)
    total = sum(part.registered for part in found.values())
    ranks = competition({cut: part.registered for cut, part in found.items()})
    then = counts.parts(place, since, dimension) if since else {}
    before = competition({cut: part.registered for cut, part in then.items()})
    node = counts.tree.nodes[place]
    rows = [
        Member(
            id=place,
            place=node.name,
            place_hi=node.name_hi,
            cut=cut,
            member=cut.partition("=")[2],
            registered=part.registered,
            share=part.registered / total * 100 if total else None,
            new=part.new,
            pace7=pace7(part, counts.parts(place, part.as_on - WEEK, dimension).get(cut)),
            target=(target := goals.get((place, cut))),
            percent=part.registered / target * 100 if target else None,
            balance=target - part.registered if target is not None else None,
            gain=gained(part, then.get(cut)),
            rank=ranks[cut],
            move=before[cut] - ranks[cut] if cut in before else None,
            as_on=part.as_on,
            oldest=part.oldest,
            stale_days=(day - part.as_on).days,
            about=part.inexact,
        )
        for cut, part in found.items()
    ]
    return sorted(rows, key=lambda row: (row.rank, row.member))


def _unsent(tree: Tree, rows: Mapping[str, Sequence[Member]], goals: Goals) -> Iterator[Unsent]:
    """The members that are expected in these places and have no figure, the largest number first."""
    for (place, cut), target in sorted(goals.items(), key=lambda goal: (-goal[1], goal[0])):
        if place in rows and all(row.cut != cut for row in rows[place]):
            node = tree.nodes[place]
            name = cut.partition("=")[2]
            yield Unsent(id=place, place=node.name, place_hi=node.name_hi, cut=cut, member=name, target=target)


def _whole(line: Standing, rows: Sequence[Member], gain: int | None) -> Whole:
    members = sum(row.registered for row in rows)
    dated = rows and all(row.as_on == line.as_on and row.oldest == line.oldest for row in rows)
    return Whole(
        id=line.id,
        place=line.place,
        place_hi=line.place_hi,
        registered=line.registered,
        members=members,
        difference=line.registered - members if dated and line.registered is not None else None,
        new=line.new,
        pace7=line.pace7,
        target=line.target,
        gain=gain,
        as_on=line.as_on,
    )


def _notes(
    dimension: str,
    places: Iterable[str],
    wholes: Mapping[str, Whole],
    rows: Mapping[str, Sequence[Member]],
    day: dt.date,
) -> Iterator[Note]:
    cut = [wholes[place] for place in places if rows[place]]
    for whole in cut:
        if whole.difference:
            words = {"name": whole.place, "dimension": dimension, "as_on": whole.as_on}
            yield note("cuts-differ", persons=-whole.difference, **words)
    if undated := tuple(one.place for one in cut if one.difference is None and one.registered is not None):
        yield note("cuts-other-date", names=undated, dimension=dimension)
    if silent := tuple(wholes[place].place for place in places if not rows[place]):
        yield note("cuts-silent", names=silent, dimension=dimension, as_on=day)
