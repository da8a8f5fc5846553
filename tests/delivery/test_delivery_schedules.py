"""Schedules: their files letter by letter, and the line of cron run by a real cron and by an empty environment."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from eshram_cli.delivery.schedules import (
    Output,
    SchedulePlan,
    Scheduler,
    Slot,
    cron,
    read_slot,
    read_time,
    systemd,
    windows,
)
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import INDIA_TIME
from eshram_cli.jobs.sending.daily import missed, write_state
from tests.conftest import ROOT
from tests.delivery.conftest import Post, wait_until

GOLDEN = ROOT / "tests" / "golden" / "schedules"
PLAN = SchedulePlan(
    "bihar",
    Slot(dt.time(20)),
    (
        "/opt/e shram/bin/python",
        "-m",
        "eshram_cli",
        "run",
        "daily",
        "--state",
        "Bihar",
        "--ledger",
        "/srv/100%/e.db",
        "--quiet",
    ),
    "the daily page of Bihar",
    {"ESHRAM_SETTINGS": "/home/dlo/.config/eshram/settings.toml"},
)
NOON = dt.datetime(2021, 12, 28, 12, tzinfo=dt.UTC)


def compare(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("ESHRAM_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    assert text.encode("utf-8") == path.read_bytes()


@pytest.mark.parametrize(
    ("name", "zones", "zone"),
    [("cronie.txt", True, "UTC"), ("debian-utc.txt", False, "UTC"), ("debian-india.txt", False, "Asia/Kolkata")],
)
def test_the_lines_of_cron(name: str, zones: bool, zone: str) -> None:
    (text,) = cron.files(PLAN, zones=zones, today=NOON.astimezone(ZoneInfo(zone))).values()
    compare(name, text)
    assert all(len(line) < 998 for line in text.splitlines())


def test_the_units_of_systemd() -> None:
    for name, text in systemd.files(PLAN).items():
        compare(name, text)


ANALYZE = shutil.which("systemd-analyze")
NO_SYSTEMD = pytest.mark.skipif(ANALYZE is None, reason="no systemd-analyze here (Debian: apt-get install systemd)")


@NO_SYSTEMD
def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    """It looks for the program too, so that one stands where the units say."""
    program = tmp_path / "e shram 100%" / "python"
    program.parent.mkdir()
    program.symlink_to(shutil.which("true") or "/bin/true")
    units = tmp_path / "units"
    units.mkdir()
    for name, text in systemd.files(replace(PLAN, command=(str(program), *PLAN.command[1:]))).items():
        (units / name).write_text(text, encoding="utf-8")
    told = [_analyzed("verify", "--user", str(unit)) for unit in sorted(units.iterdir())]
    assert [(ran.returncode, ran.stderr) for ran in told] == [(0, ""), (0, "")]
    broken = next(units.glob("*.timer"))
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("Asia/Kolkata\nP", "Asia/Motihari\nP"), encoding="utf-8"
    )
    assert "Motihari" in _analyzed("verify", "--user", str(broken)).stderr, "it would have told"


@NO_SYSTEMD
def test_systemd_wakes_at_the_hour_of_india_wherever_the_pc_stands() -> None:
    calendar = next(line for line in _timer().splitlines() if line.startswith("OnCalendar=")).removeprefix(
        "OnCalendar="
    )
    found = _analyzed("calendar", "--base-time=2021-12-28 12:00:00 UTC", calendar).stdout
    assert "2021-12-28 14:30:00 UTC" in found


def _timer() -> str:
    return next(text for name, text in systemd.files(PLAN).items() if name.endswith(".timer"))


def _analyzed(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "TZ": "UTC", "LC_ALL": "C", "XDG_RUNTIME_DIR": "/tmp"}  # noqa: S108  it only has to be there
    return subprocess.run(
        [str(ANALYZE), *arguments], capture_output=True, text=True, env=environment, timeout=60, check=False
    )


def test_the_task_of_windows() -> None:
    for name, text in windows.files(PLAN).items():
        compare(name, text)
        root = ElementTree.fromstring(text.partition("\n")[2])  # noqa: S314  our own
        values = {element.tag.rpartition("}")[2]: element.text for element in root.iter()}
        assert values["StartBoundary"] == "2021-08-26T20:00:00+05:30"
        assert values["MultipleInstancesPolicy"] == "IgnoreNew"
        assert values["StartWhenAvailable"] == "true"


WEEKLY = replace(PLAN, slot=Slot(dt.time(9), weekday=0))
MONTHLY = replace(PLAN, slot=Slot(dt.time(9), monthday=1))
THRICE = replace(PLAN, slot=Slot(dt.time(20), (dt.time(18), dt.time(19))))


def test_other_rhythms_of_cron() -> None:
    def lines(plan: SchedulePlan, zone: str = "Asia/Kolkata") -> list[str]:
        (text,) = cron.files(plan, zones=False, today=NOON.astimezone(ZoneInfo(zone))).values()
        return [line.split(" ESHRAM_")[0] for line in text.splitlines() if " * " in line]

    assert lines(WEEKLY) == ["0 9 * * 1", "37 * * * *"]
    assert lines(MONTHLY) == ["0 9 1 * *", "37 * * * *"]
    assert lines(THRICE) == ["0 18 * * *", "0 19 * * *", "0 20 * * *", "37 * * * *"]
    assert lines(replace(PLAN, slot=Slot(dt.time(4), weekday=0)), "UTC")[0] == "30 22 * * 0", "Sunday in London still"
    (text,) = cron.files(WEEKLY, zones=True, today=NOON).values()
    assert "--if-missed 'monday 09:00'" in text


@NO_SYSTEMD
@pytest.mark.parametrize(("plan", "next_one"), [
    (WEEKLY, "2022-01-03 03:30:00 UTC"), (MONTHLY, "2022-01-01 03:30:00 UTC"), (THRICE, "2021-12-28 12:30:00 UTC"),
])  # fmt: skip
def test_other_rhythms_of_systemd(plan: SchedulePlan, next_one: str) -> None:
    timer = next(text for name, text in systemd.files(plan).items() if name.endswith(".timer"))
    found = [line.removeprefix("OnCalendar=") for line in timer.splitlines() if line.startswith("OnCalendar=")]
    assert next_one in _analyzed("calendar", "--base-time=2021-12-28 12:00:00 UTC", *found).stdout


def test_other_rhythms_of_windows() -> None:
    for plan, words in (
        (WEEKLY, ["<Monday />"]), (MONTHLY, ["<Day>1</Day>", "<December />"]), (THRICE, ["T18:00", "T19:00", "T20:00"])
    ):  # fmt: skip
        (text,) = windows.files(plan).values()
        root = ElementTree.fromstring(text.partition("\n")[2])  # noqa: S314  our own
        assert len(root.findall(".//{*}CalendarTrigger")) == len(plan.slot.hours)
        assert all(word in text for word in words)


def test_each_rhythm_is_shown_as_it_was_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systemd, "_folder", lambda: tmp_path)
    told = [
        (PLAN, "20:00 Asia/Kolkata"),
        (WEEKLY, "every Monday at 09:00 Asia/Kolkata"),
        (MONTHLY, "every month on day 1 at 09:00 Asia/Kolkata"),
        (THRICE, "18:00, 19:00, 20:00 Asia/Kolkata"),
    ]
    for plan, when in told:
        table = Table()
        cron.install(plan, table)
        systemd.install(plan, lambda command, text: Output(0, "", ""))
        assert [one.when for one in (*cron.installed(table), *systemd.installed(table))] == [when, when]


def test_when_a_week_or_a_month_was_last_due() -> None:
    tuesday = dt.datetime(2021, 12, 28, 8, tzinfo=INDIA_TIME)
    assert WEEKLY.slot.latest(tuesday, INDIA_TIME) == dt.datetime(2021, 12, 27, 9, tzinfo=INDIA_TIME)
    assert MONTHLY.slot.latest(tuesday, INDIA_TIME) == dt.datetime(2021, 12, 1, 9, tzinfo=INDIA_TIME)
    assert THRICE.slot.latest(tuesday, INDIA_TIME) == dt.datetime(2021, 12, 27, 20, tzinfo=INDIA_TIME)


def test_how_a_rhythm_is_written(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    assert read_slot("18:00, 20:00,19:00") == THRICE.slot
    assert read_slot("Monday 9:00") == read_slot("mon 09:00") == WEEKLY.slot
    assert read_slot("1 9:00") == MONTHLY.slot
    for text in ("31 09:00", "m 09:00", "monday", "holiday 09:00", "18:00,", "monday 09:00, 10:00"):
        with pytest.raises(EshramError):
            read_slot(text)
    install = ("schedule", "install", "--state", "bihar", "--with", "cron", "--print")
    ran = eshram(*install, "--weekly", "monday 09:00", "--attach", "html")
    assert "run review --state Bihar --name bihar-weekly" in ran.out and "--attach html --quiet" in ran.out
    assert (
        "--when complete --last 20:00 --quiet" in eshram(*install, "--daily", "18:00, 20:00", "--when", "complete").out
    )
    assert eshram(*install).code == 2  # `schedule-rhythm`
    assert eshram(*install, "--weekly", "monday 09:00", "--when", "complete").code == 2  # `schedule-option`
    assert eshram(*install, "--monthly", "monday 09:00").code == 2


class Table:
    """The table of a user's cron, as `crontab` keeps it."""

    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def __call__(self, command: Sequence[str], text: str = "") -> Output:
        match list(command)[1]:
            case "-V":
                return Output(1, "", "invalid option -- 'V'")
            case "-l":
                return Output(0, self.text, "") if self.text is not None else Output(1, "", "no crontab for dlo")
        self.text = text
        return Output(0, "", "")


