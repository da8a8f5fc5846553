"""`eshram why` on the sample data: three to one, the correction of Siwan, every format, and refusals."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from eshram_cli.answers.measure import Measure
from eshram_cli.errors import EshramError
from eshram_cli.jobs.place_options import find_place
from eshram_cli.jobs.questions.why import why
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.accepting import Acting
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level
from eshram_cli.returns.model import TargetRecord
from tests.conftest import Eshram

DAY = dt.timedelta(days=1)
ASKED = ("why", "East Champaran", "--since", "26.12.2021", "--by", "registered")


@pytest.mark.usefixtures("sample")
def test_purbi_champaran_rose_from_third_to_first_by_its_own_work(eshram: Eshram) -> None:
    found = json.loads(eshram(*ASKED, "--format", "json").out)
    assert (found["schema"], found["rank_before"], found["rank_now"]) == ("eshram.why/1", 3, 1)
    assert {part["cause"]: part["ranks"] for part in found["parts"] if part["ranks"]} == {"own": 2.0}
    assert sum(part["points"] for part in found["parts"]) == 988912 - 903574
    assert found["crossings"] == [
        {"place": "Muzaffarpur", "passed": True, "day": "2021-12-27"},
        {"place": "Patna", "passed": True, "day": "2021-12-28"},
    ]


@pytest.mark.usefixtures("sample")
def test_the_correction_of_siwan_is_told_from_work(eshram: Eshram) -> None:
    found = json.loads(eshram("why", "Siwan", "--since", "20.12.2021", "--by", "registered", "--format", "json").out)
    parts = {part["cause"]: part["points"] for part in found["parts"] if part["points"]}
    assert parts == {"restated": -27000, "own": 40921}


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("by", ["percent", "registered", "new", "pace7", "balance"])
@pytest.mark.parametrize("since", ["06.12.2021", "20.12.2021", "27.12.2021"])
def test_the_parts_add_up_whatever_is_asked(eshram: Eshram, by: str, since: str) -> None:
    ran = eshram("why", "Siwan", "--since", since, "--by", by, "--format", "json")
    if ran.code:
        assert "had no rank on" in ran.err
        return
    found = json.loads(ran.out)
    assert round(sum(part["ranks"] for part in found["parts"]), 2) == found["rank_before"] - found["rank_now"]
    passed = [1 if one["passed"] else -1 for one in found["crossings"]]
    assert sum(passed) == found["rank_before"] - found["rank_now"]


@pytest.mark.usefixtures("sample")
def test_in_hindi_a_sentence_stands_above_the_table(eshram: Eshram) -> None:
    title, sentence, *_ = eshram(*ASKED, "--lang", "hi").out.splitlines()
    assert title.startswith("पूर्वी चंपारण: बिहार के जिलों में क्रम क्यों बदला")
    assert sentence.endswith("क्रम में लाभ (+) और हानि: अपना काम +2।")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_waterfall_is_drawn(eshram: Eshram, tmp_path: Path, language: str) -> None:
    out = tmp_path / "why.png"
    assert eshram(*ASKED, "--lang", language, "--chart", out).code == 0
    with Image.open(out) as picture:
        assert picture.size == (1920, 1080)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("ending", ["csv", "md", "html", "xlsx"])
def test_every_format(eshram: Eshram, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"why.{ending}"
    assert eshram(*ASKED, "-o", out).code == 0
    assert out.stat().st_size > 100


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("India",), 2, "India has no places beside it"),  # `why-alone`
        (("Siwan", "--since", "01.12.2020"), 1, "Nothing has been reported for Siwan up to 01.12.2020"),
        (("Siwan", "--since", "29.12.2021"), 2, "is after the last day"),
        (("=cmd|'/c calc'!A1",), 2, "No place of India has the name"),
    ],
)
def test_what_cannot_be_explained(eshram: Eshram, arguments: tuple[str, ...], code: int, says: str) -> None:
    ran = eshram("why", *arguments)
    assert (ran.code, says in ran.err, ran.out) == (code, True, "")


@pytest.mark.usefixtures("sample")
def test_a_place_without_a_rank_on_one_of_the_days_is_told(eshram: Eshram) -> None:
    """`why-unranked`: the blocks of Khagaria have no target, so no percentage."""
    ran = eshram("why", "Gogri", "--level", "block", "--by", "percent")
    assert (ran.code, "Gogri had no rank on" in ran.err) == (1, True)


def test_without_a_ledger(eshram: Eshram) -> None:
    assert eshram(*ASKED).code == 4


ACT = st.one_of(
    st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 300), st.none() | st.integers(0, 50)),
    st.integers(1, 12),
)
"""A figure of one of four blocks: the day, the count and, where it is told, the day's new; or the undo of an act."""


@settings(max_examples=25, deadline=None)
@given(
    st.lists(ACT, min_size=2, max_size=14),
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 400), st.integers(0, 4)), max_size=5),
    st.sampled_from([Measure.percent, Measure.registered, Measure.new, Measure.pace7, Measure.balance]),
    st.integers(0, 3),
)
def test_whatever_came_in_and_in_whatever_order_the_parts_add_up(
    acts: list[tuple[int, int, int, int | None] | int], aims: list[tuple[int, int, int]], by: Measure, since: int
) -> None:
    """Late figures, corrections, undone acts and new targets of four blocks over five days."""
    gazetteer = Gazetteer.bundled()
    khagaria = find_place(gazetteer, "khagaria", level=Level.district)
    blocks = gazetteer.children(khagaria.id)[:4]
    act = Acting(who="", received_at=dt.datetime(2021, 12, 20, tzinfo=dt.UTC), tool_version="")
    day = dt.date(2021, 12, 1)
    with Ledger.in_memory() as ledger:
        for one in acts:
            if isinstance(one, int):
                with suppress(EshramError):
                    ledger.undo(one, **act)
            else:
                at, after, count, new = one
                ledger.enter(blocks[at].id, count, day + after * DAY, new=new, **act)
        for at, aim, after in aims:
            ledger.set_targets([TargetRecord(place=blocks[at].id, value=aim)], set_on=day + after * DAY, **act)
        try:
            found = why(Session(ledger, gazetteer), blocks[0], by=by, since=day + since * DAY, as_on=day + 4 * DAY)
        except EshramError as error:
            assert error.problem.code in {"why-unranked", "nothing-reported"}
            return
    assert round(100 * sum(part.ranks for part in found.parts)) == 100 * (found.rank_before - found.rank_now)
    assert sum(part.gap or 0 for part in found.parts) == (found.gap_now or 0) - (found.gap_before or 0)
    places = 0 if by in {Measure.registered, Measure.new, Measure.balance} else 2
    before, now = (round((value or 0) * 10**places) for value in (found.value_before, found.value_now))
    assert round(10**places * sum(part.points for part in found.parts)) == now - before
