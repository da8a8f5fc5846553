"""The ledger copied, put back from a copy, and rebuilt from a copy and what a damaged ledger still has."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from eshram_cli.answers.backup import CopyLine, CopyList, LostAct, Restored
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import today
from eshram_cli.ledger import store
from eshram_cli.ledger.copies import copies, copy_of, folder_of, thin_out
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.receipt import Submission
from eshram_cli.ledger.replacing import Lost, put_in_place, rebuild, same_history
from eshram_cli.problems import Where
from eshram_cli.settings import Settings

Ask = Callable[[Path, int], bool]
"""Shown the copy and how many acts of the ledger it lacks, says whether it is to be put back."""


def copy_list(settings: Settings, made: Path | None = None) -> CopyList:
    """The copies that there are, the latest first; `made`: the one that was made now."""
    folder = folder_of(settings.ledger, settings.backup.folder)
    lines = []
    for copy in reversed(copies(settings.ledger, folder)):
        acts = _acts(copy.path)
        lines.append(
            CopyLine(
                file=copy.path.name,
                day=copy.day,
                acts=None if acts is None else len(acts),
                last=max((act.received_at for act in acts), default=None) if acts else None,
                size=copy.path.stat().st_size // 1024,
            )
        )
    return CopyList(folder=str(folder), made=str(made or ""), rows=tuple(lines))


def backup(settings: Settings, target: Path | None = None) -> CopyList:
    """Copies the ledger to that file, or to its folder as the copy of the day. Raises EshramError (exit 4): what is
    wrong with the ledger, backup-itself, output-unwritable, ledger-full."""
    folder = folder_of(settings.ledger, settings.backup.folder)
    file = target or copy_of(settings.ledger, folder, today())
    if file.exists() and settings.ledger.exists() and file.samefile(settings.ledger):
        raise EshramError("backup-itself", Where(str(file)))
    with Ledger.open(settings.ledger, create=False, readonly=True) as ledger:
        ledger.copy_to(file)
    if target is None:
        thin_out(settings.ledger, folder)
    return copy_list(settings, file)


def restore(settings: Settings, wanted: str | None, ask: Ask) -> Restored | None:
    """Puts a copy in the place of the ledger: the file or the day (ISO) that is wanted, else the latest that is whole.

    None where `ask` says no. The ledger that was there stays beside it. Raises EshramError (exit 4): backup-none,
    ledger-busy, and what is wrong with the copy that was named.
    """
    ledger, folder = settings.ledger, folder_of(settings.ledger, settings.backup.folder)
    found = copies(ledger, folder)
    named = [copy.path for copy in found if wanted == copy.day.isoformat()] or ([Path(wanted)] if wanted else [])
    source = next(iter(named), None) or next((one.path for one in reversed(found) if _acts(one.path) is not None), None)
    if source is None or not source.exists():
        raise EshramError("backup-none", Where(str(source or folder)))
    if ledger.exists() and source.samefile(ledger):
        raise EshramError("backup-itself", Where(str(source)))
    with Ledger.open(source, create=False, readonly=True) as copy:
        kept = copy.log()
    uids = {act.uid for act in kept}
    lost = [_lost(act) for act in _acts(ledger) or () if act.uid not in uids] if ledger.exists() else []
    if not ask(source, len(lost)):
        return None
    with _beside(ledger) as new:
        shutil.copyfile(source, new)
        aside = put_in_place(new, ledger)
    return _restored(settings, source, aside, kept[-1].number if kept else 0, lost, rebuilt=False)


def repair(settings: Settings) -> Restored | None:
    """Rebuilds a damaged ledger from its latest whole copy and every act that it still holds whole itself; None where
    it is not damaged. Raises EshramError (exit 4) where it cannot be written, or is no ledger at all and has no copy.
    """
    ledger = settings.ledger
    try:
        Ledger.open(ledger, create=False, readonly=True).close()
        with closing(store.connect(ledger, create=False, readonly=True)) as db:
            store.must_be_whole(db, ledger)
        return None
    except EshramError as error:
        if error.problem.code not in {"ledger-corrupt", "not-a-ledger", "ledger-failed", "ledger-newer"}:
            raise
        damage = error
    # The latest whole copy whose acts are the ledger's own.
    made = reversed(copies(ledger, folder_of(ledger, settings.backup.folder)))
    whole = (one for one in made if _acts(one.path) is not None and same_history(one.path, ledger))
    copy = next(whole, None)
    if copy is None and damage.problem.code != "ledger-corrupt":
        raise damage
    with _beside(ledger) as new:
        if copy is not None:
            shutil.copyfile(copy.path, new)
        lost = [_lost(one) for one in rebuild(ledger, new)]
        with Ledger.open(new, create=False) as rebuilt:
            acts = rebuilt.log()
        aside = put_in_place(new, ledger)
    return _restored(settings, copy.path if copy else None, aside, acts[-1].number if acts else 0, lost, rebuilt=True)


def _acts(path: Path) -> list[Submission] | None:
    """The acts of a ledger; None where it cannot be read."""
    try:
        with Ledger.open(path, create=False, readonly=True) as ledger:
            return ledger.log()
    except EshramError:
        return None


@contextmanager
def _beside(ledger: Path) -> Iterator[Path]:
    """An empty file of nobody else's beside the ledger, which goes away if it is not put in place."""
    ledger.parent.mkdir(parents=True, exist_ok=True)
    new = ledger.with_name(f".{os.urandom(8).hex()}.db")
    with store.told(ledger):
        new.touch(0o600, exist_ok=False)
        try:
            yield new
        finally:
            for file in ledger.parent.glob(f"{new.name}*"):
                file.unlink()


def _lost(act: Submission | Lost) -> LostAct:
    as_on: dt.date | None = None
    with suppress(ValueError):
        as_on = dt.date.fromisoformat(str(act.as_on))
    told = {name: getattr(act, name) or None for name in ("kind", "file", "sheet", "who")}
    return LostAct(number=act.number, as_on=as_on, **told)


def _restored(
    settings: Settings, copy: Path | None, aside: Path | None, acts: int, lost: list[LostAct], *, rebuilt: bool
) -> Restored:
    return Restored(
        ledger=str(settings.ledger),
        source=str(copy or ""),
        aside=str(aside or ""),
        acts=acts,
        rebuilt=rebuilt,
        rows=tuple(lost),
    )
