"""What a file is when it is no sheet, by its first bytes: the message then says so."""

from __future__ import annotations

from typing import NamedTuple

from eshram_cli.sheets.source import Source


class Name(NamedTuple):
    """What a file is, in both languages, as the object of "This is …"."""

    en: str
    hi: str


PICTURE = Name("a picture", "एक चित्र (फोटो)")
FILM = Name("a video or sound file", "एक वीडियो या ऑडियो फ़ाइल")
ZIP = Name("a zip archive", "एक zip फ़ाइल")
OLD = Name("a sheet of Excel 4 or older", "Excel 4 या उससे पुराने की शीट")
PROGRAM = Name("a program", "एक प्रोग्राम")
DATABASE = Name("a database", "एक डेटाबेस")
WORD = Name("a Word document", "एक Word दस्तावेज़")
SLIDES = Name("a presentation", "एक प्रस्तुति (PowerPoint)")
PDF = Name("a PDF", "एक PDF")
BINARY = Name("binary data", "बाइनरी डेटा")
MAIL = Name("an e-mail", "एक ई-मेल")

MAGIC: tuple[tuple[bytes, Name], ...] = (
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"%PDF", PDF),
    (b"{\\rtf", WORD),
    (b"SQLite format 3\0", DATABASE),
    (b"\0\1\0\0Standard", DATABASE),
    (b"Rar!", Name("a rar archive", "एक rar फ़ाइल")),
    (b"7z\xbc\xaf\x27\x1c", Name("a 7z archive", "एक 7z फ़ाइल")),
    (b"PK\x05\x06", ZIP),
    (b"\x09\x00\x04\x00", OLD),
    (b"\x09\x02\x06\x00", OLD),
    (b"\x09\x04\x06\x00", OLD),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"ID3", FILM),
    (b"OggS", FILM),
)

PACKAGES: tuple[tuple[str, Name], ...] = (
    ("word/", WORD),
    ("ppt/", SLIDES),
    ("meta-inf/manifest.mf", PROGRAM),
    ("androidmanifest.xml", PROGRAM),
)

OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": WORD,
    b"application/vnd.oasis.opendocument.presentation": SLIDES,
    b"application/epub+zip": Name("a book (EPUB)", "एक पुस्तक (EPUB)"),
}

STREAMS = {"WordDocument": WORD, "PowerPoint Document": SLIDES, "__properties_version1.0": MAIL}
"""What an OLE file is that is no workbook, by a stream that it holds."""


def foreign(source: Source) -> Name | None:
    """What the file is, if it is something else than text or a sheet."""
    data = source.data
    if source.archive is not None:
        return _package(source)
    if data[:4] == b"RIFF":
        return PICTURE if data[8:12] == b"WEBP" else FILM
    if data[4:8] == b"ftyp":
        return PICTURE if data[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else FILM
    if source.ole is not None:
        return next((name for stream, name in STREAMS.items() if source.ole.exists(stream)), BINARY)
    # "BM" and "MZ" begin words too; a picture or a program that begins so also holds zero bytes.
    magics = MAGIC if b"\0" in data[:64] else [pair for pair in MAGIC if len(pair[0]) > 2]
    return next((name for magic, name in magics if data.startswith(magic)), None)


def _package(source: Source) -> Name:
    archive = source.archive
    if archive is None:
        return ZIP
    mimetype = archive.read("mimetype") if archive.size("mimetype") < 200 else b""
    if mimetype in OPEN_DOCUMENTS:
        return OPEN_DOCUMENTS[mimetype]
    return next((name for start, name in PACKAGES if any(part.startswith(start) for part in archive.names)), ZIP)
