"""Small files that would eat the machine, each given to `eshram inspect` and `eshram ingest` in a process of its own.

    python benchmarks/hostile.py [--only WORD] [--program "python -m eshram_cli"]

Prints for each case the size of the file, the processor seconds and peak megabytes of the worse of the two commands,
its exit code and its first line of talk; exits with 1 where one takes more than 15 s or 600 MB, or ends with a fault of
the tool (exit code 70) or without one. A command that takes 150 s by the clock, or 8 GB, is ended. It runs on Linux and
macOS.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

MOST_SECONDS, MOST_MIB = 15.0, 600
PATIENCE, ROOM = 150, 8 << 30
PLACES = ("Raxaul", "Turkaulia", "Adapur", "Areraj", "Banjaria", "Chakia", "Chiraia", "Dhaka")
TITLE = "East Champaran as on 04.12.2021"
HTML_ROW = "<tr><td>Raxaul</td><td>4200</td></tr>\n"


class Taken(NamedTuple):
    """What a command took, and how it ended: its exit code, below zero where it was ended by a signal."""

    seconds: float
    mib: int
    code: int
    line: str


def rows() -> list[list[object]]:
    """A good return of eight blocks."""
    return [[TITLE], ["Block", "Registered"], *([name, 4200 + 10 * at] for at, name in enumerate(PLACES))]


def workbook(file: Path, *strays: str) -> None:
    """The good return as a workbook, with a 7 in each of the cells named."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows():
        sheet.append(row)
    for address in strays:
        sheet[address] = 7
    book.save(file)


def with_sheet(file: Path, cells: Iterable[str]) -> None:
    """The good return, its sheet's XML replaced by these rows."""
    workbook(file)
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    xml = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
    parts["xl/worksheets/sheet1.xml"] = (xml + "".join(cells) + "</sheetData></worksheet>").encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def text(file: Path, *lines: str) -> None:
    """The good return as comma-separated text, and these lines."""
    good = [",".join(map(str, row)) for row in rows()]
    file.write_text("\n".join([*good, *lines]) + "\n", encoding="utf-8")


def page(file: Path, *inside: str) -> None:
    """The good return as a web page, and what else its table holds."""
    head = f"<html><body><p>{TITLE}</p><table><tr><th>Block</th><th>Registered</th></tr>\n"
    file.write_text(head + HTML_ROW + "".join(inside) + "</table></body></html>", encoding="utf-8")


def flat(file: Path, table: str) -> None:
    """A flat OpenDocument sheet with this table."""
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    kind = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    body = f'<office:spreadsheet><table:table table:name="S">{table}</table:table></office:spreadsheet>'
    file.write_text(f"<office:document {names} {kind}><office:body>{body}</office:body></office:document>", "utf-8")


def names(count: int, length: int) -> list[str]:
    """So many lines of names that nobody knows, each of that many letters."""
    made = (f"{at:06d}".translate(str.maketrans("0123456789", "abcdefghij")) for at in range(count))
    return [f"{(name * (length // 6 + 1))[:length]},4200" for name in made]


