"""Files written whole or not at all, whatever holds them."""

from __future__ import annotations

import os
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where

ESCAPED = "backslashreplace"
"""What UTF-8 cannot hold (half a character in an old file's name) is written as its escape rather than stopping."""


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
            return
        beside = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            beside.write_bytes(data)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise EshramError("output-unwritable", Where(file=str(out)), reason=reason) from error
