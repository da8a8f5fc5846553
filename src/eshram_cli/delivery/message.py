"""A letter as the bytes of a mail: plain text, HTML with its pictures, attachments, headers that nothing can break.

multipart/mixed (only with attachments) > multipart/alternative > text/plain, multipart/related > text/html, image/png.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from eshram_cli.answers.letter import Letter
from eshram_cli.language.words import tr
from eshram_cli.ledger.outbox import Key
from eshram_cli.problems import Language

INDIA = dt.timezone(dt.timedelta(hours=5, minutes=30))
TYPES = {
    "csv": "text/csv",
    "html": "text/html",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What attached files are, by their endings; named here, so that no PC's own table decides."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class Envelope:
    """From whom, to whom, when (with a time zone), under which key of the outbox, and which copy of it."""

    sender: str
    recipient: str
    at: dt.datetime
    key: Key
    copy: int = 0


def mail_bytes(letter: Letter, envelope: Envelope) -> bytes:
    """The mail as a server takes it, lines ending in CR LF."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = envelope.sender
    mail["To"] = envelope.recipient
    mail["Date"] = format_datetime(envelope.at.astimezone(INDIA))
    # The same for the same mail however often it is tried, so that mail programs recognise a second copy.
    key = envelope.key
    text = "\0".join((key.recipient, key.page, key.day.isoformat(), key.figures, str(envelope.copy)))
    number = hashlib.sha256(text.encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{number}@{envelope.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Eshram-Page"] = key.page
    mail.set_content(letter.text, cte="base64")
    mail.add_alternative(letter.html, subtype="html", cte="base64")
    html = mail.get_payload()[1]  # type: ignore[index]
    for picture in letter.pictures:
        html.add_related(  # type: ignore[union-attr]
            picture.data, "image", "png", cid=f"<{picture.cid}>", disposition="inline",
            filename=f"{picture.cid.partition('@')[0]}.png",
        )  # fmt: skip
    for file in letter.attachments:
        kind, subtype = TYPES[file.name.rpartition(".")[2]].split("/")
        params = {"charset": "utf-8"} if kind == "text" else None
        mail.add_attachment(file.data, kind, subtype, filename=file.name, params=params)
    return _subject(letter.subject) + mail.as_bytes()


def marked_as_copy(message: bytes, subject: str, language: Language) -> bytes:
    """The same mail, saying in its subject that the recipient may have it already."""
    head, gap, body = message.partition(b"\r\n\r\n")
    kept = re.sub(rb"\ASubject:.*?\r\n(?![ \t])", b"", head + b"\r\n", flags=re.DOTALL)
    words = tr("mail-second-copy", language)
    return _subject(f"{subject} ({words})") + b"X-Eshram-Copy: perhaps\r\n" + kept.removesuffix(b"\r\n") + gap + body


def _subject(text: str) -> bytes:
    """The library's own policy loses a space of a long Hindi subject once in twenty times; this way loses none."""
    line = " ".join(CONTROLS.sub(" ", text).split())
    header = Header(line, "us-ascii" if line.isascii() else "utf-8", maxlinelen=76, header_name="Subject")
    return b"Subject: " + header.encode(linesep="\r\n").encode("ascii") + b"\r\n"
