"""`run daily`: the inbox taken in and put away, the page mailed, one line a step, one exit code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from eshram_cli.delivery.lock import locked
from tests.conftest import SAMPLE_DATA
from tests.delivery.conftest import Post, free_port

BLOCKS = sorted((SAMPLE_DATA / "bihar" / "purbi champaran").glob("*प्रखंडवार.xlsx"))
RUN = ("run", "daily", "--district", "purbi champaran")
ONE = '"purbi champaran" = ["dm@motihari.nic.in"]'


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "आवक"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def test_a_day_from_the_inbox_to_the_mail(eshram, home, inbox, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    for file in BLOCKS:
        shutil.copy(file, inbox)
    (inbox / "note.txt").write_text("call Motihari\n", encoding="utf-8")
    (inbox / "broken.xlsx").write_bytes(b"PK\x03\x04 broken")
    settings_text(post.port, ONE, top=f"inbox = '{inbox}'")
    ran = eshram(*RUN)
    assert (ran.code, ran.out, post.recipients) == (1, "", ["dm@motihari.nic.in"]), ran.err
    assert names(inbox / "taken") == sorted(file.name for file in BLOCKS)
    assert names(inbox / "refused") == ["broken.xlsx"]
    assert (inbox / "note.txt").exists()
    steps = [line.split(" ")[2] for line in Path(f"{home / 'eshram.db'}.daily.log").read_text("utf-8").splitlines()]
    assert steps == ["ingest:", "move:", "check:", "send:"]
    second = eshram(*RUN, "--quiet")
    assert (second.code, second.out, second.err, len(post.taken)) == (0, "", "", 1)


def test_a_file_of_the_same_name_is_not_written_over(eshram, sample, inbox, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, top=f"inbox = '{inbox}'")
    for _ in range(2):
        shutil.copy(BLOCKS[0], inbox / "28.xlsx")
        assert eshram(*RUN, "--quiet").code == 0
    assert len(names(inbox / "taken")) == 2


HALF_WRONG = "Bihar, as on 29.12.2021\nDistrict,Registered\nPatna,970100\nGayaa,551200\n"
ALL_WRONG = "Bihar, as on 29.12.2021\nWhat,How many\nchairs,12\ntables,13\n"
RIGHT = "Bihar, as on 29.12.2021\nDistrict,Registered\nKhagaria,290000\n"


def test_what_had_errors_lies_apart_with_a_copy_to_mend(eshram, sample, inbox, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    """Two files of one name in two folders go each its own way, and a copy that was mended is read."""
    settings_text(post.port, ONE, top=f"inbox = '{inbox}'")
    for office, text in {"north": HALF_WRONG, "south": RIGHT, "west": ALL_WRONG}.items():
        (inbox / office).mkdir()
        (inbox / office / "29.csv").write_text(text, encoding="utf-8")
    ran = eshram(*RUN)
    assert ran.code == 1
    assert (names(inbox / "taken"), names(inbox / "refused")) == (["29.csv"], ["29.csv", "29.to-mend.xlsx"])
    assert names(inbox / "to-mend") == ["29.csv", "29.to-mend.xlsx"]
    (half,) = (inbox / "to-mend").rglob("29.csv")
    assert half.read_text("utf-8") == HALF_WRONG
    (line,) = (line for line in ran.err.splitlines() if line.startswith("move: "))
    for folder in ("to-mend", "taken", "refused"):
        (day,) = (inbox / folder).iterdir()
        assert f"1 file moved to {day}" in line
    assert eshram("show", "patna").out.count("9,70,100")
    (copy,) = (inbox / "to-mend").rglob("*.to-mend.xlsx")
    assert "nothing new" in eshram(*RUN).err, "what was put away is not read again"
    book = load_workbook(copy)
    cell = next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "Gayaa")
    cell.value = "Gaya"
    book.save(inbox / copy.name)
    assert eshram(*RUN).code == 0
    assert copy.name in names(inbox / "taken")
    assert "5,51,200" in eshram("show", "gaya").out


def test_a_run_that_did_not_deliver_is_not_done(eshram, sample, settings_text, post, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("eshram_cli.delivery.outbox.PAUSES", ())
    settings_text(free_port(), ONE)
    ran = eshram(*RUN, "--quiet")
    assert ran.code == 5
    assert ran.err.count("\n") == 1 and "cannot be reached" in ran.err
    assert not Path(f"{sample}.daily.json").exists()
    settings_text(post.port, ONE)
    assert eshram(*RUN, "--quiet").code == 0
    assert (len(post.taken), Path(f"{sample}.daily.json").exists()) == (1, True)


def test_two_runs_at_once_are_one(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE)
    with locked(Path(f"{sample}.daily.lock")):
        ran = eshram(*RUN)
    assert (ran.code, post.taken) == (0, [])
    assert "another run is working" in ran.err


def test_an_inbox_that_is_gone_is_told(eshram, sample, post, settings_text, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, top=f"inbox = '{tmp_path / 'gone'}'")
    ran = eshram(*RUN, "--quiet")
    assert ran.code == 4
    assert "The inbox folder does not exist." in ran.err  # `inbox-missing`
    assert post.recipients == ["dm@motihari.nic.in"], "the page of what the ledger has is mailed all the same"


FALLEN = "Bihar, as on 29.12.2021\nDistrict,Registered\nKhagaria,200000\nPatna,970100\nGaya,551200\n"


@pytest.mark.parametrize(("checks", "told"), [("", 1), ("[checks]\noff = ['fall']", 0)])
def test_the_checks_are_those_of_the_settings(checks, told, eshram, sample, inbox, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, more=checks, top=f"inbox = '{inbox}'")
    (inbox / "29.csv").write_text(FALLEN, encoding="utf-8")
    ran = eshram(*RUN)
    assert ran.err.count("falls from 2,66,358") == told, ran.err
    assert f"check: 0 errors, {told} warning{'' if told == 1 else 's'}\n" in ran.err


def test_the_steps_are_told_in_hindi(eshram, home, inbox, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    shutil.copy(BLOCKS[0], inbox)
    settings_text(post.port, ONE, top=f"inbox = '{inbox}'\nlang = 'hi'")
    ran = eshram(*RUN)
    told = dict(line.split(": ", 1) for line in ran.err.splitlines()[:4])
    assert told["ingest"].startswith("1 फ़ाइल, स्वीकृत पंक्तियाँ ")
    assert told["move"].startswith("1 फ़ाइल ")
    assert told["send"].endswith("1 भेजी गई")


def test_a_step_that_fails_does_not_stop_the_next_one(eshram, sample, inbox, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, more="[checks]\non = ['jumps']", top=f"inbox = '{inbox}'")
    (inbox / "29.csv").write_text(FALLEN, encoding="utf-8")
    ran = eshram(*RUN)
    assert ran.code == 4
    assert "There is no check called jumps." in ran.err  # `check-unknown`
    assert ((inbox / "29.csv").exists(), post.recipients) == (True, ["dm@motihari.nic.in"])


def test_a_later_day_without_news_says_so_or_is_silent(eshram, sample, post, settings_text, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime, timedelta

    from eshram_cli.delivery import outbox

    settings_text(post.port, ONE)
    days = [datetime(2021, 12, day, 14, 30, tzinfo=UTC) for day in (28, 29, 30)]
    for day, options in zip(days, ((), (), ("--only-if-new",)), strict=True):
        monkeypatch.setattr(outbox.WallClock, "now", lambda self, day=day: day + timedelta(seconds=1))
        assert eshram(*RUN, *options).code == 0
    subjects = [str(mail["Subject"]) for _, mail in post.taken]
    assert subjects == [
        "Purbi Champaran 28.12: 1st by count (+1), 57.69 % of target, +46,401",
        "Purbi Champaran 28.12: no new figures since the page of 28.12, 1st by count (+1), 57.69 % of target, +46,401",
    ]


def test_a_calendar_of_camps_in_the_inbox_is_told_and_put_aside(  # type: ignore[no-untyped-def]
    eshram, home, inbox, settings_text, monkeypatch
) -> None:
    monkeypatch.setattr("eshram_cli.delivery.outbox.PAUSES", ())
    calendar = next((SAMPLE_DATA / "bihar" / "purbi champaran").glob("*कैलेंडर*.xlsx"))
    shutil.copy(BLOCKS[0], inbox)
    shutil.copy(calendar, inbox)
    settings_text(free_port(), ONE, top=f"inbox = '{inbox}'")
    ran = eshram(*RUN)
    assert "eshram camp load FILE" in ran.err
    assert names(inbox / "refused") == [calendar.name]
    assert names(inbox / "taken") == [BLOCKS[0].name]
