"""Settings: options before the environment before the file before defaults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language, Where
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
    [('lang = "fr"', "settings-choice"), ("colour = 1", "settings-unknown"), ("lang =", "settings-file")],
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


def test_a_name_that_is_no_setting_is_told(file: Path) -> None:
    file.write_text("[smtp]\nsender_name = 1\n", encoding="utf-8")
    with pytest.raises(EshramError, match=r"There is no setting smtp\.sender_name") as stopped:
        load(file)
    assert stopped.value.problem.where == Where(str(file))


@pytest.mark.parametrize(
    ("options", "environment", "says"),
    [
        ({"lang": "fr"}, {}, 'The setting --lang cannot be "fr". Choose one of en, hi.'),
        ({}, {"ESHRAM_LANG": "fr"}, 'The setting ESHRAM_LANG cannot be "fr".'),
        (
            {},
            {"ESHRAM_SMTP_PORT": "many"},
            "The setting ESHRAM_SMTP_PORT is not valid: Input should be a valid integer",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_named_as_its_source_writes_it(
    file: Path, options: dict[str, object | None], environment: dict[str, str], says: str
) -> None:
    with pytest.raises(EshramError) as stopped:
        load(file, options, **environment)
    assert str(stopped.value).startswith(says)


def test_a_choice_is_refused_in_hindi_to_the_last_word(file: Path) -> None:
    file.write_text('numbers = "roman"\n', encoding="utf-8")
    with pytest.raises(EshramError) as stopped:
        load(file)
    said = 'सेटिंग numbers में "roman" नहीं लिखा जा सकता। इनमें से एक चुनें: lakh, international।'
    assert stopped.value.problem.line(Language.hi) == f"{file}: {said}"


def test_the_file_and_the_mail_variables_fill_one_table(file: Path) -> None:
    file.write_text('[smtp]\nhost = "mail.example.gov.in"\nfrom = "dlo@example.gov.in"\n', encoding="utf-8")
    smtp = load(file, ESHRAM_SMTP_PORT="2525", ESHRAM_SMTP_FROM="dm@example.gov.in").smtp
    assert (smtp.host, smtp.port, smtp.sender) == ("mail.example.gov.in", 2525, "dm@example.gov.in")
