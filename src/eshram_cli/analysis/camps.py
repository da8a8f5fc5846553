"""What camps yielded.

- The yield of a camp on a day is what its count by camp grew by since the figure before, its first figure whole. So
  yields add up to the cut: a camp that tells only the new of its days yields these, one that tells its count so far
  yields the differences.
- A figure is of the planned camp of its place and day that `camps.matched` finds, else of one that no calendar had.
- Camps clash where two of one place and day overlap in time; a camp without hours may be at any.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from eshram_cli.analysis.tree import Tree, rows_of
from eshram_cli.answers.camps import By, CampLine, CampYield, Status
from eshram_cli.camps import Camp, camp_cut, matched, site_and_window
from eshram_cli.described import replace
from eshram_cli.language.camps import sponsor_of

Key = tuple[str, dt.date]
"""A place's id and a day."""


@dataclass(frozen=True, slots=True)
class Yield:
    """Persons that a camp of a place registered on a day, by the cut of its figures."""

    place: str
    as_on: dt.date
    cut: str
    registered: int


def yields(standing: pd.DataFrame) -> list[Yield]:
    """The yields in what stands (`frames.STANDING`) of places and camps on every day that has a figure of one, by
    place, day and cut."""
    own = standing[(standing["as_on"] == standing["day"]) & standing["cut"].str.startswith("camp=")]
    rows = rows_of(own, "place", "as_on", "cut", "registered", "previous")
    return sorted(
        (Yield(place, day, cut, registered - (before or 0)) for place, day, cut, registered, before in rows),
        key=lambda one: (one.place, one.as_on, one.cut),
    )


def camp_lines(camps: Sequence[Camp], found: Sequence[Yield], tree: Tree, as_on: dt.date | None) -> list[CampLine]:
    """The camps and the figures of camps that no calendar had, each a line, by date, place and hour.

    `as_on`: a camp of an earlier or that day without a figure is one of which nothing was told.
    """
    planned: dict[Key, list[Camp]] = {}
    told: dict[Key, dict[str, int]] = {}
    for camp in camps:
        planned.setdefault((camp.place, camp.as_on), []).append(camp)
    for one in found:
        told.setdefault((one.place, one.as_on), {})[one.cut] = one.registered
    lines: list[CampLine] = []
    for place, day in planned.keys() | told.keys():
        here, cuts = planned.get((place, day), []), told.get((place, day), {})
        # A figure is of a camp that stands, where one fits, before it is of one that was called off.
        standing, called_off = ([camp for camp in here if camp.cancelled is off] for off in (False, True))
        names = {place: tree.nodes[place].name}
        of = matched(standing, list(cuts), names)
        of |= matched(called_off, [cut for cut in cuts if cut not in of], names)
        own = {camp: cut for cut, camp in of.items()}
        made = [_line(camp, own.get(camp, ""), cuts.get(own.get(camp, "")), tree, as_on) for camp in here]
        for cut in cuts.keys() - of.keys():
            site, window = site_and_window(cut)
            made.append(_line(Camp(place, day, site, window), cut, cuts[cut], tree, as_on))
        clashing = {id(line) for pair in combinations(made, 2) if _overlap(*pair) for line in pair}
        lines += [replace(line, clash=True) if id(line) in clashing else line for line in made]
    return sorted(lines, key=lambda line: (line.as_on, line.place, line.starts or dt.time.max, line.site, line.window))


def _line(camp: Camp, cut: str, registered: int | None, tree: Tree, as_on: dt.date | None) -> CampLine:
    node = tree.nodes[camp.place]
    status: Status = "planned"
    if registered is not None:
        status = "held" if camp.number else "unplanned"
    elif camp.cancelled or camp.held:
        status = "cancelled" if camp.cancelled else "no-figure"
    elif as_on is not None and camp.as_on <= as_on:
        status = "nothing-told"
    return CampLine(
        as_on=camp.as_on,
        place=node.name,
        place_hi=node.name_hi or None,
        site=camp.site,
        window=camp.window,
        hours=f"{camp.starts:%H:%M}-{camp.ends:%H:%M}" if camp.starts and camp.ends else "",
        kind=camp.kind,
        sponsor=sponsor_of(camp.sponsor),
        expected=camp.expected,
        registered=registered,
        status=status,
        number=camp.number or None,
        cut=cut,
        id=camp.place,
        starts=camp.starts,
        ends=camp.ends,
        why=camp.why,
    )


