"""What is attached: only where it was asked for, as Excel and readers of PDF open it, never instead of the letter."""

from __future__ import annotations

import io
import json
import sys
from email.message import EmailMessage

import pytest
from openpyxl import load_workbook

from tests.delivery.conftest import Post

pytestmark = pytest.mark.long

SEND = ("--send", "--format", "json")
BIHAR = '"bihar" = ["sec@bihar.gov.in"]'
ONE = '"purbi champaran" = ["dm@motihari.nic.in"]'


def attached(mail: EmailMessage) -> dict[str, bytes]:
    return {str(one.get_filename()): one.get_payload(decode=True) for one in mail.iter_attachments()}  # type: ignore[misc]


def test_the_workbook_is_the_one_of_the_summary(eshram, sample, post: Post, settings_text, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE)
    assert eshram("summary", "--district", "purbi champaran", *SEND, "--attach", "xlsx").code == 0
    ((name, data),) = attached(post.taken[0][1]).items()
    assert name == "eshram-purbi-champaran-2021-12-28.xlsx"
    own = tmp_path / "own.xlsx"
    assert eshram("summary", "--district", "purbi champaran", "-o", str(own)).code == 0
    assert data == own.read_bytes()
    assert "Raxaul" in {cell.value for sheet in load_workbook(io.BytesIO(data)) for row in sheet for cell in row}


def test_nothing_is_attached_unasked(eshram, sample, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, BIHAR)
    assert eshram("report", "bihar", *SEND).code == 0
    mail = post.taken[0][1]
    assert attached(mail) == {}
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Kishanganj" in text and max(map(len, text.splitlines())) <= 80


def test_the_page_as_a_paper(eshram, sample, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("typst", reason="typst is not installed here")
    settings_text(post.port, ONE)
    assert eshram("summary", "--district", "purbi champaran", *SEND, "--attach", "pdf").code == 0
    ((name, data),) = attached(post.taken[0][1]).items()
    assert name == "eshram-purbi-champaran-2021-12-28.pdf" and data.startswith(b"%PDF-")


def test_without_typst_the_mail_goes_and_says_why_it_has_no_paper(  # type: ignore[no-untyped-def]
    eshram, sample, post: Post, settings_text, monkeypatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    settings_text(post.port, ONE)
    ran = eshram("summary", "--district", "purbi champaran", *SEND, "--attach", "pdf")
    assert (ran.code, attached(post.taken[0][1])) == (0, {})
    assert "The mail goes without its pdf. A PDF cannot be made here" in ran.err  # `mail-no-paper`


@pytest.mark.long
def test_a_pack_goes_once_for_its_week(eshram, sample, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, BIHAR)
    first = eshram("report", "bihar", *SEND, "--attach", "xlsx", "--lang", "hi")
    assert first.code == 0, first.err
    again = eshram("report", "bihar", *SEND)
    assert [json.loads(ran.out)["deliveries"][0]["state"] for ran in (first, again)] == ["sent", "already"]
    assert json.loads(eshram("report", "bihar", "--monthly", *SEND).out)["deliveries"][0]["state"] == "sent"
    assert [str(mail["Subject"]).split(",")[0] for _, mail in post.taken] == [
        "साप्ताहिक समीक्षा: बिहार", "Monthly review: Bihar"
    ]  # fmt: skip
    assert list(attached(post.taken[0][1])) == ["eshram-bihar-2021-12-26.xlsx"]


@pytest.mark.long
def test_a_pack_that_a_schedule_starts(eshram, sample, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, BIHAR)
    run = ("run", "review", "--state", "bihar", "--name", "bihar-weekly")
    assert "send: Bihar: 1 sent" in eshram(*run).err
    assert "send: Bihar: 1 already sent today" in eshram(*run).err
    caught_up = eshram(*run, "--if-missed", "monday 09:00")
    assert (caught_up.code, caught_up.err, len(post.taken)) == (0, "", 1), "this week's run was done"


def test_what_a_pack_is_not_sent_with(eshram, sample, settings_text) -> None:  # type: ignore[no-untyped-def]
    assert eshram("report", "bihar", "--attach", "pdf").code == 2
    assert eshram("report", "bihar", "--send", "-o", "x.html").code == 2
