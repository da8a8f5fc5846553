"""Settings: from options, then the environment, then the settings file, then defaults."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language, Where

Numbers = Literal["lakh", "international"]
Days = Literal["calendar", "working"]
Rhythm = Literal["daily", "working", "weekly"]
Security = Literal["starttls", "ssl", "none"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class Cadence(BaseModel):
    """How often each level reports: every day, on working days, or weekly on a weekday; each time `by` an hour of India."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Rhythm = "daily"
    district: Rhythm = "daily"
    block: Rhythm = "daily"
    panchayat: Rhythm = "daily"
    by: dt.time = dt.time(20)
    weekday: Weekday = "saturday"


class Band(BaseModel):
    """A band of achievement in percent: from its lower end up to, not including, the upper; the last has none."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    low: float = Field(alias="from", ge=0, allow_inf_nan=False)
    high: float | None = Field(alias="to", default=None, allow_inf_nan=False)


class Smtp(BaseModel):
    """The server that takes mails, and the sender. The password itself never stands here, only where it is kept.

    `timeout`: seconds that the server may be silent. `ca_file`: the certificate authority of an office's own server.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    host: str = ""
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = "starttls"
    user: str = ""
    sender: str = Field(default="", alias="from")
    password_file: Path | None = None
    keyring: bool = False
    ca_file: Path | None = None
    timeout: float = Field(default=10, gt=0, le=60)


class Mail(BaseModel):
    """How mails are made, and to which domains beside gov.in and nic.in they may go."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    domains: tuple[str, ...] = ()
    charts: bool = True
    attach_csv: bool = False
    only_if_new: bool = False


class Recipient(BaseModel):
    """An address, and its language where it is not the one of the run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    to: str
    lang: Language | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        """A bare address will do."""
        return {"to": value} if isinstance(value, str) else value


class Checks(BaseModel):
    """Rules of the checks at the door, by name: `on` runs some that do not run unasked, `off` silences others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


class Settings(BaseModel):
    """What a user may set once. `place` is asked when a command names none.

    `bands`: of a ranking, in percent of the target; none named are those of `analysis.bands`.
    `inbox`: the folder that the daily run reads. `recipients`: addresses by place, named in any spelling.
    `days`: what a prorated target counts; `holidays` are off, beside Sundays, wherever working days are counted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ledger: Path
    lang: Language = Language.en
    numbers: Numbers = "lakh"
    place: str = ""
    days: Days = "calendar"
    holidays: tuple[dt.date, ...] = ()
    cadence: Cadence = Cadence()
    bands: tuple[Band, ...] = ()
    inbox: Path | None = None
    smtp: Smtp = Smtp()
    mail: Mail = Mail()
    checks: Checks = Checks()
    recipients: dict[str, tuple[Recipient, ...]] = {}

    @field_validator("bands")
    @classmethod
    def _without_gaps(cls, bands: tuple[Band, ...]) -> tuple[Band, ...]:
        """Each band begins where the one before ends, the first at 0; only the last is open."""
        ends = [0.0, *(band.high for band in bands)]
        for band, end in zip(bands, ends, strict=False):
            if end is None or band.low < end:
                raise ValueError(f"the bands overlap at {band.low:g} percent")
            if band.low > end:
                raise ValueError(f"no band holds {end:g} to {band.low:g} percent")
            if band.high is not None and band.high <= band.low:
                raise ValueError(f"the band from {band.low:g} percent is empty")
        if bands and ends[-1] is not None:
            raise ValueError(f"no band holds {ends[-1]:g} percent and more")
        return bands


def default_ledger() -> Path:
    """Where the ledger lies when nobody says otherwise: the platform's data folder of the user."""
    return platformdirs.user_data_path("eshram", appauthor=False) / "eshram.db"


def settings_file(environment: Mapping[str, str]) -> Path:
    """`$ESHRAM_SETTINGS`, else `settings.toml` in the platform's configuration folder of the user."""
    named = environment.get("ESHRAM_SETTINGS", "")
    return Path(named) if named else platformdirs.user_config_path("eshram", appauthor=False) / "settings.toml"


@dataclass(frozen=True)
class Layer:
    """What one source says: the options, the environment, a profile of the settings file, the file, the defaults."""

    source: str
    values: Mapping[str, Any]


def load_settings(options: Mapping[str, object | None], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. `options` that are None do not count.

    A file that is not TOML, a value that does not fit, a password in the file stop the command with exit code 4.
    """
    return checked(layers(options, environment), settings_file(environment))


def layers(options: Mapping[str, object | None], environment: Mapping[str, str] = os.environ) -> list[Layer]:
    """All sources, the weakest first. Raises settings-file, settings-password, settings-profile."""
    file = _from_file(settings_file(environment))
    profiles = file.pop("profiles", {})
    wanted = environment.get("ESHRAM_PROFILE") or file.pop("profile", "")
    file.pop("profile", None)
    found = [Layer("default", {"ledger": default_ledger()}), Layer("file", file)]
    if wanted:
        found.append(Layer(f"profile {wanted}", _profile(profiles, str(wanted), settings_file(environment))))
    given = {name: value for name, value in options.items() if value is not None}
    return [*found, Layer("environment", _from_environment(environment)), Layer("option", given)]


def checked(found: list[Layer], file: Path) -> Settings:
    """The settings that the sources make together; the first value that does not fit is `settings-value`."""
    try:
        return Settings.model_validate(merged(found))
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise EshramError("settings-value", Where(str(file)), name=name, why=first["msg"]) from error


def merged(found: list[Layer]) -> dict[str, Any]:
    """The values of all sources, of each the strongest; the tables [smtp], [mail], [cadence], [checks] key by key."""
    values: dict[str, Any] = {}
    for layer in found:
        for name, value in layer.values.items():
            both = name in NESTED and isinstance(value, dict) and isinstance(values.get(name), dict)
            values[name] = values[name] | value if both else value
    return values


NESTED = frozenset({"smtp", "mail", "cadence", "checks"})
_PLAIN = frozenset({"ledger", "lang", "numbers", "place", "days", "inbox"})
_SMTP = frozenset({"host", "port", "security", "user", "from", "password_file", "keyring", "ca_file", "timeout"})


def _from_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: environment[key] for name in _PLAIN if environment.get(key := f"ESHRAM_{name.upper()}")
    }
    smtp = {name: environment[key] for name in _SMTP if environment.get(key := f"ESHRAM_SMTP_{name.upper()}")}
    return values | ({"smtp": smtp} if smtp else {})


def _profile(profiles: object, name: str, file: Path) -> dict[str, Any]:
    if not isinstance(profiles, dict) or not isinstance(profiles.get(name), dict):
        known = ", ".join(sorted(profiles)) if isinstance(profiles, dict) and profiles else "–"
        raise EshramError("settings-profile", Where(str(file)), (), name=name, known=known)
    return dict(profiles[name])


def _from_file(file: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EshramError("settings-file", Where(str(file)), why=str(error)) from error
    if key := _password(values):
        raise EshramError("settings-password", Where(str(file)), (), key=key)
    return values


def _password(values: Mapping[str, Any], above: str = "") -> str:
    """The name of a key that holds a password, whatever its table; blank where there is none."""
    for name, value in values.items():
        if isinstance(value, dict):
            found = _password(value, f"{above}{name}.")
            if found:
                return found
        elif name.casefold() in {"password", "passwd", "smtp_password"}:
            return f"{above}{name}"
    return ""
