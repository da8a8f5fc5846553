"""What is wrong in the ledger, and what offices have told about it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from eshram_cli.analysis.counts import rolled_up, standing_table
from eshram_cli.analysis.frames import TARGETS
from eshram_cli.analysis.ledger_checks import Finding, read_register, rules
from eshram_cli.analysis.workdays import DAY, WEEK, days_between
from eshram_cli.answers.check import Checked, Explained, Explanation, Found, Watched, WatchList
from eshram_cli.checks import DoorRule, chosen, taken_anyway
from eshram_cli.checks import rules as door_rules
from eshram_cli.described import KnownOn, replace
from eshram_cli.errors import EshramError
from eshram_cli.frames import frame
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.questions.kept_returns import Case, kept_returns
from eshram_cli.jobs.questions.views import day_of, nothing_reported, refuse_late_start, tree
from eshram_cli.jobs.session import Session
from eshram_cli.language.words import has, words_of
from eshram_cli.ledger.versions import Key
from eshram_cli.ledger.watches import Watch
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import INDIA, Place, PlaceId
from eshram_cli.places.words import name_words
from eshram_cli.problems import Language, Problem, Severity, catalogue
from eshram_cli.returns.model import Return

RECENT = 35
"""Single days that lie further back than five weeks have been talked over."""

HABIT = dt.timedelta(weeks=26)
"""A place's habits are those of the days looked at and of half a year before: a ledger of many years is checked as fast
as one of its first."""

_MEANS = "check-means-"


@dataclass(frozen=True)
class _Told:
    """A finding with the rule's name, and of a rule at the door the figure that it is about."""

    rule: str
    finding: Finding
    key: Key | None = None


