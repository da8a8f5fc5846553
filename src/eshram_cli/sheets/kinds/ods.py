"""ods and fods (LibreOffice), read by our own reader.

calamine tells neither merges nor hidden rows of them, and lays out every
repeated cell. Layout: OpenDocument 1.3, part 3, chapters 9 and 19.
"""

from __future__ import annotations

from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.opendocument import OpenDocument
from eshram_cli.sheets.source import Content, Source

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
FLAT = b"<office:document "


def matches(source: Source) -> bool:
    """A zip that calls itself a spreadsheet of OpenDocument, or one flat XML file that does."""
    archive = source.archive
    if archive is None:
        head = source.data[:4096]
        return FLAT in head and MIMETYPE.encode() in head
    stated = archive.read("mimetype") if archive.size("mimetype") < 200 else b""
    return stated.strip().startswith(MIMETYPE.encode()) or (not stated and "content.xml" in archive)


def read(source: Source) -> Content:
    """All sheets. Errors: password-protected, too-many-cells, file-unreadable."""
    archive = source.archive
    if archive is None:
        return OpenDocument(source).content(source.data)
    if "encrypted-package" in archive or b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise source.error("password-protected")
    if "content.xml" not in archive:
        raise source.error("file-unreadable")
    return OpenDocument(source).content(archive.read("content.xml"))


KIND = Kind("ods", matches, read, order=20)
