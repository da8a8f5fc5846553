"""Settings: options before the environment before the file before defaults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.settings import default_ledger, load_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def load(file: Path, options: dict[str, object | None] | None = None, **environment: str):  # type: ignore[no-untyped-def]
    return load_settings(options or {}, {"ESHRAM_SETTINGS": str(file), **environment})


def test_without_anything_the_defaults_hold(file: Path) -> None:
    settings = load(file)
    assert (settings.ledger, settings.lang, settings.numbers, settings.place) == (default_ledger(), "en", "lakh", "")


def test_the_nearer_source_wins(file: Path) -> None:
    file.write_text('lang = "hi"\nplace = "khagaria"\nnumbers = "international"\n', encoding="utf-8")
    settings = load(file, {"numbers": "lakh", "lang": None}, ESHRAM_PLACE="खगड़िया")
    assert (settings.lang, settings.place, settings.numbers) == (Language.hi, "खगड़िया", "lakh")


@pytest.mark.parametrize(
    ("text", "code"),
    [('lang = "fr"', "settings-value"), ("colour = 1", "settings-value"), ("lang =", "settings-file")],
)
def test_a_file_that_does_not_fit_stops_with_code_4(file: Path, text: str, code: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EshramError) as stopped:
        load(file)
    assert stopped.value.problem.code == code
    assert stopped.value.exit_code == 4
    assert str(file) in str(stopped.value)


def test_a_cadence_and_holidays_are_read_from_the_file(file: Path) -> None:
    file.write_text('holidays = [2021-12-25]\n[cadence]\nblock = "weekly"\nby = "18:30"\n', encoding="utf-8")
    settings = load(file)
    cadence = settings.cadence
    assert (cadence.block, cadence.district, cadence.by) == ("weekly", "daily", dt.time(18, 30))
    assert (settings.holidays, settings.days) == ((dt.date(2021, 12, 25),), "calendar")