def _overlap(one: CampLine, other: CampLine) -> bool:
    """Whether both stand and are held at one time; camps whose hours nobody knows differ by their windows."""
    if "cancelled" in {one.status, other.status}:
        return False
    if one.starts and one.ends and other.starts and other.ends:
        return one.starts < other.ends and other.starts < one.ends
    return not one.window or not other.window or one.window == other.window


def yields_by(lines: Sequence[CampLine], by: By, as_on: dt.date) -> tuple[list[CampYield], CampYield]:
    """The camps up to a day by member, the largest yield first (hours and weekdays in their order), and all of them."""
    member = _MEMBERS[by]
    groups: dict[str, list[CampLine]] = {}
    past = [line for line in lines if line.as_on <= as_on]
    for line in past:
        groups.setdefault(member(line), []).append(line)
    whole = sum(line.registered or 0 for line in past)
    rows = [_sum(name, inside, whole) for name, inside in groups.items()]
    if by in {"hour", "weekday"}:
        rows.sort(key=lambda row: row.member)
    else:
        rows.sort(key=lambda row: (-row.registered, row.member))
    return rows, _sum("", past, whole)


def _sum(member: str, lines: Sequence[CampLine], whole: int) -> CampYield:
    held = [line for line in lines if line.registered is not None]
    registered = sum(line.registered or 0 for line in held)
    # What was expected is held against what came only where both are known.
    both = [line for line in held if line.expected is not None]
    expected = sum(line.expected or 0 for line in both)
    return CampYield(
        member=member,
        planned=sum(line.number is not None and line.status != "cancelled" for line in lines),
        held=len(held),
        no_figure=sum(line.status == "no-figure" for line in lines),
        nothing_told=sum(line.status == "nothing-told" for line in lines),
        registered=registered,
        share=registered / whole * 100 if whole else None,
        per_camp=registered / len(held) if held else None,
        expected=expected if both else None,
        percent=sum(line.registered or 0 for line in both) / expected * 100 if expected else None,
    )


def _camp_name(line: CampLine) -> str:
    """The camp as its cut names it, with its place before it where it has a site; days of one camp are added up."""
    named = (line.cut or camp_cut(line.site or line.place, line.window)).partition("=")[2]
    place = line.place.casefold()
    return line.place + named[len(place) :] if named.startswith(place) else f"{line.place}: {named}"


_MEMBERS: Mapping[By, Callable[[CampLine], str]] = {
    "camp": _camp_name,
    "hour": lambda line: f"{line.starts:%H:%M}" if line.starts else "",
    "window": lambda line: line.window,
    "kind": lambda line: line.kind,
    "sponsor": lambda line: line.sponsor,
    "weekday": lambda line: str(line.as_on.weekday()),
    "place": lambda line: line.place,
}


def likenesses(line: CampLine) -> tuple[tuple[str, ...], ...]:
    """What makes other camps like this one, the nearest likeness first."""
    return ("both", line.kind, line.window), ("window", line.window), ("kind", line.kind), ("all",)


def usual_yields(lines: Iterable[CampLine]) -> dict[tuple[str, ...], float]:
    """The mean yield of camps that were held: by kind and window, by window, by kind, and of all."""
    sums: dict[tuple[str, ...], list[int]] = {}
    for line in lines:
        if line.registered is not None:
            for key in likenesses(line):
                sums.setdefault(key, []).append(line.registered)
    return {key: sum(found) / len(found) for key, found in sums.items()}
