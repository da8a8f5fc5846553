"""Sheets sent back to be mended: for every file with problems a copy whose bad cells are red and listed in front."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from eshram_cli.answers.ingest import Ingested
from eshram_cli.answers.marking import Marked, MarkedFile, ReadFile
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.intake.ingest import IngestOptions, ingest
from eshram_cli.jobs.session import Session
from eshram_cli.privacy.centres import REFUSED
from eshram_cli.privacy.masking import masked
from eshram_cli.problems import Problem, Severity, Where
from eshram_cli.reports.workbooks.mending import to_mend
from eshram_cli.reports.workbooks.packing import is_untouched
from eshram_cli.returns.hints import Hints
from eshram_cli.saving import save_bytes
from eshram_cli.sheets.copying import copy_book
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.names import shown_name

SUFFIX = ".to-mend.xlsx"
"""How our workbooks end; folders are read without them."""

SILENT = REFUSED
"""Whoever holds a list of persons gets no copy of it."""


def mark(
    session: Session,
    paths: Sequence[str],
    hints: Hints | None = None,
    out: Path | None = None,
    password: str | None = None,
) -> Marked:
    """Read the files as `ingest` would, and write `NAME.to-mend.xlsx` for each that has something to mend.

    See `write_marked` for when and where. Raises `folder-empty` where there is nothing to read.
    """
    done = ingest(session, paths, IngestOptions(hints or Hints(), dry_run=True, mark=True, password=password))
    marked = write_marked(done.to_mend, out, password)
    return replace(marked, exit_code=1 if marked.failures and not done.exit_code else done.exit_code)


def with_marked(done: Ingested, out: Path | None = None, password: str | None = None) -> Ingested:
    """What was ingested, its files with problems marked as `write_marked` does."""
    marked = write_marked(done.to_mend, out, password)
    return replace(done, mended=marked, marked=tuple(one.output for one in marked.files if one.output))


def write_marked(files: Sequence[ReadFile], out: Path | None = None, password: str | None = None) -> Marked:
    """Write `NAME.to-mend.xlsx` for each file that needs it: beside it, into the folder `out`, or as the file `out`.

    A file needs it for an error, or for a warning that lies in a cell; lists of persons are never copied. The copy does
    not replace the file itself, nor one that somebody has worked on since: it then gets a number. What cannot be
    written is a failure, and the others go on. The copy of a file under a password (`password` opens it) has none, so
    that whoever is to mend it can open it, and a note says so. Raises mark-one-file for several files and one name.
    """
    wanted = [one for one in files if _needs_mending(one)]
    if out is not None and not _is_folder(out) and len(wanted) > 1:
        raise EshramError("mark-one-file", Where(str(out)), count=len(wanted))
    written: dict[Path, Path] = {}
    failures: list[Problem] = []
    for one in wanted:
        try:
            written[one.path] = _write(one, _target(one.path, out, set(written.values())), password)
        except EshramError as error:
            failures.append(error.problem)
    marked = []
    for one in files:
        weights = [problem.severity for problem in one.problems]
        output = written.get(one.path)
        marked.append(
            MarkedFile(
                file=shown_name(str(one.path)),
                errors=weights.count(Severity.error),
                warnings=weights.count(Severity.warning),
                output=None if output is None else shown_name(str(output)),
                problems=one.problems,
            )
        )
    notes = [
        Problem("mark-unlocked", Where(shown_name(str(one.path))), {"output": shown_name(str(written[one.path]))})
        for one in wanted
        if one.book is not None and one.book.locked and one.path in written
    ]
    return Marked(files=tuple(marked), failures=tuple(failures), notes=tuple(notes))


def _needs_mending(one: ReadFile) -> bool:
    if one.book is None or any(problem.code in SILENT for problem in one.problems):
        return False
    weights = [(problem.severity, problem.where.cell) for problem in one.problems]
    return any(weight is Severity.error or (weight is Severity.warning and cell) for weight, cell in weights)


def _write(one: ReadFile, target: Path, password: str | None) -> Path:
    assert one.book is not None  # noqa: S101  only such files need mending
    bad = {(p.where.sheet, p.where.row - 1, p.where.column - 1) for p in one.problems if p.where.row and p.where.column}

    def mask(sheet: str, row: int, column: int, cell: Cell) -> Cell:
        """The cell without what may be of a person."""
        return masked(cell, suspect=(sheet, row, column) in bad)

    name = shown_name(one.path.name)
    try:
        data = to_mend(copy_book(one.path, one.book, mask, password=password), name, one.problems)
    except EshramError:
        raise
    except Exception:  # openpyxl may fail on writing what it could read, as drawings of other programs
        data = to_mend(copy_book(one.path, one.book, mask, plain=True, password=password), name, one.problems)
    save_bytes(target, data)
    return target


def _is_folder(out: Path) -> bool:
    return out.is_dir() or out.suffix.lower() != ".xlsx"


def _target(path: Path, out: Path | None, taken: Collection[Path]) -> Path:
    """`NAME.to-mend.xlsx`, then `NAME.2.to-mend.xlsx` and so on; of a marked sheet the name that it was marked from."""
    if out is not None and not _is_folder(out):
        if _same(out, path):
            raise EshramError("mark-over-source", Where(str(out)))
        return out
    folder = path.parent if out is None else out
    own = path.name.lower().endswith(SUFFIX)
    stem = shown_name(path.name[: -len(SUFFIX)] if own else path.stem)
    names = (folder / f"{stem}{number}{SUFFIX}" for number in ("", *(f".{one}" for one in range(2, 10_000))))
    free = (name for name in names if name not in taken and not _same(name, path))
    return next(name for name in free if not name.exists() or is_untouched(name))


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
