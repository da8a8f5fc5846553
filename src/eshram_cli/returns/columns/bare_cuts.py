"""Columns of men and women, of ages or of trades, where a column of counts proves whose parts they are.

Such headings are bare: "Male", "18-40", "कृषि". Whether they count registered workers, voters or households, only the
sum tells: they are read where, under one heading with a column of counts, they add up to it in every row.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from eshram_cli.language.lexicon import gender, is_label, member
from eshram_cli.returns.columns.amounts import is_sum
from eshram_cli.returns.columns.column import COUNTS, Reading
from eshram_cli.returns.columns.cut_names import join_cuts
from eshram_cli.returns.columns.measures import A_PART, A_PERIOD

_BAND = re.compile(r"(\d{1,2}) ?(?:[-–—]|to|से) ?(\d{1,2})")
_OPEN = re.compile(r"(?:above|over|>=?|≥) ?(\d{1,2})|(\d{1,2}) ?(?:\+|(?:&|and) above|से (?:अधिक|ऊपर))")
_BELOW = re.compile(r"(?:below|under|<=?|≤) ?(\d{1,2})|(\d{1,2}) ?(?:(?:&|and) below|से कम)")
_AGE_UNIT = re.compile(r" ?(?:years?|yrs?|वर्ष|साल)\b|\bage\b|आयु", re.IGNORECASE)


def with_bare_cuts(columns: Sequence[Reading], mapped: Collection[int]) -> list[Reading]:
    """The columns, those that are proven parts with the role of their whole and their cut. `mapped`: the columns that
    the user named, which stay."""
    parts: list[tuple[Reading, str, str]] = []
    for column in columns:
        unread = column.role in {"", "other"} and column.why in {"", A_PART, A_PERIOD} and column.index not in mapped
        named = named_part(column.levels[-1]) if unread and column.levels and column.is_numeric else None
        if named is not None:
            parts.append((column, *named))
    found: dict[int, Reading] = {}
    for whole in columns if len(parts) > 1 else ():
        if whole.role in COUNTS and whole.filled:
            for column in _proven(whole, parts):
                found.setdefault(column.index, column)
    return [found.get(column.index, column) for column in columns]


def named_part(text: str) -> tuple[str, str] | None:
    """The dimension and the member that a bare heading names: 18-40, 50+ or under 18, however it is written; no
    dimension for "Others", None for anything else."""
    if named := gender(text):
        return "gender", named
    age = " ".join(_AGE_UNIT.sub("", text).lower().split())
    if match := _BAND.fullmatch(age):
        return "age", f"{match[1]}-{match[2]}"
    if match := _OPEN.fullmatch(age):
        return "age", f"{match[1] or match[2]}+"
    if match := _BELOW.fullmatch(age):
        return "age", f"under {match[1] or match[2]}"
    if is_label(text, "trades"):
        return "category", member("category", text)
    return ("", member("category", text)) if is_label(text, "unplaced") else None


def _proven(whole: Reading, parts: Sequence[tuple[Reading, str, str]]) -> Iterator[Reading]:
    """The parts (columns with their dimension and member) of one dimension beside the whole, with "Others" among them,
    where they add up to it."""
    beside = [part for part in parts if part[0].levels[:-1] == whole.levels[:-1]]
    for dimension in dict.fromkeys(of for _, of, _ in beside if of):
        group = [part for part in beside if part[1] == dimension or (not part[1] and dimension != "age")]
        if len({name for *_, name in group}) < len(group) or len(group) < 2:
            continue
        if is_sum(whole, [column for column, *_ in group]):
            for column, of, name in group:
                key = "other" if dimension == "gender" and not of else name
                cut = join_cuts([whole.cut, f"{dimension}={key}"])
                yield column.with_role(
                    whole.role, f"a part of {whole.letter}", cut=cut, as_on=whole.as_on, unit=whole.unit
                )
