"""A modern workbook under a password: an OLE file that holds the encrypted package."""

from __future__ import annotations

from dataclasses import replace

from eshram_cli.sheets.decrypt import decrypted
from eshram_cli.sheets.kinds import Kind, kind_of
from eshram_cli.sheets.source import Content, Source


def matches(source: Source) -> bool:
    """An OLE file with the stream `EncryptedPackage`."""
    return source.ole is not None and bool(source.ole.exists("EncryptedPackage"))


def read(source: Source) -> Content:
    """What the package holds. Errors: password-protected, password-wrong, password-extra, those of the inner kind."""
    inner = source.unwrapped(decrypted(source))
    kind = kind_of(inner)
    content = kind.read(inner)
    return replace(content, kind=content.kind or kind.name, locked=source.password is not None)


KIND = Kind("encrypted", matches, read, order=10)
