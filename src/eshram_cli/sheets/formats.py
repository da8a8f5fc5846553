"""What a number format makes of a number: `0 "लाख"` shows 9 as "9 लाख", which is what the sheet says to its reader.

Only a format is looked into that shows another number than the cell holds: a unit or digits among its literal texts,
commas at the end of its digits (each divides by a thousand), a section that shows nothing. Formats that only group,
round, colour, or add a word such as "persons" leave the number as it is. Syntax: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import operator
import re
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from eshram_cli.language.number_words import scales
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.language.text import fold

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<general>General|Standard)'
    r"|(?P<digit>[0#?]+)|(?P<comma>,)|(?P<point>\.)|(?P<other>[%/@]|E[+-])|(?P<end>;)|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
COMPARED = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
HARMLESS = frozenset(" ,'’\xa0\u202f")
"""What may stand among the digits and only groups them: Indian formats write `##\\,##\\,##0`."""

LETTERS = frozenset({"l", "lk", "lkh", "m"})
"""Short for lakh and million; too short to be read, and so refused where they stand beside a number."""

QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)

WRITTEN = re.compile(r"(\d[\d,]*)(?:\.(\d+))?")


class Section(NamedTuple):
    """One part of a format: the texts before and after the digits, how often a thousand divides the number, and
    whether its digits are broken by other signs; `test` says for which numbers it is, `blank` that it shows nothing,
    `other` that it is no plain number (a percentage, a fraction, an exponent)."""

    before: str
    after: str
    thousands: int
    broken: bool
    test: str
    blank: bool
    other: bool

    @property
    def unit(self) -> int | None:
        """The scale that its texts name, 0 for digits or a letter, None where they name none."""
        words = [word for text in (self.before, self.after) for word in text.split()]
        known = [scales().get(fold(word)) for word in words]
        if scale := next(filter(None, known), None):
            return scale
        digits = any(char.isdigit() for word in words for char in word)
        return 0 if digits or any(fold(word) in LETTERS for word in words) else None


def is_date_format(code: str) -> bool:
    """Whether a number format such as `dd-mm-yyyy` shows a date: d, m, y, h or s outside quotes and brackets."""
    return DATE_LETTER.search(QUOTED.sub("", code.partition(";")[0])) is not None


@lru_cache(maxsize=1024)
def changes(code: str) -> bool:
    """Whether some number is shown by this format as another one than it is; no date's format does."""
    if is_date_format(code):
        return False
    found = sections(code)
    return any(one.unit is not None or one.thousands or one.broken or one.blank for one in found if not one.other)


def as_shown(number: int | float, code: str) -> int | float | str | None:
    """The number where the format shows it, the text that it shows where that adds a unit or digits, None where what is
    shown is not sure: a number in thousands without a word, or nothing at all."""
    section = _section(number, sections(code))
    unit = section.unit
    if section.other or (section.blank and not number):
        return number
    if section.blank or section.broken:
        return None
    if section.thousands:
        return number if unit == 1000**section.thousands else None
    if unit is None:
        return number
    digits = section.after.replace(",", "").strip()
    if digits.isdecimal():
        return f"{section.before}{number}{digits}".strip() if isinstance(number, int) else None
    return f"{section.before}{number}{section.after}".strip()


def as_written(number: int | float, written: str | None) -> int | float | str | None:
    """As `as_shown`, where the file holds the text that is shown beside the number."""
    if written == str(number):
        return number
    match = WRITTEN.search(written or "")
    if written is None or match is None or not number:
        return number
    shown, decimals = float(match[0].replace(",", "")), len(match[2] or "")
    rest = written[: match.start()] + " " + written[match.end() :]
    if any(fold(word) in scales() or fold(word) in LETTERS for word in rest.split()):
        count = read_count(written)
        same = (
            isinstance(count, Count)
            and count.value is not None
            and shown > 0
            and abs(count.value - number) * shown * 10**decimals <= count.value
        )
        return number if same else written
    plain, whole = written.replace(",", "").strip(), str(number)
    if plain.isdecimal() and len(plain) > len(whole) and plain.startswith(whole):
        return plain
    if plain.replace(".", "").isdecimal() and plain.replace(".", "") == whole:
        return number
    divided = any(abs(shown - number / by) * 10**decimals <= 0.5 for by in (10**3, 10**5, 10**6, 10**7))
    return None if divided and abs(number) >= 10**3 and not rest.strip() else number


@lru_cache(maxsize=256)
def sections(code: str) -> tuple[Section, ...]:
    """The parts of a format in their order."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in TOKEN.finditer(code):
        if token["end"]:
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(_read(part, several=len(parts) > 1) for part in parts)


def _read(tokens: list[re.Match[str]], several: bool) -> Section:
    test = next((found[0] for token in tokens if (found := CONDITION.fullmatch(token["bracket"] or ""))), "")
    tokens = [token for token in tokens if token["bracket"] is None or token["bracket"].startswith("$")]
    at = [index for index, token in enumerate(tokens) if token["digit"] or token["general"]]
    if not at:
        return Section(_literal(tokens), "", 0, False, test, several and not tokens, other=bool(tokens))
    first, last = at[0], at[-1]
    commas = len(list(takewhile(lambda token: token["comma"], tokens[last + 1 :])))
    point = next((index for index in range(first, last) if tokens[index]["point"]), None)
    if point is not None:
        commas += len(list(takewhile(lambda token: token["comma"], reversed(tokens[first:point]))))
    broken = not HARMLESS.issuperset(_literal(tokens[first:last]))
    other = any(token["other"] for token in tokens)
    return Section(_literal(tokens[:first]), _literal(tokens[last + 1 :]), commas, broken, test, False, other)


def _literal(tokens: list[re.Match[str]]) -> str:
    """The texts as shown; `[$₹-4009]` is the sign of a currency."""
    return "".join(
        token["bracket"][1:].partition("-")[0]
        if token["bracket"]
        else token["quoted"] or token["escaped"] or token["plain"] or ""
        for token in tokens
    )


def _section(number: int | float, found: tuple[Section, ...]) -> Section:
    """The part that speaks for the number: by its condition, else by its sign."""
    if not any(section.test for section in found):
        at = 1 if number < 0 else 2 if number == 0 else 0
        return found[at] if at < len(found) else found[0]
    for section in found:
        condition = CONDITION.fullmatch(section.test)
        if condition is None or COMPARED[condition[1]](number, float(condition[2])):
            return section
    return found[-1]
