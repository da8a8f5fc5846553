"""What is wrong in the ledger, and what offices have told about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from eshram_cli.analysis.ledger_checks import Finding, read_register, rules
from eshram_cli.answers.check import Checked, Explained, Explanation, Found, Watched, WatchList
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.questions.views import day_of, nothing_reported, tree
from eshram_cli.jobs.session import Session
from eshram_cli.language.words import has, words_of
from eshram_cli.ledger.watches import Watch
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.problems import NOWHERE, Language, Severity, catalogue

_MEANS = "check-means-"


def check(session: Session, place: Place, *, as_on: dt.date | None = None, known_on: KnownOn | None = None) -> Checked:
    """What the rules of `analysis.ledger_checks` find in a place and all within it, by its figures up to a day.

    The worst first, then by place. Raises `nothing-reported`.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    branch = session.gazetteer.branch(place.id)
    first = session.ledger.first_date(branch, known=known)
    if first is None or first > day:
        raise nothing_reported(place, day)
    days = [first + dt.timedelta(days=after) for after in range((day - first).days + 1)]
    figures = session.ledger.figures(branch, days, known=known)
    register = read_register(tree(session.gazetteer, place), branch, days, figures)
    found = [one for rule in rules() for one in rule.check(register)]
    silences, follows = session.ledger.silences(known=known), session.ledger.follows(known=known)
    told = [one for one in found if not _bears(session, silences, one.place, one.problem.code)]
    order = list(Severity)
    told.sort(key=lambda one: (order.index(one.problem.severity), -one.problem.weight, one.problem.code))
    return Checked(
        within=place.name,
        within_hi=place.name_hi or None,
        as_on=day,
        known_on=known_on,
        looked_at=len(register.courses),
        silenced=len(found) - len(told),
        problems=tuple(_found(session, one, _bears(session, follows, one.place, "")) for one in told),
    )


def explain(rule: str) -> Explanation:
    """What a rule means and what to do. Raises `rule-unknown`."""
    known_rule(rule)
    means, entry = words_of(f"{_MEANS}{rule}"), catalogue()[rule]
    row = Explained(
        rule=rule,
        severity=entry.severity.value,
        meaning=means[Language.en],
        hint=entry.hint[Language.en],
        meaning_hi=means[Language.hi],
        hint_hi=entry.hint[Language.hi],
    )
    return Explanation(rows=(row,))


def silence(session: Session, rule: str, place: Place, why: str) -> WatchList:
    """Silence a rule for a place and everything within it, and list what is silent. Raises `rule-unknown`,
    `why-empty`."""
    session.ledger.silence(place.id, known_rule(rule), _reason(why), **acting())
    return silenced(session)


def follow(session: Session, place: Place, why: str) -> WatchList:
    """Mark a place for follow-up, and list all that are."""
    session.ledger.follow(place.id, " ".join(why.split()), **acting())
    return followed(session)


def silenced(session: Session, known_on: KnownOn | None = None) -> WatchList:
    """The rules that are silent, and where."""
    return _listed(session, session.ledger.silences(known=session.known(known_on)), following=False)


def followed(session: Session, known_on: KnownOn | None = None) -> WatchList:
    """The places that are marked for follow-up."""
    return _listed(session, session.ledger.follows(known=session.known(known_on)), following=True)


def known_rule(rule: str) -> str:
    """The rule, if there is one of that name. Raises `rule-unknown` with the names of all."""
    if not has(f"{_MEANS}{rule}"):
        names = sorted(code for code in catalogue() if has(f"{_MEANS}{code}"))
        raise EshramError("rule-unknown", NOWHERE, (), name=rule, known=", ".join(names))
    return rule


def _reason(why: str) -> str:
    words = " ".join(why.split())
    if not words:
        raise EshramError("why-empty")
    return words


def _bears(session: Session, watches: Sequence[Watch], place: str, rule: str) -> bool:
    """Whether one of them is about the rule, and about the place or one that it lies in."""
    at = PlaceId(place)
    covering = {at, *(one.id for one in session.gazetteer.parents(at))}
    return any(one.rule == rule and one.place in covering for one in watches)


def _found(session: Session, finding: Finding, is_followed: bool) -> Found:
    place, problem = session.gazetteer.get(PlaceId(finding.place)), finding.problem
    return Found(
        severity=problem.severity.value,
        place=place.name,
        level=place.level.name,
        as_on=finding.as_on,
        message=problem.message(),
        hint=problem.hint(),
        rule=problem.code,
        followed=is_followed,
        message_hi=problem.message(Language.hi),
        hint_hi=problem.hint(Language.hi),
        place_hi=place.name_hi or None,
    )


def _listed(session: Session, watches: Sequence[Watch], *, following: bool) -> WatchList:
    rows = []
    for one in watches:
        place = session.gazetteer.get(one.place)
        rows.append(
            Watched(
                number=one.number,
                place=place.name,
                rule=one.rule or None,
                why=one.why,
                received_at=one.received_at,
                who=one.who,
                place_hi=place.name_hi or None,
            )
        )
    return WatchList(following=following, rows=tuple(rows))
