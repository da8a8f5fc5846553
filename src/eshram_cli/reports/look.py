"""How people are shown a value: the language, the grouping of numbers, the width and colours of what it is shown on."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from dataclasses import dataclass, replace
from functools import partial
from typing import TextIO
from zoneinfo import ZoneInfo

from eshram_cli.counted import Counted
from eshram_cli.described import DriveTold
from eshram_cli.language.bases import told_basis
from eshram_cli.language.reasons import told_reason
from eshram_cli.language.text import visible
from eshram_cli.language.words import has, tr, words_of
from eshram_cli.language.written import Digits, Style, deva, group, show_date, show_percent, signed
from eshram_cli.problems import Language
from eshram_cli.reports.document import Figure, Kind, Name, Phrase, Text, Value
from eshram_cli.settings import Settings

MISSING = "–"
"""What is not known: one character, so that a piped table has the same number of fields in every line."""

MARKS = {"reported": "+", "late": "~", "missing": "x"}
"""A day of a reporting calendar: told apart without colour, and by the same signs in every language."""


@dataclass(frozen=True)
class Look:
    """How to show. `width` is the terminal's in columns; None is no terminal: all is shown, unwrapped. `compact`:
    JSON on one line. `drive`: the one whose persons a chart counts, which it says."""

    language: Language = Language.en
    numbers: Style = "lakh"
    digits: Digits = "latin"
    width: int | None = None
    colour: bool = False
    compact: bool = False
    drive: DriveTold | None = None

    @property
    def devanagari(self) -> bool:
        """Whether digits are written ०-९: in Hindi, where they were asked for."""
        return self.digits == "devanagari" and self.language is Language.hi

    @property
    def piped(self) -> bool:
        """Whether the reader is a program, a file or a pager, not a terminal."""
        return self.width is None


def look_of(settings: Settings) -> Look:
    """As the settings say, for no terminal."""
    return Look(settings.lang, settings.numbers, settings.digits)


def on_stream(look: Look, stream: TextIO) -> Look:
    """The same look with the width and colours that the stream can show; plain unless it is a terminal."""
    if not stream.isatty():
        return replace(look, width=None, colour=False)
    return replace(look, width=shutil.get_terminal_size().columns, colour=_colours())


def _colours() -> bool:
    """NO_COLOR (any value but the empty one) and TERM=dumb turn colours off, as does the old Windows console."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    if os.name != "nt":
        return True
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()


def say(text: Text, look: Look) -> str:
    """A phrase in the look's language with its words filled in; a plain text as it is but for control characters."""
    if isinstance(text, str):
        return visible(text)
    return told(text.key, look, **{name: _word(value, look) for name, value in text.words.items()})


def told(key: str, look: Look, **words: object) -> str:
    """The words of that key in the look's language and digits; `words` fill its curly brackets as they are."""
    return in_digits(words_of(key)[look.language], look).format_map(words)


def in_digits(text: str, look: Look) -> str:
    """The text in the look's digits."""
    return deva(text) if look.devanagari else text


def _word(value: object, look: Look) -> str:
    if isinstance(value, tuple):
        return ", ".join(_word(item, look) for item in value)
    if isinstance(value, Phrase):
        return say(value, look)
    if isinstance(value, Name):
        value = Figure((value.hindi or value.latin) if look.language is Language.hi else value.latin)
    if isinstance(value, Figure):
        return in_digits(value, look)
    if isinstance(value, float):
        return show(value, Kind.percent, look)
    if isinstance(value, dt.date):
        return show(value, Kind.moment if isinstance(value, dt.datetime) else Kind.date, look)
    return Counted(show(value, Kind.count, look), value) if isinstance(value, int) else _printable(str(value))


def show(value: Value, kind: Kind, look: Look) -> str:
    """The value for people: `9,88,912`, `+46,401`, `57.69`, `28.12.2021`; a dash where it is not known."""
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return tr("word-yes" if value else "word-no", look.language)
    if isinstance(value, dt.date):
        return in_digits(_date(value, look), look)
    if isinstance(value, str):
        return _printable(_text(value, kind, look)) or MISSING
    return in_digits(_number(value, kind, look), look)


def _text(value: str, kind: Kind, look: Look) -> str:
    if kind is Kind.mark:
        return MARKS[value]
    if kind is Kind.figures:
        return in_digits(value, look)
    if kind is Kind.reason:
        return told_reason(value, look.language)
    if kind is Kind.basis:
        return told_basis(value, look.language, partial(in_digits, look=look))
    if kind in {Kind.word, Kind.level}:
        return told(f"{kind.value}-{value}", look)
    return ", ".join(_member(part, look) for part in value.split("|")) if kind is Kind.cut else value


def _member(cut: str, look: Look) -> str:
    """The member of `channel=csc`; one that offices made up is called as they wrote it."""
    dimension, _, member = cut.partition("=")
    key = f"{dimension}-{member}"
    return told(key, look) if has(key) else member


def _printable(text: str) -> str:
    """In one line with single spaces; what a name could tell a terminal to do is shown as escapes."""
    return " ".join(visible(text).split())


def _date(value: dt.date, look: Look) -> str:
    """A moment with a time zone is told in India's."""
    if not isinstance(value, dt.datetime):
        return show_date(value, look.language)
    local = value.astimezone(ZoneInfo("Asia/Kolkata")) if value.tzinfo else value
    return f"{show_date(local.date(), look.language)} {local:%H:%M}"


def _number(value: float, kind: Kind, look: Look) -> str:
    match kind:
        case Kind.percent:
            return show_percent(value)
        case Kind.rate:
            return _rate(value, look)
        case Kind.move:
            return _move(int(value), look)
        case Kind.count | Kind.days:
            return group(round(value), look.numbers)
        case Kind.gain:
            return signed(round(value), look.numbers)
        case _:
            return str(value)


def _rate(value: float, look: Look) -> str:
    """Whole persons a day; a tenth where there are fewer than ten, since 0.4 a day is not none."""
    if abs(value) < 10 and not float(value).is_integer():
        return f"{value:.1f}"
    return group(round(value), look.numbers)


def _move(value: int, look: Look) -> str:
    """An arrow for people, a signed number for programs."""
    if look.piped:
        return f"{value:+d}" if value else "0"
    return f"▲{value}" if value > 0 else f"▼{-value}" if value else "="
