"""Sheets marked for their office, storing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eshram_cli.answers.marking import Marked
from eshram_cli.described import replace
from eshram_cli.jobs.intake.ingest import IngestOptions, ingest
from eshram_cli.jobs.session import Session
from eshram_cli.returns.hints import Hints


def mark(
    session: Session,
    paths: Sequence[str],
    hints: Hints | None = None,
    out: Path | None = None,
    password: str | None = None,
) -> Marked:
    """Read the files as `ingest` would, and write `NAME.to-mend.xlsx` for each that has something to mend.

    See `marking.write_marked` for when and where. Raises `folder-empty` where there is nothing to read.
    """
    options = IngestOptions(hints or Hints(), dry_run=True, mark=True, mark_to=out, password=password)
    done = ingest(session, paths, options)
    assert done.mended is not None  # noqa: S101  it was asked for
    return replace(done.mended, exit_code=1 if done.mended.failures and not done.exit_code else done.exit_code)