def test_what_else_stands_in_the_table_stays() -> None:
    table = Table("0 1 * * * backup\n# mine")
    cron.install(PLAN, table)
    cron.install(PLAN, table)
    assert table.text is not None and table.text.count("# >>> eshram bihar >>>") == 1
    assert [(one.name, one.when) for one in cron.installed(table)] == [("bihar", "20:00 Asia/Kolkata")]
    assert cron.remove("bihar", table)
    assert table.text == "0 1 * * * backup\n# mine\n"
    assert not cron.remove("bihar", table)


def test_a_plan_of_systemd_is_installed_shown_and_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systemd, "_folder", lambda: tmp_path)
    asked: list[list[str]] = []

    def run(command: Sequence[str], text: str = "") -> Output:
        asked.append(list(command))
        return Output(0, "", "")

    systemd.install(PLAN, run)
    assert [(one.name, one.when) for one in systemd.installed(run)] == [("bihar", "20:00 Asia/Kolkata")]
    assert systemd.remove("bihar", run) and not systemd.remove("bihar", run)
    assert list(tmp_path.iterdir()) == []
    assert ["systemctl", "--user", "enable", "--now", "eshram-bihar.timer"] in asked


def test_a_task_of_windows_is_installed_shown_and_removed() -> None:
    asked: list[list[str]] = []

    def run(command: Sequence[str], text: str = "") -> Output:
        asked.append(list(command))
        if "/Create" in command:
            assert Path(command[-2]).read_text(encoding="utf-16").startswith("<?xml")
        return Output(0, '"\\eshram\\bihar","29.12.2021 20:00:00","Ready"\n' if "/Query" in command else "", "")

    windows.install(PLAN, run)
    assert windows.installed(run)[0].name == "bihar"
    assert windows.remove("bihar", run) and not windows.remove("motihari", run)
    assert asked[0][:4] == ["schtasks", "/Create", "/TN", "\\eshram\\bihar"]


