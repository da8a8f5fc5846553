"""What charts say they found: small rankings and trends in, titles out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.answers.by import ByCut
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.answers.trend import Course, Trend
from eshram_cli.described import replace
from eshram_cli.problems import Language
from eshram_cli.reports.charts import Size, bump, calendar, daily, multiples, trend
from eshram_cli.reports.charts import ranking as charted
from eshram_cli.reports.charts import shares as parts
from eshram_cli.reports.charts.axes import days_to_write, every_day, short_count
from eshram_cli.reports.charts.page import Page
from eshram_cli.reports.document import Phrase
from eshram_cli.reports.look import Look, say

ENGLISH, HINDI = Look(Language.en), Look(Language.hi)
Line = Callable[..., Standing]
Ranked = Callable[..., Ranking]


def both(phrase: Phrase) -> tuple[str, str]:
    return say(phrase, ENGLISH), say(phrase, HINDI)


def test_leaders_by_count_and_by_percent_are_told_apart(ranking: Ranking) -> None:
    assert both(_title(ranking)) == (
        "Kishanganj leads by percent of target; Purbi Champaran by count",
        "लक्ष्य के प्रतिशत में किशनगंज आगे; संख्या में पूर्वी चंपारण",
    )
    by_count = replace(ranking, measure=Measure.registered)
    assert both(_title(by_count))[0] == "Purbi Champaran leads by count; Kishanganj by percent of target"


def _title(result: Ranking) -> Phrase:
    return charted.title(result, ENGLISH)


@pytest.mark.parametrize(
    ("measure", "title"),
    [
        (Measure.percent, "Khagaria leads by count and by percent: 50.00 % of target"),
        (Measure.registered, "Khagaria leads by count and by percent: 50.00 % of target"),
        (Measure.new, "Khagaria leads in new registrations of the day: +20"),
        (Measure.pace7, "Khagaria leads in pace: 10 a day over seven days"),
        (Measure.balance, "Least balance: Khagaria, 500"),
    ],
)
def test_one_place_leads(measure: Measure, title: str, make_line: Line, make_ranking: Ranked) -> None:
    result = make_ranking(make_line("Khagaria"), make_line("Sitamarhi", 2, 100), measure=measure)
    assert both(_title(result))[0] == title


def test_places_that_share_the_first_rank_lead_together(make_line: Line, make_ranking: Ranked) -> None:
    result = make_ranking(make_line("Khagaria"), make_line("Sitamarhi"), measure=Measure.new)
    assert both(_title(result))[0] == "Khagaria, Sitamarhi lead in new registrations of the day: +20"


def test_without_targets_the_count_is_told(make_line: Line, make_ranking: Ranked) -> None:
    result = make_ranking(make_line("Khagaria", 1, 207528, None), measure=Measure.registered)
    assert both(_title(result)) == ("Khagaria leads with 2,07,528 registered", "खगड़िया आगे: 2,07,528 निबंधित")


def test_the_last_rows_alone_do_not_claim_a_leader(make_line: Line, make_ranking: Ranked) -> None:
    result = replace(make_ranking(make_line("Khagaria", 37), make_line("Sitamarhi", 38, 100)), places=38)
    assert both(_title(result))[0] == "Sitamarhi is at rank 38 of 38: 10.00 %"


def test_where_nobody_has_a_rank_that_is_the_finding(make_line: Line, make_ranking: Ranked) -> None:
    result = make_ranking(make_line("Khagaria", None, 5, None))
    assert both(_title(result))[0] == "Bihar: no place can be ranked by percent of target"


@pytest.mark.parametrize(
    ("change", "title"),
    [
        ({}, "Kishanganj needs 167 a day by 31.12.2021; its 7-day pace is 10"),
        (
            {"balance": -5, "registered": 1005, "percent": 100.5},
            "Kishanganj has passed its target: 1,005 registered, 100.50 %",
        ),
        ({"needed_per_day": None}, "Kishanganj: 500 registered, 50.00 % of target"),
        ({"needed_per_day": None, "percent": None, "balance": None}, "Kishanganj: 500 registered"),
    ],
)
def test_a_curve_says_what_it_means_for_the_target(change: dict[str, object], title: str, one: Trend) -> None:
    course = one.courses[0]
    assert both(trend.title(replace(course, now=replace(course.now, **change))))[0] == title


def test_a_far_deadline_does_not_squeeze_the_days(one: Trend) -> None:
    course = one.courses[0]
    far = replace(course, now=replace(course.now, deadline=dt.date(2023, 3, 31)))
    past = replace(course, now=replace(course.now, deadline=dt.date(2021, 12, 27)))
    assert trend.near_deadline(one, course) == dt.date(2021, 12, 31)
    assert trend.near_deadline(one, far) is None
    assert trend.near_deadline(one, past) is None


def test_the_best_day_is_one_whose_new_is_known(one: Trend) -> None:
    """The figure after the gap stands for three days; it is no day's own."""
    assert both(daily.title(one.courses[0], ENGLISH))[0] == (
        "Kishanganj: best day 28.12.2021 with +10; 10 a day on average over the last seven"
    )
    silent = replace(one.courses[0], points=tuple(replace(point, new=None) for point in one.courses[0].points))
    assert both(daily.title(silent, ENGLISH))[0] == "Kishanganj: no day's new registrations are known"


