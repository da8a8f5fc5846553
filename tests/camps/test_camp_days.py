"""How calendars of camps speak: days, rules, hours and kinds, in English and Hindi."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.camps import Camp, camp_cut, matched, site_and_window
from eshram_cli.language.camps import Period, UnreadableDays, kind_of, period_of, read_days, read_window

DECEMBER = Period(dt.date(2021, 12, 1), dt.date(2021, 12, 31))


def days(text: str, period: Period | None = DECEMBER) -> str:
    """The days as a calendar would list them: `05 12 19 26`."""
    return " ".join(f"{day:%d}" for day in read_days(text, period))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("06.12.2021", "06"),
        ("2021-12-06", "06"),
        ("07.12.2021 to 09.12.2021", "07 08 09"),
        ("७-९ दिसंबर २०२१", "07 08 09"),
        ("05.12, 12.12 and 19.12.2021", "05 12 19"),
        ("05.12.2021 एवं 07.12.2021", "05 07"),
        ("30.12 to 2.1.2022", "30 31 01 02"),
        ("7", "07"),
        ("7 से 9", "07 08 09"),
        ("Every Sunday", "05 12 19 26"),
        ("प्रत्येक रविवार", "05 12 19 26"),
        ("every Sunday till 19.12.2021", "05 12 19"),
        ("हर रविवार 12.12.2021 से", "12 19 26"),
        ("Tuesdays, 07.12.2021 to 21.12.2021", "07 14 21"),
        ("06.12.2021 से 08.12.2021 तक प्रतिदिन", "06 07 08"),
        ("05.12.2021 (रविवार)", "05"),
        ("रविवार 05.12.2021 और सोमवार 06.12.2021", "05 06"),
    ],
)
def test_days_of_a_cell(text: str, told: str) -> None:
    assert days(text) == told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("32.12.2021", "camp-date"),
        ("soon", "camp-date"),
        ("12/28/2021", "camp-date"),
        ("09.12.2021 to 07.12.2021", "camp-date"),
        ("06.12.2021 (रविवार)", "camp-weekday"),
        ("Sunday, 06.12.2021 to 08.12.2021", "camp-weekday"),
        ("daily 01.01.2021 to 31.12.2029", "camp-days-many"),
    ],
)
def test_what_tells_no_day_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableDays) as caught:
        read_days(text, DECEMBER)
    assert caught.value.code == why


def test_a_rule_needs_days_to_hold_within() -> None:
    with pytest.raises(UnreadableDays) as caught:
        read_days("every Sunday", None)
    assert caught.value.code == "camp-rule-endless"


@given(st.text(max_size=40))
def test_any_text_tells_days_or_why_not(text: str) -> None:
    try:
        found = read_days(text, DECEMBER)
    except UnreadableDays:
        return
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("06:00-12:00", "morning 06:00-12:00"),
        ("6 am to 12 noon", "morning 06:00-12:00"),
        ("सुबह 6 से 12 बजे", "morning 06:00-12:00"),
        ("प्रातः 6 बजे से दोपहर 12 बजे", "morning 06:00-12:00"),
        ("सुबह", "morning 06:00-12:00"),
        ("4 to 10 pm", "night 16:00-22:00"),
        ("night 4-10", "night 16:00-22:00"),
        ("शाम 4 से रात 10 बजे तक", "night 16:00-22:00"),
        ("शाम", "evening 16:00-20:00"),
        ("10 to 4 pm", "day 10:00-16:00"),
        ("10.00-16.00", "day 10:00-16:00"),
    ],
)
def test_hours_of_a_window(text: str, window: str) -> None:
    found = read_window(text)
    assert found is not None and f"{found.name} {found.starts:%H:%M}-{found.ends:%H:%M}" == window


@pytest.mark.parametrize("text", ["4 to 10", "6 बजे से 12 बजे", "22:00-06:00", "25:00-26:00", "whenever"])
def test_hours_that_may_be_either_half_of_the_day_are_not_guessed(text: str) -> None:
    assert read_window(text) is None


def test_kinds_and_periods() -> None:
    assert [kind_of(text) for text in ("महाशिविर", "Mega camp", "सीएससी पर", "रात", "सुबह", "विशेष अभियान")] == [
        "mega",
        "mega",
        "csc",
        "night",
        "",
        "विशेष अभियान",
    ]
    assert period_of("शिविर कैलेंडर, दिसंबर 2021") == DECEMBER
    assert period_of("Week 1 (06.12.2021 to 12.12.2021)") == Period(dt.date(2021, 12, 6), dt.date(2021, 12, 12))
    assert period_of("Calendar of camps") is None


def test_a_figure_finds_its_camp_by_site_and_window() -> None:
    morning, night = Camp("b1", DECEMBER.first, "Haat", "morning"), Camp("b1", DECEMBER.first, "Haat", "night")
    names = {"b1": "Raxaul"}
    assert matched([morning, night], ["camp=haat (सुबह)", "camp=haat (रात)"], names) == {
        "camp=haat (सुबह)": morning,
        "camp=haat (रात)": night,
    }
    # A figure that names no window may be of either, and is of neither.
    assert matched([morning, night], ["camp=haat"], names) == {}
    assert matched([morning], ["camp=haat"], names) == {"camp=haat": morning}
    assert matched([Camp("b1", DECEMBER.first, "", "night")], ["camp=raxaul (night)"], names).keys()
    assert matched([morning], ["camp=station (morning)"], names) == {}


@given(st.text("abc रक", min_size=1, max_size=8).filter(str.strip), st.sampled_from(["", "morning", "night"]))
def test_a_cut_tells_its_site_and_window_again(site: str, window: str) -> None:
    assert site_and_window(camp_cut(site, window)) == (" ".join(site.split()), window)
