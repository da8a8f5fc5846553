"""`summary --send` against a real server on this machine: once, whole, to the right people, or told why not."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import pytest

from eshram_cli.delivery import outbox as working
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import today
from eshram_cli.problems import Language, Problem
from eshram_cli.reports import charts
from eshram_cli.reports.charts import fonts
from tests.delivery.conftest import PASSWORD, Post, free_port

Eshram = Callable[..., object]
ONE = '"purbi champaran" = ["dm@motihari.nic.in"]'
THREE = '"purbi champaran" = ["dm@motihari.nic.in", "gone@motihari.nic.in", "sdo@motihari.gov.in"]'
SEND = ("summary", "--district", "purbi champaran", "--send", "--format", "json")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long a run as ever, in a hundredth of the time."""
    monkeypatch.setattr(working, "PAUSES", (0.02, 0.02, 0.02))


def states(ran) -> list[str]:  # type: ignore[no-untyped-def]
    return [one["state"] for one in json.loads(ran.out)["deliveries"]]


def test_two_runs_bring_one_mail(eshram, sample, post: Post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE)
    first, second = eshram(*SEND), eshram(*SEND)
    assert (first.code, second.code) == (0, 0), first.err + second.err
    assert (states(first), states(second)) == (["sent"], ["already"])
    assert post.recipients == ["dm@motihari.nic.in"]


def test_another_language_or_hour_is_no_new_mail_but_resend_is(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE)
    assert states(eshram(*SEND)) == ["sent"]
    assert states(eshram(*SEND, "--lang", "hi")) == ["already"]
    assert states(eshram(*SEND, "--resend")) == ["sent"]
    assert len({mail["Message-ID"] for _, mail in post.taken}) == 2


def test_the_subject_is_the_news(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, '"purbi champaran" = [{ to = "dm@motihari.nic.in", lang = "hi" }]')
    assert eshram(*SEND).code == 0
    assert str(post.taken[0][1]["Subject"]) == "पूर्वी चंपारण 28.12: संख्या में पहला (+1), लक्ष्य का 57.69 %, +46,401"


def figures(text: str) -> set[str]:
    """Every count and percentage; arrows and signs of moves, and years, are written in two ways."""
    return set(re.findall(r"\d[\d,]*\d{2,}(?:\.\d\d)?|\d+\.\d\d(?!\.)", text))


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_the_mail_parses_and_its_parts_agree(lang, eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE)
    assert eshram(*SEND, "--lang", lang, "--attach-csv").code == 0
    mail: EmailMessage = post.taken[0][1]
    assert not mail.defects
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    shown = re.sub(r"<style.*?</style>|style=\"[^\"]*\"|<[^>]+>", " ", html, flags=re.DOTALL)
    assert figures(text) - {"2021"} == figures(shown) - {"2021"}
    assert {"9,88,912", "57.69", "17,14,038"} <= figures(text)
    cids = {str(part["Content-ID"])[1:-1] for part in mail.walk() if part["Content-ID"]}
    assert cids == set(re.findall(r"cid:([^\"]+)", html)) != set()
    assert not re.findall(r"(?:src|href)=\"(?!cid:)", html), "nothing is loaded from anywhere"
    (file,) = mail.iter_attachments()
    assert file.get_filename() == "eshram-purbi-champaran-2021-12-28.csv"
    assert len(file.get_content().splitlines()) == 28


