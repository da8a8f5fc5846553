"""What becomes of a return: accepted, unchanged, restated, refused; counted in its rows."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.receipt import Restatement
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Severity

if TYPE_CHECKING:
    from tests.ledger.conftest import Office


def test_first_return_is_accepted_row_by_row(office: Office) -> None:
    receipt = office.send("turkaulia 4 100, raxaul 4 200")
    assert (receipt.submission, office.rows_of(receipt)) == (1, (2, 0, 0, 0))
    assert (office.count("turkaulia", 4), office.count("raxaul", 4)) == (100, 200)


def test_a_row_with_several_figures_counts_once(office: Office) -> None:
    ret = office.sheet("turkaulia 4 100, turkaulia 4 60 cut=channel:csc, turkaulia 4 40 cut=channel:self")
    ret = replace(ret, records=tuple(replace(record, row=5) for record in ret.records))
    assert office.rows_of(office.give(ret)) == (1, 0, 0, 0)


def test_rows_that_reading_rejected_are_among_the_rejected(office: Office) -> None:
    assert office.rows_of(office.give(office.sheet("turkaulia 4 100", rejected=2))) == (1, 0, 2, 0)


def test_a_return_without_any_good_row_stores_nothing(office: Office) -> None:
    receipt = office.give(office.sheet("", rejected=3))
    assert (receipt.submission, office.rows_of(receipt), office.ledger.log()) == (None, (0, 0, 3, 0), [])


def test_the_same_return_twice_changes_nothing_and_says_so(office: Office) -> None:
    office.send("turkaulia 4 100, raxaul 4 200")
    receipt = office.send("turkaulia 4 100, raxaul 4 200")
    assert (receipt.submission, office.rows_of(receipt), office.told(receipt)) == (None, (0, 2, 0, 0), ["already-in"])
    assert receipt.problems[0].message().startswith("These figures are already in the ledger (submission 1)")


def test_the_same_figures_in_another_layout_are_the_same_return(office: Office) -> None:
    office.send("turkaulia 4 100, raxaul 4 200", file="evening.xlsx")
    assert office.told(office.send("raxaul 4 200, turkaulia 4 100", file="copy of evening.csv")) == ["already-in"]


def test_a_correction_restates_and_names_the_cell(office: Office) -> None:
    office.send("turkaulia 4 100, raxaul 4 200")
    receipt = office.send("turkaulia 4 100, raxaul 4 180")
    assert office.rows_of(receipt) == (1, 1, 0, 1)
    assert receipt.changes == (
        Restatement(PlaceId("raxaul"), dt.date(2021, 12, 4), "", "registered", old=200, new=180, row=6, column=4),
    )
    assert office.count("raxaul", 4) == 180


def test_the_figure_before_a_correction_stays_readable(office: Office) -> None:
    first = office.send("raxaul 4 200").submission
    office.send("raxaul 4 180")
    assert (office.count("raxaul", 4, known=first), office.count("raxaul", 4)) == (200, 180)


def test_a_sheet_that_only_repeats_rows_of_others_is_stored_as_a_confirmation(office: Office) -> None:
    office.send("turkaulia 4 100, raxaul 4 200")
    receipt = office.send("raxaul 4 200")
    assert (receipt.submission, office.rows_of(receipt)) == (2, (0, 1, 0, 0))
    office.undo(1)
    assert office.count("raxaul", 4) == 200


def test_the_corrected_file_itself_sent_again_is_a_repetition(office: Office) -> None:
    office.send("raxaul 4 200", file="evening.xlsx")
    office.send("raxaul 4 180", file="corrected.xlsx")
    receipt = office.send("raxaul 4 200", file="evening.xlsx")
    assert (office.told(receipt), office.rows_of(receipt)) == (["corrected-since"], (0, 1, 0, 0))
    assert receipt.problems[0].severity is Severity.warning
    assert "submission 1" in receipt.problems[0].message()
    assert "submission 2" in receipt.problems[0].message()
    assert office.count("raxaul", 4) == 180


def test_the_old_figures_in_another_file_are_refused(office: Office) -> None:
    office.send("raxaul 4 200", file="evening.xlsx")
    office.send("raxaul 4 180", file="corrected.xlsx")
    receipt = office.send("raxaul 4 200", file="forwarded.xlsx")
    assert (office.told(receipt), office.rows_of(receipt)) == (["older-return"], (0, 0, 1, 0))
    assert receipt.problems[0].severity is Severity.error
    assert office.count("raxaul", 4) == 180


@pytest.mark.parametrize("file", ["evening.xlsx", "forwarded.xlsx"])
def test_again_makes_the_old_figures_valid(office: Office, file: str) -> None:
    office.send("raxaul 4 200", file="evening.xlsx")
    office.send("raxaul 4 180", file="corrected.xlsx")
    receipt = office.send("raxaul 4 200", file=file, again=True)
    assert (office.rows_of(receipt), office.count("raxaul", 4)) == ((1, 0, 0, 1), 200)


def test_a_return_that_was_undone_may_come_again(office: Office) -> None:
    office.undo(office.send("raxaul 4 200").submission)
    assert office.rows_of(office.send("raxaul 4 200")) == (1, 0, 0, 0)
    assert office.count("raxaul", 4) == 200


def test_a_later_time_of_the_day_is_an_update(office: Office) -> None:
    office.send("raxaul 4 200 at=18:00")
    receipt = office.send("raxaul 4 230 at=20:00")
    assert (office.rows_of(receipt), receipt.changes, office.count("raxaul", 4)) == ((1, 0, 0, 0), (), 230)


def test_an_earlier_time_of_the_day_is_refused(office: Office) -> None:
    office.send("raxaul 4 230 at=20:00, turkaulia 4 90")
    receipt = office.send("raxaul 4 200 at=18:00, turkaulia 4 95")
    assert (office.rows_of(receipt), office.told(receipt)) == ((1, 0, 1, 1), ["older-time"])
    assert receipt.problems[0].where.cell == "D5"
    assert "18:00" in receipt.problems[0].message()
    assert (office.count("raxaul", 4), office.count("turkaulia", 4)) == (230, 95)


def test_again_takes_an_earlier_time(office: Office) -> None:
    office.send("raxaul 4 230 at=20:00")
    assert office.rows_of(office.send("raxaul 4 200 at=18:00", again=True)) == (1, 0, 0, 1)
    assert office.count("raxaul", 4) == 200


def test_of_two_rows_for_one_place_the_lower_stands_and_the_other_is_told(office: Office) -> None:
    receipt = office.send("raxaul 4 200, raxaul 4 210")
    assert (office.rows_of(receipt), office.told(receipt), office.count("raxaul", 4)) == (
        (1, 0, 1, 0),
        ["given-twice"],
        210,
    )
    assert (receipt.problems[0].where.cell, receipt.problems[0].words["row"]) == ("D5", 6)


def test_the_later_time_stands_wherever_its_row_is(office: Office) -> None:
    office.send("raxaul 4 210 at=20:00, raxaul 4 200 at=18:00")
    assert office.count("raxaul", 4) == 210


def test_two_rows_that_agree_are_nothing_to_tell(office: Office) -> None:
    receipt = office.send("raxaul 4 200, raxaul 4 200")
    assert (office.rows_of(receipt), office.told(receipt)) == ((1, 1, 0, 0), [])


def test_a_trial_run_weighs_and_stores_nothing(office: Office) -> None:
    office.send("raxaul 4 200")
    receipt = office.send("raxaul 4 180, turkaulia 4 5", dry_run=True)
    assert (receipt.submission, office.rows_of(receipt)) == (None, (2, 0, 0, 1))
    assert (office.count("raxaul", 4), len(office.ledger.log())) == (200, 1)


def test_a_figure_by_telephone(office: Office) -> None:
    receipt = office.ledger.enter(
        PlaceId("raxaul"), 200, dt.date(2021, 12, 4), new=12, source="phone, BDO", who="DLS",
        received_at=office.now(), tool_version="0.1.0",
    )  # fmt: skip
    assert office.rows_of(receipt) == (1, 0, 0, 0)
    figures = office.ledger.figures(["raxaul"], [dt.date(2021, 12, 4)])
    assert office.rows(figures, "measure", "value") == [("new", 12), ("registered", 200)]
    [act] = office.ledger.log()
    assert (act.kind, act.source, act.who, act.as_on) == ("enter", "phone, BDO", "DLS", dt.date(2021, 12, 4))


def test_an_old_figure_typed_again_is_meant(office: Office) -> None:
    def enter(value: int) -> None:
        office.ledger.enter(
            PlaceId("raxaul"), value, dt.date(2021, 12, 4), who="DLS", received_at=office.now(), tool_version="0"
        )

    for value in (200, 180, 200):
        enter(value)
    assert office.count("raxaul", 4) == 200


def test_a_submission_says_who_what_and_when(office: Office) -> None:
    office.give(office.sheet("raxaul 3 190, raxaul 4 200", file="evening.xlsx", rejected=1))
    [act] = office.ledger.log()
    assert (act.number, act.kind, act.file, act.sheet, act.who) == (1, "return", "evening.xlsx", "S", "BDO")
    assert (act.as_on, act.accepted, act.rejected, act.undone) == (dt.date(2021, 12, 4), 2, 1, None)
    assert act.received_at == dt.datetime(2021, 12, 4, 5, 30, tzinfo=dt.UTC)


def test_the_source_of_a_figure_is_its_cell_and_the_name_written_there(office: Office) -> None:
    office.send("turkaulia 4 100, raxaul 4 200", file="evening.xlsx")
    key = ("raxaul", "", "registered", dt.date(2021, 12, 4))
    [source] = office.ledger.versions([key])[key]
    assert (source.file, source.cell, source.written) == ("evening.xlsx", "D6", "RAXAUL")
    assert office.ledger.versions([("patna", *key[1:])]) == {}


def test_nothing_in_the_ledger_can_be_changed_or_removed(office: Office, ledger: Ledger) -> None:
    office.send("raxaul 4 200")
    assert ledger.path is not None
    with sqlite3.connect(ledger.path) as other:
        for act in ("UPDATE figures SET value = 1", "DELETE FROM figures", "DELETE FROM submissions"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(act)
    other.close()
