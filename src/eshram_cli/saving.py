"""Files written whole or not at all, whatever holds them."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where

ESCAPED = "backslashreplace"
"""What UTF-8 cannot hold (half a character in an old file's name) is written as its escape rather than stopping."""


def save(out: Path, text: str) -> None:
    """Write a UTF-8 file whole or not at all: beside its place first, then renamed. Its folder is made.

    A link stays a link, and a device or pipe is written to, not replaced. A file that is there keeps its rights.
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
        put_beside(target, data, mode=target.stat().st_mode if target.exists() else None)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        code = "output-full" if error.errno in FULL else "output-unwritable"
        raise EshramError(code, Where(file=str(out)), reason=reason) from error


FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What a system says when there is no room left: on the disk, in a file, in the user's share of it."""


def put_beside(target: Path, data: bytes, *, mode: int | None = None) -> None:
    """Puts a file in its place at once. `mode`: whose rights it gets before anything is in it; None: those of a new
    file. Raises OSError.

    Nobody can lay a link in its way: the name beside it cannot be guessed, and a file that is there is not opened.
    """
    beside = target.with_name(f".{os.urandom(8).hex()}.part")
    try:
        with beside.open("xb") as file:
            if mode is not None:
                beside.chmod(stat.S_IMODE(mode))
            file.write(data)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
