"""Answers described once: columns, headings, frames; no field of a frozen answer changes."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, ClassVar

import pydantic
import pytest

from eshram_cli import answers
from eshram_cli.answers.log import Act, Log
from eshram_cli.answers.targets import TargetLine, Targets
from eshram_cli.described import INSIDE, Answer, Blank, Kind, Row, frame_of, replace, shown
from eshram_cli.language.words import has
from eshram_cli.reports.document import Name, Phrase, answer_words
from eshram_cli.reports.plain import fields_of

for module in pkgutil.iter_modules(answers.__path__):
    importlib.import_module(f"{answers.__name__}.{module.name}")


def kinds(kind: type[Row]) -> Iterator[type[Row]]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds(one)


ROWS = sorted({one for one in kinds(Row) if one.__module__.startswith(answers.__name__)}, key=lambda one: one.__name__)
ANSWERS = [one for one in ROWS if issubclass(one, Answer) and hasattr(one, "SCHEMA")]
TARGET = TargetLine(
    place="Khagaria",
    place_hi="",
    cut="",
    target=560286,
    basis="",
    deadline=None,
    set_on=dt.date(2021, 12, 28),
    level="district",
)
ACT = Act(
    number=7, received_at=dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC), kind="return", file="a.csv", sheet="",
    as_on=None, accepted=37, rejected=1, who="dlo", source="",
)  # fmt: skip


@pytest.mark.parametrize("kind", ROWS, ids=lambda kind: kind.__name__)
def test_every_column_has_a_heading(kind: type[Row]) -> None:
    assert [column.key for column in kind.columns() if not column.label and not has(column.heading_key)] == []


@pytest.mark.parametrize("kind", ANSWERS, ids=lambda kind: kind.__name__)
def test_every_answer_has_a_schema_lines_and_a_frame(kind: type[Answer]) -> None:
    assert kind.SCHEMA.startswith("eshram.")
    columns = kind.line().columns()
    assert columns
    assert {column.key for column in columns} >= set(kind.VIEW)
    frame = frame_of(columns, [])
    assert list(frame) == [column.key for column in columns]


def test_schemas_are_names_of_one_answer_each() -> None:
    schemas = [kind.SCHEMA for kind in ANSWERS]
    assert len(schemas) == len(set(schemas))


def test_a_frame_has_declared_types_and_what_is_not_known_is_missing() -> None:
    frame = Targets(within="Bihar", rows=(TARGET, replace(TARGET, set_on=None))).to_frame()
    assert str(frame["target"].dtype) == "Int64"
    assert str(frame["set_on"].dtype) == "datetime64[s]"
    assert frame["place_hi"].isna().all()
    assert frame["set_on"].isna().tolist() == [False, True]


def test_a_moment_of_a_frame_is_of_india() -> None:
    received = Log(rows=(ACT,)).to_frame()["received_at"][0]
    assert f"{received:%d.%m.%Y %H:%M}" == "28.12.2021 20:00"


def test_an_answer_does_not_change_and_refuses_what_it_does_not_know() -> None:
    with pytest.raises(pydantic.ValidationError):
        TARGET.target = 1
    with pytest.raises(pydantic.ValidationError):
        TargetLine.model_validate({**TARGET.model_dump(), "targets": 1})
    with pytest.raises(pydantic.ValidationError):
        TargetLine.model_validate({**TARGET.model_dump(), "target": "many"})
    assert replace(TARGET, target=1).target == 1
    assert TARGET.target == 560286


@pytest.mark.parametrize(("kind", "unit"), [(Kind.count, "persons"), (Kind.rate, "persons a day"), (Kind.date, "")])
def test_a_kind_says_what_its_numbers_count(kind: Kind, unit: str) -> None:
    assert kind.unit == unit


class Late(Row):
    place: Annotated[str, shown(), Blank.null]
    place_hi: Annotated[str, shown()]
    days: int
    id: Annotated[str, INSIDE] = "d219"


class LateFirst(Late):
    KEYS: ClassVar = ("doubled", "place")

    @property
    def doubled(self) -> int:
        return 2 * self.days


class Summed(Answer):
    within: str
    within_hi: str
    level: str
    reported: int
    rows: tuple[Late, ...]


def test_json_has_the_fields_of_a_row_or_those_that_it_names() -> None:
    assert fields_of(Late(place="", place_hi="", days=2)) == {"place": None, "place_hi": None, "days": 2}
    assert list(fields_of(LateFirst(place="Gaya", place_hi="", days=2)).items()) == [("doubled", 4), ("place", "Gaya")]


def test_a_sentence_may_tell_the_numbers_the_place_and_the_level_of_an_answer() -> None:
    words = answer_words(Summed(within="Bihar", within_hi="", level="block", reported=36, rows=()))
    assert words == {"reported": 36, "within": Name("Bihar"), "levels": Phrase("levels-block")}
