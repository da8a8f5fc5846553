"""Which figure stands for a place on a day: case by case, and held to a plain model on pandas, DuckDB and Spark."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import random
import re
import shutil
from collections.abc import Iterable, Sequence
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from eshram_cli.analysis.frames import COUNTS, FIGURES, OWN, PLACES, STANDING
from eshram_cli.analysis.kept import Kept
from eshram_cli.analysis.rollup import rollup
from eshram_cli.analysis.standing_figures import standing_figures
from eshram_cli.frames import DATE, TEXT, checked, frame
from tests.analysis.standing_model import Figure, Standing, standing

KINDS = {
    "all": ("", "registered", 0),
    "new": ("", "new", 0),
    "csc": ("channel=csc", "registered", 0),
    "self": ("channel=self", "registered", 0),
    "some-csc": ("channel=csc", "registered", 1),
    "labour": ("department=labour", "registered", 0),
    "rural": ("department=rural", "registered", 0),
    "some-labour": ("department=labour", "registered", 1),
    "some-rural": ("department=rural", "registered", 1),
    "csc-new": ("channel=csc", "new", 0),
    "women-csc": ("channel=csc|gender=f", "registered", 0),
    "camp": ("camp=mela", "registered", 1),
    "camp-new": ("camp=mela", "new", 1),
}
"""Cut, measure, and whether it is of a part."""
NO_SHRINKING = tuple(phase for phase in Phase if phase is not Phase.shrink)


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def told(text: str) -> list[Figure]:
    """`all 4 120, new 5 7, csc 5 80 about`: figures of one place, by the day of December."""
    rows = (part.split() for part in text.split(", "))
    return [figure_of("b1", int(on), kind, int(value), *more) for kind, on, value, *more in rows]


def figure_of(place: str, on: int, kind: str, value: int, quality: str = "exact") -> Figure:
    cut, measure, part = KINDS[kind]
    return Figure(place, day(on), cut, measure, value, quality, part)


def table(figures: Iterable[Figure]) -> pd.DataFrame:
    return frame(figures, FIGURES)


def asked(days: Iterable[dt.date]) -> pd.DataFrame:
    return frame([(one,) for one in days], {"day": DATE})


def rows(answer: pd.DataFrame) -> dict[tuple[dt.date, str, str], Standing]:
    """The answer as the model gives it; a key that comes twice is a fault."""
    answer = checked(answer, STANDING)
    found = {}
    for row in answer.astype(object).where(answer.notna(), None).to_dict("records"):
        dates = {name: row[name] and row[name].date() for name in ("day", "as_on", "previous_on")}
        key = (dates["day"], row["place"], row["cut"])
        assert key not in found
        counts = (row["registered"], bool(row["inexact"]), row["basis"], row["previous"])
        found[key] = Standing(dates["as_on"], *counts, dates["previous_on"], row["new"])
    return found


def whole(text: str, number: int) -> tuple[object, ...] | None:
    """as on, registered, basis, new, previous, previous on of all persons on a day; dates as days of the month."""
    found = rows(standing_figures(table(told(text)), asked([day(number)]))).get((day(number), "b1", ""))
    if found is None:
        return None
    before = found.previous_on.day if found.previous_on else None
    return found.as_on.day, found.registered, found.basis, found.new, found.previous, before


@pytest.mark.parametrize(
    ("figures", "on", "expected"),
    [
        ("all 2 100, all 5 130", 1, None),
        ("all 2 100, all 5 130", 4, (2, 100, "given", None, None, None)),
        ("all 2 100, all 5 130", 7, (5, 130, "given", None, 100, 2)),
        ("all 4 120, all 5 130", 5, (5, 130, "given", 10, 120, 4)),
        ("all 4 120, all 5 130, new 5 7", 5, (5, 130, "given", 7, 120, 4)),
        ("all 4 120, new 5 7, new 6 3", 5, (5, 127, "derived", 7, 120, 4)),
        ("all 4 120, new 5 7, new 6 3", 9, (6, 130, "derived", 3, 127, 5)),
        ("all 4 120, new 5 7, new 7 3", 9, (5, 127, "derived", 7, 120, 4)),
        ("new 5 7", 5, None),
        ("csc 12 73557, self 12 42567", 12, (12, 116124, "cuts", None, None, None)),
        ("csc 11 50, self 11 20, csc 12 60", 12, (12, 80, "cuts", 10, 70, 11)),
        ("labour 8 20, rural 8 10, labour 11 50, labour 12 60, rural 12 300", 12, (12, 360, "cuts", None, 60, 8)),
        ("csc 11 50, csc 12 60, self 12 900", 12, (12, 960, "cuts", None, None, None)),
        ("csc 10 40, labour 11 90, csc 12 100", 12, (12, 100, "cuts", None, 40, 10)),
        ("csc 12 50, self 12 20, labour 12 65", 12, (12, 70, "cuts", None, None, None)),
        ("csc 12 50, women-csc 12 9", 12, (12, 50, "cuts", None, None, None)),
        ("all 12 100, csc 12 50, self 12 20", 12, (12, 100, "given", None, None, None)),
        ("all 11 100, csc 12 80, self 12 25", 12, (12, 105, "cuts", 5, 100, 11)),
        ("all 11 100, csc 12 30", 12, (11, 100, "given", None, None, None)),
        ("csc 10 90, all 11 100, csc 12 101", 12, (12, 101, "cuts", 1, 100, 11)),
        ("all 1 20, csc 3 25, new 4 2, new 2 1", 4, (4, 27, "derived", 2, 25, 3)),
        ("all 1 20, new 2 1, csc 2 5, new 3 1", 3, (3, 22, "derived", 1, 21, 2)),
        ("some-labour 12 900, some-rural 12 800", 12, None),
        ("all 11 100, some-labour 12 900", 12, (11, 100, "given", None, None, None)),
        ("labour 11 60, rural 11 50, some-labour 12 65", 12, (11, 110, "cuts", None, None, None)),
        ("csc 11 60, self 11 50, some-csc 12 65, csc 13 70", 13, (13, 120, "cuts", None, 110, 11)),
        ("all 11 100, some-labour 12 900, new 12 5", 12, (12, 105, "derived", 5, 100, 11)),
    ],
)
def test_the_count_of_all_persons(figures: str, on: int, expected: tuple[object, ...] | None) -> None:
    assert whole(figures, on) == expected


def test_members_have_their_own_last_figures() -> None:
    found = rows(standing_figures(table(told("csc 11 50, self 11 20, csc 12 60, csc-new 12 8")), asked([day(12)])))
    assert found[day(12), "b1", "channel=csc"] == Standing(day(12), 60, False, "given", 50, day(11), 8)
    assert found[day(12), "b1", "channel=self"] == Standing(day(11), 20, False)


def test_a_count_with_an_inexact_part_is_inexact() -> None:
    figures = told("all 4 120 about, new 5 7, csc 5 3")
    assert rows(standing_figures(table(figures), asked([day(5)])))[day(5), "b1", ""].inexact


def test_a_part_stands_for_its_own_cut_alone() -> None:
    found = rows(standing_figures(table(told("labour 11 60, rural 11 50, some-labour 12 65")), asked([day(12)])))
    assert found[day(12), "b1", "department=labour"] == Standing(day(12), 65, False, "given", 60, day(11), 5)
    assert found[day(12), "b1", "department=rural"].registered == 50


def test_a_camp_that_tells_its_days_has_their_sum() -> None:
    figures = told("camp-new 3 40, camp-new 4 25 about, camp-new 9 10")
    found = rows(standing_figures(table(figures), asked([day(4), day(12)])))
    assert found[day(4), "b1", "camp=mela"] == Standing(day(4), 65, True, "given", 40, day(3), 25)
    assert found[day(12), "b1", "camp=mela"] == Standing(day(9), 75, True, "given", 65, day(4), 10)
    assert (day(12), "b1", "") not in found


def test_nothing_returned_is_nothing() -> None:
    assert rows(standing_figures(table([]), asked([day(5)]))) == {}


figure = st.builds(
    figure_of,
    st.sampled_from(("b1", "b2", "D")),
    st.integers(1, 10),
    st.sampled_from(
        ("all", "all", "new", "new", "new", "csc", "csc", *(kind for kind in KINDS if kind not in {"all", "new"}))
    ),
    st.integers(0, 9),
    st.sampled_from(("exact", "exact", "about")),
)
history = st.lists(figure, max_size=30, unique_by=lambda one: one[:4])
some_days = st.lists(st.integers(1, 12).map(day), min_size=1, max_size=6, unique=True)


@settings(max_examples=60, deadline=None, phases=NO_SHRINKING)
@given(history, some_days, st.randoms())
def test_every_day_is_as_the_model_says(figures: list[Figure], days: list[dt.date], dice: random.Random) -> None:
    shuffled = dice.sample(figures, len(figures))
    assert rows(standing_figures(table(shuffled), asked(days))) == standing(figures, days)


TREE = frame(
    [
        (name, parent, level, name, "", None, None, None)
        for name, parent, level in (("D", None, 2), ("b1", "D", 3), ("b2", "D", 3))
    ],
    PLACES,
)


def both_stages(figures: Any, days: Any, tree: Any, kept: Kept | None = None) -> tuple[Any, Any]:
    """What stands, and that rolled up, as the engine's own tables."""
    stands = standing_figures(figures, days, kept=kept)
    own = stands[[*OWN, "cut"]] if isinstance(stands, pd.DataFrame) else stands.select(*OWN, "cut")
    return stands, rollup(own, tree, (3, 2), by=("day", "cut"), kept=kept)


