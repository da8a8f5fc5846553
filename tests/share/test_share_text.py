"""The text to forward: what it says, in both languages, and what it keeps back."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest

from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Standing
from eshram_cli.answers.share import Shared
from eshram_cli.described import replace
from eshram_cli.problems import Language
from eshram_cli.reports.formats import json as json_
from eshram_cli.reports.formats import md
from eshram_cli.reports.layouts.share import put, text
from eshram_cli.reports.look import Look
from eshram_cli.reports.registry import document_of

ENGLISH, HINDI = Look(Language.en), Look(Language.hi)
Line = Callable[..., Standing]
Page = Callable[..., Shared]


def lines(shared: Shared, look: Look = ENGLISH) -> list[str]:
    return text(shared, look).splitlines()


def test_the_whole_text_in_english(make_line: Line, make_page: Page) -> None:
    page = make_page(make_line("Gogri", 1, 500), make_line("Mansi", 2, 400), make_line("Beldaur", None, None))
    assert text(page, ENGLISH) == (
        "Figures as on 28.12.2021; 2 of 3 blocks reported; percent of target\n"
        "Khagaria: 2,07,528 registered, 37.04 % of the target 5,60,286\n"
        "New on 28.12.2021: +1,469\n"
        "Pace over seven days: 12 a day\n"
        "Needed for the target by 31.12.2021: 260 a day\n"
        "Rank in Bihar: 6 of 38 by percent of target (=)\n"
        "In order: 1. Gogri 50.00 %; 2. Mansi 40.00 %\n"
        "Not reported, 1 of 3 blocks: Beldaur.\n"
    )


def test_the_whole_text_in_hindi(make_line: Line, make_page: Page) -> None:
    page = make_page(make_line("Gogri", 1, 500), make_line("Mansi", 2, 400), make_line("Beldaur", None, None))
    assert text(page, HINDI) == (
        "28.12.2021 तक के आँकड़े; प्रखंड: 3 में से 2 का प्रतिवेदन प्राप्त; माप: लक्ष्य के विरुद्ध प्रतिशत\n"
        "खगड़िया: 2,07,528 निबंधित, लक्ष्य 5,60,286 का 37.04 %\n"
        "28.12.2021 को नए: +1,469\n"
        "सात दिन की गति: 12 प्रतिदिन\n"
        "31.12.2021 तक लक्ष्य के लिए आवश्यक: 260 प्रतिदिन\n"
        "बिहार में क्रम: 38 में से 6, आधार लक्ष्य के विरुद्ध प्रतिशत (=)\n"
        "क्रम से: 1. गोगरी 50.00 %; 2. Mansi 40.00 %\n"
        "प्रतिवेदन अप्राप्त, प्रखंड 3 में से 1: Beldaur।\n"
    )


def test_of_many_places_the_first_and_the_last_five(make_line: Line, make_page: Page) -> None:
    page = make_page(*(make_line(f"B{rank}", rank, 1000 - rank) for rank in range(1, 28)))
    first, last = (next(line for line in lines(page) if line.startswith(start)) for start in ("First", "Last"))
    assert [part.split()[1] for part in first.split(": ")[1].split("; ")] == ["B1", "B2", "B3", "B4", "B5"]
    assert [part.split()[1] for part in last.split(": ")[1].split("; ")] == ["B23", "B24", "B25", "B26", "B27"]
    assert "All 27 blocks have reported." in lines(page)


@pytest.mark.parametrize("ranked", [1, 5, 9, 10])
def test_no_place_is_named_twice(ranked: int, make_line: Line, make_page: Page) -> None:
    page = make_page(*(make_line(f"B{rank}", rank, 1000 - rank) for rank in range(1, ranked + 1)))
    assert len(page.top) == ranked
    assert page.bottom == ()


def test_a_place_with_none_within_has_its_own_line_only(make_page: Page) -> None:
    assert lines(make_page())[0] == "Figures as on 28.12.2021; percent of target"
    assert not any(line.startswith(("In order", "Not reported")) for line in lines(make_page()))


def test_an_old_figure_says_how_old(make_page: Page) -> None:
    page = make_page()
    card = replace(page.cards[0], standing=replace(page.now, stale_days=3))
    assert lines(replace(page, cards=(card,)))[0] == "Figures as on 28.12.2021, 3 days old; percent of target"


def test_a_rank_among_places_that_sent_nothing_is_not_boasted_of(make_page: Page) -> None:
    page = make_page()
    alone = replace(page.cards[0], reported=1, standing=replace(page.now, rank=1))
    few = replace(page.cards[0], reported=7)
    assert not any("Rank" in line for line in lines(replace(page, cards=(alone,))))
    assert "Rank in Bihar: 6 of 38 by percent of target (=); 7 of them reported" in lines(replace(page, cards=(few,)))


def test_the_sentence_of_a_forecast_comes_last(make_page: Page) -> None:
    page = make_page(forecast=Note("known-on", {"known_on": "a test"}))
    assert lines(page)[-1] == "As known on a test."


def test_small_counts_are_kept_back_with_all_that_would_tell_them(make_line: Line, make_page: Page) -> None:
    own = replace(make_line("Khagaria", 6, 4, 10), new=2, pace7=0.5)
    shown = text(make_page(make_line("Gogri", 1, 500), make_line("Mansi", 2, 3), now=own, suppress_small=True), ENGLISH)
    assert "Khagaria: <5 registered\n" in shown
    assert "New on 28.12.2021: <5\n" in shown
    assert "40.00 %" not in shown
    assert "needed" not in shown.casefold()
    assert "1. Gogri 50.00 %; 2. Mansi –" in shown


def test_they_are_shown_where_nobody_asked_to_keep_them_back(make_line: Line, make_page: Page) -> None:
    assert "2. Mansi 0.30 %" in text(make_page(make_line("Gogri", 1, 500), make_line("Mansi", 2, 3)), ENGLISH)


def test_json_keeps_them_back_too(make_line: Line, make_page: Page) -> None:
    own = replace(make_line("Khagaria", 6, 4, 10), new=2, pace7=0.5)
    page = make_page(make_line("Gogri", 1, 500), make_line("Mansi", 2, 3), now=own, suppress_small=True)
    data = json.loads(json_.render(page))
    assert data["schema"] == "eshram.share/1"
    assert [data[key] for key in ("registered", "percent", "new", "pace7", "needed_per_day")] == [None] * 5
    assert data["top"][1] == {
        "rank": 2, "move": 0, "place": "Mansi", "registered": None, "percent": None, "new": None,
    }  # fmt: skip
    assert data["top"][0]["registered"] == 500


def test_lines_are_not_broken_whatever_the_terminal(make_line: Line, make_page: Page) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    page = make_page(*(make_line(f"A long name of block {rank}", rank, 1000 - rank) for rank in range(1, 28)))
    put(page, Look(Language.en, width=40, colour=True), stream)
    stream.seek(0)
    assert stream.read() == text(page, ENGLISH)
    assert max(map(len, lines(page))) > 150


def test_other_formats_hold_the_same_lines(make_line: Line, make_page: Page) -> None:
    page = make_page(make_line("Gogri", 1, 500))
    shown = md.render(document_of(page), ENGLISH)
    assert all(line in shown.replace("\\", "") for line in lines(page))
