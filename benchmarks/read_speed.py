"""500 sheets of an office read, checked and stored, beside a bare loop of `pandas.read_excel` that only opens them."""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook
from timing import compare, eshram, python

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place, PlaceId

SHEETS = 500
DISTRICT = PlaceId("d213")
BLOCKS = 27
HEADINGS = (
    "क्रम", "प्रखंड", "लक्ष्य", "वसुधा केन्द्र द्वारा निबंधन", "उमंग ऐप द्वारा निबंधन", "स्वयं द्वारा निबंधन",
    "कुल निबंधन", "आज का निबंधन", "शेष", "प्रतिशत",
)  # fmt: skip
BARE = (
    "import pandas, pathlib, sys\n"
    "for file in sorted(pathlib.Path(sys.argv[1]).iterdir()): pandas.read_excel(file, engine='openpyxl')"
)


def make(folder: Path) -> None:
    """The sheets of one district, a day each, from 26.08.2021 on; the counts only rise."""
    chance = random.Random(7)
    blocks = Gazetteer.bundled().children(DISTRICT, Level.block)[:BLOCKS]
    targets = [chance.randrange(40_000, 90_000) for _ in blocks]
    counts = [[chance.randrange(50, 400) for _ in range(3)] for _ in blocks]
    for number in range(SHEETS):
        day = date(2021, 8, 26) + timedelta(days=number)
        _sheet(day, blocks, targets, counts, chance).save(folder / f"{day:%Y-%m-%d}.xlsx")


def _sheet(
    day: date, blocks: list[Place], targets: list[int], counts: list[list[int]], chance: random.Random
) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"ई-श्रम पोर्टल पर निबंधन, जिला पूर्वी चंपारण, दिनांक {day:%d.%m.%Y}"])
    sheet.append(HEADINGS)
    for number, (block, target, parts) in enumerate(zip(blocks, targets, counts, strict=True), start=1):
        gained = [chance.randrange(0, 30) for _ in parts]
        parts[:] = [part + gain for part, gain in zip(parts, gained, strict=True)]
        done = sum(parts)
        name = block.name_hi or block.name
        sheet.append([number, name, target, *parts, done, sum(gained), target - done, round(100 * done / target, 2)])
    return book


def main() -> int:
    """Print the ratio; the aim is a quarter, and never more than 0.4."""
    with tempfile.TemporaryDirectory() as place:
        sheets, ledger = Path(place) / "sheets", Path(place) / "ledger"
        sheets.mkdir()
        ledger.mkdir()
        make(sheets)

        def fresh() -> None:
            for file in ledger.iterdir():
                file.unlink()

        ours = eshram("ingest", str(sheets), "--ledger", str(ledger / "eshram.db"), "--quiet")
        bare = python("-c", BARE, str(sheets))
        compare(f"ingest / read_excel (openpyxl), {SHEETS} sheets", ours, bare, runs=3, before=fresh)
    return 0


if __name__ == "__main__":
    sys.exit(main())
