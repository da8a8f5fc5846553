"""A gzip of any other kind, mostly of a csv: unpacked within bounds, then read as what it holds."""

from __future__ import annotations

import zlib
from dataclasses import replace

from eshram_cli.sheets import limits
from eshram_cli.sheets.kinds import Kind, kind_of
from eshram_cli.sheets.source import Content, Source

MAGIC = b"\x1f\x8b"
GZIP = 16 + zlib.MAX_WBITS


def matches(source: Source) -> bool:
    """Its first two bytes."""
    return source.data.startswith(MAGIC)


def read(source: Source) -> Content:
    """What all its members hold, one after the other; what follows the last one is padding.

    Errors: file-unreadable where it is cut off, file-empty, zip-bomb, those of the inner kind.
    """
    left = min(limits.UNPACKED_BYTES, max(limits.RATIO_FREE_BYTES, len(source.data) * limits.PACKING_RATIO))
    pieces, packed = [], source.data
    while packed.startswith(MAGIC):
        member = zlib.decompressobj(GZIP)
        try:
            piece = member.decompress(packed, left + 1)
        except zlib.error as error:
            raise source.error("file-unreadable") from error
        left -= len(piece)
        if left < 0:
            raise source.error("zip-bomb")
        if not member.eof:
            raise source.error("file-unreadable")
        pieces.append(piece)
        packed = member.unused_data
    inner = source.unwrapped(b"".join(pieces))
    if not inner.data:
        raise source.error("file-empty")
    kind = kind_of(inner)
    content = kind.read(inner)
    return replace(content, kind=f"{content.kind or kind.name}.gz")


KIND = Kind("gz", matches, read, order=10)
