"""Rankings and cards, as the analysis gives them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable

import pytest

from eshram_cli.analysis.notes import note
from eshram_cli.answers.card import Card, CutLine, Day, Reported, Shown
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.described import replace
from eshram_cli.problems import Language
from eshram_cli.reports.formats import csv as csv_
from eshram_cli.reports.formats import json as json_
from eshram_cli.reports.formats import md
from eshram_cli.reports.formats.table import render
from eshram_cli.reports.layouts.notes import SHOWN_NAMES
from eshram_cli.reports.look import Look
from eshram_cli.reports.registry import document_of

SATURDAY, MONDAY, TUESDAY = dt.date(2021, 12, 25), dt.date(2021, 12, 27), dt.date(2021, 12, 28)


def line(rank: int | None, place: str, place_hi: str, registered: int | None, target: int | None) -> Standing:
    known = registered is not None and target is not None
    return Standing(
        rank=rank,
        move=None,
        place=place,
        place_hi=place_hi,
        code=len(place),
        target=target,
        registered=registered,
        percent=registered / target * 100 if known and registered and target else None,
        balance=target - registered if registered is not None and target is not None else None,
        new=None,
        pace7=None,
        needed_per_day=None,
        as_on=TUESDAY if registered else None,
        stale_days=0 if registered else None,
        id=place.lower(),
        parent="Bihar",
        level=2,
        deadline=dt.date(2021, 12, 31) if target else None,
        origin="own" if registered else None,
    )


CHAMPARAN = replace(
    line(1, "Purbi Champaran", "पूर्वी चंपारण", 988912, 1714038),
    move=1, new=46401, pace7=32944.71, needed_per_day=241708.67, target_about=True,
)  # fmt: skip
MUZAFFARPUR = replace(line(2, "Muzaffarpur", "मुज़फ़्फ़रपुर", 975233, 1612000), move=-1, new=21003, pace7=14912.1)
KISHANGANJ = replace(line(3, "Kishanganj", "किशनगंज", 510005, 500000), move=0, as_on=SATURDAY, stale_days=3)
KHAGARIA = replace(line(4, "Khagaria", "", 207528, None), gain=5021, gain_days=3)
SARAN = replace(line(None, "Saran", "सारण", None, 700000), reason="never-reported")
BIHAR = replace(line(None, "Bihar", "बिहार", 2681678, None), parent="India", origin="partial", missing=1, new=67404)
NOTES = (
    note("reported", reported=3, places=5, as_on=TUESDAY),
    note("stalest", names=("Kishanganj",), as_on=SATURDAY, days=3),
    note("leaders-differ", registered=("Purbi Champaran",), percent=("Kishanganj",)),
    note("unranked", reason="never-reported", names=("Saran",)),
    note("partial", name="Bihar", missing=("Saran",)),
)
RANKING = Ranking(
    within="Bihar",
    within_hi="बिहार",
    within_id="s10",
    level="district",
    measure=Measure.registered,
    as_on=TUESDAY,
    since=MONDAY,
    known_on=None,
    rows=(CHAMPARAN, MUZAFFARPUR, KISHANGANJ, KHAGARIA, SARAN),
    total=BIHAR,
    reported=3,
    places=5,
    notes=NOTES,
)
ROW = (
    "rank", "move", "place", "place_hi", "code", "target", "registered", "percent", "balance", "new", "pace7",
    "needed_per_day", "as_on", "stale_days",
)  # fmt: skip


def shown(ranking: Ranking, look: Look | None = None) -> str:
    return render(document_of(ranking), look or Look())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [80, 160, None])
def test_a_ranking_is_shown_as_agreed(
    golden: Callable[[str, str], None], language: Language, width: int | None
) -> None:
    golden(f"rank-{language}-{width or 'piped'}.txt", shown(RANKING, Look(language, width=width)))


def test_a_ranking_in_json_is_as_agreed(golden: Callable[[str, str], None]) -> None:
    golden("rank.json", json_.render(RANKING))


def test_a_ranking_in_csv_and_markdown_is_as_agreed(golden: Callable[[str, str], None]) -> None:
    golden("rank.csv", csv_.render(document_of(RANKING)))
    golden("rank.md", md.render(document_of(RANKING), Look()))


def test_the_json_has_the_fields_that_scripts_rely_on() -> None:
    fields = json.loads(json_.render(RANKING))
    assert fields["schema"] == "eshram.rank/1"
    assert {"within", "level", "measure", "as_on", "known_on", "total", "reported", "places", "notes"} < set(fields)
    assert tuple(fields["rows"][0])[: len(ROW)] == ROW
    assert "rank" not in fields["total"]
    assert fields["rows"][0]["registered"] == 988912
    assert fields["rows"][0]["percent"] == pytest.approx(57.69487)
    assert (fields["as_on"], fields["known_on"], fields["measure"]) == ("2021-12-28", None, "registered")


def test_csv_has_the_names_and_values_of_the_json() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_.render(document_of(RANKING)))))
    for row, fields in zip(rows, json.loads(json_.render(RANKING))["rows"], strict=True):
        assert list(row) == list(fields)
        assert row["registered"] == ("" if fields["registered"] is None else str(fields["registered"]))
        assert row["place_hi"] == (fields["place_hi"] or "")


@pytest.mark.parametrize("measure", Measure)
def test_the_column_ranked_by_is_shown_on_the_narrowest_terminal(measure: Measure) -> None:
    heading = {
        "percent": "%", "registered": "Registered", "new": "New", "pace7": "pace", "balance": "Balance",
        "prorated": "is due", "delta": "Points", "composite": "Composite",
    }[measure]  # fmt: skip
    rows = tuple(replace(row, prorated=90.0, delta=5.0, composite=50.0) for row in RANKING.rows)
    text = shown(replace(RANKING, measure=measure, rows=rows), Look(width=40))
    assert heading in text.split("(not shown")[0]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("measure", Measure)
@pytest.mark.parametrize("level", ["state", "district", "block", "panchayat"])
def test_every_title_has_its_words(language: Language, measure: Measure, level: str) -> None:
    assert shown(replace(RANKING, measure=measure, level=level), Look(language))


def test_above_the_table_stand_the_measure_the_date_and_how_many_reported() -> None:
    head = shown(RANKING).splitlines()[:2]
    assert head == [
        "Bihar: districts by persons registered",
        "Figures as on 28.12.2021; 3 of 5 districts reported.",
    ]


def test_blocks_of_several_districts_are_told_with_their_district() -> None:
    blocks = replace(RANKING, rows=(replace(CHAMPARAN, parent="Somewhere"),))
    assert "Within" in shown(blocks)
    assert "Within" not in shown(RANKING)


def test_a_gain_and_its_days_are_left_out_together() -> None:
    for width in range(60, 200, 5):
        table = shown(RANKING, Look(width=width)).split("(not shown")[0]
        assert ("Gain" in table) == ("days" in table.replace("Days", ""))


def test_old_figures_are_dim() -> None:
    assert document_of(RANKING).tables[0].faint == {2}


def test_names_in_a_hindi_sentence_are_hindi() -> None:
    text = shown(RANKING, Look(Language.hi))
    assert "निबंधित व्यक्तियों की संख्या में प्रथम: पूर्वी चंपारण। लक्ष्य के प्रतिशत में प्रथम: किशनगंज।" in text


ALL_NOTES = (
    *NOTES,
    *(note("unranked", reason=reason, names=("Saran",)) for reason in (
        "never-reported", "no-target", "zero-target", "partial", "stale", "gap", "no-week",
    )),
    note("not-attributed", name="Bihar", persons=-120, as_on=TUESDAY),
    note("carried", name="Bihar", as_on=SATURDAY, days=3),
    note("no-targets"),
    note("cuts-differ", name="Bihar", dimension="channel", persons=5, as_on=TUESDAY),
)  # fmt: skip


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("one", ALL_NOTES, ids=lambda one: str(one.words.get("reason", one.code)))
def test_every_note_is_a_sentence(one: Note, language: Language) -> None:
    sentence = shown(replace(RANKING, notes=(one,)), Look(language)).splitlines()
    plain = shown(replace(RANKING, notes=()), Look(language)).splitlines()
    assert len(sentence) == len(plain) + (one.code != "reported")


@pytest.mark.parametrize("one", ALL_NOTES, ids=lambda one: str(one.words.get("reason", one.code)))
def test_every_note_has_a_code_and_a_text_in_json(one: Note) -> None:
    fields = json.loads(json_.render(replace(RANKING, notes=(one,))))["notes"][0]
    assert fields["code"] == one.code
    assert fields["text"].endswith(".")


def test_a_sentence_of_very_many_names_counts_the_rest() -> None:
    names = tuple(f"Block {number}" for number in range(SHOWN_NAMES + 300))
    many = replace(RANKING, notes=(note("unranked", reason="never-reported", names=names),))
    assert "Block 11 and 300 more." in shown(many)
    assert len(json.loads(json_.render(many))["notes"][0]["names"]) == len(names)


def test_figures_that_are_not_exact_are_said_to_be_so() -> None:
    assert "Targets that are not exact: Purbi Champaran." in shown(RANKING)
    about = replace(RANKING, rows=(replace(CHAMPARAN, about=True),))
    assert "Counts that are not exact: Purbi Champaran." in shown(about)


def test_moves_against_another_day_than_the_day_before_say_so() -> None:
    assert "Moves are compared" not in shown(RANKING)
    assert "Moves are compared with 25.12.2021." in shown(replace(RANKING, since=SATURDAY))


def test_limited_knowledge_is_said() -> None:
    known = replace(RANKING, known_on=dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC))
    assert "As known on 28.12.2021 20:00." in shown(known)


def cut_line(cut: str, registered: int, share: float) -> CutLine:
    dimension, _, member = cut.partition("=")
    return CutLine(
        cut=cut,
        registered=registered,
        share=share,
        as_on=TUESDAY,
        dimension=dimension,
        member=member,
        oldest=TUESDAY,
    )


CARD = Card(
    standing=CHAMPARAN,
    within="Bihar",
    level="district",
    measure=Measure.percent,
    as_on=TUESDAY,
    known_on=None,
    history=(
        Day(as_on=MONDAY, registered=942511, new=31207, rank=2),
        Day(as_on=TUESDAY, registered=988912, new=46401, rank=1),
    ),
    cuts=(
        cut_line("channel=csc", 73557, 63.34),
        cut_line("channel=self", 42567, 36.66),
        cut_line("category=रिक्शा चालक", 120, 100.0),
    ),
    reported=3,
    places=5,
    notes=(),
)
RETURN = Reported(
    file="bihar.xlsx",
    sheet="28 Dec",
    cell="D17",
    written="East Champaran",
    who="dlo",
    source="",
    received_at=dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC),
)
SHOWN = Shown(card=CARD, reported=RETURN)


@pytest.mark.parametrize("language", Language)
def test_a_card_is_shown_as_agreed(golden: Callable[[str, str], None], language: Language) -> None:
    golden(f"show-{language}-80.txt", render(document_of(SHOWN), Look(language, width=80)))


def test_a_card_in_json_is_as_agreed(golden: Callable[[str, str], None]) -> None:
    golden("show.json", json_.render(SHOWN))


def test_the_json_of_a_card_is_a_row_of_a_ranking_and_more() -> None:
    fields = json.loads(json_.render(SHOWN))
    assert tuple(fields)[1 : len(ROW) + 1] == ROW
    assert fields["history"][1] == {"as_on": "2021-12-28", "registered": 988912, "new": 46401, "rank": 1, "note": None}
    assert fields["cuts"][0]["cut"] == "channel=csc"
    assert fields["last_return"]["cell"] == "D17"


def test_a_card_is_one_row_of_csv() -> None:
    lines = csv_.render(document_of(SHOWN)).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("1,1,Purbi Champaran,पूर्वी चंपारण,15,1714038,988912,")


def test_a_card_says_what_it_knows_and_passes_over_the_rest() -> None:
    bare = Shown(card=replace(CARD, standing=replace(KHAGARIA, rank=None), history=(), cuts=()), reported=None)
    labels = [line.split("  ")[0] for line in render(document_of(bare), Look()).splitlines()]
    assert labels == ["Khagaria, Bihar", "Figures as on 28.12.2021.", "", "Registered", "Gain", "Over days", "From"]


def test_a_card_of_old_figures_says_how_old() -> None:
    old = Shown(card=replace(CARD, standing=KISHANGANJ), reported=None)
    assert "Figures as on 25.12.2021, 3 days before 28.12.2021." in render(document_of(old), Look())


def test_the_topmost_place_stands_alone() -> None:
    india = Shown(card=replace(CARD, standing=replace(CHAMPARAN, place="India", parent=""), within=""), reported=None)
    assert render(document_of(india), Look()).startswith("India\n")


def test_a_card_tells_a_figure_by_telephone() -> None:
    told = Shown(card=CARD, reported=replace(RETURN, file="", sheet="", cell="", source="phone, BDO"))
    assert "phone, BDO, dlo; received 28.12.2021 20:00" in render(document_of(told), Look())


def test_a_card_of_limited_knowledge_says_so() -> None:
    known = Shown(card=replace(CARD, known_on=dt.datetime(2021, 12, 28, 14, 30, tzinfo=dt.UTC)), reported=None)
    assert "As known on 28.12.2021 20:00." in render(document_of(known), Look())