CASES: dict[str, Callable[[Path], None]] = {
    "clean.xlsx": workbook,
    "19 stray cells at XFD1000000.xlsx": lambda file: workbook(file, *(f"XFD{1000000 + at}" for at in range(19))),
    "40 stray cells at XFD1000000.xlsx": lambda file: workbook(file, *(f"XFD{1000000 + at}" for at in range(40))),
    "400 stray cells.xlsx": lambda file: workbook(file, *(f"XFD{1000 + 2000 * at}" for at in range(400))),
    "500 rows at XFD.xlsx": lambda file: workbook(file, *(f"XFD{10 + at}" for at in range(500))),
    "2,00,000 columns of one row.xlsx": lambda file: with_sheet(
        file, ["<row r='1'>", *(f"<c r='A{1 + at % 9}'><v>1</v></c>" for at in range(200_000)), "</row>"]
    ),
    "text of 20 MB in a cell.xlsx": lambda file: with_sheet(
        file, [f"<row r='1'><c r='A1' t='inlineStr'><is><t>{'x y ' * 5_000_000}</t></is></c></row>"]
    ),
    "a page of 50 MB.html": lambda file: page(file, HTML_ROW * (50_000_000 // len(HTML_ROW))),
    "a page of 50 MB of cells.html": lambda file: page(file, "<tr>" + "<td>1" * 20_000_000 + "</tr>"),
    "a cell of 3,00,000 entities.html": lambda file: page(
        file, "<tr><td>" + "&amp;" * 300_000 + "</td><td>5</td></tr>"
    ),
    "a cell of 3,00,000 breaks.html": lambda file: page(file, "<tr><td>" + "a<br>" * 300_000 + "</td><td>5</td></tr>"),
    "nested 10,000 deep.html": lambda file: page(file, "<tr><td>" + "<div>" * 10_000 + "</td></tr>"),
    "nested tables.html": lambda file: page(file, "<tr><td><table>" * 3_000 + "<tr><td>5"),
    "spans of 1,000 columns.html": lambda file: page(file, "<tr><td colspan=1000 rowspan=65000>1</td></tr>" * 3_000),
    "a line of 100 MB.csv": lambda file: text(file, "x" * 100_000_000),
    "a line of 100 MB of words.csv": lambda file: text(file, "Raxaul 4200 " * 8_000_000),
    "1,00,000 columns.csv": lambda file: text(file, ",".join(["7"] * 100_000)),
    "1,00,000 columns of words.csv": lambda file: text(file, ",".join(f"Block {at}" for at in range(100_000))),
    "2,000 columns, just within the bound.csv": lambda file: text(
        file, *[",".join(f"Block {at}" for at in range(2_000)), *[",".join(["Raxaul", *["7"] * 1_999])] * 200]
    ),
    "a page of 6 MB, just within the bound.html": lambda file: page(file, HTML_ROW * (6_000_000 // len(HTML_ROW))),
    "quotes never closed.csv": lambda file: text(file, *('"Raxaul,4200' for _ in range(300_000))),
    "2,000 unknown names of 2,000 letters.csv": lambda file: text(file, *names(2_000, 2_000)),
    "20,000 unknown names.csv": lambda file: text(file, *names(20_000, 20)),
    "numbers of 400 digits.csv": lambda file: text(file, *(f"Raxaul,{'9' * 400}" for _ in range(100))),
    "a number of 10,00,000 digits.csv": lambda file: text(file, f"Raxaul,{'9' * 1_000_000}"),
    "a row repeated 10,00,000 times.fods": lambda file: flat(
        file,
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"'
        ' office:value-type="float" office:value="7"/></table:table-row>',
    ),
    "a cell of 20 MB.fods": lambda file: flat(
        file,
        f"<table:table-row><table:table-cell><text:p>{'x ' * 10_000_000}</text:p></table:table-cell></table:table-row>",
    ),
}


def taken(command: list[str], folder: Path) -> Taken:
    """What the command took, its children counted with it: the peak is that of its largest process."""
    settings = {**os.environ, "ESHRAM_LEDGER": str(folder / "eshram.db"), "PYTHONUTF8": "1", "ESHRAM_LANG": "en"}
    talk = folder / "talk.txt"
    begun = time.monotonic()
    with talk.open("wb") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=errors, stdin=subprocess.DEVNULL, env=settings
        )
    if hasattr(resource, "prlimit"):
        resource.prlimit(process.pid, resource.RLIMIT_AS, (ROOM, ROOM))
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        if time.monotonic() - begun > PATIENCE:
            process.kill()
        time.sleep(0.02)
    lines = talk.read_text(encoding="utf-8", errors="replace").splitlines() or [""]
    mib = used.ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Taken(used.ru_utime + used.ru_stime, mib, os.waitstatus_to_exitcode(status), lines[0])


def main() -> int:
    """The table; 1 where a case is beyond what a file may take."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="the cases whose name holds this")
    parser.add_argument("--program", default=f"{sys.executable} -m eshram_cli", help="how eshram is called")
    asked = parser.parse_args()
    beyond = 0
    print(f"{'case':<44}{'file':>9}{'seconds':>9}{'MB':>7}{'exit':>6}  line")
    for name, build in CASES.items():
        if asked.only not in name:
            continue
        with tempfile.TemporaryDirectory() as made:
            file = Path(made, name)
            build(file)
            runs = [
                taken([*shlex.split(asked.program), verb, str(file), "--district", "Purbi Champaran"], Path(made))
                for verb in ("inspect", "ingest")
            ]
            worst = Taken(max(r.seconds for r in runs), max(r.mib for r in runs), *runs[-1][2:])
            bad = worst.seconds > MOST_SECONDS or worst.mib > MOST_MIB or any(r.code not in {0, 1, 3} for r in runs)
            beyond += bad
            size = f"{file.stat().st_size / 1e6:.2f} MB"
            line = worst.line.replace(f"{made}/", "")[:150]
            print(
                f"{name:<44}{size:>9}{worst.seconds:>9.1f}{worst.mib:>7}{worst.code:>6}  {'! ' if bad else ''}{line}",
                flush=True,
            )
    print(f"{beyond} beyond {MOST_SECONDS:g} s, {MOST_MIB} MB or the exit codes of a file.")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main())
