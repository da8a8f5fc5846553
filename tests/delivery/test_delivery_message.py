"""Mails that nothing can break: headers, addresses, the password's hiding places."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.answers.letter import Letter
from eshram_cli.delivery.addresses import allowed, permitted, plain_address
from eshram_cli.delivery.message import Envelope, mail_bytes, marked_as_copy
from eshram_cli.delivery.password import password_of
from eshram_cli.errors import EshramError
from eshram_cli.ledger.outbox import Key
from eshram_cli.problems import Language
from eshram_cli.settings import Smtp

NOW = dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC)
KEY = Key("dm@motihari.nic.in", "summary:d213", dt.date(2021, 12, 28), "f" * 64)
ENVELOPE = Envelope("dlo@motihari.gov.in", KEY.recipient, NOW, KEY)
HINDI = st.text(st.sampled_from("अआइकखगचटतदनपबमयरलवशसहािीुूेैोौं्ँ़ 0123456789,.%+():;"), min_size=1, max_size=200)


def parsed(subject: str) -> email.message.EmailMessage:
    raw = mail_bytes(Letter(subject, "पाठ\n", "<p>पाठ</p>"), ENVELOPE)
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


@given(HINDI)
def test_every_hindi_subject_arrives_letter_by_letter(subject: str) -> None:
    assert str(parsed(subject)["Subject"]) == " ".join(subject.split())


@given(st.text(max_size=120))
def test_no_subject_adds_a_header_or_breaks_a_line(subject: str) -> None:
    raw = mail_bytes(Letter(subject, "text\n", "<p>text</p>"), ENVELOPE)
    head = raw.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t"))]
    assert sorted(names) == sorted(
        [b"Subject", b"From", b"To", b"Date", b"Message-ID", b"Auto-Submitted", b"X-Eshram-Page", b"MIME-Version",
         b"Content-Type"]
    )  # fmt: skip
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


def test_a_subject_with_a_line_end_stays_one_subject() -> None:
    mail = parsed("Motihari\r\nBcc: someone@example.com")
    assert mail["Bcc"] is None
    assert str(mail["Subject"]) == "Motihari Bcc: someone@example.com"


def test_a_second_copy_differs_in_its_subject_only() -> None:
    subject = "पूर्वी चंपारण 28.12: संख्या में पहला (+1), लक्ष्य का 57.69 %, +46,401"
    raw = mail_bytes(Letter(subject, "पाठ\n", "<p>पाठ</p>"), ENVELOPE)
    marked = email.message_from_bytes(marked_as_copy(raw, subject, Language.en), policy=email.policy.default)
    assert str(marked["Subject"]) == f"{subject} (may be a second copy)"
    assert marked.get_all("Subject") is not None and len(marked.get_all("Subject") or []) == 1
    plain = email.message_from_bytes(raw, policy=email.policy.default)
    assert {name for name, _ in marked.items()} - {name for name, _ in plain.items()} == {"X-Eshram-Copy"}
    assert marked_as_copy(raw, subject, Language.en).partition(b"\r\n\r\n")[2] == raw.partition(b"\r\n\r\n")[2]


@pytest.mark.parametrize(
    "text",
    [
        "dm@nic.in\r\nBcc: x@example.com", "dm@nic.in, x@example.com", "<dm@nic.in>", "DM <dm@nic.in>", "dm",
        "@nic.in",
        "dm@", "dm @nic.in", "dm@nic..in", "dm@-nic.in", "a@" + "b" * 250 + ".nic.in", "ज़िला@nic.in",
        "dm@nic.in;x@y.in",
        "",
    ],
)  # fmt: skip
def test_what_is_not_one_plain_address_is_refused(text: str) -> None:
    with pytest.raises(EshramError) as stopped:
        plain_address(text)
    assert stopped.value.problem.code == "mail-address"
    assert "\n" not in stopped.value.problem.line()


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("dm@nic.in", True), ("dm@motihari.bihar.gov.in", True), ("dm@evilgov.in", False),
        ("dm@gov.in.evil.com", False),
        ("dm@gmail.com", False), ("a@office.org", True), ("a@post.office.org", True),
        ("a@myoffice.org", False),
    ],
)  # fmt: skip
def test_domains_are_compared_whole(address: str, may: bool) -> None:
    assert allowed(address, ["Office.org"]) is may


def test_a_domain_is_written_small_and_a_name_as_it_is() -> None:
    assert permitted("DM.Motihari@NIC.in") == "DM.Motihari@nic.in"
    with pytest.raises(EshramError) as stopped:
        permitted("dm@gmail.com")
    assert stopped.value.problem.code == "mail-external"


def test_the_password_file_must_be_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    smtp = Smtp(user="dlo", password_file=file)
    codes: list[str] = []
    for prepare in (lambda: None, lambda: file.write_text("\n"), lambda: file.chmod(0o644)):
        prepare()
        if file.exists() and not codes[1:]:
            file.chmod(0o600)
        with pytest.raises(EshramError) as stopped:
            password_of(smtp, {})
        codes.append(stopped.value.problem.code)
    assert codes == ["smtp-password-file", "smtp-password-file", "smtp-password-open"]
    file.write_text("naya sal\nnot this\n", encoding="utf-8")
    file.chmod(0o600)
    assert password_of(smtp, {}) == "naya sal"
    assert password_of(smtp, {"ESHRAM_SMTP_PASSWORD": "nearer"}) == "nearer"


def test_a_keyring_without_the_password_says_so() -> None:
    smtp = Smtp(user="nobody-of-eshram", keyring=True)
    with pytest.raises(EshramError) as stopped:
        password_of(smtp, {})
    assert stopped.value.problem.code == "keyring-missing"
    assert "keyring set eshram nobody-of-eshram" in str(stopped.value)


def test_the_keyring_gives_the_password_of_the_mail_server_and_its_user() -> None:
    keyring = pytest.importorskip("keyring", reason="the extra `keyring` is not installed")
    from keyring.backend import KeyringBackend

    class Held(KeyringBackend):  # type: ignore[misc, unused-ignore]
        """A keyring in memory."""

        priority = 1
        held: ClassVar[dict[tuple[str, str], str]] = {}

        def get_password(self, service: str, username: str) -> str | None:
            return self.held.get((service, username))

        def set_password(self, service: str, username: str, password: str) -> None:
            self.held[service, username] = password

    before = keyring.get_keyring()
    keyring.set_keyring(Held())  # type: ignore[no-untyped-call, unused-ignore]
    try:
        keyring.set_password("eshram", "dlo", "नया साल 2022")
        keyring.set_password("other", "nobody-of-eshram", "not this")
        assert password_of(Smtp(user="dlo", keyring=True), {}) == "नया साल 2022"
        assert password_of(Smtp(user="dlo", keyring=True), {"ESHRAM_SMTP_PASSWORD": "nearer"}) == "nearer"
        with pytest.raises(EshramError, match="no entry"):
            password_of(Smtp(user="nobody-of-eshram", keyring=True), {})
    finally:
        keyring.set_keyring(before)


def test_without_any_source_the_password_is_missing() -> None:
    with pytest.raises(EshramError) as stopped:
        password_of(Smtp(user="dlo"), {})
    assert stopped.value.problem.code == "smtp-password-missing"
