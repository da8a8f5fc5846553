"""Workbooks under a password, opened by msoffcrypto-tool (the extra `encrypted`)."""

from __future__ import annotations

import io
from importlib import import_module

from eshram_cli.sheets.source import Source

MERELY_LOCKED = "VelvetSweatshop"
"""Excel's own password for a workbook that is only protected against changes: whoever opens it is not asked."""


def decrypted(source: Source) -> bytes:
    """The workbook without its password. Errors: password-protected, password-wrong, password-extra."""
    try:
        office = import_module("msoffcrypto")
    except ImportError as error:
        raise source.error("password-protected" if source.password is None else "password-extra") from error
    out = io.BytesIO()
    try:
        file = office.OfficeFile(io.BytesIO(source.data))
        file.load_key(password=source.password or MERELY_LOCKED)
        file.decrypt(out)
    except Exception as error:  # its errors have no common class, and a wrong key also shows as broken content
        raise source.error("password-protected" if source.password is None else "password-wrong") from error
    return out.getvalue()
