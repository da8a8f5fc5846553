"""`eshram check`: what is wrong in the ledger."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._lake import FromLake
from eshram_cli.cli._options import AsOnOption, KnownOnOption, complete_place, date_option, panel_options
from eshram_cli.cli._run import Run
from eshram_cli.cli._where import At
from eshram_cli.errors import EshramError

_option = panel_options("Instead of checking")

SinceOption = Annotated[
    dt.date | None, date_option("--since", help="Look at single days from this one on. Default: the last five weeks.")
]
ExplainOption = Annotated[
    str | None, _option("--explain", metavar="RULE", help="Say what a finding of this rule means, and what to do.")
]
SilenceOption = Annotated[
    str | None, _option("--silence", metavar="RULE", help="Never tell of this rule for --place again; needs --why.")
]
PlaceOption = Annotated[
    str | None,
    _option("--place", metavar="PLACE", help="The place, with all within it.", autocompletion=complete_place),
]
WhyOption = Annotated[str, _option("--why", metavar="TEXT", help="The reason; it is kept in the ledger.")]
SilencedOption = Annotated[bool, _option("--silenced", help="List the rules that are silent, and where.")]
FollowOption = Annotated[
    str | None,
    _option("--follow", metavar="PLACE", help="Mark a place for follow-up.", autocompletion=complete_place),
]
RuleOption = Annotated[str, _option("--rule", metavar="RULE", help="With --follow: only the findings of this rule.")]
FollowedOption = Annotated[bool, _option("--followed", help="List the places marked for follow-up.")]


@command(Panel.questions)
def check(
    run: Run,
    where: At,
    source: FromLake,
    since: SinceOption = None,
    as_on: AsOnOption = None,
    known_on: KnownOnOption = None,
    explain: ExplainOption = None,
    silence: SilenceOption = None,
    place: PlaceOption = None,
    why: WhyOption = "",
    silenced: SilencedOption = False,
    follow: FollowOption = None,
    rule: RuleOption = "",
    followed: FollowedOption = False,
) -> int:
    """Check the ledger: by the rules for returns, and for what no single return shows.

    The rules for returns run on what the ledger holds now. The others look over many days and levels: levels that
    drift apart, places that stand still, odd figures.

    Errors are two figures that cannot both be right; warnings are worth a question; notes are hints that chance may
    explain. What was silenced or marked is an act of the ledger: `eshram log` lists it, `eshram undo` takes it back.
    Exit code 1 if there is an error.
    """
    from eshram_cli.checks import chosen
    from eshram_cli.jobs.place_options import find_place
    from eshram_cli.jobs.questions import check as jobs

    if explain is not None:
        run.show(jobs.explain(explain))
        return 0
    if silence is not None or follow is not None:
        if silence is not None and place is None:
            raise EshramError("silence-place")
        if source.lake is not None:
            raise EshramError("usage-either", one="--lake", other="--silence" if silence else "--follow")
        if silence or rule:
            jobs.known_rule(silence or rule)
        with run.writing(create=False) as session:
            at = find_place(session.gazetteer, place if silence is not None and place else follow or "")
            run.show(jobs.silence(session, silence, at, why) if silence else jobs.follow(session, at, why, rule))
        return 0
    with source.reading() as session:
        if silenced or followed:
            run.show(jobs.followed(session, known_on) if followed else jobs.silenced(session, known_on))
            return 0
        at = where.place(session, run.settings.place or "India")
        rules = chosen(run.settings.checks.on, run.settings.checks.off)
        result = jobs.check(session, at, since=since, as_on=as_on, known_on=known_on, checks=rules)
    run.show(result)
    return result.exit_code
