"""A damaged ledger answers nothing wrong, and is not written to: bits, pages and cuts, at random places of the sample.

Where the damage lies in bytes that nothing uses, the ledger is as good as before: it answers the same and loses no row.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.seal import seal_of
from tests.conftest import Eshram

PAGE = 4096
QUESTIONS = (
    ("rank", "--state", "bihar", "--format", "json"),
    ("show", "turkaulia", "--format", "json"),
    ("pending", "--state", "bihar", "--format", "json"),
    ("target", "show", "--state", "bihar", "--format", "json"),
    ("log", "--format", "json"),
)


def bits(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 1, 2, 8))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def page(data: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(data) // PAGE) * PAGE
    other = chance.randrange(len(data) // PAGE) * PAGE
    data[start : start + PAGE] = chance.choice((bytes(PAGE), chance.randbytes(PAGE), data[other : other + PAGE]))
    return data


def cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: -chance.choice((1, 1000, PAGE, 5 * PAGE, chance.randrange(1, len(data))))]


DAMAGES: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (bits, bits, page, cut)


def rows(path: Path) -> dict[str, set[Any]]:
    """All rows of the ledger by table."""
    with closing(sqlite3.connect(path)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: set(db.execute(f"SELECT * FROM {name}").fetchall()) for name in tables if name != "letters"}


def damaged_and_asked(eshram: Eshram, good: Path, path: Path, numbers: range) -> dict[str, int]:
    """Damages copies of a good ledger and asks and writes; how many refused both, and how many lost nothing by it."""
    data, said = good.read_bytes(), {}
    for question in QUESTIONS:
        shutil.copy(good, path)
        said[question] = eshram(*question)
        assert said[question].code < 2
    kept = rows(path)
    told = {"refused": 0, "unharmed": 0}
    for number in numbers:
        chance = random.Random(number)  # noqa: S311 - seeded, to be repeated
        damaged = bytes(chance.choice(DAMAGES)(bytearray(data), chance))
        for beside in path.parent.glob(f"{path.name}-*"):
            beside.unlink()
        path.write_bytes(damaged)
        if number % 2:
            shutil.copy(seal_of(good), seal_of(path))
        first = eshram(*QUESTIONS[0])
        if first.code == 4:
            written = eshram("enter", "patna", "700000", "--as-on", "28.12.2021", "--anyway")
            assert (number, first.out, written.code, path.read_bytes() == damaged) == (number, "", 4, True)
            assert (number, first.err.count("\n"), written.err.count("\n")) == (number, 1, 1)
            told["refused"] += 1
            continue
        assert (number, first) == (number, said[QUESTIONS[0]])
        for question in QUESTIONS[1:]:
            assert (number, eshram(*question)) == (number, said[question])
        written = eshram("enter", "patna", "700000", "--as-on", "28.12.2021", "--anyway")
        assert (number, written.code) == (number, 0)
        assert all(rows(path)[name] >= held for name, held in kept.items() if name != "sqlite_sequence"), number
        told["unharmed"] += 1
    return told


@pytest.fixture(scope="module")
def sealed(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's ledger at rest, with its seal."""
    path = tmp_path_factory.mktemp("sealed") / "eshram.db"
    shutil.copy(sample_ledger, path)
    Ledger.open(path).close()
    return path


def test_twenty_damaged_ledgers(eshram: Eshram, sealed: Path, home: Path) -> None:
    told = damaged_and_asked(eshram, sealed, home / "eshram.db", range(20))
    assert told["refused"] > 12


@pytest.mark.parametrize("text", [b"CREATE TABLE figures", b"TABLE submissions", b"figures_no_update", b"sums"])
def test_what_names_the_tables_is_damaged(eshram: Eshram, sealed: Path, home: Path, text: bytes) -> None:
    """SQLite's own complaint then holds bytes that are no text."""
    data = bytearray(sealed.read_bytes())
    at = data.find(text)
    data[at + len(text) - 2] = 0xF4
    (home / "eshram.db").write_bytes(data)
    for words in (QUESTIONS[0], ("enter", "patna", "700000", "--as-on", "28.12.2021", "--anyway")):
        ran = eshram(*words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
    assert eshram("doctor").code == 1
    assert (home / "eshram.db").read_bytes() == data


@pytest.mark.long
def test_five_hundred_damaged_ledgers(eshram: Eshram, sealed: Path, home: Path) -> None:
    told = damaged_and_asked(eshram, sealed, home / "eshram.db", range(20, 520))
    assert told["refused"] > 350
