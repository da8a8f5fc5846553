"""Letters: every word of the tool and every place has them, Hindi is joined, and without the font that is said."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties, findfont, get_font

from eshram_cli.answers.ranking import Ranking
from eshram_cli.errors import EshramError
from eshram_cli.language.words import vocabulary
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Language
from eshram_cli.reports import charts
from eshram_cli.reports.charts import Kind, fonts, render
from eshram_cli.reports.look import Look

NAMES = ["पूर्वी चंपारण", "मुज़फ़्फ़रपुर", "लक्ष्य", "किशनगंज", "खगड़िया", "सीतामढ़ी"]


@pytest.fixture
def no_font(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if `devanagari-fonts` were not installed."""
    _forget()
    monkeypatch.setattr(fonts, "_hindi_files", tuple)
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (fonts.hindi_trouble, fonts.families, fonts._shaped, fonts._face):
        cached.cache_clear()


def _letters() -> set[str]:
    words = [entry[language] for entry in vocabulary().values() for language in Language]
    places = [name for place in Gazetteer.bundled().all() for name in (place.name, place.name_hi)]
    return set("".join([*words, *places, "▲▼…–<"]))


@pytest.mark.parametrize("bold", [False, True])
def test_no_word_of_the_tool_and_no_place_makes_an_empty_box(bold: bool) -> None:
    weight = "bold" if bold else "normal"
    paths = [findfont(FontProperties(family=family, weight=weight)) for family in fonts.families()]
    held = {chr(code) for path in paths for code in get_font([path]).get_charmap()}
    blocks = {letter for letter in _letters() if letter in "▁▂▃▄▅▆▇█"}
    assert _letters() - held - blocks - {"\n", "\u200d", "\u200c"} == set()


@pytest.mark.parametrize(
    ("joined", "letters"),
    [("लक्ष्य", "ल क ष य"), ("क्ष", "क ष"), ("मुज़फ़्फ़रपुर", "मु ज़ फ़ फ़ र पु र"), ("पूर्वी", "पू र वी"), ("ज्ञ", "ज ञ")],
)
def test_conjuncts_are_joined(joined: str, letters: str) -> None:
    """A conjunct is narrower than its consonants side by side; letter by letter with a virama it would be as wide."""
    apart = sum(fonts.text_width(letter, 100) for letter in letters.split())
    assert fonts.text_width(joined, 100) < apart - 5


def test_a_sign_without_its_consonant_would_be_wider() -> None:
    """A sign that is not joined to its letter is drawn with a circle in its place."""
    alone = fonts.text_width("क", 100) + fonts.text_width("ि", 100)
    assert fonts.text_width("कि", 100) < alone - 5


@given(st.text("कखगज़्िी abc", max_size=40), st.floats(20, 400))
def test_wrapped_lines_hold_all_words_and_fit(text: str, width: float) -> None:
    lines = fonts.wrap(text, width, 20)
    assert " ".join(lines) == text
    assert all(" " not in line or fonts.text_width(line, 20) <= width for line in lines)


@given(st.sampled_from(NAMES), st.floats(30, 300))
def test_a_clipped_name_fits_and_ends_on_a_whole_letter(name: str, width: float) -> None:
    clipped = fonts.clip(name, width, 30)
    if clipped != name:
        kept = clipped.removesuffix("…")
        assert name.startswith(kept)
        assert fonts.text_width(clipped, 30) <= width or not kept
        assert not kept.endswith("्")


def test_without_the_font_a_chart_is_in_english_and_says_so(no_font: None, ranking: Ranking) -> None:
    hindi, problems = render(ranking, Kind.ranking, ".png", Look(Language.hi))
    english, none = render(ranking, Kind.ranking, ".png", Look(Language.en))
    assert [problem.code for problem in problems] == ["chart-no-hindi-font"]
    assert hindi == english
    assert none == ()


def test_without_shaping_a_chart_is_in_english_and_says_so(ranking: Ranking, monkeypatch: pytest.MonkeyPatch) -> None:
    _forget()
    monkeypatch.setattr(mpl, "__version_info__", (3, 10, 9))
    _, problems = render(ranking, Kind.ranking, ".png", Look(Language.hi))
    assert [problem.code for problem in problems] == ["chart-no-shaping"]
    monkeypatch.undo()
    _forget()


def test_a_name_that_no_font_holds_is_told(no_font: None, make_line: object, make_ranking: object) -> None:
    only_hindi = make_ranking(make_line("नयाटोला"))  # type: ignore[operator]
    _, problems = render(only_hindi, Kind.ranking, ".png", Look(Language.en))
    assert [problem.code for problem in problems] == ["chart-glyphs"]


def test_a_broken_matplotlib_stops_the_chart_only(ranking: Ranking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "eshram_cli.reports.charts.fonts", None)
    monkeypatch.delattr(charts, "fonts", raising=False)
    with pytest.raises(EshramError) as caught:
        render(ranking, Kind.ranking, ".png", Look())
    assert caught.value.problem.code == "chart-no-matplotlib"
    assert caught.value.exit_code == 4
