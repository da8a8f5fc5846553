"""What is attached to a mail of a review pack's making: the page of the day, or the pack, as a paper or a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from eshram_cli.analysis.summary import Summary
from eshram_cli.answers.letter import Attachment
from eshram_cli.answers.review import Review, Section
from eshram_cli.errors import EshramError
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import NOWHERE, Problem
from eshram_cli.reports.look import Look
from eshram_cli.reports.mail import attached_name
from eshram_cli.reports.pack import render
from eshram_cli.settings import Settings


def day_pack(session: Session, summary: Summary) -> Review:
    """The pack of the one day of a page: its findings and its standings."""
    ranking = summary.ranking
    day, known = ranking.as_on, session.known(ranking.known_on)
    acts = session.ledger.log(known=known)
    where = f'"{session.gazetteer.title(PlaceId(ranking.within_id))}" --as-on {day:%d.%m.%Y}'
    return Review(
        within=ranking.within,
        within_hi=ranking.within_hi,
        level=ranking.level,
        span="days",
        since=day - dt.timedelta(days=1),
        first=day,
        last=day,
        as_on=day,
        known_on=ranking.known_on,
        act=acts[-1].number if acts else None,
        act_at=session.ledger.last_moment(known=known),
        sections=(
            Section(chapter="summary", command=f"eshram summary {where}", answer=summary),
            Section(chapter="standing", command=f"eshram rank {where}", answer=ranking),
        ),
        drive=summary.drive,
    )


def papers(
    packs: Iterable[Review], endings: Collection[str], look: Look, settings: Settings
) -> tuple[list[Attachment], list[Problem]]:
    """The packs in these forms. A form that cannot be made here is told and left out: the letter goes all the same."""
    found: list[Attachment] = []
    problems: list[Problem] = []
    for pack in packs:
        for ending in sorted(endings):
            try:
                data, troubles = render(pack, ending, [look], settings.letterhead)
            except EshramError as error:
                words = {"ending": ending, "why": {one: error.problem.message(one) for one in type(look.language)}}
                problems.append(Problem("mail-no-paper", NOWHERE, words))
                continue
            name = attached_name(pack.within, pack.as_on, ending)
            found.append(Attachment(name, data.encode("utf-8") if isinstance(data, str) else data))
            problems += troubles
    return found, [problem for at, problem in enumerate(problems) if problem not in problems[:at]]