def test_a_scheduler_that_fails_is_told() -> None:
    with pytest.raises(EshramError) as stopped:
        cron.install(PLAN, lambda command, text: Output(127 if command[1] == "-" else 1, "", "not found"))
    assert stopped.value.problem.code == "schedule-tool"


@pytest.mark.parametrize("text", ["25:00", "8", "20:60", "noon", ""])
def test_what_is_no_hour(text: str) -> None:
    with pytest.raises(EshramError) as stopped:
        read_time(text)
    assert stopped.value.problem.code == "schedule-time"


def test_a_run_is_missed_when_the_last_one_began_before_the_hour(tmp_path: Path) -> None:
    ledger, at = tmp_path / "e.db", Slot(dt.time(20))
    half_past_eight = dt.datetime(2021, 12, 28, 20, 30, tzinfo=INDIA_TIME)
    assert at.latest(half_past_eight, INDIA_TIME).day == 28
    assert at.latest(half_past_eight - dt.timedelta(hours=1), INDIA_TIME).day == 27
    assert not missed(ledger, "bihar", at, half_past_eight), "what never ran was not missed"
    write_state(ledger, "bihar", half_past_eight - dt.timedelta(hours=2))
    assert missed(ledger, "bihar", at, half_past_eight)
    assert not missed(ledger, "bihar", at, half_past_eight - dt.timedelta(hours=1))
    write_state(ledger, "bihar", half_past_eight)
    assert not missed(ledger, "bihar", at, half_past_eight + dt.timedelta(hours=23))