def counts(answer: pd.DataFrame) -> pd.DataFrame:
    columns = COUNTS | {"cut": TEXT}
    return checked(answer, columns)[list(columns)].sort_values(["day", "place", "cut"], ignore_index=True)


@pytest.mark.long
@settings(max_examples=15, deadline=None, phases=NO_SHRINKING)
@given(history.filter(bool), some_days)
def test_duckdb_answers_as_pandas(figures: list[Figure], days: list[dt.date]) -> None:
    stands, rolled = both_stages(table(figures), asked(days), TREE)
    with duckdb.connect() as db:
        on_duckdb = both_stages(db.from_df(table(figures)), db.from_df(asked(days)), db.from_df(TREE))
        assert rows(on_duckdb[0].df()) == rows(stands) == standing(figures, days)
        pd.testing.assert_frame_equal(counts(on_duckdb[1].df()), counts(rolled))


@pytest.fixture(scope="module")
def spark() -> Any:
    if shutil.which("java") is None:
        pytest.skip("no Java here, so Spark was not asked")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed, so Spark was not asked")
    session = sql.SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", 2).getOrCreate()
    yield session
    session.stop()


def test_spark_answers_as_pandas(spark: Any) -> None:
    """Many places at once, each with a history of its own, since a question takes Spark a second."""
    figures = [one._replace(place=f"b{number}") for number in range(1, 60) for one in made_up(number)]
    days = [day(number) for number in (3, 6, 7, 10, 12)]
    tree = frame(
        [("D", None, 2, "D", "", None, None, None)]
        + [(f"b{number}", "D", 3, "", "", None, None, None) for number in range(1, 60)],
        PLACES,
    )
    stands, rolled = both_stages(table(figures), asked(days), tree)
    told_figures, told_days, told_tree = (of_spark(spark, one) for one in (table(figures), asked(days), tree))
    on_spark = both_stages(told_figures, told_days, told_tree, kept=lambda one: one.localCheckpoint())
    assert rows(of_pandas(on_spark[0])) == rows(stands) == standing(figures, days)
    pd.testing.assert_frame_equal(counts(of_pandas(on_spark[1])), counts(rolled))


