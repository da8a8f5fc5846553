"""Settings: from options, then the environment, then the settings file, then defaults."""

from __future__ import annotations

import datetime as dt
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, ValidationError

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language, Where

Numbers = Literal["lakh", "international"]
Days = Literal["calendar", "working"]
Rhythm = Literal["daily", "working", "weekly"]
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


class Settings(BaseModel):
    """What a user may set once. `place` is asked when a command names none.

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


def default_ledger() -> Path:
    """Where the ledger lies when nobody says otherwise: the platform's data folder of the user."""
    return platformdirs.user_data_path("eshram", appauthor=False) / "eshram.db"


def settings_file(environment: Mapping[str, str]) -> Path:
    """`$ESHRAM_SETTINGS`, else `settings.toml` in the platform's configuration folder of the user."""
    named = environment.get("ESHRAM_SETTINGS", "")
    return Path(named) if named else platformdirs.user_config_path("eshram", appauthor=False) / "settings.toml"


def load_settings(options: Mapping[str, object | None], environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. `options` that are None do not count.

    A file that is not TOML, or a value that does not fit, stops the command with exit code 4.
    """
    file = settings_file(environment)
    values: dict[str, object] = {"ledger": default_ledger()}
    values |= _from_file(file)
    values |= {
        name: environment[key] for name in Settings.model_fields if environment.get(key := f"ESHRAM_{name.upper()}")
    }
    values |= {name: value for name, value in options.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise EshramError("settings-value", Where(str(file)), name=name, why=first["msg"]) from error


def _from_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise EshramError("settings-file", Where(str(file)), why=str(error)) from error
