"""A workbook under a password, opened by msoffcrypto-tool (the extra `encrypted`). A modern one is an OLE file that
holds the encrypted package."""

from __future__ import annotations

import io
from dataclasses import replace
from importlib import import_module

from eshram_cli.sheets.kinds import Kind, kind_of
from eshram_cli.sheets.source import Content, Source

MERELY_LOCKED = "VelvetSweatshop"
"""Excel's own password for a workbook that is only protected against changes: whoever opens it is not asked."""


def matches(source: Source) -> bool:
    """An OLE file with the stream `EncryptedPackage`."""
    return source.ole is not None and bool(source.ole.exists("EncryptedPackage"))


def read(source: Source) -> Content:
    """What the package holds. Errors: password-protected, password-wrong, password-extra, those of the inner kind."""
    inner = source.unwrapped(decrypted(source))
    kind = kind_of(inner)
    content = kind.read(inner)
    return replace(content, kind=content.kind or kind.name, locked=source.password is not None)


def decrypted(source: Source) -> bytes:
    """The workbook without its password, an old one too. Errors: password-protected, password-wrong, password-extra."""
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


KIND = Kind("encrypted", matches, read, order=10)