@pytest.mark.long
def test_spark_sorts_no_table_on_one_node(spark: Any) -> None:
    """A window without a partition, such as a number over all rows, brings every row to one node."""
    stands = standing_figures(
        of_spark(spark, table(told("all 4 120, new 5 7, csc 5 3"))), of_spark(spark, asked([day(5)]))
    )
    for stage in (stands, rollup(stands.cache().select(*OWN, "cut"), of_spark(spark, TREE), (3, 2), by=("day", "cut"))):
        told_by_spark = io.StringIO()
        with contextlib.redirect_stdout(told_by_spark):
            stage.explain()
        windows = re.findall(r"windowspecdefinition\(([^,]+),", told_by_spark.getvalue())
        assert windows and not [first for first in windows if first.endswith((" FIRST", " LAST"))]
        assert "SinglePartition" not in told_by_spark.getvalue()


def made_up(seed: int) -> Sequence[Figure]:
    """A history of one place; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311
    kinds = list(KINDS.values())
    rows = {}
    for _ in range(dice.randint(1, 14)):
        on, (cut, measure, part) = day(dice.randint(1, 10)), dice.choice(kinds[:2] if seed % 3 else kinds)
        rows[on, cut, measure] = dice.randint(0, 99), dice.choice(("exact", "about")), part
    return [Figure("", *key, *rest) for key, rest in rows.items()]


def of_spark(session: Any, table: pd.DataFrame) -> Any:
    types = {"str": "string", "category": "string", "Int64": "bigint", DATE: "timestamp_ntz"}
    schema = ", ".join(f"{name} {types[str(dtype)]}" for name, dtype in table.dtypes.items())
    plain = table.astype(object).where(table.notna(), None)
    data = [
        tuple(one.to_pydatetime() if isinstance(one, pd.Timestamp) else one for one in row)
        for row in plain.itertuples(index=False)
    ]
    return session.createDataFrame(data, schema)


def of_pandas(answer: Any) -> pd.DataFrame:
    return pd.DataFrame([row.asDict() for row in answer.collect()], columns=answer.columns)
