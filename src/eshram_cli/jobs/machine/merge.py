"""The ledgers of other offices, taken into this one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

from eshram_cli.answers.merge import Merged, MergedLedger, Restated
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.merging import Taken
from eshram_cli.ledger.versions import Version
from eshram_cli.places.keys import place_key
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.problems import Language, Where
from eshram_cli.sheets.names import shown_name

FEW = 5
"""So many unknown places are named in a refusal."""

Ask = Callable[[Sequence[Place]], bool]
"""Shown the places that only the other ledger knows, and by name alone, says whether this one is to learn them."""


def merge(session: Session, paths: Sequence[Path], *, ask: Ask, dry_run: bool = False) -> Merged:
    """Take ledgers in, one after another, each whole or not at all; what was taken in before changes nothing.

    A ledger that cannot be taken in is refused by itself. `dry_run` is for the answer to say that `session` is a copy.
    Raises what refused the first where no ledger was taken in.
    """
    ledgers, changes, refused = [], [], []
    before: int | None = None
    for path in paths:
        file = shown_name(path.name)
        with ExitStack() as stack:
            try:
                other = stack.enter_context(session.ledger.beside(path))
                renamed, unknown = match_places(session, other.places())
                if unknown and not ask(unknown):
                    names = ", ".join(one.name for one in unknown[:FEW])
                    raise EshramError("merge-places", Where(shown_name(str(path))), count=len(unknown), names=names)
            except EshramError as error:
                refused.append(error)
                continue
            known = {place.id for place in session.ledger.places()}
            taken = session.ledger.take_in(file, renamed, **acting())
        learned = {place.id for place in session.ledger.places()} - known
        if learned or taken.differing or taken.targets:
            session = session.relearned()
        before = taken.before if before is None else before
        told = [*_figures(session, file, taken), *_targets(session, file, taken)]
        changes += told
        ledgers.append(
            MergedLedger(
                file=file,
                acts=sum(taken.acts.values()),
                undos=taken.acts.get("undo", 0),
                figures=taken.figures,
                places=len(learned),
                restated=len(told),
                number=taken.number,
            )
        )
    if refused and not ledgers:
        first, *others = refused
        raise EshramError(
            first.problem.code,
            first.problem.where,
            tuple(error.problem for error in others),
            **first.problem.words,
        )
    return Merged(
        dry_run=dry_run,
        ledgers=tuple(ledgers),
        changes=tuple(changes),
        refused=tuple(error.problem for error in refused),
        before=before or 0,
    )


def merge_moves(session: Session, merged: Merged, language: Language) -> list[str]:
    """A sentence for each ranking of the latest day that a merge has moved by what was told otherwise; a trial also
    tells those that move by what is new."""
    acts = [one.number for one in merged.ledgers if one.number is not None]
    if merged.dry_run:
        places = {place for act in acts for place in session.ledger.places_of_act(act)}
    else:
        places = {one.id for one in merged.changes}
    if not places:
        return []
    from eshram_cli.jobs.questions.moves import moves_after, moves_told  # a merge that moves nothing needs no pandas

    return moves_told(moves_after(session.relearned(), sorted(places), merged.before), language)


def match_places(session: Session, learned: Iterable[Place]) -> tuple[dict[PlaceId, PlaceId], list[Place]]:
    """Which places that another ledger has learned are known here under another id, and which nobody here knows.

    A place is known by its code, else by its name within its parent, never by a likeness; one of another code is
    another place, and a tehsil is known by its code alone. A place with a code comes from an official list: it is
    learned unasked.
    """
    renamed: dict[PlaceId, PlaceId] = {}
    unknown = []
    learned = sorted(learned, key=lambda place: (place.level, place.id))
    taken = {place.id for place in learned}
    for place in learned:
        parent = renamed.get(place.parent, place.parent) if place.parent else None
        around = session.gazetteer.at(parent) if parent else session.gazetteer
        if place.id in around:
            continue
        found = around.by_code(place.level, place.code) if place.code is not None else None
        if found is None and parent in around and not place.id.startswith("t"):
            bearers = [
                one
                for one in around.named(place_key(place.name), place.level, parent)
                if one.parent == parent and None in {one.code, place.code} and not one.id.startswith("t")
            ]
            found = bearers[0] if len(bearers) == 1 else None
        if found is not None and found.id not in taken:
            renamed[place.id] = found.id
            taken.add(found.id)
        elif place.code is None and not place.id.startswith("t"):
            unknown.append(place)
    return renamed, unknown


def _figures(session: Session, file: str, taken: Taken) -> list[Restated]:
    """The figures that the other ledger tells otherwise than they stood here."""
    then = session.ledger.versions(taken.differing, known=taken.before)
    now = session.ledger.versions(taken.differing)
    found = []
    for key in taken.differing:
        here, stands = _standing(then.get(key, ())), _standing(now.get(key, ()))
        there = _standing(one for one in now.get(key, ()) if one.submission > taken.before)
        if here is None or {here.value} == {one.value if one else None for one in (there or stands, stands)}:
            continue
        place = session.gazetteer.get(here.place) if here.place in session.gazetteer else None
        found.append(
            Restated(
                ledger=file,
                place=place.name if place else here.place,
                as_on=here.as_on,
                measure=here.measure,
                cut=here.cut,
                here=here.value,
                there=there.value if there else None,
                stands=stands.value if stands else None,
                here_from=_source(here),
                there_from=_source(there) if there else "",
                here_act=here.submission,
                there_act=there.submission if there else None,
                id=here.place,
                place_hi=(place.name_hi or None) if place else None,
            )
        )
    return found


def _targets(session: Session, file: str, taken: Taken) -> list[Restated]:
    """The targets that the other ledger tells otherwise. Which one is in force is decided by the rule of targets: an
    order outranks a sheet."""
    if not taken.targets:
        return []
    ledger = session.ledger
    then = ledger.standing_targets(taken.targets, dt.date.max, known=taken.before)
    now = ledger.standing_targets(taken.targets, dt.date.max)
    versions = ledger.target_versions([place for place, _ in taken.targets])
    told = versions.loc[versions["submission"] > taken.before, ["place", "cut", "target", "submission"]]
    came = {(place, cut): (int(value), int(number)) for place, cut, value, number in told.itertuples(index=False)}
    acts = {act.number: act for act in ledger.log()} if came else {}
    found = []
    for key in taken.targets:
        if key not in then or key not in came or came[key][0] == then[key].persons or key[0] not in session.gazetteer:
            continue
        place = session.gazetteer.get(key[0])
        here, there = acts[then[key].submission], acts[came[key][1]]
        found.append(
            Restated(
                ledger=file,
                place=place.name,
                as_on=there.as_on,
                measure="target",
                cut=key[1],
                here=then[key].persons,
                there=came[key][0],
                stands=now[key].persons if key in now else None,
                here_from=here.file or here.source or here.who,
                there_from=there.file or there.source or there.who,
                here_act=here.number,
                there_act=there.number,
                id=key[0],
                place_hi=place.name_hi or None,
            )
        )
    return found


def _standing(versions: Iterable[Version]) -> Version | None:
    """The version that stands, of those in the order of acts."""
    return next((one for one in reversed(list(versions)) if one.undone is None), None)


def _source(version: Version) -> str:
    """The file and cell of a figure, or who gave it."""
    return " ".join(filter(None, (version.file, version.cell))) or version.source or version.who
