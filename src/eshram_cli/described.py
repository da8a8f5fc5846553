"""How an answer is described, once, for every format: frozen pydantic models whose fields say what they mean.

A field that people and programs see says so in its annotation:

    registered: Annotated[int | None, shown(Kind.count)]

Its name is the key in CSV, JSON and frames; its heading stands in the words as `column-KEY`; its kind says how it is
written, aligned, typed and counted; its priority when a narrow terminal leaves it out. A field without a description is
in JSON alone, as are pydantic's computed ones; one marked `INSIDE` is in no format, for the code that made it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, cast, get_args

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    import pandas as pd

Value = int | float | str | bool | dt.date | dt.datetime | None
KnownOn = dt.datetime | int
"""What the knowledge of an answer is limited to: a moment, or the number of the last act that counts."""

M = TypeVar("M")

INSIDE = Field(exclude=True)
"""A field that is not in JSON, and without a description in no format: a key of the tree, a flag that chooses a
title."""


class Kind(Enum):
    """What a cell means, hence how people are shown it and on which side it is aligned."""

    text = "text"
    place = "place"
    word = "word"  # one of a few words of the tool's own, translated: late, missing, exact
    level = "level"  # state, district, block, translated
    cut = "cut"  # channel=csc, shown as the name of its member
    basis = "basis"  # what a target rests on; translated where the tool itself wrote it
    reason = "reason"  # why the reader took a column so, or where it found something; translated
    figures = "figures"  # figures in letters: 25-50
    flag = "flag"  # yes, no, not known
    number = "number"  # a plain number that is no count: a code, a serial number
    count = "count"  # persons
    gain = "gain"  # persons, with a sign
    percent = "percent"  # in percent, 37.04 for 37.04 %
    rate = "rate"  # persons a day
    rank = "rank"
    move = "move"  # ranks gained, +1 is one place up
    days = "days"
    date = "date"
    moment = "moment"  # a date with its time
    mark = "mark"  # reported, late, missing, as one character

    @cached_property
    def left(self) -> bool:
        """Whether cells of this kind are aligned to the left, as words are."""
        return self.value in _LEFT

    @cached_property
    def unit(self) -> str:
        """What numbers of this kind count; blank for words and dates."""
        return _UNITS.get(self.value, "")

    @cached_property
    def dtype(self) -> str:
        """The type of such a column in a frame: what is not known is missing, and an integer stays one."""
        return _TYPES.get(self.value, "string")


_LEFT = frozenset({"text", "place", "word", "level", "cut", "basis", "reason", "figures", "flag"})
_UNITS = {
    "count": "persons", "gain": "persons", "rate": "persons a day", "percent": "percent", "days": "days",
    "rank": "ranks", "move": "ranks",
}  # fmt: skip
_TYPES = {
    **dict.fromkeys(("number", "count", "gain", "rank", "move"), "Int64"),
    **dict.fromkeys(("percent", "rate", "days"), "Float64"),
    "flag": "boolean",
    "date": "datetime64[s]",
    "moment": "datetime64[s, Asia/Kolkata]",
}


@dataclass(frozen=True)
class Rounded:
    """How many places behind the point JSON has of a field; tables and CSV write it by its kind."""

    places: int


class Blank(Enum):
    """How JSON has a field that is a blank text; null where it is marked so, as the Hindi names are without a mark."""

    null = "null"


@dataclass(frozen=True)
class Column:
    """A column: `key` is its name in CSV and frames, its heading stands in the words as `column-KEY`, else as
    `heading`.

    `priority` 0 is never left out on a narrow terminal; the larger, the earlier it goes. `twin` is the key of the
    column that changes places with this one in Hindi: the Latin name and the Hindi one. Columns of one `group` are left
    out together: a gain says nothing without its days. `cut` is the member whose figures the column holds
    (`channel=csc`); its name is then the heading. `label` is a heading that every language shares: a day of the month.
    `fraction`: the field holds a part of one, which JSON has and tables show in percent. `words`: the field holds codes
    that people are shown as the words `WORDS-CODE`; a code without words stands as it is.
    """

    key: str
    kind: Kind = Kind.text
    priority: int = 0
    heading: str = ""
    twin: str = ""
    group: str = ""
    cut: str = ""
    label: str = ""
    fraction: bool = False
    words: str = ""

    @property
    def heading_key(self) -> str:
        """Where the heading stands in the words."""
        return self.heading or f"column-{self.key}"

    def cell(self, value: Value) -> Value:
        """The value as a table holds it: a Hindi name that nobody knows is null, a plain number has a tenth at most."""
        if isinstance(value, float) and self.kind is Kind.number:
            return round(value, 1)
        if self.fraction and isinstance(value, float | int):
            return 100 * value
        return None if value == "" and self.key.endswith("_hi") else value


def shown(
    kind: Kind = Kind.text,
    priority: int = 0,
    *,
    heading: str = "",
    twin: str = "",
    group: str = "",
    fraction: bool = False,
    words: str = "",
    key: str = "",
    label: str = "",
) -> Column:
    """The description of a field; its key is the field's name in JSON unless another is given."""
    return Column(key, kind, priority, heading, twin, group, label=label, fraction=fraction, words=words)