def test_the_state_gets_its_page_and_each_district_its_own_one_mail_each(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    people = (
        '"बिहार" = ["sec@bihar.gov.in", "dm@motihari.nic.in"]\n"motihari, purbi champaran" = ["bdo@motihari.nic.in"]\n'
    )
    settings_text(post.port, people + ONE + '\nkhagaria = ["dm@khagaria.nic.in"]\nrajasthan = ["x@rajasthan.gov.in"]')
    ran = eshram("summary", "--state", "bihar", "--send", "--format", "json")
    assert ran.code == 0, ran.err
    subjects = {recipient: str(mail["Subject"]) for recipient, mail in post.taken}
    assert len(post.taken) == len(subjects)
    assert subjects["sec@bihar.gov.in"].startswith("Bihar 28.12:")
    assert subjects["dm@motihari.nic.in"].startswith("Bihar 28.12:") and subjects["dm@motihari.nic.in"].endswith("(+1)")
    assert subjects["dm@khagaria.nic.in"].startswith("Khagaria 28.12:")
    assert "x@rajasthan.gov.in" not in subjects


def test_a_server_that_is_down_queues_and_the_next_run_delivers_once(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(free_port(), ONE)
    down = eshram(*SEND)
    assert (down.code, states(down)) == (5, ["queued"])
    assert "cannot be reached" in down.err and "`" not in down.out
    settings_text(post.port, ONE)
    up = eshram(*SEND)
    assert (up.code, states(up)) == (0, ["sent", "already"])
    assert post.recipients == ["dm@motihari.nic.in"]
    assert "may be a second copy" not in str(post.taken[0][1]["Subject"])


def test_one_refused_recipient_does_not_keep_the_others_from_theirs(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    post.refused = {"gone@motihari.nic.in"}
    settings_text(post.port, THREE)
    ran = eshram(*SEND)
    assert ran.code == 5
    assert sorted(post.recipients) == ["dm@motihari.nic.in", "sdo@motihari.gov.in"]
    assert "refused the mail to gone@motihari.nic.in: 550 5.1.1 no such mailbox" in ran.err
    assert states(ran) == ["sent", "refused", "sent"]
    post.refused = set()
    assert eshram("outbox", "retry").code == 0
    assert post.recipients[-1] == "gone@motihari.nic.in"


@pytest.mark.parametrize("language", ["en", "hi"])
def test_after_a_refusal_the_next_run_says_the_truth_until_somebody_looks(  # type: ignore[no-untyped-def]
    eshram, sample, post, settings_text, language
) -> None:
    post.refused = {"dm@motihari.nic.in"}
    settings_text(post.port, ONE)
    assert eshram(*SEND).code == 5
    for _ in range(2):
        again = eshram(*SEND, "--lang", language)
        assert (again.code, states(again), post.recipients) == (5, ["refused"], [])
        problem = Problem("mail-refused-before", words={"number": 1, "recipient": "dm@motihari.nic.in", "day": today()})
        assert problem.line(Language(language)) in again.err
    post.refused = set()
    assert eshram("outbox", "retry", "1").code == 0
    delivered = eshram(*SEND)
    assert (delivered.code, states(delivered), post.recipients) == (0, ["already"], ["dm@motihari.nic.in"])


def test_a_mail_that_was_given_up_is_not_said_to_have_gone(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    post.refused = {"dm@motihari.nic.in"}
    settings_text(post.port, ONE)
    assert (eshram(*SEND).code, eshram("outbox", "drop", "1").code) == (5, 0)
    dropped = eshram(*SEND)
    assert (dropped.code, states(dropped), post.recipients) == (0, ["dropped"], [])
    post.refused = set()
    assert states(eshram(*SEND, "--resend")) == ["sent"]


def test_a_server_that_asks_to_wait_is_asked_again_in_the_same_run(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    post.later = 2
    settings_text(post.port, ONE)
    ran = eshram(*SEND)
    assert (ran.code, states(ran), ran.err) == (0, ["sent"], "")


def test_a_wrong_password_is_told_once_and_never_shown(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, THREE, password="purana sal 2021")  # noqa: S106
    ran = eshram(*SEND)
    assert (ran.code, states(ran), post.logins) == (5, ["queued"] * 3, 1)
    assert "does not accept the user dlo-motihari" in ran.err
    assert "purana" not in ran.err + ran.out


def test_a_certificate_that_nobody_vouches_for_gets_no_password(eshram, sample, post, settings_text, home) -> None:  # type: ignore[no-untyped-def]
    text = settings_text(post.port, ONE)
    (home / "settings.toml").write_text(re.sub(r"ca_file.*", "", text), encoding="utf-8")
    ran = eshram(*SEND)
    assert (ran.code, states(ran), post.logins) == (5, ["queued"], 0)
    assert "cannot be trusted: self-signed certificate" in ran.err


def test_a_server_that_speaks_no_tls_gets_no_password(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, more='security = "ssl"')
    ran = eshram(*SEND)
    assert (ran.code, post.logins) == (5, 0)
    assert "does not support ssl" in ran.err


@contextmanager
def listening(answer: bytes) -> Iterator[int]:
    """A server that says one thing and then nothing more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    one, _ = server.accept()
                except OSError:
                    return
                held.append(one)
                one.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        for one in held:
            one.close()


@pytest.mark.parametrize("answer", [b"", b"220 hello\r\n"])
def test_a_server_that_hangs_holds_a_run_for_a_bounded_time(answer, eshram, sample, settings_text, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(working, "BUDGET", 3.0)
    with listening(answer) as port:
        text = settings_text(port, ONE)
        Path(os.environ["ESHRAM_SETTINGS"]).write_text(text.replace("timeout = 2", "timeout = 0.5"), encoding="utf-8")
        began = time.monotonic()
        ran = eshram(*SEND)
    assert (ran.code, states(ran)) == (5, ["queued"])
    assert "did not answer for 0.5 seconds" in ran.err
    assert time.monotonic() - began < 60


def test_a_password_does_not_cross_the_network_in_the_clear(eshram, sample, settings_text, home) -> None:  # type: ignore[no-untyped-def]
    with listening(b"220 mail.example ESMTP\r\n250 mail.example\r\n250 AUTH PLAIN\r\n") as port:
        text = settings_text(port, ONE, more='security = "none"')
        (home / "settings.toml").write_text(text.replace('"localhost"', '"0.0.0.0"'), encoding="utf-8")
        ran = eshram(*SEND)
    assert ran.code == 5
    assert "others on the network could read the password" in ran.err


KILLED = """
import os, sys
from eshram_cli import cli
from eshram_cli.ledger.outbox import Outbox
record = Outbox.record
def killed(self, number, act, at, why=""):
    if act == "sent":
        os._exit(9)
    record(self, number, act, at, why)
Outbox.record = killed
cli.execute(sys.argv[1:])
"""


def test_killed_between_accept_and_record_brings_one_copy_more_and_marks_it(  # type: ignore[no-untyped-def]
    eshram, sample, post, settings_text
) -> None:
    settings_text(post.port, ONE, top='lang = "hi"')

    def killed() -> None:
        ran = subprocess.run([sys.executable, "-c", KILLED, *SEND], capture_output=True, timeout=60, check=False)
        assert ran.returncode == 9, ran.stderr

    killed()
    again = eshram(*SEND)
    assert (again.code, states(again)) == (0, ["sent", "already"])
    first, second = (mail for _, mail in post.taken)
    assert first["Message-ID"] == second["Message-ID"]
    assert str(second["Subject"]) == f"{first['Subject']} (संभवतः दूसरी प्रति)"
    assert second["X-Eshram-Copy"] == "perhaps"
    assert first.get_body(("html",)).get_content() == second.get_body(("html",)).get_content()


def test_killed_twice_at_the_same_point_waits_for_somebody_to_look(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE)
    for _ in range(2):
        subprocess.run([sys.executable, "-c", KILLED, *SEND], capture_output=True, timeout=60, check=False)
    third = eshram(*SEND)
    assert (third.code, states(third), len(post.taken)) == (5, ["uncertain"], 2)
    assert "was interrupted twice" in third.err  # `mail-uncertain`
    assert eshram("outbox", "drop", "1").code == 0
    assert eshram(*SEND).code == 0
    assert len(post.taken) == 2


def test_addresses_outside_the_government_are_refused_before_anything_is_queued(  # type: ignore[no-untyped-def]
    eshram, sample, post, settings_text
) -> None:
    settings_text(post.port, ONE)
    ran = eshram(*SEND, "--to", "dm@motihari.nic.in", "--to", "friend@example.com")
    assert ran.code == 2
    assert "friend@example.com is not an address in gov.in, nic.in" in ran.err  # `mail-external`
    assert (post.taken, eshram("outbox", "list").out.strip()[-20:]) == ([], "The outbox is empty."[-20:])
    assert eshram(*SEND, "--to", "friend@example.com", "--allow-external").code == 0
    settings_text(post.port, ONE, more='[mail]\ndomains = ["example.org"]')
    assert eshram(*SEND, "--to", "friend@post.example.org").code == 0
    assert post.recipients == ["friend@example.com", "friend@post.example.org"]


def test_nobody_named_no_server_no_password_stop_before_anything_is_queued(  # type: ignore[no-untyped-def]
    eshram, sample, post, settings_text, home
) -> None:
    settings_text(post.port)
    assert "There is no address for the page" in eshram(*SEND).err  # `mail-no-recipients`
    text = settings_text(post.port, ONE)
    file = home / "settings.toml"
    for gone, code, told in (
        ("host", 4, "smtp.host is not set"),  # `smtp-missing`
        ("password_file", 4, "no password for the mail user"),  # `smtp-password-missing`
    ):
        file.write_text(re.sub(rf"^{gone} = .*$", "", text, flags=re.MULTILINE), encoding="utf-8")
        ran = eshram(*SEND)
        assert (ran.code, told in ran.err) == (code, True), ran.err
    assert "empty" in eshram("outbox", "list").out


@pytest.mark.parametrize(
    ("spoil", "code", "pictures"), [("font", "chart-no-hindi-font", 1), ("matplotlib", "mail-no-chart", 0)]
)
def test_what_a_chart_lacks_is_told(spoil, code, pictures, eshram, sample, post, settings_text, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def broken(*_: object) -> None:
        raise EshramError("chart-no-matplotlib", why="broken")

    settings_text(post.port, ONE)
    if spoil == "font":
        monkeypatch.setattr(fonts, "hindi_trouble", lambda: "chart-no-hindi-font")
    else:
        monkeypatch.setattr(charts, "render", broken)
    ran = eshram(*SEND, "--lang", "hi")
    assert (ran.code, post.recipients) == (0, ["dm@motihari.nic.in"]), ran.err
    assert ran.err.count(Problem(code, words={"why": "broken"}).message(Language.hi)) == 1
    (_, mail), *_ = post.taken
    assert sum(part.get_content_type() == "image/png" for part in mail.walk()) == pictures


def test_a_dry_run_writes_files_and_sends_and_stores_nothing(eshram, sample, post, settings_text, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, THREE)
    before = sample.read_bytes()
    ran = eshram(*SEND, "--dry-run", "--folder", tmp_path / "mails")
    assert (ran.code, states(ran)) == (0, ["written"] * 3)
    assert [file.name for file in sorted((tmp_path / "mails").iterdir())] == [
        "001-dm@motihari.nic.in.eml", "002-gone@motihari.nic.in.eml", "003-sdo@motihari.gov.in.eml"
    ]  # fmt: skip
    assert post.taken == []
    assert sample.read_bytes() == before


def test_a_place_without_figures_gets_no_page_and_is_told(eshram, sample, post, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(
        post.port, ONE + '\n"shimla, himachal pradesh" = ["dm@shimla.nic.in"]\n"himachal pradesh" = ["s@hp.gov.in"]'
    )
    ran = eshram("summary", "--state", "himachal pradesh", "--send", "--format", "json")
    assert (ran.code, post.recipients) == (0, ["s@hp.gov.in"]), ran.err
    assert "No page was sent for Shimla" in ran.err  # `mail-page-lacking`


def test_options_of_mails_want_send(eshram, sample) -> None:  # type: ignore[no-untyped-def]
    ran = eshram("summary", "--state", "bihar", "--to", "a@nic.in")
    assert ran.code == 2
    assert "--send" in ran.err


def test_the_password_may_come_from_the_environment(eshram, sample, post, settings_text, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    settings_text(post.port, ONE, password="not this one")  # noqa: S106
    monkeypatch.setenv("ESHRAM_SMTP_PASSWORD", PASSWORD)
    assert eshram(*SEND).code == 0


def test_a_relay_without_login_takes_mails(eshram, sample, relay, home) -> None:  # type: ignore[no-untyped-def]
    (home / "settings.toml").write_text(
        f'[smtp]\nhost = "127.0.0.1"\nport = {relay.port}\nsecurity = "none"\nfrom = "a@nic.in"\n[recipients]\n{ONE}',
        encoding="utf-8",
    )
    assert (eshram(*SEND).code, relay.recipients) == (0, ["dm@motihari.nic.in"])


def test_a_server_of_tls_takes_mails(eshram, sample, secure, settings_text) -> None:  # type: ignore[no-untyped-def]
    settings_text(secure.port, ONE, more='security = "ssl"')
    ran = eshram(*SEND)
    assert (ran.code, secure.recipients, secure.logins) == (0, ["dm@motihari.nic.in"], 1), ran.err
