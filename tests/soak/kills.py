"""Commands that are killed at a random moment: what they leave is whole, and says the old or the new, nothing between.

Each command runs in a fork of this program, so that the moment falls into its work and not into Python's start.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from eshram_cli import cli
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.seal import seal_of

FAULT = 70
SHEETS = Path(__file__).parents[2] / "sample_data"

COMMANDS: dict[str, Callable[[Path], Sequence[str]]] = {
    "ingest": lambda _: ("ingest", str(SHEETS), "--again"),
    "enter": lambda _: ("enter", "patna", "960000", "--as-on", "29.12.2021", "--anyway"),
    "undo": lambda _: ("undo", "29", "--yes"),
    "merge": lambda desk: ("merge", str(desk / "other.db"), "--yes"),
    "target split": lambda _: ("target", "split", "--district", "purbi champaran", "--yes"),
    "summary --send": lambda _: ("summary", "--state", "bihar", "--send"),
    "run daily": lambda _: ("run", "daily", "--state", "bihar"),
    "backup": lambda _: ("backup",),
    "restore": lambda _: ("restore", "--yes"),
    "migrate": lambda _: ("enter", "patna", "960000", "--as-on", "29.12.2021", "--anyway"),
    "export": lambda desk: ("rank", "--state", "bihar", "-o", str(desk / "rank.xlsx")),
}


def desk_of(folder: Path, sample: Path) -> Path:
    """A folder with the sample's ledger, a copy of it, another office's ledger, and settings that name them."""
    desk = folder / "desk"
    desk.mkdir()
    shutil.copy(sample, desk / "eshram.db")
    shutil.copy(sample, desk / "other.db")
    os.environ |= {"ESHRAM_LEDGER": str(desk / "eshram.db"), "ESHRAM_SETTINGS": str(desk / "settings.toml")}
    (desk / "settings.toml").write_text(
        f'inbox = "{(desk / "inbox").as_posix()}"\n[smtp]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\n'
        'from = "dlo@example.gov.in"\n[recipients]\nbihar = ["dm@example.gov.in"]\n',
        encoding="utf-8",
    )
    for ledger, place in (("eshram.db", "siwan"), ("other.db", "gaya")):
        call(("enter", place, "950000", "--as-on", "29.12.2021", "--anyway", "--ledger", str(desk / ledger)))
    call(("backup",))
    for name in ("eshram.db", "other.db"):
        shutil.copy(desk / name, folder / name)
    return desk


def call(words: Sequence[str], seconds: float | None = None) -> int | None:
    """Runs a command line in a fork, silently; its exit code, or None where it was killed after so many seconds."""
    child = os.fork()
    if child == 0:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        code = FAULT
        with suppress(Exception):  # With ESHRAM_DEBUG a fault is raised, also one that would cost a single file.
            code = cli.execute(list(words))
        os._exit(code)
    until = time.monotonic() + (600 if seconds is None else seconds)
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert seconds is not None, f"{words} took ten minutes"
    return None


def killed(folder: Path, sample: Path, kills: int, seed: int, names: Sequence[str] = tuple(COMMANDS)) -> Counter[str]:
    """Kills the commands at random moments, so often in all; how often by command, and "done" where it was too late."""
    desk, chance, told = desk_of(folder, sample), random.Random(seed), Counter[str]()  # noqa: S311 - to be repeated
    takes: dict[str, float] = {}
    for number in range(kills):
        name = names[number % len(names)]
        laid_out(folder, desk, old=name == "migrate")
        before = acts(desk / "eshram.db")
        if name not in takes:
            began = time.monotonic()
            code = call(COMMANDS[name](desk))
            takes[name] = time.monotonic() - began
            assert code in {0, 1, 5}, (name, code)
            laid_out(folder, desk, old=name == "migrate")
        code = call(COMMANDS[name](desk), takes[name] * chance.random())
        assert code in {None, 0, 1, 5}, (name, code)
        told[name if code is None else "done"] += 1
        left_whole(desk, before, name)
    return told


def laid_out(folder: Path, desk: Path, *, old: bool) -> None:
    """The desk as it was; `old`: with a ledger of the version before."""
    for file in [*desk.glob("eshram.*"), *desk.glob("other.*"), *desk.glob(".*")]:
        file.unlink()
    for name in ("eshram.db", "other.db"):
        shutil.copy(folder / name, desk / name)
    # The daily run moves what it has read.
    shutil.rmtree(desk / "inbox", ignore_errors=True)
    (desk / "inbox").mkdir()
    for sheet in sorted((SHEETS / "bihar").glob("*2[78].12.2021*")):
        shutil.copy(sheet, desk / "inbox")
    if old:
        with closing(sqlite3.connect(desk / "eshram.db")) as db:
            db.execute("DROP TABLE sums")
            db.execute("PRAGMA user_version = 3")


def left_whole(desk: Path, before: list[str], name: str) -> None:
    """Every ledger and copy on the desk is whole, the ledger has lost nothing, and the next command finds it so. What a
    killed program had begun under a hidden name of its own is no copy yet."""
    for file in [*desk.glob("[!.]*.db"), *desk.glob("*/[!.]*.db")]:
        with Ledger.open(file, create=False, readonly=True) as ledger:
            ledger.must_be_whole()
    after = acts(desk / "eshram.db")
    lost = len(before) - len([uid for uid in before if uid in after])
    assert lost == 0, (name, lost)
    assert call(("rank", "--state", "bihar")) == 0, name
    assert call(("enter", "patna", "970000", "--as-on", "30.12.2021", "--anyway")) == 0, name
    assert seal_of(desk / "eshram.db").exists()


def acts(path: Path) -> list[str]:
    """The acts of a ledger by their uids."""
    with Ledger.open(path, create=False, readonly=True) as ledger:
        return [act.uid for act in ledger.log()]
