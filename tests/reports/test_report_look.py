from __future__ import annotations

import datetime as dt
import io

import pytest

from eshram_cli.problems import Language
from eshram_cli.reports.document import Kind, Phrase, Value
from eshram_cli.reports.look import Look, on_stream, say, show

UTC_EVENING = dt.datetime(2021, 12, 28, 20, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (988912, Kind.count, "9,88,912"),
        (-10005, Kind.count, "-10,005"),
        (0, Kind.count, "0"),
        (None, Kind.count, "–"),
        ("", Kind.text, "–"),
        (46401, Kind.gain, "+46,401"),
        (-5, Kind.gain, "-5"),
        (0, Kind.gain, "0"),
        (37.03955, Kind.percent, "37.04"),
        (131.5, Kind.percent, "131.50"),
        (99.9999, Kind.percent, "99.99"),
        (24170.87, Kind.rate, "24,171"),
        (0.4, Kind.rate, "0.4"),
        (3.0, Kind.rate, "3"),
        (2, Kind.rank, "2"),
        (213, Kind.number, "213"),
        (dt.date(2021, 12, 4), Kind.date, "04.12.2021"),
        (UTC_EVENING, Kind.moment, "29.12.2021 01:30"),
        (True, Kind.flag, "yes"),
        (False, Kind.flag, "no"),
        ("block", Kind.level, "block"),
        ("channel=csc", Kind.cut, "CSC/VLE"),
        ("channel=umang|category=rickshaw pullers", Kind.cut, "UMANG, rickshaw pullers"),
        ("", Kind.cut, "–"),
        ("Purbi Champaran", Kind.place, "Purbi Champaran"),
        ("Purbi\n  Champaran\x1b[2J", Kind.place, r"Purbi Champaran\x1b[2J"),
        ("\x07", Kind.text, r"\x07"),
        ("\t\n", Kind.text, "–"),
    ],
)
def test_values_are_shown_for_people(value: Value, kind: Kind, shown: str) -> None:
    assert show(value, kind, Look()) == shown


def test_numbers_can_be_grouped_as_elsewhere() -> None:
    assert show(12345678, Kind.count, Look(numbers="international")) == "12,345,678"


@pytest.mark.parametrize(("move", "terminal", "piped"), [(2, "▲2", "+2"), (-1, "▼1", "-1"), (0, "=", "0")])
def test_moves_are_arrows_on_a_terminal_and_numbers_in_a_pipe(move: int, terminal: str, piped: str) -> None:
    assert show(move, Kind.move, Look(width=80)) == terminal
    assert show(move, Kind.move, Look()) == piped


def test_a_phrase_shows_its_words_as_people_write_them() -> None:
    words = {"columns": Phrase("column-target")}
    assert say(Phrase("not-shown", words), Look()) == "(not shown: Target; --format csv has all)"
    assert "लक्ष्य" in say(Phrase("not-shown", words), Look(Language.hi))


@pytest.mark.parametrize(
    ("word", "shown"),
    [(988912, "9,88,912"), (57.69487, "57.69"), (dt.date(2021, 12, 4), "04.12.2021"), ("Saran", "Saran")],
)
def test_the_words_of_a_phrase_are_formatted_last(word: object, shown: str) -> None:
    assert f": {shown};" in say(Phrase("not-shown", {"columns": word}), Look())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("COLUMNS", "97")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def test_a_terminal_has_its_width_and_colours(terminal: Terminal) -> None:
    assert on_stream(Look(), terminal) == Look(width=97, colour=True)


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_refused(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert on_stream(Look(), terminal) == Look(width=97, colour=False)


def test_an_empty_no_color_refuses_nothing(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert on_stream(Look(), terminal).colour


def test_a_pipe_is_plain() -> None:
    assert on_stream(Look(width=80, colour=True), io.StringIO()) == Look()
