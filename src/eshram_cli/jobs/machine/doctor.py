"""Whether this PC has what eshram needs, and what to do where it has not. Nothing is changed, nothing is sent."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from eshram_cli.answers.config import Diagnosis, Finding
from eshram_cli.delivery.smtp import Fault, Server, account_of
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import clock_problem
from eshram_cli.jobs.machine.config import check
from eshram_cli.jobs.session import Session, known_places, reading, trying
from eshram_cli.language.written import show_date
from eshram_cli.ledger.copies import copies, folder_of
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.network import network_problem
from eshram_cli.ledger.store import can_be_written
from eshram_cli.problems import Problem, Severity, Where
from eshram_cli.settings import Settings

NARROW = 60
"""Columns of a terminal below which tables leave most of their columns out."""
LOW = 200 * 2**20
"""Bytes of free disk below which a ledger and its log may not have room for a bulk ingest."""

MANY = 10**6
"""Figures of a ledger from which on an office may ask whether a lake would serve it better; see docs/scale.md."""

_STATES = {Severity.error: "error", Severity.warning: "warning", Severity.note: "ok"}


def diagnose(settings: Settings, hindi_trouble: Callable[[], str | None], *, network: bool = True) -> Diagnosis:
    """Looks at everything, one after the other; a fault of one does not hide the next.

    `hindi_trouble` is asked what keeps Hindi from being drawn in charts, as a problem's code (see `reports.charts`).
    """
    width = shutil.get_terminal_size().columns
    narrow = Problem("terminal-narrow", Where(), {"width": width}) if width < NARROW else None
    findings = (
        _ledger(settings),
        _size(settings),
        _finding("share", "", network_problem(settings.ledger)),
        _disk(settings),
        _copies(settings),
        _zone(settings),
        _finding("terminal", str(width), narrow),
        _fonts(hindi_trouble),
        _charts(),
        _settings(settings),
        _smtp(settings) if network else _finding("smtp", "", None),
    )
    return Diagnosis(findings=findings)


def _finding(what: str, found: str, problem: Problem | None) -> Finding:
    return Finding(what=what, state=_STATES[problem.severity] if problem else "ok", found=found, problem=problem)


def _ledger(settings: Settings) -> Finding:
    """A ledger that is not there yet is no fault: the first ingest makes it."""
    try:
        with reading(settings.ledger, settings.place) as session:
            session.ledger.must_be_whole()
            last = session.ledger.latest_date()
            return _finding("ledger", f"{settings.ledger}, {show_date(last) if last else '–'}", None)
    except EshramError as error:
        if error.problem.code == "ledger-missing":
            return Finding(what="ledger", state="unused", found=str(settings.ledger))
        return _finding("ledger", str(settings.ledger), error.problem)


def _size(settings: Settings) -> Finding:
    """How many figures the ledger holds, how large its file is, and of a large one what a lake is for; a fault of the
    ledger is told above."""
    try:
        with reading(settings.ledger, settings.place) as session:
            figures = session.ledger.figures_held()
    except EshramError:
        return Finding(what="size", state="unused", found="")
    found = f"{figures}, {settings.ledger.stat().st_size / 2**20:.0f} MB"
    return _finding("size", found, Problem("lake-use") if figures >= MANY else None)


def _disk(settings: Settings) -> Finding:
    folder = next((path for path in settings.ledger.absolute().parents if path.exists()), Path.cwd())
    free = shutil.disk_usage(folder).free
    where = Where(str(folder))
    if not can_be_written(folder):
        return _finding("disk", str(folder), Problem("disk-readonly", where))
    problem = Problem("disk-full", where, {"free": free // 2**20}) if free < LOW else None
    return _finding("disk", f"{free // 2**30} GB", problem)


def _copies(settings: Settings) -> Finding:
    """The latest copy of the ledger; a ledger of today has none yet."""
    if not settings.ledger.exists():
        return Finding(what="copies", state="unused", found="")
    folder = folder_of(settings.ledger, settings.backup.folder)
    found = copies(settings.ledger, folder)
    if not found:
        return _finding("copies", str(folder), Problem("backup-missing", Where(str(folder))))
    return _finding("copies", f"{show_date(found[-1].day)}, {folder}", None)


def _zone(settings: Settings) -> Finding:
    """Days are India's by the zone's own data, so the PC may stand in any zone; its clock must be right."""
    try:
        india = dt.datetime.now(ZoneInfo("Asia/Kolkata"))
    except ZoneInfoNotFoundError:
        return _finding("zone", "", Problem("zone-missing"))
    try:
        with reading(settings.ledger, settings.place) as session:
            doubt = clock_problem(session.ledger)
    except EshramError as error:
        # The ledger's own fault is told above.
        doubt = error.problem if error.problem.code == "clock-early" else None
    return _finding("zone", f"{india:%d.%m.%Y %H:%M} Asia/Kolkata", doubt)


def _fonts(hindi_trouble: Callable[[], str | None]) -> Finding:
    try:
        trouble = hindi_trouble()
    except ImportError:
        return Finding(what="fonts", state="unused", found="")
    return _finding("fonts", "", Problem(trouble) if trouble else None)


def _charts() -> Finding:
    try:
        return _finding("charts", f"matplotlib {version('matplotlib')}", None)
    except PackageNotFoundError as error:
        return _finding("charts", "", Problem("chart-no-matplotlib", Where(), {"why": str(error)}))


def _settings(settings: Settings) -> Finding:
    try:
        with trying(settings.ledger, settings.place) as session:
            problems = check(settings, session, os.environ)
    except EshramError:
        # The ledger's own fault is told above.
        with Ledger.in_memory() as ledger:
            places = known_places(ledger, settings.place)
            problems = check(settings, Session(ledger, places, settings.place), os.environ)
    first = problems[0] if problems else None
    return _finding("settings", str(len(problems)) if problems else "", first)


def _smtp(settings: Settings) -> Finding:
    """Connects and logs in, sending nothing."""
    if not settings.smtp.host:
        return Finding(what="smtp", state="unused", found="")
    try:
        account = account_of(settings.smtp)
        with Server(account) as server:
            server.check()
    except EshramError as error:
        return _finding("smtp", settings.smtp.host, error.problem)
    except Fault as fault:
        return _finding("smtp", settings.smtp.host, fault.problem)
    return _finding("smtp", account.name, None)
