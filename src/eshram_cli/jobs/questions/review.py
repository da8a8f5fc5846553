"""The review pack: what a meeting looks at on Monday and on the first of the month, each answer asked once.

Every section holds the answer of a command and that command's own line, so that any figure of the pack can be asked for
again. What the ledger knows nothing of is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from eshram_cli.analysis.plan import Terms
from eshram_cli.analysis.summary import Summary
from eshram_cli.analysis.workdays import DAY, WEEK, days_between
from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.review import Chapter, Review, Section, Span
from eshram_cli.described import Answer, KnownOn
from eshram_cli.dimensions import DIMENSIONS, YIELDS
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.by import by
from eshram_cli.jobs.questions.camps import CampFilter, camp_yield, list_camps
from eshram_cli.jobs.questions.daynotes import list_notes
from eshram_cli.jobs.questions.forecast import ForecastRequest, Futures, forecast, forecast_within
from eshram_cli.jobs.questions.pending import pending
from eshram_cli.jobs.questions.plan import make_plan
from eshram_cli.jobs.questions.rank import rank, selected
from eshram_cli.jobs.questions.restated import restated
from eshram_cli.jobs.questions.summary import summary
from eshram_cli.jobs.questions.tasks import tasks
from eshram_cli.jobs.questions.trend import trend
from eshram_cli.jobs.questions.views import counts, day_of, level_below, refuse_late_start, workdays_of
from eshram_cli.jobs.questions.why import Moves, why
from eshram_cli.jobs.session import Session
from eshram_cli.language.written import show_date
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.places.resolve import resolve_anywhere
from eshram_cli.settings import Settings

A = TypeVar("A", bound=Answer)
MOVERS = 3
"""So many places that rose furthest, and that fell furthest, are told with their reasons."""
IN_DRIVE = frozenset({"summary", "standing", "movement", "course", "by", "forecast", "plan"})
"""The chapters that count persons: of a drive those since its base."""
NO_ANSWER = frozenset(
    {"nothing-reported", "nothing-by", "why-alone", "why-unranked", "plan-no-target", "plan-done", "deadline-passed"}
)
"""What a question raises where the ledger has nothing to answer it with."""
REST = 0.5
"""What `plan` takes a Sunday or a holiday for, unless told otherwise."""


@dataclass(frozen=True)
class ReviewPeriod:
    """The days of a review; `since` is the day that its ranks are compared with."""

    span: Span
    first: dt.date
    last: dt.date

    @property
    def since(self) -> dt.date:
        """The day before the first."""
        return self.first - DAY

    @property
    def after(self) -> tuple[dt.date, dt.date]:
        """The first and last day of the period that follows, as long as this one; after a month the next month."""
        first = self.last + DAY
        if self.span == "month":
            return first, _month(first).last
        return first, first + (self.last - self.first)


def _week(day: dt.date) -> ReviewPeriod:
    monday = day - DAY * day.weekday()
    return ReviewPeriod("week", monday, monday + DAY * 6)


def _month(day: dt.date) -> ReviewPeriod:
    first = day.replace(day=1)
    return ReviewPeriod("month", first, (first + DAY * 31).replace(day=1) - DAY)


def period_of(
    session: Session,
    place: Place,
    span: Span,
    *,
    since: dt.date | None = None,
    as_on: dt.date | None = None,
    known: int | None = None,
) -> ReviewPeriod:
    """The days that are reviewed: from the day after `since` to `as_on`; or the last week (Monday to Sunday) or month
    that was over on the day `as_on`.

    `as_on` None is the latest date reported; where nothing was reported in the last full week or month, it is the one
    that runs. Raises `nothing-reported`, `since-after`.
    """
    day = day_of(session, place, as_on, known)
    if since is not None:
        refuse_late_start(since, day, least=1)
        return ReviewPeriod("days", since + DAY, day)
    make = _month if span == "month" else _week
    running = make(day)
    over = running if running.last == day else make(running.first - DAY)
    begun = _begun(session, place, known)
    return running if as_on is None and begun is not None and begun > over.last else over


def review(
    session: Session,
    place: Place,
    settings: Settings,
    span: Span = "week",
    *,
    since: dt.date | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
    level: Level | None = None,
    best_first: bool = False,
) -> Review:
    """The pack of a place for a week, a month or the days since another; `level`: that of the places in it, None the
    one right below.

    Its figures are those of the last day of the period on which anything within the place was reported; in a drive
    persons are counted since its base. Raises `nothing-reported`, `since-after`, `no-places-below`, and as
    `views.day_of` where period and drive have no day in common.
    """
    known = session.known(known_on)
    rows_at = level_below(session.gazetteer, place, level)
    period = period_of(session, place, span, since=since, as_on=as_on, known=known)
    told = _last_reported(session, place, period, known)
    # Of a drive that began within the period ranks move from its first day on.
    begun = _begun(session, place, known)
    compared = begun if begun and period.since < begun < told else period.since
    sharing = _read(session, place, compared, told, known)
    futures = Futures(sharing, told, ForecastRequest(known_on=known_on))
    words = () if level is None else ("--level", level.name)
    pack = _Pack(sharing, place, rows_at, words, settings, period, compared, told, known_on, best_first, futures)
    sections = tuple(pack.sections())
    moment = session.ledger.last_moment(known=known)
    acts = session.ledger.log(known=known)
    return session.told(
        Review(
            within=place.name,
            within_hi=place.name_hi,
            level=rows_at.name,
            span=period.span,
            since=compared,
            first=period.first,
            last=period.last,
            as_on=told,
            known_on=known_on,
            act=acts[-1].number if acts else None,
            act_at=moment,
            sections=sections,
        )
    )


def _read(session: Session, place: Place, since: dt.date, as_on: dt.date, known: int | None) -> Session:
    """The session with the counts of the days that the pack is about, of all places that the place stands among, and
    those of the week before, for their pace: read once for all answers."""
    sharing = replace(session, shared={})
    top = session.gazetteer.get(place.parent) if place.parent else place
    days = days_between(since, as_on)
    counts(sharing, top, known).need([day - back for day in days for back in (WEEK, DAY * 0)], [top.id], goals=days)
    counts(sharing, place, known, cuts="").need([as_on, as_on - WEEK, since], [place.id], goals=[as_on])
    return sharing


def _begun(session: Session, place: Place, known: int | None) -> dt.date | None:
    """The first day of which the place has figures; of a drive not before it."""
    first = session.ledger.first_date(session.gazetteer.branch(place.id), known=known)
    return max(first, session.drive.since) if first and session.drive else first


def _last_reported(session: Session, place: Place, period: ReviewPeriod, known: int | None) -> dt.date:
    """The last day of the period, and of the drive, on which anything within the place was reported; else the last."""
    ids, last = session.gazetteer.branch(place.id), period.last
    if session.drive and session.drive.until:
        last = min(last, session.drive.until)
    for first in (last, period.first):
        returned = session.ledger.returned(ids, first, last, known=known)
        if found := [day for days in returned.values() for day in days]:
            return max(found)
    return last


@dataclass(frozen=True)
class _Pack:
    """The questions of one pack, in the order in which a meeting takes them."""

    session: Session
    place: Place
    level: Level
    level_words: tuple[str, ...]
    settings: Settings
    period: ReviewPeriod
    since: dt.date
    as_on: dt.date
    known_on: KnownOn | None
    best_first: bool
    futures: Futures

    def sections(self) -> Iterator[Section]:
        """Each answer with its command; those of nothing are passed over."""
        session, place, known_on = self.session, self.place, self.known_on
        since, as_on, first, last = self.since, self.as_on, self.period.first, self.period.last
        page = summary(session, place, as_on=as_on, known_on=known_on, futures=self.futures)
        yield self.section("summary", page, "summary", until=as_on)
        level = self.level
        ranking = rank(session, place, level=level, as_on=as_on, since=since, known_on=known_on)
        if any(row.rank for row in ranking.rows):
            order = () if self.best_first else ("--worst-first",)
            shown = selected(ranking, worst_first=not self.best_first)
            yield self.section("standing", shown, "rank", *order, *self.level_words, since=since, until=as_on)
        yield from self.moved(page, ranking)
        yield from self.course()
        silent = pending(session, place, self.settings, level=level, as_on=as_on, since=first, known_on=known_on)
        yield self.section("silent", silent, "pending", *self.level_words, since=first, until=as_on)
        for cut in self.dimensions():
            found = self.asked(partial(by, session, place, cut, as_on=as_on, since=since, known_on=known_on))
            if found is not None:
                yield self.section("by", found, f"by {cut}", since=since, until=as_on)
        yield from self.camps()
        yield from self.ahead()
        listed = tasks(session, place, as_on=as_on, known_on=known_on)
        if listed.rows:
            yield self.section("tasks", listed, "action list", until=as_on)
        notes = list_notes(session, place, since=first, until=last)
        if notes.rows:
            yield self.section("notes", notes, "note list", since=first, until=last, known=False)
        corrected = restated(session, place, self.period.since, as_on=as_on, known_on=known_on)
        if corrected.rows:
            yield self.section("restated", corrected, "log", "--restated", since=self.period.since, until=as_on)

    def section(
        self,
        chapter: Chapter,
        answer: Answer,
        command: str,
        *words: str,
        until: dt.date,
        since: dt.date | None = None,
        at: Place | None = None,
        known: bool = True,
    ) -> Section:
        """A section with its command's line as it is typed, with the drive where it counts persons; `known`: the
        command can be asked what was known when."""
        typed = ["eshram", command, *place_words(self.session.gazetteer, at or self.place)]
        typed += ["--since", show_date(since)] if since else []
        typed += ["--as-on", show_date(until), *words]
        if self.session.drive is not None and chapter in IN_DRIVE:
            typed += ["--drive", _quoted(self.session.drive.name)]
        if known and self.known_on is not None:
            told = f"#{self.known_on}" if isinstance(self.known_on, int) else self.known_on.isoformat(sep=" ")
            typed += ["--known-on", f'"{told}"']
        return Section(chapter=chapter, command=" ".join(typed), answer=answer)

    @staticmethod
    def asked(question: Callable[[], A]) -> A | None:
        """The answer; None where the ledger has none."""
        try:
            return question()
        except EshramError as error:
            if error.problem.code not in NO_ANSWER:
                raise
            return None

    def moved(self, page: Summary, ranking: Ranking) -> Iterator[Section]:
        """Why the place itself moved among its peers, and those within it that rose and fell furthest."""
        moved = sorted((row for row in ranking.rows if row.move), key=lambda row: (-abs(row.move or 0), row.place))
        risen = [row for row in moved if (row.move or 0) > 0][:MOVERS]
        fallen = [row for row in moved if (row.move or 0) < 0][:MOVERS]
        since, as_on, known_on = self.since, self.as_on, self.known_on
        if page.positions:
            asked = partial(why, self.session, self.place, since=since, as_on=as_on, known_on=known_on)
            if (found := self.asked(asked)) is not None:
                yield self.section("movement", found, "why", since=since, until=as_on)
        groups: dict[str | None, Moves] = {}
        for row in (*risen, *fallen):
            one = self.session.gazetteer.get(PlaceId(row.id))
            if one.parent not in groups:
                parent = self.session.gazetteer.get(one.parent or self.place.id)
                groups[one.parent] = Moves(self.session, parent, one.level, since=since, as_on=as_on, known_on=known_on)
            if (found := self.asked(partial(groups[one.parent].of, one))) is not None:
                yield self.section("movement", found, "why", at=one, since=since, until=as_on)

    def course(self) -> Iterator[Section]:
        """The place day by day, and the ranks and reports of those within it."""
        first, as_on = self.period.first, self.as_on
        for level in (None, self.level):
            words = () if level is None else ("--level", level.name)
            known_on = self.known_on
            asked = partial(trend, self.session, self.place, level=level, since=first, as_on=as_on, known_on=known_on)
            found = self.asked(asked)
            if found is not None and len(found.days) > 1 and any(course.fresh for course in found.courses):
                yield self.section("course", found, "trend", *words, since=first, until=as_on)

    def dimensions(self) -> Sequence[str]:
        """What the figures of the day are cut by; camps have a chapter of their own."""
        told = counts(self.session, self.place, self.session.known(self.known_on), cuts="").dimensions(self.as_on)
        return [one for one in DIMENSIONS if one in told and one not in YIELDS]

    def camps(self) -> Iterator[Section]:
        """The camps of the period and of the one that comes, and what they yielded."""
        session, place, first, last = self.session, self.place, self.period.first, self.period.after[1]
        known_on, as_on = self.known_on, self.as_on
        listed = list_camps(session, place, CampFilter(first, last), as_on=as_on, known_on=known_on)
        if not listed.rows:
            return
        span = ("--from", show_date(first), "--until", show_date(last))
        yield self.section("camps", listed, "camp list", *span, until=as_on)
        yielded = camp_yield(session, place, "place", since=first, as_on=as_on, known_on=known_on)
        if yielded.rows:
            yield self.section("camps", yielded, "camp yield", "--by place", *span[:2], until=as_on)

    def ahead(self) -> Iterator[Section]:
        """Forecasts, the place's own first, and the quotas to the deadline; without one to the day of finishing."""
        session, place, as_on, request = self.session, self.place, self.as_on, self.futures.request
        # What is forecast as the sum of its parts draws on theirs alone, whoever asks.
        shared = self.futures if self.futures.summed(place) else None
        own = forecast(session, place, as_on=as_on, request=request, futures=shared)
        yield self.section("forecast", own, "forecast", until=as_on)
        asked_all = partial(forecast_within, session, place, level=self.level, as_on=as_on, request=request)
        if (found := self.asked(partial(asked_all, futures=self.futures))) is not None:
            yield self.section("forecast", found, "forecast", "--all", *self.level_words, until=as_on)
        deadline = own.deadline or own.finish.get(0.5)
        if deadline is None or deadline <= as_on:
            return
        terms = Terms(deadline, workdays_of(self.settings), REST, None)
        asked = partial(make_plan, session, place, terms, as_on=as_on, known_on=self.known_on, futures=shared)
        if (made := self.asked(asked)) is not None:
            yield self.section("plan", made, "plan", "--deadline", show_date(deadline), until=as_on)


def place_words(gazetteer: Gazetteer, place: Place) -> list[str]:
    """The place as a command line names it, with its parent where its name alone is not enough."""
    if place.level is Level.country:
        return ["--india"]
    found = resolve_anywhere(gazetteer, place.name, level=place.level).place
    name = place.name if found is not None and found.id == place.id else gazetteer.title(place.id)
    return [f"--{place.level.name}", _quoted(name)]


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
