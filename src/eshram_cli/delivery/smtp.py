"""The mail server, spoken to with care: verified, within bounded time, every refusal told by its kind.

A server may be silent for `timeout` seconds. What went wrong is a `Fault` whose code is one of the catalogue:

| code | the mail | tried again in the same run |
|---|---|---|
| smtp-unreachable, smtp-silent, smtp-later | stays queued | yes |
| smtp-certificate, smtp-no-tls, smtp-login, smtp-sender, smtp-plain-password | stays queued | no: to be mended |
| smtp-refused | will never be taken | no |
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from types import TracebackType

from eshram_cli.counted import Counted
from eshram_cli.delivery.password import password_of
from eshram_cli.errors import EshramError
from eshram_cli.problems import NOWHERE, Problem, Where
from eshram_cli.settings import Smtp

PORTS = {"starttls": 587, "ssl": 465, "none": 25}
AGAIN = frozenset({"smtp-unreachable", "smtp-silent", "smtp-later"})
LONGEST_ANSWER = 160


class Fault(Exception):
    """A mail that was not taken, or a server that could not be used.

    `since`: when the attempt began, on the clock of whoever tries. `uncertain`: the server had the whole mail and was
    lost before it answered, so that it may have taken it.
    """

    def __init__(self, code: str, **words: object) -> None:
        self.problem = Problem(code, NOWHERE, words)
        self.uncertain = False
        self.since = 0.0
        super().__init__(code)

    @property
    def again(self) -> bool:
        """Whether a second try may go better."""
        return self.problem.code in AGAIN

    @property
    def final(self) -> bool:
        """Whether the server will never take this mail."""
        return self.problem.code == "smtp-refused"


@dataclass(frozen=True)
class Account:
    """A server and how to speak to it. Never shown: it holds the password."""

    smtp: Smtp
    password: str = ""

    @property
    def port(self) -> int:
        """The one named, else the usual one of the way it is secured."""
        return self.smtp.port or PORTS[self.smtp.security]

    @property
    def name(self) -> str:
        """`smtp.nic.in:587`, for messages."""
        return f"{self.smtp.host}:{self.port}"

    def __repr__(self) -> str:
        return f"Account({self.name})"


class Server:
    """One conversation with a server; opened when the first mail goes, opened again when it broke."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Says goodbye; a server that does not listen any more is left."""
        if self._open is not None:
            try:
                self._open.quit()
            except (smtplib.SMTPException, OSError):
                self._open.close()
            self._open = None

    def check(self) -> None:
        """Connects, secures and logs in, sending nothing. Raises Fault."""
        with self._told():
            self._connected()

    def send(self, sender: str, recipient: str, message: bytes) -> None:
        """Hands one mail over. Raises Fault; after any but a refused mail the conversation begins anew."""
        with self._told(recipient):
            server = self._connected()
            _asked(server.mail(sender), lambda code, text: smtplib.SMTPSenderRefused(code, text, sender))
            _asked(server.rcpt(recipient), lambda code, text: smtplib.SMTPRecipientsRefused({recipient: (code, text)}))
        with self._told(recipient, data=True):
            _asked(server.data(message), smtplib.SMTPDataError)

    @contextmanager
    def _told(self, recipient: str = "", *, data: bool = False) -> Iterator[None]:
        try:
            yield
        except (smtplib.SMTPException, OSError) as error:
            fault = _fault(error, self._account, recipient)
            fault.uncertain = data and not isinstance(error, smtplib.SMTPResponseException)
            try:
                # A refused mail does not keep the others from the same conversation.
                if fault.final and self._open is not None:
                    self._open.rset()
                else:
                    self._drop()
            except (smtplib.SMTPException, OSError):
                self._drop()
            raise fault from error
        except BaseException:
            self._drop()
            raise

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            self._open = _connect(self._account)
        return self._open


def account_of(smtp: Smtp) -> Account:
    """The account of the settings. Raises `smtp-missing` where server or sender is not named, and as `password_of`."""
    for name, value in (("host", smtp.host), ("from", smtp.sender)):
        if not value:
            raise EshramError("smtp-missing", Where(), name=name, variable=f"ESHRAM_SMTP_{name.upper()}")
    return Account(smtp, password_of(smtp) if smtp.user else "")


def _asked(answer: tuple[int, bytes], refusal: Callable[[int, bytes], smtplib.SMTPException]) -> None:
    code, text = answer
    if code not in {250, 251}:
        raise refusal(code, text)


def _connect(account: Account) -> smtplib.SMTP:
    smtp = account.smtp
    context = ssl.create_default_context(cafile=str(smtp.ca_file) if smtp.ca_file else None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if smtp.security == "ssl":
        server: smtplib.SMTP = smtplib.SMTP_SSL(smtp.host, account.port, timeout=smtp.timeout, context=context)
    else:
        server = smtplib.SMTP(smtp.host, account.port, timeout=smtp.timeout)
    try:
        if smtp.security == "starttls":
            server.ehlo_or_helo_if_needed()
            server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
        if not smtp.user:
            return server
        if smtp.security == "none" and not _own_machine(smtp.host):
            raise _PlainPassword
        offered = server.esmtp_features.get("auth", "").upper().split()
        way = next((name for name in ("PLAIN", "LOGIN") if name in offered), None)
        if way is None:
            server.login(smtp.user, account.password)
        else:
            # The library's own login tries a wrong password once for each way, which locks accounts sooner.
            server.user, server.password = smtp.user, account.password
            server.auth(way, getattr(server, f"auth_{way.lower()}"))
    except BaseException:
        server.close()
        raise
    return server


class _PlainPassword(smtplib.SMTPException):
    """A password would cross the network for all to read."""


def _own_machine(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _fault(error: Exception, account: Account, recipient: str) -> Fault:  # noqa: PLR0911  one line a kind of fault
    """What the error means for the mail and for whoever must mend it."""
    smtp, name = account.smtp, account.name
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return Fault("smtp-silent", server=name, seconds=Counted(f"{smtp.timeout:g}", smtp.timeout))
    code: int = 0
    text: bytes | str = b""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    # What the server said, in one line; a server may say anything.
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    printable = "".join(char if char.isprintable() else " " for char in said)
    answer = f"{code} {' '.join(printable.split())}"[:LONGEST_ANSWER]
    match error:
        case _PlainPassword():
            return Fault("smtp-plain-password", server=name)
        case ssl.SSLCertVerificationError():
            return Fault("smtp-certificate", server=name, why=error.verify_message)
        case smtplib.SMTPNotSupportedError() if "AUTH" in str(error):
            return Fault("smtp-login", server=name, user=smtp.user, answer="no AUTH")
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return Fault("smtp-no-tls", server=name, security=smtp.security)
        case smtplib.SMTPAuthenticationError() if code >= 500:
            return Fault("smtp-login", server=name, user=smtp.user, answer=answer)
        case smtplib.SMTPSenderRefused() if code >= 500:
            return Fault("smtp-sender", server=name, sender=smtp.sender, answer=answer)
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPDataError() if code >= 500:
            return Fault("smtp-refused", server=name, recipient=recipient, answer=answer)
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPResponseException():
            return Fault("smtp-later", server=name, answer=answer)
    why = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return Fault("smtp-unreachable", server=name, why=" ".join(str(why).split())[:LONGEST_ANSWER])