def test_print_installs_nothing_and_warns_of_what_a_schedule_cannot_see(eshram, sample, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ESHRAM_SMTP_HOST", "localhost")
    ran = eshram("schedule", "install", "--daily", "20:00", "--state", "bihar", "--with", "systemd", "--print")
    assert ran.code == 0
    assert "OnCalendar=*-*-* 20:00:00 Asia/Kolkata" in ran.out
    assert "ESHRAM_SMTP_HOST are set only in this window" in ran.err  # `schedule-environment`
    assert (
        eshram("schedule", "install", "--daily", "20:00", "--state", "bihar", "--name", "a b").code == 2
    )  # `schedule-name`
    assert eshram("schedule", "remove", "nothing").code == 2  # `schedule-none`


def installed_lines(eshram, *more: str) -> list[str]:  # type: ignore[no-untyped-def]
    ran = eshram("schedule", "install", "--daily", "20:00", "--district", "purbi champaran", "--with", "cron", *more)
    assert ran.code == 0, ran.err
    return [line for line in ran.out.splitlines() if "run daily" in line]


@pytest.mark.skipif(not shutil.which("sh"), reason="no Unix shell here")
def test_the_line_works_in_an_empty_environment(eshram, sample, post: Post, settings_text, tmp_path) -> None:  # type: ignore[no-untyped-def]
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    settings_text(post.port, '"purbi champaran" = ["dm@motihari.nic.in"]', top=f"inbox = '{inbox}'")
    line, caught_up = installed_lines(eshram, "--print")
    empty = ["env", "-i", "HOME=/", "LOGNAME=dlo", "PATH=/usr/bin:/bin", "SHELL=/bin/sh", "sh", "-c"]
    ran = subprocess.run([*empty, line.split(" ", 5)[5]], capture_output=True, timeout=120, check=False, cwd="/")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b""), "silent unless something is wrong"
    assert post.recipients == ["dm@motihari.nic.in"]
    again = subprocess.run([*empty, caught_up.split(" ", 5)[5]], capture_output=True, timeout=120, check=False, cwd="/")
    assert (again.returncode, again.stdout, again.stderr, len(post.taken)) == (0, b"", b"", 1), "nothing was missed"
    assert "send: Purbi Champaran: 1 sent" in Path(f"{sample}.daily.log").read_text(encoding="utf-8")


@pytest.fixture
def own_table(sole_user_of_cron: None) -> Iterator[Callable[[str], None]]:
    """A real cron at work with our lines in the table; afterwards the table is as it was."""
    before = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)

    def put(text: str) -> None:
        subprocess.run(["crontab", "-"], input=text, text=True, check=True)

    daemon = subprocess.Popen(["cron", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield put
    daemon.terminate()
    daemon.wait(10)
    if before.returncode == 0:
        put(before.stdout)
    else:
        subprocess.run(["crontab", "-r"], capture_output=True, check=False)


@pytest.fixture
def sole_user_of_cron() -> Iterator[None]:
    """The machine has one table and one daemon; tests of another checkout that run beside these wait for them."""
    import fcntl

    with Path(tempfile.gettempdir(), "eshram-tests-of-cron.lock").open("w", encoding="ascii") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def cron_here() -> str:
    """Blank where a cron of our own can run, else why not."""
    if not shutil.which("cron") or not shutil.which("crontab"):
        return "no cron here (Debian: apt-get install cron)"
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "a cron daemon wants to be root"
    return "a cron daemon is at work already" if Path("/run/crond.pid").exists() and _alive() else ""


def _alive() -> bool:
    try:
        os.kill(int(Path("/run/crond.pid").read_text(encoding="ascii")), 0)
    except (OSError, ValueError):
        return False
    return True


@pytest.mark.skipif(bool(cron_here()), reason=cron_here() or "-")
def test_a_real_cron_runs_the_line_and_the_mail_arrives(eshram, sample, post: Post, settings_text, own_table) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, '"purbi champaran" = ["dm@motihari.nic.in"]')
    soon = dt.datetime.now(INDIA_TIME) + dt.timedelta(seconds=66)
    ran = eshram("schedule", "install", "--daily", f"{soon:%H:%M}", "--district", "purbi champaran", "--with", "cron")
    assert ran.code == 0, ran.err
    assert wait_until(lambda: post.taken, 150), Path(f"{sample}.daily.log").exists()
    assert post.recipients == ["dm@motihari.nic.in"]
    assert eshram("schedule", "show", "--format", "json").out.count("purbi-champaran") == 1
    assert eshram("schedule", "remove", "purbi-champaran").code == 0


def test_the_scheduler_of_each_system_has_a_module() -> None:
    from eshram_cli.delivery.schedules import kind_of

    assert all(callable(kind_of(one).install) for one in Scheduler)
