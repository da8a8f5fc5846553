"""csv, tsv and other delimited text, and messages saved as text: the last resort, which refuses what is no text and
says what it is instead."""

from __future__ import annotations

from eshram_cli.problems import Language, Problem
from eshram_cli.sheets import limits
from eshram_cli.sheets.delimited import read_delimited
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.pasted import is_message, read_message
from eshram_cli.sheets.source import Content, Source

Name = dict[Language, str]
"""What a file is, in both languages, as the object of "This is …"."""


def _name(english: str, hindi: str) -> Name:
    return {Language.en: english, Language.hi: hindi}


PICTURE = _name("a picture", "एक चित्र (फोटो)")
FILM = _name("a video or sound file", "एक वीडियो या ऑडियो फ़ाइल")
ZIP = _name("a zip archive", "एक zip फ़ाइल")
OLD = _name("a sheet of Excel 4 or older", "Excel 4 या उससे पुराने की शीट")
PROGRAM = _name("a program", "एक प्रोग्राम")
DATABASE = _name("a database", "एक डेटाबेस")
WORD = _name("a Word document", "एक Word दस्तावेज़")
SLIDES = _name("a presentation", "एक प्रस्तुति (PowerPoint)")
BINARY = _name("binary data", "बाइनरी डेटा")
MAIL = _name("an e-mail", "एक ई-मेल")

MAGIC: dict[bytes, Name] = {
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), PICTURE),
    b"%PDF": _name("a PDF", "एक PDF"),
    b"{\\rtf": WORD,
    **dict.fromkeys((b"SQLite format 3\0", b"\0\1\0\0Standard"), DATABASE),
    b"Rar!": _name("a rar archive", "एक rar फ़ाइल"),
    b"7z\xbc\xaf\x27\x1c": _name("a 7z archive", "एक 7z फ़ाइल"),
    b"PK\x05\x06": ZIP,
    **dict.fromkeys((b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"), OLD),
    **dict.fromkeys((b"MZ", b"\x7fELF"), PROGRAM),
    **dict.fromkeys((b"ID3", b"OggS"), FILM),
}
PACKAGES = {"word/": WORD, "ppt/": SLIDES, "meta-inf/manifest.mf": PROGRAM, "androidmanifest.xml": PROGRAM}
"""What a zip is, by how the name of one of its parts begins."""
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": WORD,
    b"application/vnd.oasis.opendocument.presentation": SLIDES,
    b"application/epub+zip": _name("a book (EPUB)", "एक पुस्तक (EPUB)"),
}
STREAMS = {"WordDocument": WORD, "PowerPoint Document": SLIDES, "__properties_version1.0": MAIL}
"""What an OLE file is that is no workbook, by a stream that it holds."""

LONGEST_MESSAGE = 200_000
"""Characters; a longer text is an export."""


def read(source: Source) -> Content:
    """One grid of text cells. Errors: not-a-sheet, file-empty, line-too-long, too-many-cells, too-many-columns."""
    other = foreign(source)
    if other is None and longest_line(source.data) > limits.LINE_BYTES:
        raise source.error("line-too-long", limit=f"{limits.LINE_BYTES // limits.MIB} MB")
    text, decoded = source.text, source.decoded
    if other or text is None or decoded is None:
        raise source.error("not-a-sheet", what=other or BINARY)
    if not text.strip():
        raise source.error("file-empty")
    if text.count("\n") + sum(map(text.count, "\t;|,")) > limits.CELLS:
        raise source.error("too-many-cells", lakhs=limits.CELLS // 100_000)
    damaged = [Problem("text-damaged", source.where, {"count": decoded.broken})] if decoded.broken else []
    if len(text) <= LONGEST_MESSAGE and is_message(text):
        grids, lines = read_message(text, source.file)
        return Content(grids, (*damaged, *lines), "text")
    found = read_delimited(text)
    grid, told = found.grid(source.file)
    return Content((grid,), (*damaged, *told), "tsv" if found.delimiter == "\t" else "csv")


def foreign(source: Source) -> Name | None:
    """What the file is, if it is something else than text or a sheet."""
    data, archive = source.data, source.archive
    if archive is not None:
        mimetype = archive.read("mimetype") if archive.size("mimetype") < 200 else b""
        begun = (name for start, name in PACKAGES.items() if any(part.startswith(start) for part in archive.names))
        return OPEN_DOCUMENTS.get(mimetype) or next(begun, ZIP)
    if data[:4] == b"RIFF":
        return PICTURE if data[8:12] == b"WEBP" else FILM
    if data[4:8] == b"ftyp":
        return PICTURE if data[8:12] in {b"heic", b"heix", b"mif1", b"avif"} else FILM
    if source.ole is not None:
        return next((name for stream, name in STREAMS.items() if source.ole.exists(stream)), BINARY)
    # "BM" and "MZ" begin words too; a picture or a program that begins so also holds zero bytes.
    zeros = b"\0" in data[:64]
    magics = (name for magic, name in MAGIC.items() if data.startswith(magic) and (zeros or len(magic) > 2))
    return next(magics, None)


def longest_line(data: bytes) -> int:
    """Bytes of the longest line, looked at before anything is made of them; only old Macs end a line with `\\r`."""
    longest, start = 0, 0
    end = b"\n" if b"\n" in data else b"\r"
    while (stop := data.find(end, start)) >= 0:
        longest, start = max(longest, stop - start), stop + 1
    return max(longest, len(data) - start)


KIND = Kind("csv", lambda _: True, read, order=100)
