"""The copy of the ledger that is made before the first write of a day."""

from __future__ import annotations

import shutil
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import today
from eshram_cli.ledger.copies import copy_of, folder_of, thin_out
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.seal import LARGE
from eshram_cli.problems import Problem, Where
from eshram_cli.settings import Backup

ROOM = 3
"""So many times the ledger's size must be free before a copy is made unasked."""


def copied_today(ledger: Ledger, path: Path, backup: Backup) -> Problem | None:
    """Makes the day's copy, unless it is there; why it could not be made. A ledger too large to be copied each day is
    left to `eshram backup`."""
    folder = folder_of(path, backup.folder)
    target = copy_of(path, folder, today())
    try:
        size = path.stat().st_size
        if not backup.daily or size > LARGE or target.exists() or ledger.last_moment() is None:
            return None
        if shutil.disk_usage(path.absolute().parent).free < ROOM * size:
            return Problem("backup-no-room", Where(str(folder)))
        ledger.copy_to(target)
        thin_out(path, folder)
    except EshramError as error:
        reason = str(error.problem.words.get("reason", error.problem.code))
        return Problem("backup-failed", Where(str(folder)), {"reason": reason})
    except OSError as error:
        return Problem("backup-failed", Where(str(folder)), {"reason": error.strerror or str(error)})
    return None
