"""A progress bar on stderr, for work that takes more than a moment."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from threading import Timer
from typing import TypeVar

T = TypeVar("T")
MOMENT = 0.5
"""Seconds before a bar appears; quicker work shows none."""


def progress(items: Iterable[T], total: int | None, label: str, show: bool) -> Generator[T, None, None]:
    """The items as they come, with a bar on stderr that is gone when they end. `total` None: their number is not known.

    `show` is the caller's word that stderr is a terminal and talk is wanted.
    """
    if not show:
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    task = bar.add_task(label, total=total)
    timer = Timer(MOMENT, bar.start)
    timer.start()
    try:
        for item in items:
            yield item
            bar.advance(task)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
