"""Settings: options before the environment before the file before defaults."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.settings import Layer, checked, default_ledger, load_settings


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


@given(
    lang=st.sampled_from(["en", "hi", Language.hi, "fr"]),
    numbers=st.sampled_from(["lakh", "international", "roman"]),
    digits=st.sampled_from(["latin", "devanagari", "bengali"]),
    place=st.text(max_size=5),
)
def test_what_is_taken_without_looking_closer_is_what_pydantic_makes_of_it(
    lang: str, numbers: str, digits: str, place: str
) -> None:
    asked = {"ledger": "a.db", "lang": lang, "numbers": numbers, "digits": digits, "place": place}
    layer = Layer("option", asked)
    if lang == "fr" or numbers == "roman" or digits == "bengali":
        with pytest.raises(EshramError):
            checked([layer], Path("settings.toml"))
    else:
        closer = Layer("file", {"mail": {}})  # a table, though an empty one, has to be looked at
        assert checked([layer], Path("settings.toml")) == checked([closer, layer], Path("settings.toml"))


def test_a_name_that_is_no_setting_is_told(file: Path) -> None:
    file.write_text("[smtp]\nsender_name = 1\n", encoding="utf-8")
    with pytest.raises(EshramError, match=r"smtp\.sender_name does not fit: no setting has this name"):
        load(file)


def test_a_question_without_a_settings_file_does_not_load_what_checks_one() -> None:
    code = (
        "import sys, eshram_cli.jobs.rank, eshram_cli.settings as s; s.load_settings({}, {'ESHRAM_SETTINGS': 'none'})"
    )
    done = subprocess.run([sys.executable, "-c", f"{code}; sys.exit('pydantic' in sys.modules)"], check=False)
    assert done.returncode == 0
