"""`eshram action`: tasks given, loaded from sheets, done, dropped; promises beside them; the daily page."""

from __future__ import annotations

import datetime as dt
import email
import json
from email import policy
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.conftest import SAMPLE_DATA, Eshram, Ran

KHAGARIA = SAMPLE_DATA / "bihar" / "khagaria" / "कार्यवाही बैठक 04-12-2021.xlsx"
RAJASTHAN = SAMPLE_DATA / "rajasthan" / "बैठक के निर्णय 10-02-2022.xlsx"
HARIDWAR = SAMPLE_DATA / "uttarakhand" / "haridwar_training_tasks_06-09-2021.csv"
COOKS = ("action", "add", "lists of cooks from the Education Department", "--who", "DEO")


def rows(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return found


def listed(eshram: Eshram, *arguments: str) -> list[dict[str, Any]]:
    return rows(eshram("action", "list", "--format", "json", *arguments))


def book(path: Path, *lines: tuple[str | int | dt.date, ...]) -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    for line in lines:
        sheet.append(line)
    made.save(path)
    return path


def test_a_period_counts_from_the_meeting(eshram: Eshram) -> None:
    [row] = rows(eshram(*COOKS, "--due", "in 10 days", "--from", "meeting 04.12.2021", "--format", "json"))
    assert (row["due"], row["said_on"], row["who"], row["place"]) == ("2021-12-14", "2021-12-04", "DEO", None)


@pytest.mark.usefixtures("sample")
def test_a_task_is_overdue_after_its_day_and_done_once(eshram: Eshram) -> None:
    eshram(*COOKS, "--due", "14.12.2021", "--place", "khagaria")
    [row] = listed(eshram, "--as-on", "14.12.2021")
    assert (row["status"], row["days_late"]) == ("open", None)
    [row] = listed(eshram, "--as-on", "17.12.2021")
    assert (row["status"], row["days_late"], row["place"]) == ("overdue", 3, "Khagaria")
    [row] = rows(eshram("action", "done", row["number"], "--on", "16.12.2021", "--format", "json"))
    assert (row["status"], row["days_late"], row["closed_on"]) == ("late", 2, "2021-12-16")
    again = eshram("action", "done", row["number"])
    assert again.code == 2 and "was closed on 16.12.2021 already" in again.err  # `task-closed`
    log = json.loads(eshram("log", "--format", "json").out)["rows"]
    assert [one["kind"] for one in log[-2:]] == ["task", "task-done"]
    eshram("undo", str(log[-1]["number"]), "--yes")
    assert [one["status"] for one in listed(eshram)] == ["overdue"]
    eshram("undo", str(log[-2]["number"]), "--yes")
    assert listed(eshram) == []
    assert "There is no task" in eshram("action", "list").out


@pytest.mark.usefixtures("sample")
def test_what_was_known_before_a_task_was_done(eshram: Eshram) -> None:
    eshram(*COOKS, "--due", "14.12.2021")
    [row] = listed(eshram)
    eshram("action", "drop", row["number"], "--why", "sent by the department", "--on", "13.12.2021")
    assert [(one["status"], one["why"]) for one in listed(eshram)] == [("dropped", "sent by the department")]
    assert [one["status"] for one in listed(eshram, "--known-on", f"#{row['number']}")] == ["overdue"]


@pytest.mark.usefixtures("sample")
def test_the_place_the_person_and_what_is_overdue_choose_the_rows(eshram: Eshram) -> None:
    for file in (KHAGARIA, RAJASTHAN, HARIDWAR):
        assert eshram("action", "load", file).code == 0
    eshram("action", "add", "order hoardings", "--due", "31.12.2021")
    assert len(listed(eshram)) == 13 + 6 + 6 + 1
    assert {one["place"] for one in listed(eshram, "--state", "bihar")} == {"Khagaria"}
    found = listed(eshram, "--who", "श्रम अधीक्षक", "--as-on", "10.12.2021")
    assert [one["task"] for one in found] == ["विस्तृत कार्ययोजना", "प्रखंडवार लक्ष्य निर्धारित करना"]
    assert len(listed(eshram, "--overdue", "--as-on", "10.12.2021", "--place", "khagaria")) == 3
    assert "No task is overdue" in eshram("action", "list", "--overdue", "--as-on", "01.01.2021").out
    assert "No task is of such a person" in eshram("action", "list", "--who", "nobody").out


def test_a_meetings_list_with_a_merged_task_and_periods(eshram: Eshram) -> None:
    ran = eshram("action", "load", KHAGARIA, "--format", "json")
    assert json.loads(ran.out)["accepted"] == 13
    by_task = {(one["task"], one["who"]): one["due"] for one in listed(eshram, "--as-on", "04.12.2021")}
    assert by_task["विद्यालय रसोइयों की सूची", "जिला शिक्षा पदाधिकारी"] == "2021-12-14"
    engineers = [due for (task, _), due in by_task.items() if task == "संवेदकों के मजदूरों का निबंधन"]
    assert engineers == ["2021-12-20"] * 3
    again = json.loads(eshram("action", "load", KHAGARIA, "--format", "json").out)
    assert (again["accepted"], again["unchanged"]) == (0, 13)


def test_ditto_marks_stand_for_the_cell_above(eshram: Eshram) -> None:
    assert eshram("action", "load", RAJASTHAN).code == 0
    assert {(one["due"], one["place"]) for one in listed(eshram)} == {("2022-02-20", "Rajasthan")}


def test_a_column_of_mobiles_is_not_read_and_that_is_told(eshram: Eshram) -> None:
    ran = eshram("action", "load", HARIDWAR)
    assert ran.code == 0 and "D1: The column was not read" in ran.err  # `task-column-unread`
    found = listed(eshram, "--as-on", "21.09.2021")
    assert [one["due"] for one in found if one["status"] == "overdue"] == ["2021-09-20"] * 4
    assert "00000" not in json.dumps(found)


def test_rows_that_cannot_be_kept_are_told_and_the_others_stay(eshram: Eshram, tmp_path: Path) -> None:
    file = book(
        tmp_path / "list.xlsx",
        ("Task", "Who", "By when", "District"),
        (1, 2, 3, 4),
        ("Send lists", "DEO, 9431000000", "14.12.2021", "Khagaria"),
        ("Send lists", "DAO", "in 10 days", "Khagaria"),
        ("Send lists", "DPO", "soon", "Khagaria"),
        ("Send lists", "DPM", "14.12.2021", "Atlantis"),
        ("Send lists", "ADM", dt.date(2021, 12, 20), "Gaya"),
        ("", "", "", ""),
    )
    ran = eshram("action", "load", file, "--format", "json")
    done = json.loads(ran.out)
    assert (ran.code, done["accepted"], done["rejected"]) == (1, 1, 4)
    assert "9431" not in ran.err + ran.out
    codes = {one["code"] for one in done["problems"]}
    assert codes == {"task-number", "task-start", "task-due", "officer-place"}
    told = json.loads(eshram("action", "load", file, "--from", "meeting 04.12.2021", "--format", "json").out)
    assert (told["accepted"], told["unchanged"], told["rejected"]) == (1, 1, 3)


def test_a_date_that_may_be_two_things_is_asked(eshram: Eshram, tmp_path: Path) -> None:
    file = book(tmp_path / "list.xlsx", ("कार्य", "किसे", "दिनांक"), ("सूची भेजना", "DEO", "14.12.2021"))
    ran = eshram("action", "load", file)
    assert ran.code == 3 and "C1: It is not clear whether this column" in ran.err  # `task-date`


@pytest.mark.usefixtures("sample")
def test_promises_score_themselves_in_the_same_list(eshram: Eshram) -> None:
    east = ("--district", "East Champaran", "--meaning", "total", "--file")
    eshram("claim", "7,50,000 by 20 December", *east, "--as-on", "10.12.2021")
    eshram("claim", "17 lakh in 7 days", *east, "--as-on", "28.12.2021")
    kept, late = sorted(listed(eshram), key=lambda one: str(one["due"]))
    assert (kept["status"], kept["promise"], kept["closed_on"]) == ("kept", True, "2021-12-20")
    assert (late["status"], late["task"]) == ("overdue", "17 lakh in 7 days")
    refused = eshram("action", "done", late["number"])
    assert refused.code == 2 and "is a promise" in refused.err  # `task-promise`


@pytest.mark.usefixtures("sample")
def test_the_daily_page_tells_what_is_overdue_and_due_this_week(eshram: Eshram) -> None:
    eshram("action", "load", KHAGARIA)
    eshram("action", "add", "order hoardings", "--due", "18.12.2021")
    page = eshram("summary", "khagaria", "--as-on", "17.12.2021")
    assert "Overdue tasks: 8" in page.out and "Tasks and promises due by 23.12.2021: 4" in page.out
    state = json.loads(eshram("summary", "bihar", "--as-on", "17.12.2021", "--format", "json").out)
    assert len(state["tasks"]) == 12
    gaya = json.loads(eshram("summary", "muzaffarpur", "--as-on", "17.12.2021", "--format", "json").out)
    assert [one["task"] for one in gaya["tasks"]] == ["order hoardings"]
    hindi = eshram("summary", "khagaria", "--as-on", "17.12.2021", "--lang", "hi")
    assert "समय बीत चुके कार्य: 8" in hindi.out


@pytest.mark.usefixtures("sample")
def test_a_page_shows_the_first_twenty_of_many(eshram: Eshram, tmp_path: Path) -> None:
    lines = [(f"list {number}", "14.12.2021", "Khagaria") for number in range(23)]
    eshram("action", "load", book(tmp_path / "list.xlsx", ("Task", "By when", "District"), *lines))
    page = eshram("summary", "khagaria", "--as-on", "17.12.2021")
    assert "Overdue tasks: 23" in page.out and "Not shown here: 3 tasks" in page.out
    assert "list 19" in page.out and "list 20" not in page.out


@pytest.mark.usefixtures("sample")
def test_the_mail_holds_the_tasks(eshram: Eshram, tmp_path: Path) -> None:
    eshram(*COOKS, "--due", "14.12.2021", "--place", "khagaria")
    mail = ("--send", "--dry-run", "--to", "dm@gov.in", "--folder", str(tmp_path / "mails"))
    assert eshram("summary", "khagaria", "--as-on", "17.12.2021", *mail).code == 0
    [letter] = (tmp_path / "mails").glob("*.eml")
    message = email.message_from_bytes(letter.read_bytes(), policy=policy.default)
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None and "Overdue tasks: 1" in body.get_content()


def test_a_folder_passes_over_a_list_of_tasks_and_says_so(eshram: Eshram, tmp_path: Path) -> None:
    ran = eshram("ingest", SAMPLE_DATA / "rajasthan", "--format", "json")
    assert ran.code == 0 and "`eshram action load FILE`" in ran.err  # `list-of-tasks`
    assert json.loads(ran.out)["skipped"] == [RAJASTHAN.name]
    assert json.loads(ran.out)["refused"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("add", "  "), 2, "The task has no words"),  # `task-empty`
        (("add", "lists", "--due", "soon"), 2, '"soon" is not a day'),  # `task-due`
        (("add", "call 9431000000"), 2, "holds mobile numbers"),  # `task-number`
        (("add", "lists", "--place", "Atlantis"), 2, "Atlantis"),
        (("load", str(SAMPLE_DATA / "bihar" / "bihar_eshram_2021-12-13.csv")), 3, "list of tasks"),  # `task-columns`
        (("load", "nowhere.xlsx"), 3, "There is no such file"),
    ],
)
def test_what_is_refused_makes_no_ledger(
    eshram: Eshram, home: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ran = eshram("action", *arguments)
    assert ran.code == code and says in ran.err
    assert "9431" not in ran.err
    assert not (home / "eshram.db").exists()


def test_a_number_that_is_no_task_and_a_drop_without_a_reason(eshram: Eshram) -> None:
    [row] = rows(eshram(*COOKS, "--format", "json"))
    assert row["due"] is None
    assert "There is no task with the number 99" in eshram("action", "done", "99").err  # `task-unknown`
    dropped = eshram("action", "drop", row["number"])
    assert dropped.code == 2 and "only with a reason" in dropped.err  # `task-why`


def test_hostile_words_are_kept_as_words(eshram: Eshram) -> None:
    eshram("action", "add", "=cmd|' /C calc'!A0", "--who", "x\x1b[31m")
    table = eshram("action", "list")
    assert "\x1b" not in table.out
    assert "'=cmd" in eshram("action", "list", "--format", "csv").out
