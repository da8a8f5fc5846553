"""Where a result goes: a stream or a file, in the format asked for or as the file's name ends."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where
from eshram_cli.reports import csv_, json_, md, terminal
from eshram_cli.reports.look import Look, on_stream
from eshram_cli.reports.registry import document_of

ESCAPED = "backslashreplace"
"""What UTF-8 cannot hold (half a character in an old file's name) is written as its escape rather than stopping."""


@dataclass(frozen=True)
class Format:
    """A format: the ending of its files, how a result becomes text, and whether such a file starts with a BOM."""

    suffix: str
    render: Callable[[object, Look], str]
    bom: bool = False


FORMATS: Mapping[str, Format] = {
    "table": Format(".txt", lambda result, look: terminal.render(document_of(result), look)),
    "csv": Format(".csv", lambda result, _: csv_.render(document_of(result)), bom=True),
    "json": Format(".json", lambda result, look: json_.render(result, look.compact)),
    "md": Format(".md", lambda result, look: md.render(document_of(result), look)),
}
"""The formats by the names that `--format` takes."""


def write(
    result: object,
    form: str | None = None,
    out: Path | None = None,
    *,
    look: Look | None = None,
    stream: TextIO | None = None,
) -> None:
    """Write the result to `out`, or to `stream` (default stdout) where `out` is None or `-`.

    `form` is a name of `FORMATS`; None is what the file's name ends in, on a stream a table. Raises EshramError
    `output-ending` for a name that ends in none of them, `output-unwritable` where the file cannot be written: then
    whatever stood there before still stands.
    """
    look = look or Look()
    if out is None or str(out) == "-":
        stream = stream or sys.stdout
        utf8(stream).write(FORMATS[form or "table"].render(result, on_stream(look, stream)))
        return
    chosen = FORMATS[form or _by_ending(out)]
    bom = csv_.BOM if chosen.bom and out.suffix.lower() == chosen.suffix else ""
    save(out, bom + chosen.render(result, look))


def _by_ending(out: Path) -> str:
    for name, form in FORMATS.items():
        if out.suffix.lower() == form.suffix:
            return name
    endings = ", ".join(form.suffix for form in FORMATS.values())
    raise EshramError("output-ending", Where(file=str(out)), ending=out.suffix or out.name, endings=endings)


def save(out: Path, text: str) -> None:
    """Write a UTF-8 file whole or not at all: beside its place first, then renamed. Its folder is made.

    A link stays a link, and a device or pipe is written to, not replaced.
    """
    save_bytes(out, text.encode("utf-8", ESCAPED))


def save_bytes(out: Path, data: bytes) -> None:
    """Write a file of any kind in the same way."""
    try:
        target = out.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EshramError("output-unwritable", Where(file=str(out)), reason=reason) from error


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def utf8(stream: TextIO) -> TextIO:
    """The stream, set to UTF-8 and plain line feeds whatever the system's habit is (Windows: cp1252 and CR LF)."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="\n", errors=ESCAPED)
    return stream
