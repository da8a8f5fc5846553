"""The password of the mail server: from the environment, from a file that only its owner can read, from the keyring."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.problems import Where
from eshram_cli.settings import Smtp

VARIABLE = "ESHRAM_SMTP_PASSWORD"
SERVICE = "eshram"


def password_source(smtp: Smtp, environment: Mapping[str, str] = os.environ) -> str:
    """From where the password would come: environment, file, keyring; blank where nobody named a place."""
    if environment.get(VARIABLE):
        return "environment"
    if smtp.password_file:
        return "file"
    return "keyring" if smtp.keyring else ""


def password_of(smtp: Smtp, environment: Mapping[str, str] = os.environ) -> str:
    """The password. Raises `smtp-password-missing`, `smtp-password-file`, `smtp-password-open`, `keyring-missing`."""
    match password_source(smtp, environment):
        case "environment":
            return environment[VARIABLE]
        case "file":
            return _from_file(smtp.password_file or Path())
        case "keyring":
            return _from_keyring(smtp.user)
    raise EshramError("smtp-password-missing", user=smtp.user)


def _from_file(path: Path) -> str:
    """The first line. Others may not read the file; Windows keeps no such bits, there the folder's rights count."""
    where = Where(str(path))
    try:
        if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise EshramError("smtp-password-open", where)
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or type(error).__name__
        raise EshramError("smtp-password-file", where, why=why) from error
    if not lines or not lines[0]:
        raise EshramError("smtp-password-file", where, why="empty")
    return lines[0]


def _from_keyring(user: str) -> str:
    """A PC without a desktop has no keyring, so a scheduled run there wants a file."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError as error:
        raise EshramError("keyring-missing", user=user, why="not installed") from error
    try:
        found = keyring.get_password(SERVICE, user)
    except KeyringError as error:
        raise EshramError("keyring-missing", user=user, why=type(error).__name__) from error
    if not found:
        raise EshramError("keyring-missing", user=user, why="no entry")
    return str(found)
