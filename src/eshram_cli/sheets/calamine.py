"""python-calamine behind one door: its errors become ours, its values are tidied.

It must only be given content that was judged: it ends the process on a sheet that is too large for the memory, which
nothing can catch.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import ParamSpec, TypeVar

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from eshram_cli.sheets.model import Cell, Span
from eshram_cli.sheets.source import Source
from eshram_cli.sheets.values import shorten, tidy_row

STDERR = 2

T = TypeVar("T")
P = ParamSpec("P")

_quiet = Lock()


class Unreadable(Exception):
    """calamine could not read it; another reader may."""


def guarded(source: Source, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Runs calamine; where it may panic, call it within `quiet`.

    Raises Unreadable for its errors, its panics too; EshramError where a password is asked for.
    """
    try:
        return work(*args, **kwargs)
    except PasswordError as error:
        raise source.error("password-protected") from error
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(str(error)) from error
    except BaseException as error:
        # A Rust panic arrives as pyo3's PanicException, which is no Exception.
        if type(error).__name__ == "PanicException":
            raise Unreadable(str(error)) from error
        raise


@contextmanager
def quiet() -> Iterator[None]:
    """Standard error closed for a moment: Rust prints a report of every panic there, before Python can catch it. One
    thread at a time; keep it to the call that may panic. Under pythonw there is no standard error."""
    with _quiet:
        try:
            kept = os.dup(STDERR)
        except OSError:
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, STDERR)
        os.close(nowhere)
        try:
            yield
        finally:
            os.dup2(kept, STDERR)
            os.close(kept)


def open_workbook(source: Source) -> CalamineWorkbook:
    """The workbook, from the bytes that were judged."""
    return guarded(source, CalamineWorkbook.from_filelike, io.BytesIO(source.data))


def sheet_by_name(source: Source, book: CalamineWorkbook, name: str) -> tuple[list[list[Cell]], list[Span]]:
    """The cells of a sheet from A1 on, without trailing blank rows, and its merged ranges, of which it tells none of an
    xlsb. Raises Unreadable."""
    sheet = guarded(source, book.get_sheet_by_name, name)
    top, left = sheet.start or (0, 0)
    margin: list[Cell] = [None] * left
    rows: list[list[Cell]] = [[] for _ in range(top)]
    rows += [margin + tidy_row(row) for row in guarded(source, sheet.to_python)]
    merges = [Span(up, first, down, last) for (up, first), (down, last) in sheet.merged_cell_ranges or ()]
    return shorten(rows), merges
