"""`--when complete`: silent until all have reported, once a day, and the day's last run sends what there is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli.delivery import outbox
from eshram_cli.jobs.clock import INDIA_TIME
from tests.delivery.conftest import Post

pytestmark = pytest.mark.long

ONE = '"purbi champaran" = ["dm@motihari.nic.in"]'
RUN = ("run", "daily", "--district", "purbi champaran", "--when", "complete", "--last", "20:00")
HALF = "Purbi Champaran, as on 29.12.2021\nBlock,Registered\nRaxaul,51200\n"
"""One block of 27."""


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Sets the clock to a day of December 2021 and an hour of India."""

    def put(day: int, hour: int) -> None:
        moment = dt.datetime(2021, 12, day, hour, 0, 5, tzinfo=INDIA_TIME)
        monkeypatch.setattr(outbox.WallClock, "now", lambda self: moment)

    return put


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def test_each_run_waits_and_the_last_one_sends_once(eshram, sample, post: Post, settings_text, inbox, at) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, top=f"inbox = '{inbox}'")
    (inbox / "29.csv").write_text(HALF, encoding="utf-8")
    for hour in (18, 19):
        at(29, hour)
        ran = eshram(*RUN)
        assert (ran.code, post.taken) == (0, []), ran.err
        assert "1 not sent yet, not all have reported" in ran.err
    at(29, 20)
    assert eshram(*RUN).code == 0
    assert [str(mail["Subject"])[:22] for _, mail in post.taken] == ["Purbi Champaran 29.12:"]
    (inbox / "30.csv").write_text(HALF.replace("51200", "51300"), encoding="utf-8")
    at(29, 21)
    assert "1 already sent today" in eshram(*RUN).err
    assert len(post.taken) == 1, "figures that change later make no second mail of the day"


def test_it_goes_as_soon_as_all_have_reported(eshram, sample, post: Post, settings_text, at) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE)
    at(28, 18)
    assert eshram(*RUN).code == 0
    assert post.recipients == ["dm@motihari.nic.in"], "27 of 27 blocks reported on the 28th"
    at(28, 20)
    assert "already sent today" in eshram(*RUN).err
    at(29, 18)
    assert "not all have reported" in eshram(*RUN).err, "on the next day nothing has come yet"
    assert len(post.taken) == 1


def test_the_run_after_a_missed_last_one_stands_for_it(eshram, sample, post: Post, settings_text, inbox, at) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, top=f"inbox = '{inbox}'")
    (inbox / "29.csv").write_text(HALF, encoding="utf-8")
    at(29, 18)
    assert eshram(*RUN).code == 0
    at(30, 9)
    assert eshram(*RUN).code == 0
    assert [str(mail["Subject"])[:22] for _, mail in post.taken] == ["Purbi Champaran 29.12:"]
    (inbox / "30.csv").write_text(HALF.replace("29.12", "30.12").replace("51200", "51900"), encoding="utf-8")
    for hour in (18, 20):
        at(30, hour)
        assert eshram(*RUN).code == 0
    assert [str(mail["Subject"])[:22] for _, mail in post.taken][1:] == ["Purbi Champaran 30.12:"], (
        "the day has its own"
    )


def test_summary_waits_in_the_same_way(eshram, sample, post: Post, settings_text, at) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, '"bihar" = ["sec@bihar.gov.in"]')
    send = ("summary", "bihar", "--as-on", "14.12.2021", "--send", "--when", "complete", "--format", "json")
    at(29, 18)
    early = eshram(*send, "--last", "20:00")
    assert (early.code, json.loads(early.out)["deliveries"][0]["state"], post.taken) == (0, "incomplete", [])
    at(29, 20)
    assert json.loads(eshram(*send, "--last", "20:00").out)["deliveries"][0]["state"] == "sent"
    assert eshram("summary", "bihar", "--when", "complete").code == 2, "only with --send"
