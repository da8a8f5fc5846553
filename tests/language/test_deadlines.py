"""Last days as people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from eshram_cli.language.deadlines import read_deadline

MEETING = dt.date(2021, 12, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("in 10 days", dt.date(2021, 12, 14)),
        ("10 दिन में", dt.date(2021, 12, 14)),
        ("दस दिन के भीतर", dt.date(2021, 12, 14)),
        ("१० दिनों में", dt.date(2021, 12, 14)),
        ("within a week", dt.date(2021, 12, 11)),
        ("एक सप्ताह", dt.date(2021, 12, 11)),
        ("14 December", dt.date(2021, 12, 14)),
        ("14 दिसंबर तक", dt.date(2021, 12, 14)),
        ("3 January", dt.date(2022, 1, 3)),
        ("तत्काल", MEETING),
        ("by 20.09.2021", dt.date(2021, 9, 20)),
        ("01.12.2021 से 14.12.2021", dt.date(2021, 12, 14)),
        (dt.date(2021, 12, 14), dt.date(2021, 12, 14)),
    ],
)
def test_a_last_day_is_read(text: object, day: dt.date) -> None:
    assert read_deadline(text, MEETING) == day


@pytest.mark.parametrize(
    "text", ["soon", "10", "10 working days", "10 days before", "not by 14.12.2021", "31.02.2022", "", None, 12.5]
)
def test_what_is_not_understood_is_none(text: object) -> None:
    assert read_deadline(text, MEETING) is None


@pytest.mark.parametrize("text", ["in 10 days", "14 December", "today"])
def test_what_counts_from_a_day_that_is_not_known_is_none(text: str) -> None:
    assert read_deadline(text, None) is None
    assert read_deadline("by 14.12.2021", None) == dt.date(2021, 12, 14)
