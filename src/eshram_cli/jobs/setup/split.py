"""A target divided among the places of a level, proposed first and stored on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from eshram_cli.analysis.split import split
from eshram_cli.analysis.tree import rows_of
from eshram_cli.answers.split import Split, SplitLine
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting, now
from eshram_cli.jobs.questions.views import counts, level_below
from eshram_cli.jobs.session import Session
from eshram_cli.jobs.setup.population import population_problems, share
from eshram_cli.jobs.setup.target_sheets import read_weights
from eshram_cli.jobs.setup.targets import holds_from, refuse_above
from eshram_cli.language.bases import split_basis
from eshram_cli.language.words import tr
from eshram_cli.language.written import group
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.model import Level, Place
from eshram_cli.problems import Language
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import TargetRecord

CENSUS = 2011
SHOWN_NAMES = 8
"""How many places without a weight a sentence names; the others are counted."""
KNOWN = ("population", "registered", "equal")


@dataclass(frozen=True)
class SplitOptions:
    """`by`: population, registered, equal, or a sheet with a number for each place (`column` names its heading).

    `keep_existing`: places with a target keep it. `minimum`: persons that every other place gets at least. `as_on`: the
    day from which the parts hold, by default as for a list of targets. `deadline`: by default the split target's own.
    """

    by: str = "population"
    column: str = ""
    keep_existing: bool = False
    minimum: int = 0
    as_on: dt.date | None = None
    deadline: dt.date | None = None
    anyway: bool = False


@dataclass(frozen=True)
class Proposal:
    """What would be stored: the rows to show, and by deadline and basis the targets."""

    shown: Split
    rows: tuple[tuple[TargetRecord, SplitLine], ...]


@dataclass(frozen=True)
class _Goal:
    target: int
    basis: str
    deadline: dt.date | None
    set_on: dt.date | None


def propose_split(
    session: Session, place: Place, *, level: Level | None = None, options: SplitOptions | None = None
) -> Proposal:
    """Divide the target of a place among the places of a level within it that are alive; nothing is stored.

    Further down than one level, each place on the way divides its own target. Raises split-no-target,
    split-weight-missing, split-no-weight, split-kept, split-minimum, target-above-population.
    """
    options = options or SplitOptions()
    rows_at = level_below(session.gazetteer, place, level)
    # The targets and counts of the day asked, else of the latest that anything within has reported.
    day = options.as_on or session.ledger.latest_date(session.gazetteer.branch(place.id)) or dt.date.max
    places = [one for one in session.gazetteer.descendants(place.id, rows_at) if one.alive(day)]
    set_on = options.as_on or holds_from(session, places)
    parents = [session.gazetteer.get(one) for one in dict.fromkeys(one.parent for one in places) if one]
    wholes = _wholes(session, parents, day, options, set_on)
    weights = _weights(session, place, places, day, options)
    held = _goals(session.ledger, places, day)
    lines = [line for parent in parents for line in _parts(parent, places, weights, held, wholes[parent.id], options)]
    problems = population_problems(session.gazetteer, [row for row, _ in lines], anyway=options.anyway)
    refuse_above(problems)
    total = sum(line.target for _, line in lines)
    by = options.by if options.by in KNOWN else Path(options.by).name
    shown = Split(
        within=place.name,
        within_hi=place.name_hi or None,
        level=rows_at.name,
        by=by,
        total=total,
        rows=tuple(line for _, line in lines),
        problems=problems,
    )
    return Proposal(shown, tuple(lines))


def store_split(session: Session, proposal: Proposal) -> Split:
    """Store what was proposed as one act, one for each deadline where these differ; the split with its acceptance
    number, 0 where all of it was in force already."""
    number = None
    new = sorted((pair for pair in proposal.rows if not pair[1].kept), key=lambda pair: pair[1].deadline or dt.date.max)
    for (basis, deadline, set_on), pairs in groupby(
        new, key=lambda pair: (pair[1].basis, pair[1].deadline, pair[1].set_on)
    ):
        receipt = session.ledger.set_targets(
            [row for row, _ in pairs],
            set_on=set_on,
            basis=basis,
            deadline=deadline,
            **acting(),
        )
        number = receipt.submission or number
    return replace(proposal.shown, stored=number or 0)


def _goals(ledger: Ledger, places: Sequence[Place], day: dt.date) -> dict[str, _Goal]:
    table = ledger.targets([place.id for place in places], day)
    return {place: _Goal(*row) for place, *row in rows_of(table, "place", "target", "basis", "deadline", "set_on")}


def _wholes(
    session: Session, parents: Sequence[Place], day: dt.date, options: SplitOptions, set_on: dt.date | None
) -> dict[str, _Goal]:
    """The target that each parent divides, with what its parts bear: basis, deadline and the day they hold from."""
    goals = _goals(session.ledger, parents, day)
    for parent in parents:
        if parent.id not in goals:
            raise EshramError("split-no-target", place=session.gazetteer.title(parent.id))
    measures = {"population": f"population {CENSUS}", "registered": f"registered {day:%d.%m.%Y}", "equal": "equal"}
    measure = measures.get(options.by) or Path(options.by).name
    basis = split_basis(measure, group(sum(goal.target for goal in goals.values())), len(parents))
    return {
        place: _Goal(goal.target, basis, options.deadline or goal.deadline, set_on) for place, goal in goals.items()
    }


def _parts(
    parent: Place,
    places: Sequence[Place],
    weights: Mapping[str, int],
    held: Mapping[str, _Goal],
    whole: _Goal,
    options: SplitOptions,
) -> Iterator[tuple[TargetRecord, SplitLine]]:
    """The parts of the target of a parent; `held`: the targets in force until now, which `keep_existing` keeps."""
    children = [one for one in places if one.parent == parent.id]
    ids: list[str] = [one.id for one in children]
    kept = {one: held[one].target for one in ids if one in held} if options.keep_existing else {}
    measured = {one: weights[one] for one in ids if one not in kept}
    shares = split(whole.target, {**dict.fromkeys(kept, 0), **measured}, kept=kept, minimum=options.minimum)
    for child in children:
        before = held.get(child.id)
        part = shares[child.id]
        version = before if before and child.id in kept else whole
        line = SplitLine(
            place=child.name,
            place_hi=child.name_hi or None,
            parent=parent.name,
            weight=measured.get(child.id),
            share=share(part, whole.target),
            target=part,
            before=before.target if before else None,
            kept=child.id in kept,
            population_percent=share(part, child.population),
            basis=version.basis,
            deadline=version.deadline,
            set_on=version.set_on,
            parent_hi=parent.name_hi or None,
        )
        yield TargetRecord(place=child.id, value=part), line


def _weights(
    session: Session, place: Place, places: Sequence[Place], day: dt.date, options: SplitOptions
) -> dict[str, int]:
    """The weight of each place. Raises split-weight-missing with the names of those that have none."""
    found: dict[str, int]
    if options.by == "equal":
        found = {one.id: 1 for one in places}
    elif options.by == "population":
        found = {one.id: one.population for one in places if one.population is not None}
    elif options.by == "registered":
        counted = counts(session, place)
        counted.need([day], [one.id for one in places])
        found = {one.id: count.registered for one in places if (count := counted.count(one.id, day))}
    else:
        # The sheet is of places within the one asked. Its date does not matter, so it need not have one.
        above = {level: at.id for level in Level if (at := session.gazetteer.above(place.id, level))}
        hints = Hints(
            state=above.get(Level.state),
            district=above.get(Level.district),
            block=above.get(Level.block),
            as_on=min(day, now().date()),
            mapping={"target": options.column} if options.column else {},
        )
        found = dict(read_weights(Path(options.by), session.gazetteer, hints))
    held = _goals(session.ledger, places, day) if options.keep_existing else {}
    without = [one for one in places if one.id not in found and one.id not in held]
    if without:
        sheet = Path(options.by).name
        key = f"split-by-{options.by}" if options.by in KNOWN else "split-number-in"
        by = {language: tr(key, language, file=sheet) for language in Language}
        names = [session.gazetteer.title(one.id) for one in without]
        more = f" (+{len(names) - SHOWN_NAMES})" if len(names) > SHOWN_NAMES else ""
        raise EshramError("split-weight-missing", by=by, places="; ".join(names[:SHOWN_NAMES]) + more)
    return found
