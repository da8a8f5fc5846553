"""Files as offices send them, made here: workbooks by openpyxl or part by part, old formats byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.read import book_of
from eshram_cli.sheets.source import Source

REPOSITORY = Path(__file__).parents[2]
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

Parts = Mapping[str, bytes]


@pytest.fixture(scope="session")
def read() -> Callable[[bytes], Book]:
    """Bytes as a book; no name gives the kind away."""
    return lambda data: book_of(Source("return.dat", data))


@pytest.fixture(scope="session")
def refusal(read: Callable[[bytes], Book]) -> Callable[[bytes], str]:
    """The code with which bytes are refused."""

    def code(data: bytes) -> str:
        with pytest.raises(EshramError) as caught:
            read(data)
        assert caught.value.exit_code == 3
        assert str(caught.value).endswith(".")
        assert caught.value.problem.line(Language.hi).endswith("।")
        return caught.value.problem.code

    return code


@pytest.fixture(scope="session")
def workbook() -> Callable[[Callable[[Worksheet], object]], bytes]:
    """An xlsx by openpyxl, its sheet filled by a function."""

    def make(fill: Callable[[Worksheet], object]) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        fill(sheet)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make


@pytest.fixture(scope="session")
def zipped() -> Callable[[Parts], bytes]:
    """A zip of these parts."""
    return make_zip


@pytest.fixture(scope="session")
def sheet_xml() -> Callable[..., bytes]:
    """An xlsx whose one sheet is this XML, for what no writer would write."""

    def make(body: str, *, head: str = "", tail: str = "", book: str = "", strings: str = "") -> bytes:
        sheet = f"<worksheet {MAIN}>{head}<sheetData>{body}</sheetData>{tail}</worksheet>"
        return make_zip(ooxml_parts(sheet.encode(), book, strings))

    return make


@pytest.fixture(scope="session")
def xls() -> Callable[..., bytes]:
    """An old Excel file of one sheet from its records."""
    return make_xls


@pytest.fixture(scope="session")
def compound() -> Callable[[Mapping[str, bytes]], bytes]:
    """An OLE file with these streams."""
    return make_compound


@pytest.fixture(scope="session")
def xlsb() -> Callable[..., bytes]:
    """A binary workbook of one sheet from its records."""
    return make_xlsb


@pytest.fixture(scope="session")
def ods() -> Callable[..., bytes]:
    """A LibreOffice file whose one table has these rows, in its own XML."""

    def make(rows: str, *, styles: str = "", manifest: str = "") -> bytes:
        names = ("office", "table", "text", "style")
        spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
        calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
        body = f'<office:body><office:spreadsheet><table:table table:name="Sheet1" table:style-name="ta1">{rows}'
        content = (
            f"<office:document-content {spaces} {calc}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"{body}</table:table></office:spreadsheet></office:body></office:document-content>"
        )
        return make_zip(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": content.encode(),
                "META-INF/manifest.xml": manifest.encode(),
            }
        )

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real sheets beside the repository."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the shared reference folder is not beside this repository")
    return folder


def make_zip(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def ooxml_parts(sheet: bytes, book: str = "", strings: str = "") -> dict[str, bytes]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{package}">'
    shared = f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
    parts = {
        "_rels/.rels": f'{rels}<Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/>'
        f"</sheets>{book}</workbook>",
        "xl/_rels/workbook.xml.rels": f'{rels}<Relationship Id="rId1" Type="{office}/worksheet" '
        f'Target="worksheets/sheet1.xml"/>{shared if strings else ""}</Relationships>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {MAIN}>{strings}</sst>"
    return {name: text.encode() for name, text in parts.items()} | {"xl/worksheets/sheet1.xml": sheet}


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def make_xls(cells: bytes, *, globals_: bytes = b"", hidden: bool = False) -> bytes:
    """BIFF8: the workbook's own records, then one sheet; `cells` are its records."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    name = b"S\0"[:1]
    end = record(0x000A, b"")
    bound_size = 4 + 4 + 2 + 2 + len(name)
    offset = len(begin) + len(globals_) + bound_size + len(end)
    bound = record(0x0085, struct.pack("<IBBBB", offset, hidden, 0, len(name), 0) + name)
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0)) + cells + end
    stream = begin + globals_ + bound + end + sheet
    return make_compound({"Workbook": stream.ljust(4096, b"\0")})


def make_compound(streams: Mapping[str, bytes]) -> bytes:
    """Sector 0 is the table, sector 1 the directory; each stream, at least 4,096 bytes, follows in one run."""
    end, table_mark = 0xFFFFFFFE, 0xFFFFFFFD
    table, bodies = [table_mark, end], b""
    entries = [_entry("Root Entry", 5, end, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        start, count = len(table), len(padded) // 512
        table += [*range(start + 1, start + count), end]
        bodies += padded
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(_entry(name, 2, start, len(padded), right=right))
    directory = b"".join(entries).ljust(512, b"\0")
    assert len(table) <= 128, "one sector of table is enough for a test"
    fat = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    return header + struct.pack("<I", 0) + b"\xff" * 432 + fat + directory + bodies


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2, kind, 1, 0xFFFFFFFF, right, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def make_xlsb(records: Iterable[tuple[int, bytes]], *, styles: Iterable[tuple[int, bytes]] = ()) -> bytes:
    parts = ooxml_parts(b"")
    rels = parts["xl/_rels/workbook.xml.rels"].replace(b"sheet1.xml", b"sheet1.bin")
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("S")
    book = [(131, b""), (143, b""), (156, bundle), (144, b""), (132, b"")]
    begin = [(129, b""), (148, struct.pack("<IIII", 0, 99, 0, 9)), (145, b"")]
    end = [(146, b""), (130, b"")]
    looks = {"xl/styles.bin": b"".join(_binary(*item) for item in styles)} if styles else {}
    return make_zip(
        {
            "_rels/.rels": parts["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin"),
            "xl/workbook.bin": b"".join(_binary(*item) for item in book),
            "xl/_rels/workbook.bin.rels": rels,
            "xl/worksheets/sheet1.bin": b"".join(_binary(*item) for item in [*begin, *records, *end]),
            **looks,
        }
    )


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _binary(kind: int, body: bytes) -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(body) & 0x7F | (0x80 if len(body) > 127 else 0)]) + _rest(len(body)) + body


def _rest(size: int) -> bytes:
    return bytes([size >> 7]) if size > 127 else b""
