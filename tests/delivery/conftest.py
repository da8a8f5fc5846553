"""A mail server of our own on 127.0.0.1, with AUTH and STARTTLS and a certificate made for the test."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "dlo-motihari", "naya sal 2022"


@dataclass
class Post:
    """A running server: what it took, whom it refuses, what it does when a mail has come in."""

    port: int = 0
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    later: int = 0
    after_data: Callable[[], None] | None = None
    logins: int = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        if address in self.refused:
            return "550 5.1.1 no such mailbox"
        if self.later:
            self.later -= 1
            return "451 4.7.1 greylisted, try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(mail, EmailMessage)
        self.taken.append((envelope.rcpt_tos[0], mail))
        if self.after_data:
            self.after_data()
        return "250 taken"

    def log_in(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        self.logins += 1
        good = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=good, handled=False) if not good else AuthResult(success=True)

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.taken]


@dataclass(frozen=True)
class Certificate:
    """A key with its own signature, as an office's server may have."""

    key: Path
    cert: Path

    def context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.cert, self.key)
        return context


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    folder = tmp_path_factory.mktemp("certificate")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    return Certificate(folder / "key.pem", folder / "cert.pem")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def post(certificate: Certificate) -> Iterator[Post]:
    """The server, running: STARTTLS and a login are required."""
    made = Post(free_port())
    controller = Controller(
        made, hostname="127.0.0.1", port=made.port, tls_context=certificate.context(), require_starttls=True,
        auth_required=True, authenticator=made.log_in, auth_require_tls=True, ready_timeout=20,
    )  # fmt: skip
    controller.start()
    yield made
    controller.stop()


@pytest.fixture
def settings_text(home: Path, certificate: Certificate) -> Callable[..., str]:
    """Writes a settings file that speaks to a port; lines of [recipients] and more follow."""

    def write(port: int, recipients: str = "", more: str = "", *, password: str = PASSWORD, top: str = "") -> str:
        secret = home / "secret"
        secret.write_text(f"{password}\n", encoding="utf-8")
        secret.chmod(0o600)
        text = (
            f'{top}\n[smtp]\nhost = "localhost"\nport = {port}\nuser = "{USER}"\nfrom = "dlo@motihari.gov.in"\n'
            f"password_file = '{secret}'\nca_file = '{certificate.cert}'\ntimeout = 2\n{more}\n"
            f"[recipients]\n{recipients}\n"
        )
        (home / "settings.toml").write_text(text, encoding="utf-8")
        return text

    return write


@dataclass
class FakeClock:
    """Time that passes only when somebody waits, and a little with every look."""

    moment: dt.datetime = dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC)
    slept: list[float] = field(default_factory=list)

    def now(self) -> dt.datetime:
        return self.moment

    def elapsed(self) -> float:
        return self.moment.timestamp()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def wait_until(seen: Callable[[], object], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


@pytest.fixture
def relay() -> Iterator[Post]:
    """A relay of an office, which wants neither a login nor encryption."""
    made = Post(free_port())
    controller = Controller(made, hostname="127.0.0.1", port=made.port, ready_timeout=20)
    controller.start()
    yield made
    controller.stop()


@pytest.fixture
def secure(certificate: Certificate) -> Iterator[Post]:
    """A server that speaks TLS from the first word, as on port 465."""
    made = Post(free_port())
    controller = Controller(
        made, hostname="localhost", port=made.port, ssl_context=certificate.context(),
        authenticator=made.log_in, auth_require_tls=False, ready_timeout=20,
    )  # fmt: skip
    controller.start()
    yield made
    controller.stop()