def test_who_took_the_first_place_is_the_news(many: Trend) -> None:
    assert both(bump.title(many.courses)) == (
        "Purbi Champaran took the first place: rank 3 on 15.12.2021, now 1",
        "पूर्वी चंपारण पहले स्थान पर: 15.12.2021 को क्रम 3, अब 1",
    )


def test_else_the_one_that_rose_the_most(many: Trend) -> None:
    lower = [_shifted(course, 3) for course in many.courses]
    assert both(bump.title(lower))[0] == "Purbi Champaran rose the most: from rank 6 on 15.12.2021 to 4"
    assert both(bump.title(lower[1:]))[0] == "No place has moved up"


def _shifted(course: Course, by: int) -> Course:
    points = tuple(replace(point, rank=(point.rank or 0) + by) for point in course.points)
    return Course(now=replace(course.now, rank=(course.now.rank or 0) + by), points=points)


def test_a_calendar_of_one_day_speaks_of_the_day(many: Trend) -> None:
    courses = tuple(replace(course, points=course.points[-1:]) for course in many.courses[:2])
    day = replace(many, since=many.as_on, courses=courses)
    assert both(calendar.title(day)) == ("All 2 reported on the day", "सभी 2 ने उस दिन प्रतिवेदन दिया")


def test_the_calendar_counts_only_what_came_that_day(many: Trend) -> None:
    assert both(calendar.title(many))[0] == "2 of 3 reported every day; Kishanganj missed 2 of 14"
    assert both(calendar.title(replace(many, courses=many.courses[:2])))[0] == "All 2 reported on each of 14 days"


def test_small_curves_name_the_fastest_and_the_slowest(many: Trend) -> None:
    slow = Course(now=many.courses[2].now, points=many.courses[2].points[:3])
    title = multiples.title(replace(many, courses=(many.courses[0], slow)), ENGLISH)
    assert both(title)[0] == (
        "Percent of target since 15.12.2021: Purbi Champaran rose most, by +130; Kishanganj least, by +20"
    )


def test_small_curves_of_a_single_day_say_that_there_is_no_more(many: Trend) -> None:
    day = replace(many, courses=tuple(replace(course, points=course.points[:1]) for course in many.courses))
    assert (
        both(multiples.title(day, ENGLISH))[0]
        == "Percent of target since 15.12.2021: no place has figures for more than one day"
    )
    one = replace(many, courses=(many.courses[0], *day.courses[1:]))
    assert (
        both(multiples.title(one, ENGLISH))[0]
        == "Percent of target since 15.12.2021; places with figures for more than one day: 1"
    )


def test_small_curves_that_all_gained_alike_name_nobody(many: Trend) -> None:
    same = replace(many, courses=many.courses[:1] * 2)
    assert both(multiples.title(same, ENGLISH))[0] == "Percent of target since 15.12.2021: each place rose by +130"


def test_small_curves_of_one_day_say_which(many: Trend) -> None:
    day = replace(many, since=many.as_on, measure=Measure.registered)
    assert both(multiples.title(day, ENGLISH)) == (
        "Persons registered on 28.12.2021, a single day",
        "निबंधित व्यक्ति, केवल एक दिन: 28.12.2021",
    )


def test_shares_name_the_largest(shares: ByCut) -> None:
    assert both(parts.title(shares, ENGLISH))[0] == "Bilaspur: CSC/VLE has 63.34 %"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (20000, "20,000"), (500000, "5 lakh"), (1250000, "12.5 lakh"), (15000000, "1.5 crore")],
)
def test_large_counts_are_short_on_an_axis(value: float, text: str) -> None:
    assert short_count(value, ENGLISH) == text


def test_international_numbers_stay_so() -> None:
    assert short_count(1250000, Look(numbers="international")) == "1,250,000"


def test_a_day_without_a_figure_is_a_gap() -> None:
    days = [dt.date(2021, 12, day) for day in (1, 2, 5)]
    whole, values = every_day(days, [10, 20, 50])
    assert [day.day for day in whole] == [1, 2, 3, 4, 5]
    assert [value for value in values if not math.isnan(value)] == [10, 20, 50]
    assert [math.isnan(value) for value in values] == [False, False, True, True, False]
    assert every_day([], []) == ([], [])


@given(st.integers(1, 400), st.floats(0.5, 80))
def test_the_last_day_always_has_its_label_and_labels_keep_apart(count: int, room: float) -> None:
    page = Page(ENGLISH, Size.phone)
    days = days_to_write(page, count, room)
    assert days[-1] == count - 1
    assert days[0] >= 0
    assert all((later - earlier) * room > page.width("28.12", 8.6) for earlier, later in pairwise(days))
