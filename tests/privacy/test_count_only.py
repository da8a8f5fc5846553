"""Lists of workers as counts: by place, date and cut, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import Eshram

HEAD = "S.No,Name of Worker,Father Name,Mobile No,Aadhaar No,Block,Category,Mode of registration,Registration Date"
PEOPLE = [
    ("Ram Vilas", "Alauli", "Agriculture", "CSC", "13.12.2021"),
    ("Sita Devi", "Alauli", "Domestic worker", "CSC", "13.12.2021"),
    ("Mohan Das", "Alauli", "Agriculture", "Self", "14.12.2021"),
    ("Gita Kumari", "Beldaur", "Agriculture", "CSC", "14.12.2021"),
    ("Nand Lal", "Beldaur", "", "CSC", "14.12.2021"),
]


def people(path: Path, rows: Sequence[tuple[str, ...]] = PEOPLE, head: str = HEAD) -> Path:
    lines = [
        f"{at},{name},Shyam Sundar,98765432{at:02},2345 6789 01{at:02},{block},{category},{mode},{day}"
        for at, (name, block, category, mode, day) in enumerate(rows, start=1)
    ]
    path.write_text("\n".join([head, *lines]), encoding="utf-8")
    return path


def test_workers_are_counted_by_place_date_and_cut(eshram: Eshram, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv")
    ran = eshram("ingest", path, "--count-only", "--district", "khagaria")
    assert ran.code == 0
    assert "5 workers, 2 places" in ran.err
    assert "no name and no number" in ran.err


def counted(eshram: Eshram, path: Path, *options: str) -> list[tuple[str, str, str, str, int]]:
    import sqlite3

    eshram("ingest", path, "--count-only", *options)
    with sqlite3.connect(path.parent / "eshram.db") as db:
        rows = db.execute("SELECT place, as_on, measure, cut, value FROM figures ORDER BY 1, 2, 3, 4").fetchall()
    db.close()
    return rows


def test_the_figures_that_are_kept(eshram: Eshram, tmp_path: Path) -> None:
    rows = counted(eshram, people(tmp_path / "list.csv"), "--district", "khagaria")
    assert {row[2] for row in rows} == {"new"}
    alauli, beldaur = sorted({row[0] for row in rows})
    assert [row[1:] for row in rows if row[0] == alauli] == [
        ("2021-12-13", "new", "", 2),
        ("2021-12-13", "new", "category=agriculture", 1),
        ("2021-12-13", "new", "category=domestic worker", 1),
        ("2021-12-13", "new", "channel=csc", 2),
        ("2021-12-14", "new", "", 1),
        ("2021-12-14", "new", "category=agriculture", 1),
        ("2021-12-14", "new", "channel=self", 1),
    ]
    assert [row[3:] for row in rows if row[0] == beldaur] == [
        ("", 2),
        ("category=agriculture", 1),
        ("channel=csc", 2),
    ]


def test_without_dates_they_are_those_registered_so_far(eshram: Eshram, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv", head=HEAD.replace("Registration Date", "Date of Birth"))
    rows = counted(eshram, path, "--district", "khagaria", "--as-on", "15.12.2021")
    assert [row[1:] for row in rows if not row[3]] == [
        ("2021-12-15", "registered", "", 3),
        ("2021-12-15", "registered", "", 2),
    ]


def test_workers_of_an_unknown_place_or_date_are_told_by_row(eshram: Eshram, tmp_path: Path) -> None:
    rows = [*PEOPLE, ("Hari Om", "Ramesh ka tola", "", "", "14.12.2021"), ("Uma Rani", "Alauli", "", "", "")]
    ran = eshram("ingest", people(tmp_path / "list.csv", rows), "--count-only", "--district", "khagaria")
    assert ran.code == 1
    assert "row 7" in ran.err
    assert "row 8" in ran.err
    fields = json.loads(
        eshram("ingest", tmp_path / "list.csv", "--count-only", "--district", "khagaria", "--format", "json").out
    )
    codes = {problem["code"] for one in fields["submissions"] for problem in one["problems"]}
    assert {"worker-no-place", "worker-no-date", "counted-persons"} <= codes
    assert "tola" not in ran.err + ran.out


def test_nothing_of_the_persons_is_kept_or_said(eshram: Eshram, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv")
    ran = eshram("ingest", path, "--count-only", "--district", "khagaria", "--format", "json")
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.name.startswith("eshram.db"))
    said = (ran.out + ran.err).encode()
    for name, *_ in PEOPLE:
        assert name.encode() not in kept + said
    for secret in (b"Shyam", b"98765432", b"2345 6789", b"23456789"):
        assert secret not in kept + said


def test_a_column_of_many_words_is_no_cut(eshram: Eshram, tmp_path: Path) -> None:
    rows = [
        (f"Worker {at}", "Alauli", f"Person Number {chr(65 + at % 26)}{chr(65 + at // 26)}", "CSC", "14.12.2021")
        for at in range(60)
    ]
    figures = counted(eshram, people(tmp_path / "list.csv", rows), "--district", "khagaria")
    assert [row[3:] for row in figures] == [("", 60), ("channel=csc", 60)]


def test_a_return_of_counts_is_not_counted_as_persons(eshram: Eshram, tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    path.write_text("Block,Registered\nAlauli,31250\nBeldaur,28114\n", encoding="utf-8")
    ran = eshram("ingest", path, "--count-only", "--district", "khagaria", "--as-on", "14.12.2021")
    assert (ran.code, "no list of workers" in ran.err) == (3, True), "not-persons"


def test_a_list_is_never_copied(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("ingest", people(tmp_path / "list.csv"), "--count-only", "--mark")
    assert (ran.code, "never copied" in ran.err) == (2, True), "count-only-mark"
    assert not list(tmp_path.glob("*.to-mend*"))


def test_the_refusal_says_what_to_do(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("ingest", people(tmp_path / "list.csv"))
    assert (ran.code, "--count-only" in ran.err) == (3, True)


CODES = ("not-persons", "count-only-mark", "worker-no-place", "worker-no-date", "counted-persons")


@pytest.mark.parametrize("code", CODES)
def test_each_is_told_in_hindi(code: str) -> None:
    from eshram_cli.problems import Language, Problem

    line = Problem(code, words={"rows": 3, "persons": 5, "places": 2}).line(Language.hi)
    assert "श्रमिक" in line


@pytest.mark.parametrize("form", ["table", "json"])
def test_inspect_shows_what_would_be_counted_and_nothing_of_a_cell(eshram: Eshram, tmp_path: Path, form: str) -> None:
    ran = eshram("inspect", people(tmp_path / "list.csv"), "--count-only", "--district", "khagaria", "--format", form)
    assert ran.code == 0
    assert "5 workers, 2 places" in ran.err
    assert "Category" in ran.out
    assert not any(secret in ran.out + ran.err for secret in ("Ram Vilas", "Shyam", "98765432", "2345 6789"))
    assert list(tmp_path.glob("*.db")) == []


def test_inspect_says_that_a_return_is_no_list(eshram: Eshram, tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    path.write_text("Block,Registered\nAlauli,5\nGogri,6\n", encoding="utf-8")
    ran = eshram("inspect", path, "--count-only", "--district", "khagaria", "--format", "json")
    assert (ran.code, json.loads(ran.out)["refused"]["code"]) == (3, "not-persons")
