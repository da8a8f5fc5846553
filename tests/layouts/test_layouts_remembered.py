"""The same form from the same office needs its options once; a changed form is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from eshram_cli.problems import Language, Problem
from tests.conftest import Eshram, Ran

ROWS = [("Alauli", 31250), ("Beldaur", 28114), ("Chautham", 22961)]
PLAIN = ("Block", "Figure A", "Figure B")


def sheet(path: Path, rows: list[tuple[str, int]] = ROWS, heads: tuple[str, ...] = PLAIN, above: int = 1) -> Path:
    """A form whose headings say nothing, its date in the title."""
    title = [f"Position on {path.stem[-2:]}.12.2021"] + [""] * (above - 1)
    lines = [f"{name},{7 + at},{count}" for at, (name, count) in enumerate(rows)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*title, ",".join(heads), *lines]), encoding="utf-8")
    return path


def codes(ran: Ran) -> list[str]:
    fields = json.loads(ran.out)
    found = [problem["code"] for one in fields["submissions"] for problem in one["problems"]]
    return [code for code in found if "layout" in code]


def accepted(ran: Ran) -> int:
    return sum(one["accepted"] for one in json.loads(ran.out)["submissions"])


@pytest.fixture
def learned(eshram: Eshram, tmp_path: Path) -> Eshram:
    """A ledger whose office sent its form once, with the options it needs."""
    first = sheet(tmp_path / "in" / "khagaria_14.csv")
    ran = eshram("ingest", first, "--map", "registered=Figure B", "--district", "khagaria", "--format", "json")
    assert accepted(ran) == 3
    assert codes(ran) == ["layout-remembered"]
    return eshram


def test_the_next_day_needs_no_options_and_says_so(learned: Eshram, tmp_path: Path) -> None:
    ran = learned("ingest", sheet(tmp_path / "khagaria_15.csv", [(n, c + 5) for n, c in ROWS]), "--format", "json")
    assert accepted(ran) == 3
    assert codes(ran) == ["layout-applied"]
    assert "--map registered=C, --district Khagaria" in ran.err
    assert learned("show", "alauli, khagaria", "--format", "json").out.count("31255") >= 1


def test_inspect_shows_it_and_stores_nothing(learned: Eshram, tmp_path: Path) -> None:
    before = learned("log", "--format", "json").out
    ran = learned("inspect", sheet(tmp_path / "khagaria_15.csv"), "--format", "json")
    fields = json.loads(ran.out)
    assert [column["role"] for column in fields["tables"][0]["columns"]] == ["place", "other", "registered"]
    assert fields["tables"][0]["district"] == "Khagaria"
    assert "layout-applied" in [problem["code"] for problem in fields["problems"]]
    assert learned("log", "--format", "json").out == before


def test_options_by_hand_win(learned: Eshram, tmp_path: Path) -> None:
    next_day = sheet(tmp_path / "khagaria_15.csv")
    ran = learned("ingest", next_day, "--map", "registered=Figure A", "--district", "khagaria", "--format", "json")
    assert codes(ran) == ["layout-remembered"]
    again = learned("ingest", sheet(tmp_path / "khagaria_16.csv"), "--format", "json")
    assert "--map registered=B" in again.err, "the last word stands"


def test_the_same_options_again_are_not_kept_twice(learned: Eshram, tmp_path: Path) -> None:
    next_day = sheet(tmp_path / "khagaria_15.csv")
    ran = learned("ingest", next_day, "--map", "registered=C", "--district", "khagaria", "--format", "json")
    assert codes(ran) == []


def test_another_office_is_not_taken_for_this_one(learned: Eshram, tmp_path: Path) -> None:
    ran = learned("ingest", sheet(tmp_path / "saharsa_15.csv"), "--format", "json")
    assert codes(ran) == []
    assert accepted(ran) == 0


def test_a_date_alone_is_no_office(eshram: Eshram, tmp_path: Path) -> None:
    first = sheet(tmp_path / "khagaria" / "14.csv")
    eshram("ingest", first, "--map", "registered=C", "--district", "khagaria")
    other = eshram("ingest", sheet(tmp_path / "saharsa" / "15.csv"), "--format", "json")
    own = eshram("ingest", sheet(tmp_path / "khagaria" / "15.csv"), "--format", "json")
    assert (codes(other), codes(own)) == ([], ["layout-applied"])


def test_a_changed_form_is_noticed(learned: Eshram, tmp_path: Path) -> None:
    changed = sheet(tmp_path / "khagaria_15.csv", heads=("Block", "Figure A", "Figure C"))
    ran = learned("ingest", changed, "--format", "json")
    assert 'new: "Figure C"; gone: "Figure B"' in ran.err
    assert accepted(ran) == 0


def test_a_moved_column_is_noticed(learned: Eshram, tmp_path: Path) -> None:
    ran = learned("ingest", sheet(tmp_path / "khagaria_15.csv", heads=("Block", "Figure B", "Figure A")))
    assert "in another place" in ran.err


def test_another_place_in_the_title_is_not_overruled(eshram: Eshram, tmp_path: Path) -> None:
    rows = [("Kalyanpur", 31250)]
    eshram("ingest", sheet(tmp_path / "labour_14.csv", rows), "--map", "registered=C", "--district", "samastipur")
    path = sheet(tmp_path / "labour_15.csv", rows)
    path.write_text("District: Purbi Champaran\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    ran = eshram("ingest", path, "--format", "json")
    assert codes(ran) == ["layout-place"]
    assert "Samastipur, Bihar, but the sheet is about Purbi Champaran, Bihar" in ran.err


def test_the_heading_is_found_where_it_has_gone(eshram: Eshram, tmp_path: Path) -> None:
    options = ("--header-row", "2", "--map", "registered=C", "--district", "khagaria", "--as-on", "14.12.2021")
    eshram("ingest", sheet(tmp_path / "khagaria_14.csv"), *options)
    lower = sheet(tmp_path / "khagaria_15.csv", [(n, c + 1) for n, c in ROWS], above=3)
    ran = eshram("ingest", lower, "--format", "json")
    assert codes(ran) == ["layout-applied"]
    assert accepted(ran) == 3


def workbook(path: Path, *sheets: str) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name in sheets:
        page = book.create_sheet(name)
        page.append(PLAIN)
        for at, (place, count) in enumerate(ROWS):
            page.append([place, 7 + at, count])
    book.save(path)
    return path


def test_a_sheet_named_for_its_day_is_found(eshram: Eshram, tmp_path: Path) -> None:
    options = ("--map", "registered=C", "--district", "khagaria", "--as-on", "14.12.2021", "--sheet", "14 Dec")
    eshram("ingest", workbook(tmp_path / "khagaria 14.xlsx", "14 Dec", "Notes 1"), *options)
    ran = eshram("inspect", workbook(tmp_path / "khagaria 15.xlsx", "Notes 1", "15 Dec"), "--format", "json")
    assert [table["sheet"] for table in json.loads(ran.out)["tables"]] == ["15 Dec"]


def test_two_sheets_of_one_form_are_not_chosen_from(eshram: Eshram, tmp_path: Path) -> None:
    options = ("--map", "registered=C", "--district", "khagaria", "--as-on", "14.12.2021", "--sheet", "14 Dec")
    eshram("ingest", workbook(tmp_path / "khagaria 14.xlsx", "14 Dec"), *options)
    ran = eshram("inspect", workbook(tmp_path / "khagaria 15.xlsx", "14 Dec", "15 Dec"), "--format", "json")
    assert "layout-unclear" in [problem["code"] for problem in json.loads(ran.out)["problems"]]


def test_a_sheet_that_says_everything_itself_needs_no_remembering(eshram: Eshram, tmp_path: Path) -> None:
    clear = "District: Khagaria, as on 14.12.2021\nBlock,Registered\nAlauli,31250\nBeldaur,28114\n"
    path = tmp_path / "khagaria_14.csv"
    path.write_text(clear, encoding="utf-8")
    assert codes(eshram("ingest", path, "--district", "khagaria", "--format", "json")) == []


def test_a_trial_run_remembers_nothing(eshram: Eshram, tmp_path: Path) -> None:
    path = sheet(tmp_path / "khagaria_14.csv")
    eshram("ingest", path, "--map", "registered=C", "--district", "khagaria", "--dry-run")
    assert codes(eshram("ingest", sheet(tmp_path / "khagaria_15.csv"), "--format", "json")) == []


def test_listed_shown_and_forgotten(learned: Eshram, tmp_path: Path) -> None:
    fields = json.loads(learned("layouts", "list", "--format", "json").out)["layouts"]
    assert [(one["number"], one["office"], one["options"]) for one in fields] == [
        (2, "khagaria #", "--map registered=C, --district Khagaria")
    ]
    assert "Figure B" in learned("layouts", "show", "2").out
    assert learned("layouts", "forget", "2").code == 0
    assert json.loads(learned("layouts", "list", "--format", "json").out)["layouts"] == []
    assert codes(learned("ingest", sheet(tmp_path / "khagaria_15.csv"), "--format", "json")) == []
    missing = learned("layouts", "show", "2")
    assert (missing.code, "no layout 2" in missing.err) == (2, True)


def test_a_layout_falls_with_the_return_that_it_came_with(learned: Eshram) -> None:
    assert learned("undo", "1").code == 0
    assert json.loads(learned("layouts", "list", "--format", "json").out)["layouts"] == []


@pytest.mark.parametrize(
    "code",
    ["layout-remembered", "layout-applied", "layout-changed", "layout-unclear", "layout-place", "no-such-layout"],
)
def test_each_is_told_in_hindi(code: str) -> None:
    words = dict.fromkeys(["number", "file", "options", "what", "place", "own", "known"], "x")
    assert "प्रपत्र" in Problem(code, words=words).line(Language.hi)


def test_a_block_remembered_for_a_title_that_nobody_knows_is_not_used_for_another_title(
    eshram: Eshram, tmp_path: Path
) -> None:
    """Tomorrow's title with the same misspelt block is read alike; another unknown block is asked about."""

    def sent(day: int, block: str) -> Path:
        path = tmp_path / str(day) / f"block_return_{day}.csv"
        path.parent.mkdir()
        title = f"District: Samastipur Block: {block} as on {day}.12.2021"
        path.write_text(f"{title}\nPanchayat,Registered\nRampur,{day * 10}\nBelari,{day * 20}", encoding="utf-8")
        return path

    first = eshram("ingest", sent(20, "Ujiyarpur"), "--block", "ujiarpur", "--yes", "--format", "json")
    assert accepted(first) == 2
    assert accepted(eshram("ingest", sent(21, "Ujiyarpur"), "--format", "json")) == 2
    other = eshram("ingest", sent(22, "Dalsinghsaraii"), "--format", "json")
    assert accepted(other) == 0
    assert codes(other) == ["layout-place"]
    assert "title-place-unknown" in other.out
