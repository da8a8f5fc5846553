"""What is said of workbooks that go back to be mended."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.cli._run import Run
from eshram_cli.language.words import tr
from eshram_cli.sheets.names import shown_name

if TYPE_CHECKING:
    from eshram_cli.answers.marking import Marked


def say_marked(run: Run, marked: Marked) -> None:
    """Each workbook with its sheet, then those that could not be written."""
    for one in marked.files:
        if one.output is not None:
            run.say(tr("mend-written", run.language, file=one.file, output=shown_name(str(one.output))))
    run.tell([*marked.notes, *marked.failures])


def divided(run: Run, mark: bool) -> tuple[Run, Path | None]:
    """With `--mark` an `-o` that is a folder or an .xlsx says where workbooks go; the receipt then goes to stdout."""
    out = run.output
    if not mark or out is None or not (out.is_dir() or out.suffix.lower() == ".xlsx"):
        return run, None
    return replace(run, output=None), out
