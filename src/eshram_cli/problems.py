"""Problems: what is wrong with a return or the ledger, as values.

A problem has a code, a place in a file, and the words that fill its sentence. The sentences themselves, in English and
Hindi, are in `catalogue/*.toml`, one file a room, so that a new problem is one entry there, a fixture and its test.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources

from eshram_cli.counted import Counted

_PERSONAL = re.compile(r"\d{10,}|(?<!\d)(?:\d{4}[ ._/-]\d{4}[ ._/-]\d{4}|\d{5}[ _-]\d{5})(?!\d)")


class Severity(StrEnum):
    """How much a problem weighs: an error keeps a figure out, a warning lets it in, a note only tells."""

    error = "error"
    warning = "warning"
    note = "note"


class Language(StrEnum):
    """A language that the tool speaks."""

    en = "en"
    hi = "hi"


_SHEET = {Language.en: "sheet", Language.hi: "शीट"}
_ROW = {Language.en: "row", Language.hi: "पंक्ति"}
_COLUMN = {Language.en: "column", Language.hi: "कॉलम"}


@dataclass(frozen=True, slots=True)
class Where:
    """Where a problem lies. `row` and `column` count from 1, as a spreadsheet shows them; blank where unknown."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: int | None = None

    @property
    def cell(self) -> str:
        """The address as a spreadsheet writes it: `D17`; `row 17` or `column D` where only one is known; else blank."""
        return self._cell(Language.en)

    def said(self, language: Language = Language.en) -> str:
        """The whole address: `bihar.xlsx, sheet "14 Dec", D17`; blank where nothing is known."""
        parts = [self.file, f'{_SHEET[language]} "{self.sheet}"' if self.sheet else "", self._cell(language)]
        return ", ".join(part for part in parts if part)

    def __str__(self) -> str:
        return self.said()

    def _cell(self, language: Language) -> str:
        if self.row and self.column:
            return f"{column_letters(self.column)}{self.row}"
        if self.row:
            return f"{_ROW[language]} {self.row}"
        return f"{_COLUMN[language]} {column_letters(self.column)}" if self.column else ""


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the catalogue: the severity, the exit code where it stops a command, the sentences; `weight` puts
    the worst of one severity first."""

    code: str
    severity: Severity
    exit: int
    message: Mapping[Language, str]
    hint: Mapping[Language, str]
    weight: int = 50


@dataclass(frozen=True)
class Problem:
    """Something wrong, with its place.

    `words` fill the sentence of the catalogue; a word that differs by language is a mapping of both, a date is told day
    first. Digits that may be a person's number (ten or more, or in the groups of Aadhaar and mobile numbers) are said
    as dots.
    """

    code: str
    where: Where = NOWHERE
    words: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """As the catalogue says."""
        return catalogue()[self.code].severity

    @property
    def weight(self) -> int:
        """How bad it is among those of its severity, 0 to 100, as the catalogue says."""
        return catalogue()[self.code].weight

    def message(self, language: Language = Language.en) -> str:
        """What is wrong, in one sentence."""
        return catalogue()[self.code].message[language].format_map(self._words(language))

    def hint(self, language: Language = Language.en) -> str:
        """What to do about it."""
        return catalogue()[self.code].hint[language].format_map(self._words(language))

    def line(self, language: Language = Language.en) -> str:
        """`FILE, sheet "S", D17: MESSAGE. HINT.` in one line."""
        where = self.where.said(language)
        text = f"{self.message(language)} {self.hint(language)}".strip()
        return f"{where}: {text}" if where else text

    def _words(self, language: Language) -> dict[str, object]:
        return {key: _said(word[language] if isinstance(word, Mapping) else word) for key, word in self.words.items()}


def _said(word: object) -> object:
    if isinstance(word, Counted):
        return word
    if isinstance(word, str):
        return _PERSONAL.sub(lambda match: re.sub(r"\d", "•", match[0]), word)
    if isinstance(word, dt.date):
        return f"{word:%d.%m.%Y}"
    return Counted(str(word), word) if isinstance(word, int) else word


@cache
def catalogue() -> Mapping[str, Entry]:
    """All problems that the tool knows, by code."""
    entries: dict[str, Entry] = {}
    folder = resources.files("eshram_cli") / "catalogue"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".toml"):
            continue
        for code, raw in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if code in entries:
                raise ValueError(f"problem {code} is in the catalogue twice")
            entries[code] = Entry(
                code=code,
                severity=Severity(raw["severity"]),
                exit=int(raw.get("exit", 1)),
                message={language: raw[language] for language in Language},
                hint={language: raw[f"hint_{language}"] for language in Language},
                weight=int(raw.get("weight", 50)),
            )
    return entries


def column_letters(number: int) -> str:
    """A spreadsheet's name of the column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
