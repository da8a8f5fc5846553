"""Settings: from options, then the environment, then the settings file, then defaults.

They are plain dataclasses. What a file or a mail variable says is checked by pydantic, by the annotations, which are
read only then; a command line that names no more than a ledger, a language and a place does without it, since importing
it takes longer than answering.
"""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import platformdirs

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language, Where

if TYPE_CHECKING:
    from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter
    from pydantic_core import ErrorDetails

Numbers = Literal["lakh", "international"]
Digits = Literal["latin", "devanagari"]
Days = Literal["calendar", "working"]
Rhythm = Literal["daily", "working", "weekly"]
Security = Literal["starttls", "ssl", "none"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def _in_file(name: str) -> str:
    """What the settings file calls a field whose own name would be a word of Python, or no word for an office."""
    return {"sender": "from", "low": "from", "high": "to"}.get(name, name)


_STRICT = {"extra": "forbid", "populate_by_name": True, "alias_generator": _in_file}
"""How pydantic reads each table: a name that is no setting is an error."""


@dataclass(frozen=True)
class Cadence:
    """How often each level reports: every day, on working days, or weekly on a weekday; `by` an hour of India."""

    __pydantic_config__ = _STRICT

    state: Rhythm = "daily"
    district: Rhythm = "daily"
    block: Rhythm = "daily"
    panchayat: Rhythm = "daily"
    by: dt.time = dt.time(20)
    weekday: Weekday = "saturday"


@dataclass(frozen=True)
class Band:
    """A band of achievement in percent: from its lower end up to, not including, the upper; the last has none."""

    __pydantic_config__ = _STRICT

    low: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    high: Annotated[float | None, Field(allow_inf_nan=False)] = None


@dataclass(frozen=True)
class Smtp:
    """The server that takes mails, and the sender. The password itself never stands here, only where it is kept.

    `timeout`: seconds that the server may be silent. `ca_file`: the certificate authority of an office's own server.
    """

    __pydantic_config__ = _STRICT

    host: str = ""
    port: Annotated[int | None, Field(ge=1, le=65535)] = None
    security: Security = "starttls"
    user: str = ""
    sender: str = ""
    password_file: Path | None = None
    keyring: bool = False
    ca_file: Path | None = None
    timeout: Annotated[float, Field(gt=0, le=60)] = 10


@dataclass(frozen=True)
class Mail:
    """How mails are made, and to which domains beside gov.in and nic.in they may go."""

    __pydantic_config__ = _STRICT

    domains: tuple[str, ...] = ()
    charts: bool = True
    attach_csv: bool = False
    only_if_new: bool = False


@dataclass(frozen=True)
class Recipient:
    """An address, and its language where it is not the one of the run."""

    __pydantic_config__ = _STRICT

    to: str
    lang: Language | None = None


def _bare(value: object) -> object:
    """A bare address will do."""
    return {"to": value} if isinstance(value, str) else value


@dataclass(frozen=True)
class Checks:
    """Rules of the checks at the door, by name: `on` runs some that do not run unasked, `off` silences others."""

    __pydantic_config__ = _STRICT

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


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


@dataclass(frozen=True)
class Settings:
    """What a user may set once. `place` is asked when a command names none.

    `digits`: devanagari ones are written in Hindi only, for people only.
    `bands`: of a ranking, in percent of the target; none named are those of `analysis.bands`.
    `inbox`: the folder that the daily run reads. `recipients`: addresses by place, named in any spelling.
    `days`: what a prorated target counts; `holidays` are off, beside Sundays, wherever working days are counted.
    """

    __pydantic_config__ = _STRICT

    ledger: Path
    lang: Language = Language.en
    numbers: Numbers = "lakh"
    digits: Digits = "latin"
    place: str = ""
    days: Days = "calendar"
    holidays: tuple[dt.date, ...] = ()
    cadence: Cadence = Cadence()
    bands: Annotated[tuple[Band, ...], AfterValidator(_without_gaps)] = ()
    inbox: Path | None = None
    smtp: Smtp = Smtp()
    mail: Mail = Mail()
    checks: Checks = Checks()
    recipients: dict[str, tuple[Annotated[Recipient, BeforeValidator(_bare)], ...]] = field(default_factory=dict)


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
    file = settings_file(environment)
    return checked(layers(options, environment, file), file)


def layers(
    options: Mapping[str, object | None], environment: Mapping[str, str] = os.environ, path: Path | None = None
) -> list[Layer]:
    """All sources, the weakest first; `path` is the settings file where the caller knows it. Raises settings-file,
    settings-password, settings-profile."""
    path = path or settings_file(environment)
    file = _from_file(path)
    profiles = file.pop("profiles", {})
    wanted = environment.get("ESHRAM_PROFILE") or file.pop("profile", "")
    file.pop("profile", None)
    found = [Layer("default", {"ledger": default_ledger()}), Layer("file", file)]
    if wanted:
        found.append(Layer(f"profile {wanted}", _profile(profiles, str(wanted), path)))
    given = {name: value for name, value in options.items() if value is not None}
    return [*found, Layer("environment", _from_environment(environment)), Layer("option", given)]


def checked(found: list[Layer], file: Path) -> Settings:
    """The settings that the sources make together; the first value that does not fit is `settings-value`."""
    values = merged(found)
    return _plain(values) or _validated(values, file)


def _plain(values: Mapping[str, Any]) -> Settings | None:
    """The settings where only the simplest were given, and fit; None where somebody has to look closer."""
    lang, place = values.get("lang", "en"), values.get("place", "")
    numbers, digits = values.get("numbers", "lakh"), values.get("digits", "latin")
    simple = values.keys() <= {"ledger", "lang", "numbers", "digits", "place"} and isinstance(place, str)
    if not simple or lang not in list(Language) or numbers not in get_args(Numbers) or digits not in get_args(Digits):
        return None
    return Settings(ledger=Path(values["ledger"]), lang=Language(lang), numbers=numbers, digits=digits, place=place)


def _validated(values: Mapping[str, Any], file: Path) -> Settings:
    from pydantic import ValidationError

    try:
        return _adapter().validate_python(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise EshramError("settings-value", Where(str(file)), name=name, why=_why(first)) from error


def _why(error: ErrorDetails) -> str:
    return "no setting has this name" if error["type"] == "unexpected_keyword_argument" else error["msg"]


def as_written(settings: Settings) -> dict[str, Any]:
    """The settings as a file would have them: plain values under the names that the file uses."""
    written: dict[str, Any] = _adapter().dump_python(settings, mode="json", by_alias=True)
    return written


@cache
def _adapter() -> TypeAdapter[Settings]:
    """What checks values against the annotations; they find the names imported here."""
    from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter  # noqa: F401

    return TypeAdapter(Settings)


def merged(found: list[Layer]) -> dict[str, Any]:
    """The values of all sources, of each the strongest; the tables [smtp], [mail], [cadence], [checks] key by key."""
    values: dict[str, Any] = {}
    for layer in found:
        for name, value in layer.values.items():
            both = name in NESTED and isinstance(value, dict) and isinstance(values.get(name), dict)
            values[name] = values[name] | value if both else value
    return values


NESTED = frozenset({"smtp", "mail", "cadence", "checks"})
_PLAIN = frozenset({"ledger", "lang", "numbers", "digits", "place", "days", "inbox"})
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
