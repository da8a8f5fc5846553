"""Records are validated at the door, whole columns at once; a wrong value is a mistake of the reader and stops it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from pydantic import ValidationError

from eshram_cli.places.model import PlaceId
from eshram_cli.returns.adapters import ADAPTERS
from eshram_cli.returns.bulk import _PLAIN, records_of, validated
from eshram_cli.returns.model import MAX_PERSONS, Record, TargetRecord

DAY = dt.date(2021, 12, 4)
RAXAUL = PlaceId("raxaul")


def columns(value: object) -> list[list[object]]:
    return [list(field) for field in zip(Record(RAXAUL, DAY, 7, 5, 3), _with(value), strict=True)]


def _with(value: object) -> Record:
    return Record(RAXAUL, DAY, value, 6, 3)  # type: ignore[arg-type]


def test_columns_become_records() -> None:
    assert records_of(columns(8)) == [Record(RAXAUL, DAY, 7, 5, 3), Record(RAXAUL, DAY, 8, 6, 3)]


@pytest.mark.parametrize("value", [-1, MAX_PERSONS, 7.0, "7", None, True])
def test_a_value_that_is_no_count_of_persons_stops_the_reader(value: object) -> None:
    with pytest.raises(ValidationError):
        records_of(columns(value))
    with pytest.raises(ValidationError):
        validated([_with(value)])
    with pytest.raises(ValidationError):
        validated([TargetRecord(RAXAUL, value)])  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["as_on", "time", "cut", "measure", "quality", "written"])
def test_every_field_is_looked_at(field: str) -> None:
    with pytest.raises(ValidationError):
        validated([Record(**{**_with(7)._asdict(), field: 7})])


def test_nothing_is_valid() -> None:
    assert validated(list[Record]()) == ()
    assert records_of([[] for _ in Record._fields]) == []


def test_the_validator_is_imported_only_where_a_value_is_in_doubt() -> None:
    line = (
        "import sys, datetime as dt; from eshram_cli.returns.bulk import records_of; "
        "records_of([['a'], [dt.date(2021, 12, 4)], [7], [5], [3], [None], [''], ['new'], ['about'], ['A']]); "
        "print('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True).stdout == "False\n"


def test_what_is_looked_at_plainly_is_what_the_validator_says() -> None:
    """Every field has both; what one lets through the other does too."""
    assert set(ADAPTERS) == set(_PLAIN) == {*Record._fields, *TargetRecord._fields}
    texts = ["", "registered", "new", "exact", "about", "at least", "other"]
    moments = [DAY, dt.datetime(2021, 12, 4, tzinfo=dt.UTC), dt.time(9), None]
    for field, plain in _PLAIN.items():
        for value in [*texts, *moments, 0, 7, -1, MAX_PERSONS - 1, MAX_PERSONS, 7.0, True]:
            if plain([value]):
                assert ADAPTERS[field].validate_python([value], strict=True) == [value]
            else:
                with pytest.raises(ValidationError):
                    ADAPTERS[field].validate_python([value], strict=True)
