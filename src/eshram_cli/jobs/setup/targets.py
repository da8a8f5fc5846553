"""Targets: set for one place, loaded from a sheet, shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from eshram_cli.answers.targets import TargetLine, Targets, TargetsLoaded
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.session import Session
from eshram_cli.jobs.setup.population import ABOVE, population_problems
from eshram_cli.jobs.setup.target_sheets import read_targets
from eshram_cli.jobs.typed import typed_count
from eshram_cli.language.lexicon import member
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.places.model import Place
from eshram_cli.problems import Problem
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import DIMENSIONS, TargetRecord


def set_target(
    session: Session,
    place: Place,
    number: str,
    *,
    cut: str = "",
    as_on: dt.date | None = None,
    basis: str = "",
    deadline: dt.date | None = None,
    anyway: bool = False,
) -> tuple[Targets, Receipt, tuple[Problem, ...]]:
    """Store the target of one place and cut, in persons, and show it, with what is remarkable about it.

    Without `as_on` a place's first target holds from the start of the drive, a later one from the latest date that the
    place has reported, so that the rankings of earlier days stay as they were. Raises `target-above-population` unless
    `anyway`.
    """
    target, quality = typed_count(number)
    rows = [TargetRecord(place=place.id, value=target, cut=cut, quality=quality)]
    problems = population_problems(session.gazetteer, rows, anyway=anyway)
    refuse_above(problems)
    set_on = as_on or holds_from(session, [place])
    receipt = session.ledger.set_targets(rows, set_on=set_on, basis=basis, deadline=deadline, **acting())
    return show_targets(session, place, only=True), receipt, problems


def refuse_above(problems: Sequence[Problem]) -> None:
    """Raises where a target is more than everybody, with all that was found."""
    above = [problem for problem in problems if problem.code == ABOVE]
    if above:
        *others, last = above
        raise EshramError(last.code, last.where, others, **last.words)


def load_targets(
    session: Session,
    file: Path,
    hints: Hints,
    *,
    as_on: dt.date | None = None,
    basis: str = "",
    deadline: dt.date | None = None,
    anyway: bool = False,
) -> TargetsLoaded:
    """Store the targets that a sheet states, dated as `set_target` dates one.

    The sheet has columns for state, district and block as far as needed, one for channel, department, category or the
    like where targets are for one, and the target. Counts in it are not stored. A target of more than everybody is left
    out unless `anyway`. Raises `no-target` where no column holds targets.
    """
    sheet = read_targets(file, session.gazetteer, hints)
    found = population_problems(session.gazetteer, sheet.rows, file=file.name, anyway=anyway)
    above = {problem.words["place"] for problem in found if problem.code == ABOVE}
    rows = [row for row in sheet.rows if session.gazetteer.title(row.place) not in above]
    receipt = session.ledger.set_targets(
        rows,
        set_on=as_on or holds_from(session, [session.gazetteer.get(row.place) for row in rows]),
        basis=basis,
        deadline=deadline,
        file=file.name,
        **acting(),
    )
    rejected = sheet.rejected + len(sheet.rows) - len(rows)
    return TargetsLoaded(
        file=file.name,
        accepted=receipt.accepted,
        unchanged=receipt.unchanged,
        rejected=rejected,
        problems=(*sheet.problems, *found),
    )


def cut_of(cut: str = "", **members: str) -> str:
    """The cut of the members given, one a dimension; blank where none is: `channel=csc`. `cut` is one as typed,
    `category=asha`. Raises `cut-unknown` where it is of no dimension or names nobody."""
    dimension, _, name = cut.partition("=")
    if cut:
        members = {**members, dimension.strip().casefold(): name}
    named = {of: member(of, name) for of, name in members.items() if name}
    if cut and not (named.get(dimension.strip().casefold()) and named.keys() <= set(DIMENSIONS) and "|" not in name):
        raise EshramError("cut-unknown", text=cut, dimensions=", ".join(DIMENSIONS))
    return "|".join(f"{dimension}={named[dimension]}" for dimension in DIMENSIONS if dimension in named)


def show_targets(
    session: Session, place: Place, *, as_on: dt.date | None = None, history: bool = False, only: bool = False
) -> Targets:
    """The targets of a place and its children (`only`: of the place), in force on a date, default the latest reported;
    with `history` every version."""
    children = [] if only else session.gazetteer.children(place.id)
    ids = [place.id, *(child.id for child in children)]
    day = as_on or session.ledger.latest_date(ids) or dt.date.max
    table = session.ledger.target_versions(ids) if history else session.ledger.targets(ids, day, cut=None)
    lines = tuple(_line(session, row) for row in table.to_dict("records"))
    return Targets(within=place.name, rows=lines, history=history, within_hi=place.name_hi or None)


def holds_from(session: Session, places: Sequence[Place]) -> dt.date | None:
    """The day from which new targets of the places hold: None, the start, for first ones, else the latest reported."""
    ids = [place.id for place in places]
    return session.ledger.latest_date(ids) if len(session.ledger.target_versions(ids)) else None


def _line(session: Session, row: Mapping[Hashable, Any]) -> TargetLine:
    place = session.gazetteer.get(row["place"])
    return TargetLine(
        place=place.name,
        place_hi=place.name_hi or None,
        cut=row["cut"],
        target=int(row["target"]),
        basis=row["basis"],
        deadline=_date(row["deadline"]),
        set_on=_date(row["set_on"]),
        level=place.level.name,
    )


def _date(value: pd.Timestamp) -> dt.date | None:
    return None if pd.isna(value) else value.date()
