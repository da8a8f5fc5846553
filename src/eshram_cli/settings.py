"""Settings: options, then the environment, then the settings file, then defaults, checked by one pydantic model."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import platformdirs
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from eshram_cli.errors import EshramError
from eshram_cli.problems import NOWHERE, Language, Where
from eshram_cli.settings_file import settings_file

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

T = TypeVar("T")
Numbers = Literal["lakh", "international"]
Digits = Literal["latin", "devanagari"]
Days = Literal["calendar", "working"]
Rhythm = Literal["daily", "working", "weekly"]
Security = Literal["starttls", "ssl", "none"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _on_one_line(value: T) -> T:
    """A path, an address or a name goes into tables of schedulers and heads of mails, where a line break would begin an
    entry of its own."""
    if any(unicodedata.category(letter) in {"Cc", "Zl", "Zp"} for letter in str(value)):
        raise ValueError("it holds a line break or another control character")
    return value


OneLine = Annotated[str, AfterValidator(_on_one_line)]
OnePath = Annotated[Path, AfterValidator(_on_one_line)]


def default_ledger() -> Path:
    """Where the ledger lies when nobody says otherwise: the platform's data folder of the user."""
    return platformdirs.user_data_path("eshram", appauthor=False) / "eshram.db"


class _Table(BaseModel):
    """A table of the settings file: a name that is no setting is an error; an alias is the name that the file uses."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Cadence(_Table):
    """How often each level reports: every day, on working days, or weekly on a weekday; `by` an hour of India."""

    state: Rhythm = "daily"
    district: Rhythm = "daily"
    block: Rhythm = "daily"
    panchayat: Rhythm = "daily"
    by: dt.time = dt.time(20)
    weekday: Weekday = "saturday"


class Band(_Table):
    """A band of achievement in percent: from its lower end up to, not including, the upper; the last has none."""

    low: float = Field(validation_alias="from", serialization_alias="from", ge=0, allow_inf_nan=False)
    high: float | None = Field(default=None, validation_alias="to", serialization_alias="to", allow_inf_nan=False)

    @property
    def label(self) -> str:
        """`25-50`, `100+`."""
        return f"{self.low:g}+" if self.high is None else f"{self.low:g}-{self.high:g}"

    def holds(self, percent: float) -> bool:
        """Whether the percentage lies in the band."""
        return self.low <= percent and (self.high is None or percent < self.high)


class Smtp(_Table):
    """The server that takes mails, and the sender. The password itself never stands here, only where it is kept.

    `timeout`: seconds that the server may be silent. `ca_file`: the certificate authority of an office's own server.
    """

    host: OneLine = ""
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Security = "starttls"
    user: OneLine = ""
    sender: OneLine = Field(default="", alias="from")
    password_file: OnePath | None = None
    keyring: bool = False
    ca_file: OnePath | None = None
    timeout: float = Field(default=10, gt=0, le=60)


class Mail(_Table):
    """How mails are made, and to which domains beside gov.in and nic.in they may go."""

    domains: tuple[str, ...] = ()
    charts: bool = True
    attach_csv: bool = False
    only_if_new: bool = False


class Letterhead(_Table):
    """What stands on a review pack beside its figures: the head of the office's letters, who signs, and who gets a
    copy. The Hindi lines stand on Hindi pages; where there are none, the others do."""

    head: tuple[str, ...] = ()
    head_hi: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    sign_hi: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    copy_to_hi: tuple[str, ...] = ()

    def lines(self, language: Language, part: Literal["head", "sign", "copy_to"] = "head") -> tuple[str, ...]:
        """The lines of a part in that language."""
        found: tuple[str, ...] = getattr(self, part)
        hindi: tuple[str, ...] = getattr(self, f"{part}_hi")
        return hindi or found if language is Language.hi else found or hindi


class Recipient(_Table):
    """An address, and its language where it is not the one of the run."""

    to: OneLine
    lang: Language | None = None


class Checks(_Table):
    """Rules of the checks at the door, by name: `on` runs some that do not run unasked, `off` silences others."""

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


class Backup(_Table):
    """Whether the ledger is copied before the first write of a day, and where to; `folder` None: beside the ledger."""

    daily: bool = True
    folder: OnePath | None = None


def _bare(value: object) -> object:
    """A bare address will do."""
    return {"to": value} if isinstance(value, str) else value


def _without_gaps(bands: tuple[Band, ...]) -> tuple[Band, ...]:
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


class Settings(_Table):
    """What a user may set once. `place` is asked when a command names none.

    `digits`: devanagari ones are written in Hindi only, for people only.
    `bands`: of a ranking, in percent of the target; none named are those of `analysis.contest`.
    `inbox`: the folder that the daily run reads. `recipients`: addresses by place, named in any spelling.
    `days`: what a prorated target counts; `holidays` are off, beside Sundays, wherever working days are counted.
    """

    ledger: OnePath = Field(default_factory=default_ledger)
    lang: Language = Language.en
    numbers: Numbers = "lakh"
    digits: Digits = "latin"
    place: str = ""
    days: Days = "calendar"
    holidays: tuple[dt.date, ...] = ()
    cadence: Cadence = Cadence()
    bands: Annotated[tuple[Band, ...], AfterValidator(_without_gaps)] = ()
    inbox: OnePath | None = None
    smtp: Smtp = Smtp()
    mail: Mail = Mail()
    checks: Checks = Checks()
    backup: Backup = Backup()
    letterhead: Letterhead = Letterhead()
    recipients: dict[str, tuple[Annotated[Recipient, BeforeValidator(_bare)], ...]] = Field(default_factory=dict)


TABLES = frozenset({"smtp", "mail", "cadence", "checks", "backup", "letterhead"})
"""The settings that are tables; a stronger source replaces only the keys that it names."""
_FROM_ENVIRONMENT = (
    *("ledger", "lang", "numbers", "digits", "place", "days", "inbox"),
    *(f"smtp.{field.alias or name}" for name, field in Smtp.model_fields.items()),
    *(f"backup.{name}" for name in Backup.model_fields),
)


@dataclass(frozen=True)
class Layer:
    """What one source says: the options, the environment, a profile of the settings file, the file."""

    source: str
    values: Mapping[str, Any]


def load_settings(options: Mapping[str, object | None], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. `options` that are None do not count.

    A file that is not TOML, a value that does not fit, a password in the file stop the command with exit code 4.
    """
    file = settings_file(environment)
    return checked(layers(options, environment, file), file)


