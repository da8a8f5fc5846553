"""The shapes of numbers that belong to persons, in any script, with any marks between their groups; and their dots."""

from __future__ import annotations

import re
import unicodedata

from eshram_cli.language.text import CONTROLS, clean

PERSONAL_DIGITS = 10
"""A number of this many digits or more may be a mobile, an account or an Aadhaar number: it is never shown."""

_BEFORE = r"(?<!\d)(?:(?<!\d[.,])|(?<=\d{10}[.,]))"
"""No digit stands before, nor the whole part of a larger number; the end of another person's number may."""
_AFTER = r"(?!\d)(?![.,]\d{1,9}(?!\d))"
_GROUPS = r"[ ./_-]{0,3}"
_PARTS = r"(?:[ _-]{0,2}|\)[ _-]?)"

_TWELVE = re.compile(rf"{_BEFORE}([1-9]\d{{3}}){_GROUPS}(\d{{4}}){_GROUPS}(\d{{4}}){_AFTER}")
"""Aadhaar, or the worker's own e-Shram number, in one piece or in groups of four."""
_THREES = re.compile(rf"{_BEFORE}[2-9]\d{{2}}(?:[ _/-]{{1,3}}\d{{3}}){{3}}{_AFTER}")
"""The same in groups of three, which no count has between spaces."""
_MOBILE = re.compile(rf"{_BEFORE}(?:\(?\+?91\)?[ ._()-]{{0,3}}|0[ -]?)?[6-9](?:{_PARTS}\d){{9}}{_AFTER}")
_DOTTED = re.compile(rf"{_BEFORE}[6-9]\d{{2}}\.\d{{3}}\.\d{{4}}{_AFTER}")
_NUMBER = r"(?:no|nos|number|num|नं|नंबर|न|सं|संख्या)"
_PHONE = r"\bmob|mobile|phone|\bph\b|contact|whats ?app|मो(?![^\W\d])|मो[.०0]|मोबा[इई]ल|फोन|फ़ोन|दूरभाष|संपर्क"
_SAID = {
    "aadhaar": re.compile(r"(?:aa?dha+r|\buid|आधार)[^\d]{0,16}[1-9](?:[ ./_-]{0,3}\d){11}(?!\d)"),
    "mobile": re.compile(rf"(?:{_PHONE})[^\d]{{0,16}}[6-9](?:[ ./_-]{{0,2}}\d){{9}}(?!\d)"),
    "account": re.compile(
        rf"(?:\ba ?/? ?c|\bacct?|account|खाता)\W{{0,3}}{_NUMBER}(?![^\W\d])[^\d]{{0,8}}\d(?:[ -]?\d){{8,17}}(?!\d)"
    ),
}
"""What stands behind a word for it, however its groups are parted."""
_IFSC = re.compile(r"(?<![A-Z0-9])[A-Z]{4}0(?=[A-Z0-9]{0,5}\d)[A-Z0-9]{6}(?![A-Z0-9])")
"""The code of a bank's branch, which stands beside an account number."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOMENT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
"""The minute in which a program wrote something: 202112041730."""
_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([ ./_-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
)
_LONG = re.compile(rf"\d(?:[\W_]{{0,3}}\d){{{PERSONAL_DIGITS - 2},}}")

KINDS = {
    "aadhaar": {"en": "twelve-digit numbers such as Aadhaar", "hi": "आधार जैसी बारह अंकों की संख्याएँ"},
    "account": {"en": "numbers of bank accounts", "hi": "बैंक खातों की संख्याएँ"},
    "bank": {"en": "codes of bank branches (IFSC)", "hi": "बैंक शाखाओं के कोड (IFSC)"},
    "mobile": {"en": "mobile numbers", "hi": "मोबाइल नंबर"},
    "list": {"en": "the headings of a list of persons", "hi": "व्यक्तियों की सूची के शीर्षक"},
    "long": {"en": "numbers of ten digits or more among the counts", "hi": "गिनती के कॉलमों में दस या अधिक अंकों की संख्याएँ"},
}
"""What a sheet of persons holds, as the object of "The sheet holds …"."""


def kind_of_number(text: str) -> str:
    """ "aadhaar" for twelve digits, in one piece or in groups of three or four, "mobile" for a mobile number, "account"
    for a bank account's number behind a word for it, "bank" for the code of a bank's branch, else blank.

    Dates, three years, or a moment written in one piece, are no number of a person.
    """
    # Web pages and Word put other digits, spaces and hyphens in their place.
    text = _DASHES.sub("-", clean(CONTROLS.sub("", text)))
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    text = _DATE.sub(" | ", text)
    for match in _TWELVE.finditer(text):
        if not all(map(_YEAR.fullmatch, match.groups())) and not _MOMENT.fullmatch(match[0]):
            return "aadhaar"
    if _THREES.search(text):
        return "aadhaar"
    if _MOBILE.search(text) or _DOTTED.search(text):
        return "mobile"
    lower = text.lower()
    said = (kind for kind, pattern in _SAID.items() if pattern.search(lower))
    return next(said, "bank" if _IFSC.search(text) else "")


def without_numbers(text: str) -> str:
    """The text; where it holds a number of a person, with dots for the digits of all its long numbers but dates."""
    return dotted(text) if any(map(str.isdecimal, text)) and kind_of_number(text) else text


def dotted(text: str) -> str:
    """The text with dots for the digits of its long numbers, whatever marks stand between them; dates stay."""
    pieces, last = [], 0
    for date in _DATE.finditer(text):
        pieces += [_LONG.sub(dots, text[last : date.start()]), date[0]]
        last = date.end()
    return "".join([*pieces, _LONG.sub(dots, text[last:])])


def dots(match: re.Match[str]) -> str:
    """What was found, with dots for its digits."""
    return re.sub(r"\d", "•", match[0])


def may_be_branch(text: str) -> bool:
    """Whether the text holds the code of a bank's branch."""
    return "0" in text and len(text) >= 11 and _IFSC.search(text) is not None
