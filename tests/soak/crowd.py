"""Many programs at one ledger: writers and readers side by side, and a disk that fills up under them."""

from __future__ import annotations

import os
import subprocess
import time
from collections import Counter
from pathlib import Path

from eshram_cli import cli
from eshram_cli.ledger.ledger import Ledger

PLACES = ("patna", "gaya", "siwan", "saran", "nalanda", "rohtas", "jamui", "araria")


def crowd(ledger: Path, writers: int, readers: int, seconds: float) -> Counter[tuple[str, int]]:
    """Lets so many programs write and ask for so long; how often each ended with which exit code."""
    before = stored(ledger)
    until = time.monotonic() + seconds
    children = {}
    for number in range(writers + readers):
        kind = "write" if number < writers else "read"
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            turn = 0
            while turn == 0 or time.monotonic() < until:
                turn += 1
                words = ["rank", "--state", "bihar", "--by", "registered"]
                if kind == "write":
                    value = str(900_000 + 1000 * number + turn)
                    words = ["enter", PLACES[number % len(PLACES)], value, "--as-on", "29.12.2021", "--anyway"]
                os.write(write, f"{cli.execute([*words, '--ledger', str(ledger)])}\n".encode())
            os._exit(0)
        os.close(write)
        children[child] = (kind, read)
    told: Counter[tuple[str, int]] = Counter()
    for child, (kind, read) in children.items():
        with os.fdopen(read, encoding="ascii") as lines:
            told.update((kind, int(line)) for line in lines)
        os.waitpid(child, 0)
    with Ledger.open(ledger, create=False, readonly=True) as now:
        now.must_be_whole()
    assert stored(ledger) - before == told["write", 0]
    return told


def stored(ledger: Path) -> int:
    """How many acts the ledger has."""
    with Ledger.open(ledger, create=False, readonly=True) as now:
        return len(now.log())


class SmallDisk:
    """A file system of so many KiB, for whoever may mount one; `reason` says why not."""

    def __init__(self, folder: Path, kib: int) -> None:
        """Not yet there."""
        self.folder, self.kib = folder, kib

    def __enter__(self) -> str:
        """Mounts it; blank, or why that cannot be."""
        self.folder.mkdir()
        words = ["mount", "-t", "tmpfs", "-o", f"size={self.kib}k", "tmpfs", str(self.folder)]
        try:
            done = subprocess.run(words, capture_output=True, text=True, check=False)
        except OSError as error:
            return str(error)
        return "" if done.returncode == 0 else done.stderr.strip()

    def __exit__(self, *_: object) -> None:
        """Takes it away."""
        subprocess.run(["umount", str(self.folder)], capture_output=True, check=False)
