"""Figures as on a date and known on a moment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eshram_cli.frames import checked
from eshram_cli.ledger import frames

if TYPE_CHECKING:
    from tests.ledger.conftest import Office


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def latest(office: Office, number: int, place: str = "raxaul") -> list[tuple[object, ...]]:
    table = office.ledger.latest([place], day(number))
    return office.rows(table, "as_on", "value", "new", "previous", "previous_on", "basis")


def test_last_figure_at_or_before_the_day(office: Office) -> None:
    office.send("raxaul 2 100")
    office.send("raxaul 5 130")
    assert [office.count("raxaul", number) for number in (1, 2, 4, 5, 9)] == [None, 100, 100, 130, 130]


def test_a_late_return_of_an_earlier_day_does_not_push_out_a_newer_one(office: Office) -> None:
    office.send("raxaul 5 130")
    office.send("raxaul 4 120")
    assert (office.count("raxaul", 4), office.count("raxaul", 5)) == (120, 130)


def test_new_is_the_difference_from_exactly_the_day_before(office: Office) -> None:
    office.send("raxaul 4 120, raxaul 5 130")
    assert latest(office, 5) == [(5, 130, 10, 120, 4, "given")]


def test_after_a_gap_new_is_missing_and_the_figure_before_is_given(office: Office) -> None:
    office.send("raxaul 2 100, raxaul 5 130")
    assert latest(office, 7) == [(5, 130, None, 100, 2, "given")]


def test_the_returns_own_new_comes_first(office: Office) -> None:
    office.send("raxaul 4 120, raxaul 5 130, raxaul 5 7 new")
    assert latest(office, 5) == [(5, 130, 7, 120, 4, "given")]


def test_new_alone_adds_to_the_last_count_day_by_day(office: Office) -> None:
    office.send("raxaul 4 120")
    office.send("raxaul 5 7 new")
    office.send("raxaul 6 3 new")
    assert latest(office, 5) == [(5, 127, 7, 120, 4, "derived")]
    assert latest(office, 9) == [(6, 130, 3, 127, 5, "derived")]


def test_new_alone_is_not_added_over_a_missing_day(office: Office) -> None:
    office.send("raxaul 4 120, raxaul 5 7 new, raxaul 7 3 new")
    assert latest(office, 9) == [(5, 127, 7, 120, 4, "derived")]


def test_new_alone_without_any_count_is_no_count(office: Office) -> None:
    office.send("raxaul 5 7 new")
    assert latest(office, 9) == []


def test_channels_alone_add_up_to_the_count(office: Office) -> None:
    office.send("sadar 12 73557 cut=channel:csc, sadar 12 42567 cut=channel:self")
    assert latest(office, 12, "sadar") == [(12, 116124, None, None, None, "cuts")]


def test_a_member_that_was_not_reported_again_keeps_its_last_figure(office: Office) -> None:
    office.send("sadar 11 50 cut=channel:csc, sadar 11 20 cut=channel:self")
    office.send("sadar 12 60 cut=channel:csc")
    assert latest(office, 12, "sadar") == [(12, 80, 10, 70, 11, "cuts")]


def test_a_member_after_a_gap_makes_no_new_of_the_day_but_a_gain_since(office: Office) -> None:
    office.send("sadar 8 20 cut=department:labour, sadar 8 10 cut=department:rural")
    office.send("sadar 11 50 cut=department:labour")
    office.send("sadar 12 60 cut=department:labour, sadar 12 300 cut=department:rural")
    assert latest(office, 12, "sadar") == [(12, 360, None, 60, 8, "cuts")]


def test_a_member_s_first_figure_is_no_new_of_the_day(office: Office) -> None:
    office.send("sadar 11 50 cut=channel:csc")
    office.send("sadar 12 60 cut=channel:csc, sadar 12 900 cut=channel:umang")
    assert latest(office, 12, "sadar") == [(12, 960, None, None, None, "cuts")]


def test_sums_are_compared_over_one_dimension(office: Office) -> None:
    office.send("sadar 10 40 cut=channel:csc, sadar 11 90 cut=department:labour")
    office.send("sadar 12 100 cut=channel:csc")
    assert latest(office, 12, "sadar") == [(12, 100, None, 40, 10, "cuts")]


def test_the_sum_is_over_one_dimension_never_over_two(office: Office) -> None:
    office.send("sadar 12 50 cut=channel:csc, sadar 12 20 cut=channel:self, sadar 12 65 cut=department:labour")
    assert latest(office, 12, "sadar")[0][1] == 70


def test_a_cut_of_two_dimensions_is_no_member_of_one(office: Office) -> None:
    office.send("sadar 12 50 cut=channel:csc, sadar 12 9 cut=channel:csc|category:hawker")
    assert latest(office, 12, "sadar")[0][1] == 50


def test_the_count_given_comes_before_the_sum_of_its_channels(office: Office) -> None:
    office.send("sadar 12 100, sadar 12 50 cut=channel:csc, sadar 12 20 cut=channel:self")
    assert latest(office, 12, "sadar")[0][1] == 100


def test_newer_channels_count_more_than_an_older_count(office: Office) -> None:
    office.send("sadar 11 100")
    office.send("sadar 12 80 cut=channel:csc, sadar 12 25 cut=channel:self")
    assert latest(office, 12, "sadar") == [(12, 105, 5, 100, 11, "cuts")]


def test_newer_channels_that_fall_short_of_the_count_are_a_part_only(office: Office) -> None:
    office.send("sadar 11 100")
    office.send("sadar 12 30 cut=channel:umang")
    assert latest(office, 12, "sadar") == [(11, 100, None, None, None, "given")]


def test_cut_figures_one_by_one(office: Office) -> None:
    office.send("sadar 11 50 cut=channel:csc, sadar 11 20 cut=channel:self, sadar 11 70")
    office.send("sadar 12 60 cut=channel:csc")
    rows = office.rows(office.ledger.members(["sadar", "raxaul"], None, day(12)), "place", "cut", "as_on", "value")
    assert rows == [("sadar", "channel=csc", 12, 60), ("sadar", "channel=self", 11, 20)]


def test_a_cut_by_itself(office: Office) -> None:
    office.send("sadar 11 50 cut=channel:csc, sadar 12 60 cut=channel:csc")
    table = office.ledger.latest(["sadar"], day(12), cut="channel=csc")
    assert office.rows(table, "value", "new", "basis") == [(60, 10, "given")]


def test_the_measure_new_by_itself(office: Office) -> None:
    office.send("raxaul 4 120, raxaul 4 9 new, raxaul 5 7 new")
    table = office.ledger.latest(["raxaul"], day(5), measure="new")
    assert office.rows(table, "as_on", "value", "basis") == [(5, 7, "given")]


def test_history_is_the_current_figure_of_each_date(office: Office) -> None:
    office.send("raxaul 2 100, raxaul 3 110, raxaul 5 130")
    office.send("raxaul 3 111")
    table = office.ledger.history(["raxaul", "patna"], day(3), day(9))
    assert office.rows(table, "place", "as_on", "value", "submission") == [("raxaul", 3, 111, 2), ("raxaul", 5, 130, 1)]


def test_history_holds_what_was_worked_out_too(office: Office) -> None:
    office.send("raxaul 2 100, raxaul 3 5 new, raxaul 5 130, raxaul 6 80 cut=channel:csc, raxaul 6 60 cut=channel:self")
    rows = office.rows(office.ledger.history(["raxaul"], day(1), day(9)), "as_on", "value", "basis")
    assert rows == [(2, 100, "given"), (3, 105, "derived"), (5, 130, "given"), (6, 140, "cuts")]


def test_places_come_in_the_order_asked_each_once(office: Office) -> None:
    office.send("a 4 1, b 4 2, c 4 3")
    table = office.ledger.latest(["c", "a", "c", "nowhere"], day(4))
    assert office.rows(table, "place", "value") == [("c", 3), ("a", 1)]


def test_many_places_give_what_each_gives_alone(office: Office) -> None:
    office.send("a 4 1, b 3 2")
    many = ["b", *(f"silent{number}" for number in range(400)), "a"]
    assert office.rows(office.ledger.latest(many, day(4)), "place", "value") == [("b", 2), ("a", 1)]


def test_tables_have_the_declared_columns_even_when_empty(office: Office) -> None:
    for table, columns in (
        (office.ledger.latest(["a"], day(4)), frames.LATEST),
        (office.ledger.history(["a"], day(1), day(4)), frames.HISTORY),
        (office.ledger.members(["a"], None, day(4)), frames.MEMBERS),
        (office.ledger.targets(["a"], day(4)), frames.TARGETS),
    ):
        assert list(table.columns) == list(columns)
        assert checked(table, columns) is table


def test_the_latest_date_of_places_and_of_all(office: Office) -> None:
    office.send("raxaul 4 120, patna 6 10 cut=channel:csc")
    office.send("turkaulia 9 3 new")
    assert office.ledger.latest_date(["raxaul"]) == day(4)
    assert office.ledger.latest_date(["raxaul", "patna"]) == day(6)
    assert (office.ledger.latest_date(["turkaulia"]), office.ledger.latest_date()) == (day(9), day(9))
    assert office.ledger.latest_date(known=1) == day(6)
    assert office.ledger.latest_date(["nowhere"]) is None


def test_what_was_known_at_a_moment(office: Office) -> None:
    first = office.send("raxaul 4 200")
    moment = office.clock
    office.send("raxaul 4 180")
    assert office.ledger.known_number(moment) == first.submission
    assert office.ledger.known_number(moment - dt.timedelta(seconds=1)) == 0
    india = moment.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))
    assert office.count("raxaul", 4, known=office.ledger.known_number(india)) == 200
    assert office.count("raxaul", 4, known=0) is None
