"""The daily run: the inbox folder taken in, what was read put away, the page made and mailed; one line a step."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from eshram_cli.answers.marking import ReadFile
from eshram_cli.answers.outbox import Delivered
from eshram_cli.checks import chosen
from eshram_cli.counted import Counted, counted
from eshram_cli.delivery.lock import Held, locked
from eshram_cli.delivery.outbox import WALL_CLOCK, Clock
from eshram_cli.delivery.schedules import Slot
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import INDIA_TIME
from eshram_cli.jobs.intake.ingest import IngestOptions, ingest
from eshram_cli.jobs.place_options import Asked, asked_place
from eshram_cli.jobs.sending.mailing import Sending, send_summary
from eshram_cli.jobs.sending.marking import SUFFIX, write_marked
from eshram_cli.jobs.session import Session, writing
from eshram_cli.language.words import tr
from eshram_cli.language.written import group
from eshram_cli.places.model import Place
from eshram_cli.places.words import name_words
from eshram_cli.problems import Language, Problem, Severity, Where
from eshram_cli.reports.workbooks.packing import is_untouched
from eshram_cli.saving import save
from eshram_cli.settings import Settings
from eshram_cli.sheets.expand import expand

TAKEN, TO_MEND, REFUSED = "taken", "to-mend", "refused"
"""Folders of the inbox to which its files go once they were read, by day: without an error, with one, and those of
which nothing could be read."""


Words = Mapping[str, object]
"""What fills a text; numbers that it counts are `Counted`."""


@dataclass
class Daily:
    """What a run did: its lines in the language of the office, what is wrong, its exit code."""

    log: Callable[[str], None]
    language: Language = Language.en
    problems: list[Problem] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """The gravest: ledger or settings (4), delivery (5), usage (2), a refused file or row (3, 1); else 0."""
        order = [4, 5, 2, 3, 1]
        return next((code for code in order if code in self.codes), max(self.codes, default=0))

    def step(
        self, name: str, key: str, words: Words | None = None, problems: Iterable[Problem] = (), code: int = 0
    ) -> None:
        """Writes the line of a step: the text of `run-KEY`, filled with the words."""
        self.write(name, tr(f"run-{key}", self.language, **(words or {})), problems, code)

    def stopped(self, name: str, error: EshramError) -> None:
        """Writes what stopped a step."""
        self.write(name, error.problem.message(self.language), [*error.others, error.problem], error.exit_code)

    def mailed(self, place: Place, sent: Delivered) -> None:
        """Writes what became of the mails of a place: `37 sent, 1 queued`."""
        language, states = self.language, Counter(one.state for one in sent.deliveries)
        told = [tr("run-state", language, count=n, state=tr(f"word-{state}", language)) for state, n in states.items()]
        words = {"place": name_words(place)[language], "states": ", ".join(told) or tr("run-no-mail", language)}
        self.step("send", "sent", words, sent.problems, sent.exit_code)

    def write(self, name: str, text: str, problems: Iterable[Problem] = (), code: int = 0) -> None:
        """Writes a line, and keeps what is wrong."""
        self.log(f"{name}: {text}")
        self.problems += problems
        self.codes.append(code)


def run_daily(
    settings: Settings,
    asked: Asked,
    sending: Sending,
    log: Callable[[str], None],
    *,
    name: str = "daily",
    if_missed: Slot | None = None,
    last: dt.time | None = None,
    clock: Clock = WALL_CLOCK,
) -> Daily:
    """The whole run. Another one of the same ledger and name that is at work makes this one do nothing.

    `if_missed`: do something only if the run of that hour (India) was missed or did not deliver. `last`: the hour of
    the day's last run, which sends what there is where `sending` waits until all have reported; where it was missed,
    the next run stands for it and its day. A step that fails is told and the next one goes on with what the ledger has;
    only a ledger that cannot be opened stops the run.
    """

    def steps(done: Daily, began: dt.datetime) -> None:
        """What the inbox holds, then the page, each told in `done`."""
        mailing = sending
        if last is not None:
            # The day's last run, or one that stands for the last run which was missed.
            local, slot = began.astimezone(INDIA_TIME), Slot(last)
            mailing = replace(sending, last=local.time() >= last)
            if missed(settings.ledger, name, slot, began):
                mailing = replace(sending, last=True, day=slot.latest(began, INDIA_TIME).date())
        with writing(settings.ledger, settings.place, backup=settings.backup) as session, step_told(done, "ingest"):
            _take_in(done, session, settings, clock.now())
        with writing(settings.ledger, settings.place) as session, step_told(done, "send"):
            place = asked_place(session.gazetteer, asked, settings.place)
            done.mailed(place, send_summary(session, place, settings, mailing, clock=clock))

    return attended(settings, log, steps, name=name, if_missed=if_missed, clock=clock)


def attended(
    settings: Settings,
    log: Callable[[str], None],
    steps: Callable[[Daily, dt.datetime], None],
    *,
    name: str,
    if_missed: Slot | None,
    clock: Clock,
) -> Daily:
    """A run of these steps, alone of its ledger and name; when it began is noted unless it has to be made up for."""
    done = Daily(log, settings.lang)
    try:
        with locked(_beside(settings.ledger, f"{name}.lock")):
            began = clock.now()
            if if_missed is not None and not missed(settings.ledger, name, if_missed, began):
                return done
            try:
                steps(done, began)
            except EshramError as error:
                done.stopped("run", error)
            if done.exit_code not in {4, 5}:
                write_state(settings.ledger, name, began)
    except Held:
        done.step("run", "busy")
    return done


def missed(ledger: Path, name: str, due: Slot, now: dt.datetime) -> bool:
    """Whether the last run that delivered began before the hour at which one was due. Never before the first one, nor
    where nobody can read what was noted of it."""
    try:
        noted = json.loads(_beside(ledger, f"{name}.json").read_text(encoding="utf-8"))
        last = dt.datetime.fromisoformat(noted["done"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return last < due.latest(now, INDIA_TIME)


def write_state(ledger: Path, name: str, at: dt.datetime) -> None:
    """Notes when a run began that delivered, or when the schedule was installed."""
    save(_beside(ledger, f"{name}.json"), json.dumps({"done": at.astimezone(dt.UTC).isoformat()}) + "\n")


def log_file(ledger: Path) -> Path:
    """Where the lines of all daily runs of a ledger are kept."""
    return ledger.with_name(f"{ledger.name}.daily.log")


def _beside(ledger: Path, name: str) -> Path:
    return ledger.with_name(f"{ledger.name}.{name}")


@contextmanager
def step_told(done: Daily, step: str) -> Iterator[None]:
    """What stops a step is told as its line; the next one goes on."""
    try:
        yield
    except EshramError as error:
        done.stopped(step, error)


def _take_in(done: Daily, session: Session, settings: Settings, moment: dt.datetime) -> None:
    inbox = settings.inbox
    if inbox is None:
        done.step("ingest", "no-inbox")
        return
    files = waiting_files(inbox)
    if not files:
        done.step("ingest", "nothing-new", {"inbox": inbox})
        return
    rules = chosen(settings.checks.on, settings.checks.off)
    result = ingest(session, [str(file) for file in files], IngestOptions(checks=rules, mark=True))
    rows = sum(one.accepted for one in result.submissions)
    words: dict[str, object] = {
        "files": counted(len(files)),
        "rows": Counted(group(rows), rows),
        "rejected": group(sum(one.rejected for one in result.submissions)),
        "refused": counted(len(result.refused)),
    }
    done.step("ingest", "taken", words, (), result.exit_code)
    lines: list[str] = []
    failures: list[Problem] = []
    for folder, moved in put_away(inbox, result.to_mend, moment.astimezone(INDIA_TIME).date()).items():
        marked = write_marked([one for one in moved if one.faulty], folder)
        copies = sum(one.output is not None for one in marked.files)
        words = {"files": counted(len(moved)), "folder": folder, "copies": counted(copies)}
        lines.append(tr("run-moved-with-copies" if copies else "run-moved", done.language, **words))
        failures += marked.failures
    done.write("move", "; ".join(lines), failures)
    # A calendar of camps goes to the refused files, with a word that says where it belongs.
    told = (*result.problems, *result.odd)
    found = Counter(problem.severity for problem in told)
    words = {"errors": counted(found[Severity.error]), "warnings": counted(found[Severity.warning])}
    done.step("check", "checked", words, told)


def waiting_files(inbox: Path) -> list[Path]:
    """The sheets in the inbox and its folders, without those that were put away; a copy to mend once somebody has
    worked on it. Raises `inbox-missing`."""
    if not inbox.is_dir():
        raise EshramError("inbox-missing", Where(str(inbox)))
    try:
        found = list(expand([inbox]).files)
    except EshramError as error:
        if error.problem.code != "folder-empty":
            raise
        found = []
    found += sorted(file for file in inbox.rglob(f"*{SUFFIX}") if not is_untouched(file))
    return [file for file in found if file.relative_to(inbox).parts[0] not in {TAKEN, TO_MEND, REFUSED}]


def put_away(inbox: Path, files: Iterable[ReadFile], day: dt.date) -> dict[Path, list[ReadFile]]:
    """Moves each file to `taken/DAY`, `to-mend/DAY` or `refused/DAY` in the inbox, never over another one; the folders
    that were used, each with its files as they lie there."""
    moved: dict[Path, list[ReadFile]] = {}
    for one in files:
        folder = inbox / (REFUSED if not one.tables else TO_MEND if one.faulty else TAKEN) / day.isoformat()
        folder.mkdir(parents=True, exist_ok=True)
        free, number = folder / one.path.name, 2
        while free.exists():
            free, number = folder / f"{one.path.stem} ({number}){one.path.suffix}", number + 1
        one.path.rename(free)
        moved.setdefault(folder, []).append(replace(one, path=free))
    return moved