def layers(options: Mapping[str, object | None], environment: Mapping[str, str], path: Path) -> list[Layer]:
    """All sources, the weakest first; `path` is the settings file. Raises settings-file, settings-password,
    settings-profile."""
    file = _from_file(path)
    profiles, wanted = file.pop("profiles", {}), file.pop("profile", "")
    found = [Layer("file", file)]
    if wanted := environment.get("ESHRAM_PROFILE") or wanted:
        name = str(wanted)
        known = profiles if isinstance(profiles, dict) else {}
        if not isinstance(known.get(name), dict):
            names = ", ".join(sorted(known)) or "–"
            raise EshramError("settings-profile", Where(str(path)), (), name=name, known=names)
        found.append(Layer(f"profile {name}", dict(known[name])))
    values: dict[str, Any] = {}
    for setting in _FROM_ENVIRONMENT:
        table, _, key = setting.rpartition(".")
        if said := environment.get(_variable(setting)):
            (values.setdefault(table, {}) if table else values)[key] = said
    given = {name: value for name, value in options.items() if value is not None}
    return [*found, Layer("environment", values), Layer("option", given)]


def checked(found: Sequence[Layer], file: Path) -> Settings:
    """The settings that the sources make together; the first value that does not fit is told with its source."""
    values: dict[str, Any] = {}
    for layer in found:
        for name, value in layer.values.items():
            both = name in TABLES and isinstance(value, dict) and isinstance(values.get(name), dict)
            values[name] = values[name] | value if both else value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _unfit(error.errors()[0], found, file) from error


def source_of(found: Sequence[Layer], name: str) -> str:
    """The strongest source that names the setting, `smtp.host` or `recipients.bihar`; else "default"."""
    table, _, key = name.partition(".")
    for layer in reversed(found):
        value = layer.values.get(table)
        if value is not None and (not key or table not in TABLES or (isinstance(value, dict) and key in value)):
            return layer.source
    return "default"


def _unfit(error: ErrorDetails, found: Sequence[Layer], file: Path) -> EshramError:
    """What pydantic found wrong with a setting, named as its source writes it."""
    name = ".".join(str(part) for part in error["loc"])
    source, where = source_of(found, name), NOWHERE
    if source == "environment":
        name = _variable(name)
    elif source == "option":
        name = f"--{name}"
    else:
        where = Where(str(file))
    if error["type"] == "extra_forbidden":
        return EshramError("settings-unknown", where, (), name=name)
    if error["type"] in {"enum", "literal_error"}:
        choices = str(error["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
        return EshramError("settings-choice", where, (), name=name, text=str(error["input"]), choices=choices)
    return EshramError("settings-value", where, (), name=name, why=error["msg"].removeprefix("Value error, "))


def _variable(name: str) -> str:
    return f"ESHRAM_{name.replace('.', '_').upper()}"


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
