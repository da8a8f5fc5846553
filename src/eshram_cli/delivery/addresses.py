"""To whom a mail may go: plain addresses of the government's domains and of those that the settings list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eshram_cli.errors import EshramError

GOVERNMENT = ("gov.in", "nic.in")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LABEL}")
LONGEST = 254


def plain_address(text: str) -> str:
    """The address with its domain in small letters. Raises `mail-address` for whatever is not one plain address.

    Nothing that could end a header or add a recipient passes: no spaces, commas, angle brackets, line ends, names.
    """
    if len(text) > LONGEST or not _ADDRESS.fullmatch(text):
        raise EshramError("mail-address", text=" ".join(text.split())[:80])
    name, _, domain = text.rpartition("@")
    return f"{name}@{domain.lower()}"


def allowed(address: str, domains: Sequence[str] = ()) -> bool:
    """Whether the address lies in a domain of the government or in a listed one, or below it."""
    domain = address.rpartition("@")[2]
    listed = [*GOVERNMENT, *(one.strip().lstrip("@.").lower() for one in domains)]
    return any(domain == one or domain.endswith(f".{one}") for one in listed if one)


def permitted(text: str, domains: Sequence[str] = (), *, external: bool = False) -> str:
    """The address, where it may be written to. Raises `mail-address`, `mail-external`."""
    address = plain_address(text)
    if not external and not allowed(address, domains):
        raise EshramError("mail-external", address=address, domain=address.rpartition("@")[2])
    return address
