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
    ran = eshram("ingest", path, "--count-only", "--as", "new", "--district", "khagaria")
    assert ran.code == 0
    assert "5 workers in 2 places" in ran.err
    assert "No name and no number" in ran.err


def counted(eshram: Eshram, path: Path, *options: str) -> list[tuple[str, str, str, str, int]]:
    import sqlite3

    eshram("ingest", path, "--count-only", "--as", "new", *options)
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


def test_without_dates_they_are_the_new_ones_of_the_sheet_s_day(eshram: Eshram, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv", head=HEAD.replace("Registration Date", "Date of Birth"))
    rows = counted(eshram, path, "--district", "khagaria", "--as-on", "15.12.2021")
    assert [row[1:] for row in rows if not row[3]] == [
        ("2021-12-15", "new", "", 3),
        ("2021-12-15", "new", "", 2),
    ]


def test_workers_of_an_unknown_place_or_date_are_told_by_row(eshram: Eshram, tmp_path: Path) -> None:
    rows = [*PEOPLE, ("Hari Om", "Ramesh ka tola", "", "", "14.12.2021"), ("Uma Rani", "Alauli", "", "", "")]
    ran = eshram("ingest", people(tmp_path / "list.csv", rows), "--count-only", "--as", "new", "--district", "khagaria")
    assert ran.code == 1
    assert "row 7" in ran.err
    assert "row 8" in ran.err
    fields = json.loads(
        eshram(
            "ingest", tmp_path / "list.csv", "--count-only", "--as", "new", "--district", "khagaria", "--format", "json"
        ).out
    )
    codes = {problem["code"] for one in fields["submissions"] for problem in one["problems"]}
    assert {"worker-no-place", "worker-no-date", "counted-persons"} <= codes
    assert "tola" not in ran.err + ran.out


def test_nothing_of_the_persons_is_kept_or_said(eshram: Eshram, tmp_path: Path) -> None:
    path = people(tmp_path / "list.csv")
    ran = eshram("ingest", path, "--count-only", "--as", "new", "--district", "khagaria", "--format", "json")
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
    ran = eshram("ingest", path, "--count-only", "--as", "new", "--district", "khagaria", "--as-on", "14.12.2021")
    assert (ran.code, "no list of workers" in ran.err) == (3, True), "not-persons"


def test_a_list_is_never_copied(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("ingest", people(tmp_path / "list.csv"), "--count-only", "--as", "new", "--mark")
    assert (ran.code, "never copied" in ran.err) == (2, True), "count-only-mark"
    assert not list(tmp_path.glob("*.to-mend*"))


def test_the_refusal_says_what_to_do(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("ingest", people(tmp_path / "list.csv"))
    assert (ran.code, "--count-only --as new" in ran.err) == (3, True)


CODES = ("not-persons", "count-only-mark", "worker-no-place", "worker-no-date", "counted-persons")


@pytest.mark.parametrize("code", CODES)
def test_each_is_told_in_hindi(code: str) -> None:
    from eshram_cli.problems import Language, Problem

    line = Problem(code, words={"rows": 3, "persons": 5, "places": 2}).line(Language.hi)
    assert "श्रमिक" in line


@pytest.mark.parametrize("form", ["table", "json"])
def test_inspect_shows_what_would_be_counted_and_nothing_of_a_cell(eshram: Eshram, tmp_path: Path, form: str) -> None:
    ran = eshram(
        "inspect",
        people(tmp_path / "list.csv"),
        "--count-only",
        "--district",
        "khagaria",
        "--format",
        form,
    )
    assert ran.code == 0
    assert "5 workers in 2 places" in ran.err
    assert "Category" in ran.out
    assert not any(secret in ran.out + ran.err for secret in ("Ram Vilas", "Shyam", "98765432", "2345 6789"))
    assert list(tmp_path.glob("*.db")) == []


def test_inspect_says_that_a_return_is_no_list(eshram: Eshram, tmp_path: Path) -> None:
    path = tmp_path / "return.csv"
    path.write_text("Block,Registered\nAlauli,5\nGogri,6\n", encoding="utf-8")
    ran = eshram("inspect", path, "--count-only", "--district", "khagaria", "--format", "json")
    assert (ran.code, json.loads(ran.out)["refused"]["code"]) == (3, "not-persons")


@pytest.mark.parametrize("options", [("--count-only",), ("--as", "new"), ("--as", "part")])
def test_a_list_is_counted_only_where_it_is_said_what_its_workers_are(
    eshram: Eshram, tmp_path: Path, options: tuple[str, ...]
) -> None:
    ran = eshram("ingest", people(tmp_path / "list.csv"), *options, "--district", "khagaria")
    assert ran.code == 2
    assert "Use --count-only and --as together" in ran.err  # `count-only-as`
    assert not (tmp_path / "eshram.db").exists() or eshram("log").out.count("list.csv") == 0


def test_new_workers_are_added_to_the_count_and_a_part_never_is(eshram: Eshram, tmp_path: Path) -> None:
    sheet = tmp_path / "khagaria 12.12.2021.csv"
    sheet.write_text("Block,Registered\nAlauli,1000\nBeldaur,500\n", encoding="utf-8")
    eshram("ingest", sheet, "--district", "khagaria")

    def count(day: str) -> int:
        ran = eshram("show", "alauli, khagaria", "--as-on", day, "--format", "json")
        return int(json.loads(ran.out)["registered"])

    part = people(tmp_path / "camp at Alauli.csv")
    assert eshram("ingest", part, "--count-only", "--as", "part", "--district", "khagaria").code == 0
    assert [count("13.12.2021"), count("14.12.2021")] == [1000, 1000]
    whole = people(tmp_path / "all.csv")
    assert eshram("ingest", whole, "--count-only", "--as", "new", "--district", "khagaria").code == 0
    assert [count("13.12.2021"), count("14.12.2021")] == [1002, 1003]


def test_a_part_alone_makes_no_count(eshram: Eshram, tmp_path: Path) -> None:
    path = people(tmp_path / "camp 9876543210 at Alauli.csv")
    eshram("ingest", path, "--count-only", "--as", "part", "--district", "khagaria")
    assert eshram("rank", "--district", "khagaria", "--by", "registered").code != 0
    import sqlite3

    with sqlite3.connect(tmp_path / "eshram.db") as db:
        cuts = {row[0] for row in db.execute("SELECT cut FROM figures")}
    db.close()
    assert all("list=camp" in cut and "9876543210" not in cut for cut in cuts)
