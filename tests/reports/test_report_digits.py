"""Devanagari digits: where they are asked for, in what is written in Hindi for people, and nowhere else."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import re
import string
from dataclasses import replace
from pathlib import Path

import pytest

from eshram_cli.language.words import vocabulary
from eshram_cli.problems import Language
from eshram_cli.reports.document import Document, Figure, Kind, Name, Phrase, Value
from eshram_cli.reports.formats.table import render
from eshram_cli.reports.look import Look, say, show
from eshram_cli.reports.width import columns
from tests.conftest import Eshram

HINDI = Look(Language.hi, digits="devanagari")
LATIN = re.compile("[0-9]")
DAY = dt.date(2021, 12, 28)


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (988912, Kind.count, "९,८८,९१२"),
        (-120, Kind.gain, "-१२०"),
        (57.69, Kind.percent, "५७.६९"),
        (0.4, Kind.rate, "०.४"),
        (DAY, Kind.date, "२८.१२.२०२१"),
        (dt.datetime(2021, 12, 28, 14, 35, tzinfo=dt.UTC), Kind.moment, "२८.१२.२०२१ २०:०५"),
        (213, Kind.number, "२१३"),
        (2, Kind.move, "+२"),
        ("25-50", Kind.figures, "२५-५०"),
        ("Bihar 28.12.2021.xlsx", Kind.text, "Bihar 28.12.2021.xlsx"),
        (None, Kind.count, "–"),
    ],
)
def test_figures_and_dates_but_no_names_of_files(value: Value, kind: Kind, shown: str) -> None:
    assert show(value, kind, HINDI) == shown
    assert not re.search("[०-९]", show(value, kind, replace(HINDI, language=Language.en)))
    assert not re.search("[०-९]", show(value, kind, replace(HINDI, digits="latin")))


def test_a_sentence_has_them_in_its_own_words_too() -> None:
    assert say(Phrase("column-pace7"), HINDI) == "७ दिन की गति"
    words = {"name": Name("Ward 5", "वार्ड 5"), "day": Figure("28.12"), "parts": (Figure("+1"), 1200)}
    assert say(Phrase("summary-headline", words), HINDI) == "वार्ड ५ २८.१२: +१, १,२००"
    assert say(Phrase("mend-file", {"file": "a1.xlsx", "count": 3}), HINDI).startswith("फ़ाइल: a1.xlsx।")


def test_no_word_of_the_tool_has_a_digit_within_its_brackets() -> None:
    fields = {field for entry in vocabulary().values() for text in entry.values() for field in _fields(text)}
    assert {field for field in fields if LATIN.search(field)} == set()


def _fields(text: str) -> list[str]:
    return [f"{name}{spec}{how}" for _, name, spec, how in string.Formatter().parse(text) if name]


@pytest.mark.parametrize("width", [60, 80, 160, None])
def test_columns_are_as_wide_as_with_latin_digits(document: Document, width: int | None) -> None:
    latin = render(document, replace(HINDI, digits="latin", width=width)).splitlines()
    deva = render(document, replace(HINDI, width=width)).splitlines()
    assert [columns(line) for line in deva] == [columns(line) for line in latin]
    assert deva != latin


ASKED = [
    ("rank", "--state", "bihar", "--top", "3"),
    ("trend", "--district", "purbi champaran"),
    ("pending", "--district", "khagaria"),
    ("by", "channel", "--district", "bilaspur, himachal pradesh"),
    ("forecast", "--district", "purbi champaran", "--deadline", "04.01.2022"),
    ("plan", "--district", "purbi champaran", "--deadline", "31.01.2022"),
    ("summary", "--district", "purbi champaran"),
    ("share", "--district", "purbi champaran"),
    ("target", "show", "--district", "purbi champaran"),
]


@pytest.mark.parametrize("command", ASKED, ids=lambda command: command[0])
def test_a_whole_page_in_hindi_has_no_other_digit(
    command: tuple[str, ...], eshram: Eshram, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESHRAM_DIGITS", "devanagari")
    page = eshram(*command, "--lang", "hi").out
    assert re.search("[०-९]", page)
    assert [line for line in page.splitlines() if LATIN.search(line)] == []
    assert LATIN.search(eshram(*command, "--lang", "hi", "--digits", "latin").out)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_programs_are_given_plain_figures(form: str, eshram: Eshram, sample: Path) -> None:
    asked = ("rank", "--state", "bihar", "--lang", "hi", "--format", form)
    assert eshram(*asked, "--digits", "devanagari").out == eshram(*asked).out


def test_english_keeps_its_own(eshram: Eshram, sample: Path) -> None:
    asked = ("rank", "--state", "bihar", "--top", "3")
    assert eshram(*asked, "--digits", "devanagari").out == eshram(*asked).out


def test_a_picture_is_drawn_with_them(eshram: Eshram, sample: Path, tmp_path: Path) -> None:
    drawn: list[bytes] = []
    for digits in ("latin", "devanagari"):
        out = tmp_path / f"{digits}.png"
        ran = eshram("rank", "--state", "bihar", "--lang", "hi", "--digits", digits, "--chart", out)
        assert (ran.code, ran.err) == (0, "")
        drawn.append(out.read_bytes())
    assert drawn[0] != drawn[1]


def test_the_mail_has_them_from_subject_to_table(
    eshram: Eshram, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESHRAM_DIGITS", "devanagari")
    monkeypatch.setenv("ESHRAM_SMTP_FROM", "dlo@example.gov.in")
    mails = tmp_path / "mails"
    place = ("summary", "--district", "purbi champaran", "--lang", "hi")
    ran = eshram(*place, "--send", "--to", "dm@example.gov.in", "--dry-run", "--folder", mails)
    assert ran.code == 0, ran.err
    message = email.message_from_bytes(next(mails.glob("*.eml")).read_bytes(), policy=email.policy.default)
    plain = message.get_body(("plain",))
    assert plain is not None
    assert not LATIN.search(str(message["Subject"]))
    assert not LATIN.search(plain.get_content())
