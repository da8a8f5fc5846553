"""Where a result goes: a stream or a file, in the format asked for or as the file's name ends."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TextIO

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where
from eshram_cli.reports import formats
from eshram_cli.reports.look import Look, on_stream
from eshram_cli.saving import ESCAPED, save, save_bytes

__all__ = ["save", "save_bytes", "utf8", "write"]


def write(
    result: object,
    form: str | None = None,
    out: Path | None = None,
    *,
    look: Look | None = None,
    stream: TextIO | None = None,
) -> Path | None:
    """Write the result to `out`, or to `stream` (default stdout) where `out` is None or `-`; the file written, if any.

    `form` is a name of `formats.names()`; None is what the file's name ends in, on a stream a table. Raises EshramError
    `output-ending` for a name that ends in none of them, `output-terminal` for a format that only programs can show on
    a terminal, `output-unwritable` where the file cannot be written: then whatever stood there before still stands.
    """
    look = look or Look()
    if out is None or str(out) == "-":
        _to_stream(result, form or formats.DEFAULT, look, stream or sys.stdout)
        return None
    name = form or _by_ending(out)
    chosen = formats.by_name(name)
    content = chosen.render(result, look)
    if isinstance(content, bytes):
        save_bytes(out, content)
    else:
        save(out, (chosen.bom if out.suffix.lower() == formats.suffix_of(name) else "") + content)
    return out


def _to_stream(result: object, form: str, look: Look, stream: TextIO) -> None:
    chosen = formats.by_name(form)
    if chosen.binary and stream.isatty():
        raise EshramError("output-terminal", format=form, suffix=formats.suffix_of(form))
    content = chosen.render(result, on_stream(look, stream))
    if isinstance(content, bytes):
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()
    else:
        utf8(stream).write(content)


def _by_ending(out: Path) -> str:
    known = {formats.suffix_of(name): name for name in (*formats.names(), *formats.OF_ONE)}
    if out.suffix.lower() not in known:
        words = {"ending": out.suffix or out.name, "endings": ", ".join(map(formats.suffix_of, formats.names()))}
        raise EshramError("output-ending", Where(file=str(out)), **words)
    return known[out.suffix.lower()]


def utf8(stream: TextIO) -> TextIO:
    """The stream, set to UTF-8 and plain line feeds whatever the system's habit is (Windows: cp1252 and CR LF)."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="\n", errors=ESCAPED)
    return stream
