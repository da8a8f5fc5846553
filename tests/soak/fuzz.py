"""Seeded nonsense for what reads from outside: it may be refused, in words and soon, and nothing else.

Numerals, dates and settings are strings; sheets and returns are the sample's files with bytes changed, moved and cut.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.language.dates import date_or_reason, found_or_reason
from eshram_cli.language.numerals import read_count, read_number
from eshram_cli.settings import load_settings

SECONDS = 15.0
_PIECES = (
    *"0123456789०१२३४५६७८९", *".,-/+%()'\"[]{}=#\\\t\n\x00\x1f\u200b\u200d\u202e ",
    "लाख", "करोड़", "हजार", "दो", "lakh", "crore",
    "Dec", "दिसंबर", "2021", "31", "02", "29", "as on", "तक", "1e308", "-0", "∞", "½", "²", "NaN", "null",
    "ledger", "[smtp]", "host", "port", "true", "'''", "🙂", "Ⅷ", "٣", "10**9", "9" * 40, "\u0915\u094d",
)  # fmt: skip
Eshram = Callable[..., int]


def text(chance: random.Random) -> str:
    """A few pieces of numbers, dates and settings in a row."""
    return "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 24)))


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The bytes of a file with some changed, doubled, moved or cut."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(made) + 1)
        length = chance.choice((1, 4, 100, 2000))
        match chance.randrange(4):
            case 0:
                made[at : at + length] = chance.randbytes(length)
            case 1:
                made[at:at] = made[at : at + length]
            case 2:
                del made[at : at + length]
            case _:
                made[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(made)


def words(size: int, seed: int, folder: Path) -> Counter[str]:
    """Numerals, dates and settings, so many in all; how many of each."""
    chance, told = random.Random(seed), Counter[str]()  # noqa: S311 - to be repeated
    file = folder / "settings.toml"
    for number in range(size):
        said, began = text(chance), time.monotonic()
        kind = ("numeral", "date", "settings")[number % 3]
        if kind == "numeral":
            read_count(said), read_number(said)
        elif kind == "date":
            date_or_reason(said), found_or_reason(said)
        else:
            file.write_text("\n".join(text(chance) for _ in range(3)) if chance.random() < 0.5 else said, "utf-8")
            try:
                load_settings({}, {"ESHRAM_SETTINGS": str(file), "ESHRAM_SMTP_PORT": text(chance)})
            except EshramError as error:
                assert error.exit_code == 4, (seed, number, error)
        assert time.monotonic() - began < SECONDS, (seed, number, said)
        told[kind] += 1
    return told


def files(size: int, seed: int, folder: Path, sample_data: Path, eshram: Eshram) -> Counter[int]:
    """Spoiled sheets through `inspect` and a trial of `ingest`, so many in all; how often each exit code."""
    chance, told = random.Random(seed), Counter[int]()  # noqa: S311 - to be repeated
    sheets = sorted(
        file for file in sample_data.rglob("*") if file.suffix in {".csv", ".xlsx", ".xls", ".html", ".tsv"}
    )
    for number in range(size):
        sheet = chance.choice(sheets)
        file = folder / f"spoiled{number}{sheet.suffix}"
        file.write_bytes(spoiled(sheet.read_bytes(), chance))
        began = time.monotonic()
        words = ("inspect", file) if number % 2 else ("ingest", file, "--dry-run", "--state", "bihar")
        code = eshram(*map(str, words))
        assert code in {0, 1, 2, 3}, (seed, number, sheet.name, code)
        assert time.monotonic() - began < SECONDS, (seed, number, sheet.name)
        told[code] += 1
        file.unlink()
    return told
