"""A progress bar on stderr, for work that takes more than a moment."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Timer
from typing import TypeVar

from eshram_cli.language.written import group

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


@contextmanager
def stages(labels: Mapping[str, tuple[str, str]], show: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar for each stage of one long piece of work, with its rate and the time left. What is given is told the stage,
    how much of it is done, and how much there is; None where nothing is to be shown.

    `labels`: what each stage is called, and its rate ("figures a second").
    """
    if not show:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, Task, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        """How fast the stage goes; blank until that is known."""

        def render(self, task: Task) -> Text:
            """The speed of the whole stage once it has ended, else that of the last moments."""
            speed = task.finished_speed or task.speed
            return Text(f"{group(round(speed))} {task.fields['rate']}" if speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), Rate(""), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def told(stage: str, done: int, total: int) -> None:
        """Moves the stage's bar, which appears with the first word of it."""
        if stage not in tasks:
            label, rate = labels[stage]
            tasks[stage] = bar.add_task(label, total=total, rate=rate)
            bar.start()
        bar.update(tasks[stage], completed=done, total=total)

    try:
        yield told
    finally:
        bar.stop()
