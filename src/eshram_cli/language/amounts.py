"""The grammar of an amount: digits with their grouping, number words, and scales such as lakh and crore.

An amount is a row of parts from the largest scale down, each scale once: 1 करोड़ 80 लाख; दो लाख सात हजार 528. The last
part may lack a scale, or have decimals: 1 crore 0.5 lakh. A part is a number below 1000 in digits or words. Whatever
does not fit is refused, never mended.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from eshram_cli.language.number_words import halves, quarters, scales, tens, unglued, values

_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"(?!0)(?:\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
_NUMBER = re.compile(r"[\d][\d,.]*")
_LARGEST_PART = 1000


class Refused(Exception):
    """Ends the reading of one cell: the code of its problem and further words for the sentence."""

    def __init__(self, code: str, **words: object) -> None:
        self.code = code
        self.words = words
        super().__init__(code)


def amount(tokens: Sequence[str]) -> Decimal:
    """The value of an amount's tokens, which are numbers as written and folded words. Raises Refused."""
    reading = _Reading()
    for token in tokens:
        for part in unglued(token):
            reading.take(part)
    return reading.value()


def literal(text: str) -> Decimal:
    """A number in digits: plain, or grouped the Indian or the international way. Raises Refused for other groupings."""
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    raise Refused("count-grouping")


@dataclass
class _Reading:
    """What has been read so far: whole parts in `total`, the part being read in `hundreds` and `small`; `point`: it has
    decimals, `pointed`: a part before it had."""

    total: Decimal = Decimal(0)
    scale: int | None = None
    hundreds: Decimal | None = None
    small: Decimal | None = None
    quarter: Decimal | None = None
    digits: str = ""
    open_tens: bool = False
    point: bool = False
    pointed: bool = False

    def take(self, token: str) -> None:
        """Adds the next word or number of the amount."""
        if _NUMBER.fullmatch(token):
            self._number(literal(token), token)
        elif token in values():
            value = Decimal(values()[token])
            if self.open_tens and self.small is not None and 1 <= value <= 9:
                # After an English ten it completes it: twenty, eight.
                self.small += value
                self.open_tens = False
            else:
                self._number(value, "")
        elif token in tens():
            self._number(Decimal(tens()[token]), "")
            self.open_tens = True
        elif token in halves():
            self._number(halves()[token], "half")
        elif token in quarters():
            if self.quarter is not None or self.small is not None:
                raise Refused("count-parts")
            self.quarter = quarters()[token]
        elif token in scales():
            self._scale(scales()[token], token)
        else:
            raise Refused("count-not-number")

    def value(self) -> Decimal:
        """The amount; the last part must be smaller than the scale before it: `2 लाख 3,00,000` is no amount."""
        if self.quarter is not None and self.small is None:
            raise Refused("count-not-number")
        rest = self._part()
        if rest is None and self.scale is None:
            raise Refused("count-not-number")
        self._fits(rest or Decimal(0))
        return self.total + (rest or 0)

    def _number(self, value: Decimal, written: str) -> None:
        if self.small is not None:
            raise Refused("count-two")
        if self.quarter is not None and (value != int(value) or value < 1):
            raise Refused("count-parts")
        self.digits = written
        self.open_tens = False
        self.small = value + (self.quarter or 0)
        self.point = self.point or value != int(value)

    def _scale(self, scale: int, word: str) -> None:
        hundred = scale == 100
        part = self._part(bare_quarter=True)
        first = (self.hundreds if hundred else self.scale) is None
        if part is None or (hundred and not first):
            raise Refused("count-not-number" if first else "count-parts")
        # `14,62,346 लाख`: the figure is whole already, so that one cannot tell which of the two is meant.
        if "," in self.digits or part >= _LARGEST_PART:
            raise Refused("count-unit-twice", unit="सौ" if hundred else word)
        if hundred:
            self.hundreds = part * 100
        else:
            self._fits(part * scale)
            self.total += part * scale
            self.pointed, self.point = self.pointed or self.point, False
            self.scale, self.hundreds = scale, None
        self.small, self.quarter, self.open_tens = None, None, False

    def _small(self, bare_quarter: bool) -> Decimal | None:
        """The number before a scale; सवा, पौन alone stand for 1.25 and 0.75 of the scale, साढ़े alone for nothing."""
        if self.small is None and self.quarter is not None:
            if not bare_quarter or self.quarter == Decimal("0.5"):
                raise Refused("count-parts")
            return 1 + self.quarter
        return self.small

    def _part(self, bare_quarter: bool = False) -> Decimal | None:
        small = self._small(bare_quarter)
        if self.hundreds is None:
            return small
        if small is not None and small >= 100:
            raise Refused("count-parts")
        return self.hundreds + (small or 0)

    def _fits(self, rest: Decimal) -> None:
        if self.scale is not None and (rest >= self.scale or (self.pointed and rest)):
            raise Refused("count-parts")
