"""A number in a sentence with the word for what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from eshram_cli.counted import Counted, counted
from eshram_cli.language.words import vocabulary
from eshram_cli.problems import Language, Problem, Where, catalogue
from eshram_cli.reports.document import Phrase
from eshram_cli.reports.look import Look, say
from eshram_cli.returns.understand import HIDDEN


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1 day old"), (7, "7 days old"), (0, "0 days old"), (-1, "-1 day old")]
)
def test_one_and_many(number: int, text: str) -> None:
    assert f"{Counted(str(number), number):day|days} old" == text
    assert f"{Counted(str(number), number)}" == str(number)


@pytest.mark.parametrize(("furthest", "text"), [(1, "by up to 1 rank."), (12, "by up to 12 ranks.")])
def test_a_note_counts_in_good_english(furthest: int, text: str) -> None:
    assert say(Phrase("note-not-final", {"names": "Gaya", "furthest": furthest}), Look()).endswith(text)
    assert f"{furthest} स्थान" in say(
        Phrase("note-not-final", {"names": "गया", "furthest": furthest}), Look(Language.hi)
    )


@pytest.mark.parametrize(("rows", "text"), [(1, "(1 row left out)"), (3, "(3 rows left out)")])
def test_a_problem_counts_in_good_english(rows: int, text: str) -> None:
    words = {"text": "Gayaa", "rows": rows, "level": "district", "within": "Bihar"}
    assert text in Problem("row-place-unheard-of", Where(), words).message()


BARE = {
    Language.en: re.compile(
        r"(?<!of )\{(\w+)\} (?:more |hidden |other )?(?:days|weeks|places|blocks|rows|times|sheets|files|returns|cells"
        r"|ranks|notes|warnings|workers|columns|targets|names|officers|seconds|tables|figures|mails|versions)\b"
    ),
    Language.hi: re.compile(r"\{(\w+)\} (?:और )?(?:पंक्तियाँ|तालिकाएँ|सूचनाएँ|चेतावनियाँ|शीटें|फ़ाइलें)"),
}
"""A number before a noun that stands for many."""

NEVER_ONE = {
    ("forecast-backtest", "days"): "7 and 28",
    ("terminal-narrow", "width"): "a terminal of one column",
    ("chart-waterfall-line", "places"): "a rank moves only among several places",
    ("race-path", "times"): "a ratio with two decimals",
    ("plan-feasible", "week"): "a ratio with two decimals",
    ("plan-feasible", "day"): "a ratio with two decimals",
    ("claim-times", "day"): "a ratio with two decimals",
    ("claim-times", "week"): "a ratio with two decimals",
    ("claim-times", "at_best"): "days with a decimal",
    ("claim-times-of-day", "day"): "a ratio with two decimals",
    ("claim-times-of-day", "at_best"): "days with a decimal",
    ("counts-above-later", "count"): "told of more than three places",
    ("counts-above-population", "count"): "told of more than three places",
    ("dates-in-future", "count"): "told of more than a few rows",
    ("place-repeated-often", "count"): "told of more than five places",
    ("place-rows-differ-often", "count"): "told of more than five places",
    ("place-twice-often", "count"): "told of more than five places",
    ("too-many-columns", "most"): "a bound of thousands",
}


def sentences() -> Iterator[tuple[str, Language, str]]:
    for key, words in vocabulary().items():
        yield from ((key, language, text) for language, text in words.items())
    for code, entry in catalogue().items():
        for texts in (entry.message, entry.hint):
            yield from ((code, language, text) for language, text in texts.items())


def test_no_sentence_of_the_tool_can_say_1_days() -> None:
    found = {(key, name[1]) for key, language, text in sentences() for name in BARE[language].finditer(text)}
    assert found == set(NEVER_ONE)
    assert not [key for key, _, text in sentences() if re.search(r"\w\(s\)", text)]


@pytest.mark.parametrize(("count", "english", "hindi"), [(1, "1 row.", "1 पंक्ति"), (3, "3 rows.", "3 पंक्तियाँ")])
def test_what_a_sheet_hides_is_counted_in_both_languages(count: int, english: str, hindi: str) -> None:
    words = {language: text.format(count=counted(count)) for language, text in HIDDEN["rows"].items()}
    problem = Problem("hidden", Where(), {"what": words})
    assert english in problem.message(Language.en)
    assert hindi in problem.message(Language.hi)
