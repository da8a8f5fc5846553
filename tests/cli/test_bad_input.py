"""What a clerk may hand in by mistake: one clear line, the documented exit code, nothing half stored."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli.jobs.session import writing
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.problems import Language, catalogue
from tests.conftest import Eshram

Make = Callable[[Path], Path]


def written(name: str, data: bytes) -> Make:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return make


def empty_folder(folder: Path) -> Path:
    path = folder / "inbox"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (empty_folder, "folder-empty", "No sheet was found here"),
        (written("a.xlsx", b""), "file-empty", "The file is empty"),
        (written("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(60)), "not-a-sheet", "this is a picture, not a sheet"),
        (written("a.csv", b"good morning\nsir\n"), "no-table", "No table was found"),
        (lambda folder: folder / "none.xlsx", "file-missing", "There is no such file"),
    ],
    ids=["empty folder", "empty file", "picture", "no table", "no file"],
)
def test_a_file_without_a_return_is_refused_in_one_line(
    eshram: Eshram, home: Path, make: Make, code: str, says: str
) -> None:
    path = make(home)
    ran = eshram("ingest", path)
    assert ran.code == 3
    assert ran.out == ""
    (line,) = ran.err.splitlines()
    assert says in line
    assert path.name in line
    assert f'"{code}"' in eshram("ingest", path, "--format", "json").out or code == "folder-empty"


def test_a_district_that_nobody_knows_keeps_its_row_out_and_suggests(eshram: Eshram, home: Path) -> None:
    sheet = home / "bihar.csv"
    sheet.write_text("District,Registered\nKhagria,5\nKatihar,7\n", encoding="utf-8")
    ran = eshram("ingest", sheet, "--state", "bihar", "--as-on", "4.12.2021")
    assert ran.code == 1
    assert 'bihar.csv, A2: No district of Bihar has the name "Khagria"' in ran.err
    assert "Did you mean Khagaria, Bihar?" in ran.err
    assert '"registered": 7' in eshram("show", "katihar", "--format", "json").out


def test_strict_keeps_the_whole_file_out(eshram: Eshram, home: Path) -> None:
    sheet = home / "bihar.csv"
    sheet.write_text("District,Registered\nKhagria,5\nKatihar,7\n", encoding="utf-8")
    assert eshram("ingest", sheet, "--state", "bihar", "--as-on", "4.12.2021", "--strict").code == 1
    assert "There is no ledger here yet" in eshram("show", "katihar").err


@pytest.mark.parametrize(
    "arguments",
    [
        ("enter", "katihar", "4x6,7"),
        ("enter", "nowhere at all", "467"),
        ("ingest", "none.xlsx"),
        ("target", "load", "none.xlsx"),
        ("note", "add", "portal down"),
    ],
    ids=" ".join,
)
def test_a_command_that_fails_leaves_no_empty_ledger(eshram: Eshram, home: Path, arguments: tuple[str, ...]) -> None:
    assert eshram(*arguments).code in {2, 3}
    assert not list(home.glob("eshram.db*"))


def test_a_ledger_that_another_program_has_open_is_left_to_it(home: Path) -> None:
    path = home / "eshram.db"
    with writing(path), Ledger.open(path) as other:
        assert other.places() == []
    with Ledger.open(path) as other:
        assert other.places() == []


def test_a_trial_run_makes_no_ledger(eshram: Eshram, home: Path) -> None:
    sheet = home / "bihar.csv"
    sheet.write_text("District,Registered\nKatihar,7\n", encoding="utf-8")
    ran = eshram("ingest", sheet, "--state", "bihar", "--as-on", "4.12.2021", "--dry-run")
    assert ran.code == 0
    assert "Trial run: nothing was stored" in ran.out
    assert not (home / "eshram.db").exists()


def test_new_blocks_wait_unless_they_are_to_be_learned(eshram: Eshram, home: Path) -> None:
    sheet = home / "sirohi.csv"
    sheet.write_text("Tehsil,Registered\nAbu Road,5\nPindwara,7\n", encoding="utf-8")
    asked = ("ingest", sheet, "--district", "sirohi", "--as-on", "10.02.2022")
    waiting = eshram(*asked)
    assert waiting.code == 1
    assert "Abu Road" in waiting.err
    assert eshram(*asked, "--yes").code == 0
    assert "Pindwara" in eshram("rank", "--district", "sirohi").out
    sheet.write_text("Tehsil,Registered\nAboo Rod,5\nPindwara,8\n", encoding="utf-8")
    later = eshram("ingest", sheet, "--district", "sirohi", "--as-on", "11.02.2022", "--yes")
    assert later.code == 1
    assert "Did you mean Abu Road" in later.err


@pytest.mark.parametrize(
    ("arguments", "exit_code", "code"),
    [
        (("rank",), 2, "place-missing"),
        (("rank", "--state", "bihaar"), 2, "place-unknown"),
        (("rank", "--state", "zzzz"), 2, "place-unheard-of"),
        (("show", "bilaspur"), 2, "place-ambiguous"),
        (("rank", "--state", "bihar", "--level", "state"), 2, "level-above"),
        (("rank", "--district", "new delhi"), 2, "no-places-below"),
        (("rank", "--state", "bihar", "--as-on", "32.1.2021"), 2, "date-unreadable"),
        (("rank", "--state", "bihar", "--as-on", "2020-01-01"), 1, "nothing-reported"),
        (("show", "motihari, bihar", "--as-on", "2020-01-01"), 1, "nothing-reported"),
        (("ingest", "x.csv", "--map", "registered"), 2, "map-unreadable"),
        (("enter", "khagaria", "many"), 2, "count-unreadable"),
        (("undo", "999"), 2, "no-such-submission"),
        (("places", "alias", "add", "East Champaran", "khagaria"), 2, "alias-taken"),
    ],
)
def test_what_stops_a_command_is_one_line_of_the_catalogue(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...], exit_code: int, code: str
) -> None:
    ran = eshram(*arguments)
    assert (ran.code, ran.out) == (exit_code, "")
    (line,) = ran.err.splitlines()
    assert sentence(code).search(line)


def sentence(code: str) -> re.Pattern[str]:
    """The catalogue's sentence, with anything where it is filled in."""
    entry = catalogue()[code]
    template = f"{entry.message[Language.en]} {entry.hint[Language.en]}"
    return re.compile(re.sub(r"\\{\w+(:[^}]+)?\\}", ".+", re.escape(template)))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rank", "--sate", "bihar"), "There is no option --sate. Perhaps --"),
        (("rnk",), "There is no command rnk."),
        (("rank", "--state", "bihar", "--by", "height"), '--by cannot be "height". Choose one of percent'),
    ],
)
def test_a_misspelt_word_of_the_command_line_is_one_line(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = eshram(*arguments)
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.splitlines()
    assert says in line


@pytest.mark.parametrize("arguments", [("rank", "--state", "bihar"), ("ingest", "a.csv")])
def test_a_file_that_is_no_ledger_is_left_as_it_is(
    eshram: Eshram, home: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(home)
    (home / "a.csv").write_text("District,Registered\nKatihar,7\n", encoding="utf-8")
    other = home / "accounts.db"
    other.write_text("these are the accounts of the office" * 9, encoding="utf-8")
    ran = eshram(*arguments, "--ledger", other)
    assert ran.code == 4
    assert "This file is not a ledger" in ran.err
    assert other.read_text(encoding="utf-8").startswith("these are the accounts")


def test_a_ledger_that_may_only_be_read_takes_nothing(eshram: Eshram, sample: Path, home: Path) -> None:
    sheet = home / "bihar.csv"
    sheet.write_text("District,Registered\nKatihar,7\n", encoding="utf-8")
    sample.chmod(stat.S_IREAD)
    ran = eshram("ingest", sheet, "--state", "bihar", "--as-on", "29.12.2021")
    assert ran.code == 4
    assert "can only be read" in ran.err
    assert eshram("rank", "--state", "bihar").code == 0


def test_no_ledger_yet(eshram: Eshram, home: Path) -> None:
    ran = eshram("rank", "--state", "bihar")
    assert ran.code == 4
    assert "eshram ingest FILE" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "--state", "bihar", "--since", "28.12.2021"),
        ("rank", "--state", "bihar", "--since", "1.1.2022"),
        ("by", "category", "--district", "haridwar", "--since", "1.1.2022"),
        ("trend", "--state", "bihar", "--since", "1.1.2022"),
        ("pending", "--state", "bihar", "--since", "1.1.2022"),
        ("honours", "--state", "bihar", "--since", "1.1.2022"),
    ],
)
def test_a_span_without_a_day_is_told_alike(eshram: Eshram, sample: Path, arguments: tuple[str, ...]) -> None:
    ran = eshram(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "is after the last day" in ran.err


@pytest.mark.parametrize("command", ["forecast", "plan", "race"])
def test_a_date_in_a_sentence_is_written_day_first(eshram: Eshram, sample: Path, command: str) -> None:
    ran = eshram(command, "--state", "bihar", "--deadline", "2021-12-01")
    assert "The deadline 01.12.2021 is not after the date of the figures, 28.12.2021." in ran.err


def test_a_place_in_a_sentence_bears_its_name_in_the_language(eshram: Eshram, sample: Path) -> None:
    ran = eshram("by", "camp", "--state", "bihar", "--lang", "hi")
    assert "बिहार" in ran.err
    assert "Bihar" not in ran.err


@pytest.mark.parametrize("arguments", [("undo", "1"), ("layouts", "forget", "1"), ("outbox", "drop", "1")])
def test_what_takes_something_back_makes_no_ledger(eshram: Eshram, home: Path, arguments: tuple[str, ...]) -> None:
    ledger = home / "none.db"
    ran = eshram(*arguments, "--ledger", ledger)
    assert (ran.code, ran.out) == (4, "")
    assert "There is no ledger here yet" in ran.err
    assert not ledger.exists()
