"""A number in a sentence, with the word for what it counts: `{days:day|days}` is said as "1 day" and "7 days".

Hindi says `{days} दिन` of one and of many alike, but `{rows:पंक्ति|पंक्तियाँ}`.
"""

from __future__ import annotations


class Counted(str):
    """A number as people are shown it, which knows whether it is one."""

    __slots__ = ("one",)
    one: bool

    def __new__(cls, shown: str, number: float) -> Counted:
        """`shown` is the number as written: 1,16,124."""
        self = super().__new__(cls, shown)
        self.one = number in {1, -1}
        return self

    def __format__(self, spec: str) -> str:
        """The number alone, or with the word for one or for many."""
        single, parted, many = spec.partition("|")
        if not parted:
            return super().__format__(spec)
        return f"{self} {single if self.one else many}"


def counted(number: int) -> Counted:
    """A number that is written plainly, as in a question at a terminal."""
    return Counted(str(number), number)