def check(
    session: Session,
    place: Place,
    *,
    since: dt.date | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
    checks: Collection[str] | None = None,
) -> Checked:
    """What the rules find in a place and all within it, by its figures up to a day.

    Those of `analysis.ledger_checks` look at the course of the days from `since` on (None: the last five weeks) and of
    half a year before; those of `checks` at each of these days, as they would if its figures came in now. `checks`: the
    names of these that run; None: those that run unasked. The worst first, then by rule. Raises `nothing-reported`,
    `since-after`.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    refuse_late_start(since, day)
    branch = session.gazetteer.branch(place.id)
    first = session.ledger.first_date(branch, known=known)
    if first is None or first > day:
        raise nothing_reported(place, day)
    since = max(first, since or day - DAY * (RECENT - 1))
    first = max(first, since - HABIT)
    days = days_between(first, day)
    figures = session.ledger.figures(branch, days, known=known)
    standing = standing_table(figures, days, members=False)
    # Levels are held against one another on the days looked at, and against the week before them.
    compared = standing[standing["day"] >= pd.Timestamp(since - WEEK)]
    places = tree(session.gazetteer, place)
    counts, _ = rolled_up(places, branch, compared, frame((), TARGETS))
    register = read_register(places, since, day, standing, counts)
    silences, follows = session.ledger.silences(known=known), session.ledger.follows(known=known)

    found = [_Told(one.problem.code, one) for rule in rules() for one in rule.check(register)]
    told = [one for one in found if not _bears(session, silences, one.finding.place, one.rule)]
    silenced = len(found) - len(told)
    recent = [one for one in days if one >= since]
    returns = kept_returns(session, recent, known, figures, standing, counts)
    at_the_door, silent = _by_day(session, returns, chosen() if checks is None else checks, silences)
    told += at_the_door
    order = list(Severity)
    told.sort(key=lambda one: (order.index(one.finding.problem.severity), -one.finding.problem.weight, one.rule))
    return Checked(
        within=place.name,
        within_hi=place.name_hi or None,
        since=since,
        as_on=day,
        known_on=known_on,
        looked_at=len(register.courses),
        silenced=silenced + silent,
        problems=tuple(
            _found(session, one, known, _bears(session, follows, one.finding.place, one.rule)) for one in told
        ),
    )


def _by_day(
    session: Session, returns: Iterable[Case], names: Collection[str], silences: Sequence[Watch]
) -> tuple[list[_Told], int]:
    """What the rules at the door find in the returns, of each rule and place on the last such day; and how many
    findings are not told, since a silenced rule does not see the places that it is silent for.

    A rule that finds two things of a place on one day, as of its channels and of its ages, is told twice.
    """
    last: dict[tuple[str, str, int], tuple[_Told, DoorRule, Case, int]] = {}
    days: dict[tuple[str, str, int], set[dt.date]] = defaultdict(set)
    silenced = 0
    for case in returns:
        ret, history = case
        for rule in door_rules():
            if rule.name not in names or not (found := rule.check(ret, history)):
                continue
            here = {record.place for record in ret.records} | history.last_places.keys()
            silent = {place for place in here if _bears(session, silences, place, rule.name)}
            seen = _as_written(session.gazetteer, case, Language.en, silent) if silent else case
            told = rule.check(*seen) if silent else found
            silenced += len(found) - len(told)
            placed = [_placed(rule.name, problem, ret) for problem in told]
            for at, one in enumerate(placed):
                place = one.finding.place
                key = rule.name, place, sum(other.finding.place == place for other in placed[:at])
                days[key].add(one.finding.as_on)
                if key not in last or last[key][0].finding.as_on <= one.finding.as_on:
                    last[key] = one, rule, seen, at
    answer = []
    for key, (one, rule, seen, at) in last.items():
        # A rule names places as the return writes them: what is told is asked once more in Hindi.
        english = one.finding.problem
        hindi = rule.check(*_as_written(session.gazetteer, seen, Language.hi))[at]
        words: dict[str, object] = {}
        for name, word in english.words.items():
            other = hindi.words[name]
            words[name] = word if word == other else {Language.en: word, Language.hi: other}
        [problem] = taken_anyway([Problem(english.code, english.where, words)], "above-population-kept")
        answer.append(replace(one, finding=replace(one.finding, problem=problem, days=len(days[key]))))
    return answer, silenced


def _as_written(gazetteer: Gazetteer, case: Case, language: Language, silent: Collection[str] = ()) -> Case:
    """The return and what is known besides without the silent places, with the names of the others in a language."""
    ret, history = case

    def name(place: PlaceId) -> str:
        """The place in the language asked for."""
        return name_words(gazetteer.get(place))[language]

    records = [replace(one, written=name(one.place)) for one in ret.records if one.place not in silent]
    places = {place: name(place) for place in history.last_places if place not in silent}
    return replace(ret, records=tuple(records)), replace(history, last_places=places)


def _placed(rule: str, problem: Problem, ret: Return) -> _Told:
    """A problem of a return with the place and the figure that its row and column lead to; without a row it is about
    the place that holds the return."""
    record = ret.records[problem.where.row - 1] if problem.where.row else None
    day = ret.as_on or dt.date.min
    if record is None:
        return _Told(rule, Finding(ret.within or INDIA, day, problem))
    count = record.counts[problem.where.column - 1] if problem.where.column else None
    key = (record.place, count.cut, count.measure, day) if count else None
    return _Told(rule, Finding(record.place, day, problem), key)


def explain(rule: str) -> Explanation:
    """What a rule means and what to do. Raises `rule-unknown`."""
    known_rule(rule)
    means, entry = words_of(f"{_MEANS}{rule}"), catalogue()[_codes().get(rule, rule)]
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
    rule, words = known_rule(rule), " ".join(why.split())
    if not words:
        raise EshramError("why-empty")
    session.ledger.silence(place.id, rule, words, **acting())
    return silenced(session)


def follow(session: Session, place: Place, why: str, rule: str = "") -> WatchList:
    """Mark a place for follow-up, of one rule's findings or (blank) of all, and list all that are. Raises
    `rule-unknown`."""
    session.ledger.follow(place.id, known_rule(rule) if rule else "", " ".join(why.split()), **acting())
    return followed(session)


def silenced(session: Session, known_on: KnownOn | None = None) -> WatchList:
    """The rules that are silent, and where."""
    return _listed(session, session.ledger.silences(known=session.known(known_on)), following=False)


def followed(session: Session, known_on: KnownOn | None = None) -> WatchList:
    """The places that are marked for follow-up."""
    return _listed(session, session.ledger.follows(known=session.known(known_on)), following=True)


def known_rule(rule: str) -> str:
    """The rule, if there is one of that name. Raises `rule-unknown` with the names of all."""
    known = {*_codes(), *(code for code in catalogue() if has(f"{_MEANS}{code}"))}
    if rule not in known:
        raise EshramError("rule-unknown", name=rule, known=", ".join(sorted(known)))
    return rule


def _codes() -> dict[str, str]:
    """By name of a rule at the door the problem that explains it; a rule of the ledger is named by its problem."""
    return {rule.name: rule.code for rule in door_rules()}


def _bears(session: Session, watches: Sequence[Watch], place: str, rule: str) -> bool:
    """Whether one of them is about the rule or about all, and about the place or one that it lies in."""
    if not watches:
        return False
    at = PlaceId(place)
    covering = {at, *(one.id for one in session.gazetteer.parents(at))}
    return any(one.rule in {"", rule} and one.place in covering for one in watches)


def _found(session: Session, told: _Told, known: int | None, is_followed: bool) -> Found:
    finding, problem = told.finding, told.finding.problem
    place = session.gazetteer.get(PlaceId(finding.place))
    versions = session.ledger.versions([told.key], known=known)[told.key] if told.key else ()
    cell = next((one for one in reversed(versions) if one.undone is None), None)
    return Found(
        severity=problem.severity.value,
        place=place.name,
        level=place.level.name,
        as_on=finding.as_on,
        days=finding.days,
        message=problem.message(),
        hint=problem.hint(),
        rule=told.rule,
        file=(cell.file or None) if cell else None,
        sheet=(cell.sheet or None) if cell else None,
        cell=(cell.cell or None) if cell else None,
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
