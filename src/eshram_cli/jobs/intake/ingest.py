"""Returns in: files read, checked and kept in the ledger, one submission a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from eshram_cli import __version__
from eshram_cli.answers.ingest import Change, Ingested, Submission
from eshram_cli.answers.marking import ReadFile
from eshram_cli.checks import KEPT_OUT, asking, run_checks, taken_anyway
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now, today, user
from eshram_cli.jobs.intake.history import history_for
from eshram_cli.jobs.intake.layouts import learn
from eshram_cli.jobs.intake.opening import OTHER_LISTS, Read, Reader, fault_of
from eshram_cli.jobs.intake.parts import with_parts
from eshram_cli.jobs.intake.reader_pool import processes_for, read_files
from eshram_cli.jobs.session import Session
from eshram_cli.language.words import tr
from eshram_cli.language.written import group, show_date
from eshram_cli.ledger.accepting_long import Told
from eshram_cli.ledger.receipt import Restatement
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.words import name_words
from eshram_cli.problems import Language, Problem, Severity, Where
from eshram_cli.returns.counting import TakenAs
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import Return, Unknown
from eshram_cli.sheets.expand import expand
from eshram_cli.sheets.read import read_text

TOGETHER = 200
"""Returns stored in one go: the disk is asked once for them, and a second writer waits half a second."""

FEW_CHANGES = 5
"""How many changed figures of a return are each told in a line."""

Ask = Callable[[Sequence[Unknown]], bool]
"""Shown the places that nobody knows yet, says whether the ledger is to learn them."""

Sure = Callable[[Sequence[Problem]], bool]
"""Shown figures that hardly can be, says whether they are right all the same."""


@dataclass(frozen=True)
class IngestOptions:
    """`strict`: a file with any error is not stored at all. `again`: take figures that were corrected since. `anyway`:
    take figures that hardly can be; else they are kept out, or where `sure` is given it is asked.

    `checks`: the names of the rules to run; None: those that run unasked.
    `count_only`: lists of workers are counted, and nothing else of them is kept; `taken_as` must then say what they
    are: all the new ones of their days, or some. `password` opens locked files.
    `processes`: how many read at once, 1: this one alone; None: as many as pay, see `reader_pool`.
    `told`: told how far a long table is, where it is the only file.
    `mark`: the answer keeps the files' grids, so that copies of those with problems can be marked.
    """

    hints: Hints = field(default_factory=Hints)
    strict: bool = False
    dry_run: bool = False
    again: bool = False
    anyway: bool = False
    sure: Sure | None = field(default=None, repr=False, compare=False)
    mark: bool = False
    told: Told | None = field(default=None, repr=False, compare=False)
    count_only: bool = False
    taken_as: TakenAs | None = None
    password: str | None = field(default=None, repr=False)
    checks: frozenset[str] | None = None
    processes: int | None = 1


Progress = Callable[[Iterable[Read], int], Iterable[Read]]


def _silent(items: Iterable[Read], total: int) -> Iterable[Read]:  # noqa: ARG001
    return items


def ingest(
    session: Session,
    paths: Sequence[str],
    options: IngestOptions | None = None,
    *,
    ask: Ask | None = None,
    progress: Progress = _silent,
) -> Ingested:
    """Read files, folders and globs, check what they say and store it.

    Returns are taken in the order of their date and file name, never of file time. A file that cannot be read is
    refused by itself; the others go on. Raises `folder-empty` where there
    is nothing to read, else only where the ledger fails.
    """
    options = options or IngestOptions()
    reader = _reader(session, options)
    found = expand(paths)
    if len(found.files) == 1:
        reader = replace(reader, told=options.told)
    processes = processes_for(found.files) if options.processes is None else options.processes
    books = read_files(reader, session.gazetteer, found.files, processes)
    read = list(progress(books, len(found.files)))
    return _store(session, read, options, ask, found.skipped)


def ingest_text(
    session: Session, text: str, options: IngestOptions | None = None, *, ask: Ask | None = None
) -> Ingested:
    """The same for a pasted list of names and numbers, as from a telephone message."""
    options = options or IngestOptions()
    read = _reader(session, options).read(Read("-", read_text(text, "-")), session.gazetteer)
    return _store(session, [read], options, ask, ())


def _reader(session: Session, options: IngestOptions) -> Reader:
    if options.count_only and options.mark:
        raise EshramError("count-only-mark")
    if options.count_only != (options.taken_as is not None):
        raise EshramError("count-only-as")
    profiles = session.ledger.profiles.standing()
    taken_as = options.taken_as or "new"
    return Reader(options.hints, profiles, options.count_only, taken_as, options.password, whole=options.mark)


def _store(
    session: Session, read: list[Read], options: IngestOptions, ask: Ask | None, skipped: tuple[Problem, ...]
) -> Ingested:
    session, read = _learn(session, read, options, ask)
    alone = sum(len(one.returns) for one in read) == 1
    read = [_decided(session, one, options, alone) for one in read]
    # A calendar of camps or a list of tasks among returns is no fault of theirs: it is passed over, and told.
    failed = [one.error for one in read if one.error]
    skipped += tuple(error.problem for error in failed if error.problem.code in OTHER_LISTS)
    refused = [
        problem
        for error in failed
        if error.problem.code not in OTHER_LISTS
        for problem in (*error.others, error.problem)
    ]
    returns: list[tuple[Read, Return]] = []
    for one in read:
        wrong = any(problem.severity is Severity.error for ret in one.returns for problem in ret.problems)
        # Under `--strict` nothing is kept of a file with an error anywhere.
        if options.strict and wrong:
            one = replace(one, longs={sheet: long.without_all() for sheet, long in one.longs.items()})  # noqa: PLW2901
        kept = [
            ret.without_rows({r.row for r in ret.records}) if options.strict and wrong else ret for ret in one.returns
        ]
        returns += [(one, ret) for ret in kept]
    returns.sort(key=lambda pair: (pair[1].last_day or dt.date.min, pair[1].file, pair[1].sheet))
    taken: list[tuple[Read, Return, Submission]] = []
    who = user()
    for start in range(0, len(returns), TOGETHER):
        stored, faults = _submitted(session, returns[start : start + TOGETHER], options, who)
        taken += stored
        refused += faults
    submissions = [submission for *_, submission in taken] if options.dry_run else _remembered(session, taken, options)
    return Ingested(
        dry_run=options.dry_run,
        submissions=tuple(submissions),
        skipped=tuple(problem.where.file for problem in skipped),
        odd=tuple(problem for problem in skipped if problem.severity is Severity.warning),
        refused=tuple(refused),
        to_mend=_to_mend(read, taken) if options.mark else (),
    )


def _remembered(
    session: Session, taken: Sequence[tuple[Read, Return, Submission]], options: IngestOptions
) -> list[Submission]:
    """The submissions; the first one of a file that gave figures says what is remembered of how it was told to be
    read."""
    done: set[str] = set()
    submissions = []
    for one, ret, submission in taken:
        note = None
        figures = submission.accepted + submission.unchanged
        if one.book is not None and one.name not in done and figures and not options.count_only:
            note = learn(session, one.book, ret, one.name, options.hints, submission.number)
            done.add(one.name)
        problems = (*submission.problems, note) if note else submission.problems
        submissions.append(replace(submission, problems=tuple(problems)))
    return submissions


def _to_mend(read: Sequence[Read], taken: Sequence[tuple[Read, Return, Submission]]) -> tuple[ReadFile, ...]:
    """Each file with what is wrong with it itself; what the ledger says of it is nothing to mend."""
    files = []
    for one in read:
        tables = [(ret, submission) for file, ret, submission in taken if file is one]
        problems = [*one.error.others, one.error.problem] if one.error else []
        problems += [problem for ret, _ in tables for problem in ret.problems]
        rejected = sum(submission.rejected for _, submission in tables)
        files.append(ReadFile(Path(one.name), one.book, tuple(problems), len(tables), rejected))
    return tuple(files)


def _learn(session: Session, read: list[Read], options: IngestOptions, ask: Ask | None) -> tuple[Session, list[Read]]:
    unknown = {place.place.id: place for one in read for ret in one.returns for place in ret.unknown}
    if not unknown or ask is None or not ask(list(unknown.values())):
        return session, read
    session.ledger.learn([one.place for one in unknown.values()], who=user(), received_at=now())
    session = session.relearned()
    reader = _reader(session, options)
    again = [
        one
        if not any(ret.unknown for ret in one.returns)
        else reader.read_file(Path(one.name), session.gazetteer)
        if one.longs
        else reader.read(one, session.gazetteer)
        for one in read
    ]
    return session, again


def _decided(session: Session, one: Read, options: IngestOptions, alone: bool) -> Read:
    """The file, as a whole where the ledger or another return beside it may decide what the members of a long table
    count: it has figures of their places, or of those below."""
    gazetteer, tops = session.gazetteer, [place for long in one.longs.values() if long.open for place in long.places]
    below = {place for top in tops for place in (gazetteer.branch(top) if top in gazetteer else [top])}
    if not tops or (alone and session.ledger.figures(sorted(below), [today()]).empty):
        return one
    return replace(_reader(session, options), whole=True).read_file(Path(one.name), gazetteer)


def _submitted(
    session: Session, returns: Sequence[tuple[Read, Return]], options: IngestOptions, who: str
) -> tuple[list[tuple[Read, Return, Submission]], list[Problem]]:
    """The returns stored in one go. A fault of ours over one of them takes all back; then they are stored one by one,
    and that one alone is refused."""
    try:
        with nullcontext() if options.dry_run else session.ledger.together():
            return [(one, *_submit(session, one, ret, options, who)) for one, ret in returns], []
    except EshramError:
        raise
    except Exception as error:
        if len(returns) < 2:
            return [], [fault_of(error, Path(one.name)).problem for one, _ in returns]
    parts = [_submitted(session, [one], options, who) for one in returns]
    return [stored for part, _ in parts for stored in part], [fault for _, faults in parts for fault in faults]


def _submit(session: Session, one: Read, ret: Return, options: IngestOptions, who: str) -> tuple[Return, Submission]:
    """The return checked and stored without the rows in which a rule found an error; it with what was found, and what
    became of it."""
    long = one.longs.get(ret.sheet)
    if long is not None:
        from eshram_cli.jobs.intake.long_tables import decided, of_all

        ret = long.looked_at()
    ret, wholes = with_parts(session, ret)
    history = replace(history_for(session, ret), wholes=wholes)
    found = run_checks(ret, history, options.checks)
    if long is not None:
        long, found = decided(long, ret), of_all(found, long, history)
    doubted = asking(found)
    if doubted and (options.anyway or (options.sure is not None and options.sure(doubted))):
        found = tuple(taken_anyway(found))
    errors = [problem for problem in found if problem.severity is Severity.error]
    bad: set[int] = set()
    for problem in errors:
        # An error that is told once may keep out more rows than its own.
        beside = problem.words.get(KEPT_OUT)
        rows = [problem.where.row, *(beside if isinstance(beside, tuple) else ())]
        bad.update(row for row in rows if row)
    if bad:
        ret = ret.without_rows(bad, targets=True)
        long = long.without(bad) if long is not None else None
    accept = (
        partial(session.ledger.accept, ret)
        if long is None
        else partial(session.ledger.accept_long, long, told=options.told)
    )
    receipt = accept(
        who=who,
        received_at=now(),
        tool_version=__version__,
        again=options.again,
        dry_run=options.dry_run,
    )
    verdicts = [total.agrees for total in ret.table.total_rows if total.agrees is not None]
    submission = Submission(
        file=ret.file,
        sheet=ret.sheet,
        as_on=ret.last_day,
        places=len({figure.place for figure in ret.figures}) if long is None else long.listed,
        accepted=receipt.accepted,
        rejected=receipt.rejected,
        unchanged=receipt.unchanged,
        restated=receipt.restated,
        total_agrees=all(verdicts) if verdicts else None,
        changes=tuple(
            Change(place=one.place, as_on=one.as_on, cut=one.cut, measure=one.measure, old=one.old, new=one.new)
            for one in receipt.changes
        ),
        problems=(*ret.problems, *found, *receipt.problems, *restated(ret, receipt.changes, session.gazetteer)),
        number=receipt.submission,
    )
    return replace(ret, problems=(*ret.problems, *found)), submission


def restated(ret: Return, changes: Sequence[Restatement], gazetteer: Gazetteer) -> list[Problem]:
    """Notes that say which figures of the ledger a return has changed: each of a few, the first of many."""
    shown = changes if len(changes) <= FEW_CHANGES else changes[:1]
    code = "figure-restated" if len(changes) <= FEW_CHANGES else "figures-restated"
    return [
        Problem(
            code,
            Where(ret.file, ret.sheet, change.row or None, change.column or None),
            {
                "place": name_words(gazetteer.get(change.place)),
                "as_on": show_date(change.as_on),
                "measure": {language: tr(f"measure-{change.measure}", language) for language in Language},
                "old": group(change.old),
                "new": group(change.new),
                "count": len(changes),
            },
        )
        for change in shown
    ]