LATIN = shown(Kind.place, heading="name-latin", twin="place_hi")
"""A place's name in Latin letters; in Hindi it changes places with `place_hi`."""


def hindi(priority: int) -> Column:
    """The same name in Hindi, which stands last in English."""
    return shown(Kind.place, priority, heading="name-hindi", twin="place")


def above(twin: str, priority: int) -> Column:
    """The name of the place that a row's place lies in; people are shown the one of their language."""
    return shown(Kind.place, priority, heading="column-within", twin=twin)


class Row(BaseModel):
    """A line of an answer. Its described fields are the columns of CSV, in their order; JSON has its fields that are
    not inside ones, then the computed ones, unless `KEYS` names those that it has, in its own order."""

    KEYS: ClassVar[tuple[str, ...]] = ()

    # A validator is built when the first row of its kind is made: an answer needs a few of the hundred kinds.
    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, validate_by_name=True, defer_build=True
    )

    @classmethod
    def columns(cls) -> tuple[Column, ...]:
        """The described fields."""
        return tuple(column for _, column in _described(cls))

    def cells(self) -> tuple[Value, ...]:
        """Their values, raw."""
        return tuple(column.cell(getattr(self, name)) for name, column in _described(type(self)))


@dataclass(frozen=True)
class DriveTold:
    """The drive whose persons an answer counts. `base_on`: the day before it, whose counts are taken off; None for the
    first one, before which nobody was registered."""

    name: str
    since: dt.date
    base_on: dt.date | None


class Answer(Row):
    """What a command answers. `SCHEMA` is the name that its JSON bears.

    `drive`: where the persons registered in a drive are counted, that drive.

    Its lines are what CSV and a frame hold and what people see first: the answer itself where its own fields are
    described, else those of its first field that holds several rows, unless it says otherwise.
    """

    SCHEMA: ClassVar[str]
    VIEW: ClassVar[tuple[str, ...]] = ()
    """The columns in the order that people read them; default all as they are declared."""

    drive: Annotated[DriveTold | None, INSIDE] = None

    def lines(self) -> Sequence[Row]:
        """The rows of the table."""
        if self.columns():
            return [self]
        name, _ = _rows_of(type(self))
        found: Sequence[Row] = getattr(self, name)
        return found

    @classmethod
    def line(cls) -> type[Row]:
        """What the rows are."""
        return cls if cls.columns() else _rows_of(cls)[1]

    def table(self) -> tuple[Sequence[Column], Sequence[Sequence[Value]]]:
        """The columns of CSV, and the lines as their cells."""
        return self.line().columns(), [line.cells() for line in self.lines()]

    def to_frame(self) -> pd.DataFrame:
        """The lines as a pandas frame: a column for each column of CSV, of its kind's type (see `Kind.dtype`)."""
        return frame_of(*self.table())


def frame_of(columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> pd.DataFrame:
    """Rows of raw values as a frame with declared columns, however few rows there are."""
    import pandas as pd

    made = {}
    for at, column in enumerate(columns):
        series = pd.Series([row[at] for row in rows], dtype="object")
        if column.kind is Kind.moment:
            series = pd.to_datetime(series, utc=True)
        dtype: Any = column.kind.dtype
        made[column.key] = series.astype(dtype)
    return pd.DataFrame(made, columns=[column.key for column in columns])


def replace(model: M, **fields: object) -> M:
    """The same with some fields changed, of a model as of a dataclass; what a model's hold is not validated again."""
    changed: Any = model
    return cast(
        M, changed.model_copy(update=fields) if isinstance(model, BaseModel) else dataclasses.replace(changed, **fields)
    )


@cache
def _described(kind: type[Row]) -> tuple[tuple[str, Column], ...]:
    """The described fields by their names in Python; an alias is the key where Python has the name for itself."""
    found = (
        (name, field, next((one for one in field.metadata if isinstance(one, Column)), None))
        for name, field in kind.model_fields.items()
    )
    return tuple(
        (name, dataclasses.replace(column, key=column.key or field.alias or name))
        for name, field, column in found
        if column
    )


@cache
def places_of(kind: type[Row]) -> dict[str, int]:
    """How many places behind the point JSON has of the fields that are rounded there, by their names in Python."""
    found = ((name, one) for name, field in kind.model_fields.items() for one in field.metadata)
    return {name: one.places for name, one in found if isinstance(one, Rounded)}


@cache
def nulls_of(kind: type[Row]) -> frozenset[str]:
    """The fields that are null in JSON where they are blank: the Hindi names, and those marked so."""
    fields = kind.model_fields.items()
    return frozenset(name for name, field in fields if name.endswith("_hi") or Blank.null in field.metadata)


@cache
def _rows_of(kind: type[Answer]) -> tuple[str, type[Row]]:
    for name, field in kind.model_fields.items():
        inner: Any = next(iter(get_args(field.annotation)), None)
        if isinstance(inner, type) and issubclass(inner, Row):
            return name, inner
    raise TypeError(f"{kind.__name__} has no rows")
