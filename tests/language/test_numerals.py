"""Counts as offices write them: read right, or refused with the reason; never read wrong."""

from __future__ import annotations

import csv
import datetime as dt
import re
import tomllib
import unicodedata
from importlib import resources
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.language.numerals import Count, Number, read_count, read_number
from eshram_cli.language.unread import Unread
from eshram_cli.language.written import deva, group, show_percent, signed

WILD = Path(__file__).parents[3] / "shared" / "reference" / "eshram" / "number_formats_in_the_wild.csv"

EXACT = """
9,88,912 = 988912
९,८८,९१२ = 988912
９８８９１２ = 988912
988,912 = 988912
988912.0 = 988912
9,88,912.00 = 988912
+46,401 = 46401
'207528 = 207528
="0123" = 123
9,88,912/- = 988912
9,88,912 persons = 988912
123 nos. = 123
2,07,528 श्रमिकों का = refused
5000 व्यक्ति = 5000
1.22 करोड़ = 12200000
1.22 crore = 12200000
1.22Cr = 12200000
62.13 लाख = 6213000
9.88 lacs = 988000
46.4k = 46400
91 million = 91000000
0.5 अरब = 500000000
दो लाख सात हजार 528 = 207528
पांच लाख 60 हजार 286 = 560286
पाँच लाख साठ हज़ार दो सौ छियासी = 560286
2 लाख 08 हजार 308 = 208308
2 लाख 75,424 = 275424
15 लाख 500 = 1500500
डेढ़ लाख = 150000
ढाई सौ = 250
सवा लाख = 125000
सवा सौ = 125
सवा दो लाख = 225000
सवा एक लाख = 125000
साढ़े सात हजार = 7500
पौने तीन लाख = 275000
पौन लाख = 75000
पंद्रह सौ = 1500
दो सौ पांच हजार = 205000
छः लाख = 600000
छ: लाख = 600000
दोन लाख ९० हजार ३३३ = 290333
सहा लाख ७७ हजार १०२ = 677102
पावणेसात लाख = 675000
साडेतीन लाख = 350000
सव्वा दोन लाख = 225000
अडीच लाख = 250000
दीड कोटी = 15000000
४ कोटी = 40000000
two lakh seven thousand five hundred and twenty-eight = 207528
.36 lakh = 36000
.75 करोड़ = 7500000
.५ लाख = 50000
।३६ लाख = 36000
.5k = 500
1 crore .5 lakh = 10050000
1 करोड़ 80.5 लाख = 18050000
......36741 = 36741
36740.99999999999 = 36741
3.674099999999999 लाख = 367410
500 () = 500
500 [] = 500
(500) [] = refused
nil = 0
NIL = 0
शून्य = 0
निरंक = 0
"""


@pytest.mark.parametrize("line", EXACT.strip().splitlines())
def test_a_count_is_read(line: str) -> None:
    text, _, value = line.rpartition(" = ")
    read = read_count(text)
    assert isinstance(read, Unread) if value == "refused" else read == Count(int(value))


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        " ",
        "\u00a0",
        "-",
        "--",
        "–",
        "—",
        "..",
        "…",
        "*",
        "_",
        "/",
        "NA",
        "N/A",
        "n.a.",
        "N.R.",
        "N/R",
        "अप्राप्त",
        "रिपोर्ट अप्राप्त",
        float("nan"),
    ],
)
def test_no_figure_is_missing_and_never_zero(cell: object) -> None:
    assert read_count(cell) == Count(None)
    assert read_number(cell) == Number(None)


@pytest.mark.parametrize(
    ("text", "value", "quality"),
    [
        ("लगभग 17 लाख", 1700000, "about"),
        ("करीब 20 लाख", 2000000, "about"),
        ("करीब-करीब 20 लाख", 2000000, "about"),
        ("क़रीबन 500", 500, "about"),
        ("तकरीबन तीन लाख", 300000, "about"),
        ("approx. 500", 500, "about"),
        ("approx.500", 500, "about"),
        ("लगभग .36 लाख", 36000, "about"),
        ("more than .5 lakh", 50000, "at least"),
        ("~500", 500, "about"),
        ("1 करोड़ 22 लाख (लगभग)", 12200000, "about"),
        ("17 लाख से अधिक", 1700000, "at least"),
        ("लगभग 17 लाख से अधिक", 1700000, "at least"),
        ("17 लाख से ज़्यादा", 1700000, "at least"),
        ("कम से कम 5 हजार", 5000, "at least"),
        ("9 लाख के पार", 900000, "at least"),
        ("more than 17 lakh", 1700000, "at least"),
        ("over 17 lakh", 1700000, "at least"),
        ("> 5000", 5000, "at least"),
        ("17 लाख+", 1700000, "at least"),
    ],
)
def test_how_sure_a_count_is(text: str, value: int, quality: str) -> None:
    assert read_count(text) == (value, quality)


REFUSED: dict[str, list[object]] = {
    "count-not-number": [
        "5..a",
        "सवा",
        "सौ",
        "abc",
        "लाख",
        "हजार",
        "लगभग",
        "7.5 गुना",
        "₹500",
        "123*",
        "5²",
        "½",
        "²",
        "9.88L",
        "grade5",
        "+",
        float("inf"),
        b"5",
    ],
    "count-letter": ["46,4O1", "46,4o1", "l23", "1O", "O", "10O,OOO", "2S7", "4О1"],
    "count-grouping": [
        "7,8889164",
        "22,2748610",
        "14,62346 लाख",
        "0,12,345",
        "०,१२,३४५",
        "1,23,45",
        "9.88.912",
        "123,4567",
        "138,88,279",
        "..36 lakh",
    ],
    "count-unit-twice": ["14,62,346 लाख", "46401 हजार"],
    "count-parts": [
        "2 हजार 3 लाख",
        "1 लाख 2 लाख",
        "2 हजार 1000",
        "2 लाख 207 हजार",
        "1.5 लाख 20 हजार",
        "साढ़े लाख",
        "2 लाख 3,00,000",
        "सवा सवा दो लाख",
        "साढ़े 7.5 लाख",
        "एक लाख करोड़",
        "दो सौ 500 हजार",
        "दो सौ सौ",
        "1.5 crore .5 lakh",
        "1 crore .5 lakh 200",
    ],
    "count-fraction": [
        12.5,
        "1.22",
        "1,234.5",
        "ढाई",
        "1.234567 लाख",
        ".5",
        ".500",
        "0.500",
        "०.५००",
        "36740.9999",
        36740.3333333333,
    ],
    "count-point": ["12.000", "988.912"],
    "count-negative": [-5, "-5", "− 5", "(123)", "12-", "-.5"],
    "count-percent": ["124.66%", "१२ प्रतिशत", "37 percent", "37 per cent"],
    "count-two": ["8-22 crore", "15 -15 सौ", "12/34", "9 88 912", "9, 88, 912", "2,07,528 (37.04%)"],
    "count-date": ["04.12.2021", "4/12/21", "2021-12-04 18:30:00", "4 दिसंबर 2021", dt.date(2021, 12, 4)],
    "count-truth": [True, False],
    "count-too-long": [
        "9876543210",
        "98765 43210",
        "no.98765 43210",
        "1234-5678-9012",
        "१२३४५६७८९०१२",
        10**9,
        9876543210.0,
        "1 अरब",
        -(10**12),
    ],
    "count-upper": ["5000 से कम", "अधिक से अधिक 5 हजार", "less than 500", "up to 500", "not more than 500"],
    "count-exponent": ["1.23457E+11", "1e5"],
    "count-sheet-error": ["#N/A", "#REF!", "#DIV/0!"],
}


@pytest.mark.parametrize(("code", "cell"), [(code, cell) for code, cells in REFUSED.items() for cell in cells])
def test_a_cell_that_is_no_sure_count_is_refused_with_its_reason(code: str, cell: object) -> None:
    read = read_count(cell)
    assert isinstance(read, Unread)
    assert read.code == code


def test_what_a_point_may_mean_and_the_unit_that_comes_twice_are_told() -> None:
    assert read_count("988.912") == Unread("count-point", {"text": "988.912", "small": "988", "large": "988912"})
    assert read_count("46401 लाख") == Unread("count-unit-twice", {"text": "46401 लाख", "unit": "लाख"})
    assert read_count("5000 सौ") == Unread("count-unit-twice", {"text": "5000 सौ", "unit": "सौ"})


@pytest.mark.parametrize(("letters", "digit"), [("oOОоοΟ", 0), ("lIi|", 1), ("Zz", 2), ("Ss", 5), ("B", 8)])
def test_the_digit_that_a_letter_stands_for_is_told(letters: str, digit: int) -> None:
    for letter in letters:
        read = read_count(f"1{letter}0")
        assert isinstance(read, Unread)
        assert read.words == {"text": f"1{letter}0", "letter": letter, "digit": digit}


def test_the_letter_is_named_in_the_sentence() -> None:
    read = read_count("46,4O1")
    assert isinstance(read, Unread)
    assert read.problem().message() == '"46,4O1" is not a number (letter O?).'


@pytest.mark.parametrize(
    ("cell", "value"),
    [(36740.99999999999, 36741), (36741.0000001, 36741), (36741.0, 36741), (1e-12, 0), (-1e-9, 0), (1.22e7, 12200000)],
)
def test_the_noise_of_a_workbooks_sums_is_rounded(cell: float, value: int) -> None:
    assert read_count(cell) == Count(value)


@pytest.mark.parametrize(("text", "value"), [(".75%", 0.75), ("0.75", 0.75), ("-.5 %", -0.5), ("37.04%", 37.04)])
def test_a_percentage_may_begin_with_its_point(text: str, value: float) -> None:
    assert read_number(text) == Number(value)


@pytest.mark.parametrize("cell", [36740.3333333333, "36740.3333333333", "1,36,740.123456789"])
def test_the_decimals_of_a_formula_are_shown_and_no_dots(cell: object) -> None:
    read = read_count(cell)
    assert isinstance(read, Unread)
    assert "•" not in read.problem().message()
    assert "36740" in read.problem().message().replace(",", "")


@pytest.mark.parametrize(
    "cell", REFUSED["count-too-long"] + ["नाम राम 9876543210", "मो.9876543210", "9876 543 210 (फोन)", 98765432101.5]
)
def test_a_long_number_is_never_shown(cell: object) -> None:
    read = read_count(cell)
    assert isinstance(read, Unread)
    problem = read.problem()
    text = problem.line() + problem.message()
    assert not re.search(r"(?:\d[\s,-]?){10}", text)


def test_every_form_of_the_wild_is_read_right_or_refused() -> None:
    if not WILD.exists():
        pytest.skip("the shared reference is not here")
    rows = list(csv.DictReader(WILD.read_text(encoding="utf-8").splitlines()))
    read = {row["as_printed"]: (read_count(row["as_printed"]), row["value"]) for row in rows}
    right = {text for text, (got, value) in read.items() if got == _expected(value)}
    refused = {text for text, (got, _) in read.items() if isinstance(got, Unread)}
    print(f"{len(right)} read right, {len(refused)} refused, of {len(read)}: {sorted(refused)}")  # noqa: T201  the tally
    assert set(read) == right | refused
    assert len(right) >= 39


def _expected(value: str) -> Count | None:
    if not re.fullmatch("[<>~]?[0-9]+", value):
        return None
    quality = {"~": "about", ">": "at least"}.get(value[0], "exact")
    return Count(int(value.lstrip("~>")), quality)  # type: ignore[arg-type]


NUMBER_WORDS = resources.files("eshram_cli.language") / "number_words.toml"
UNDER_HUNDRED: dict[int, str] = {
    int(number): words.split()[0]
    for number, words in tomllib.loads(NUMBER_WORDS.read_text(encoding="utf-8"))["value"].items()
}
SCALES = ((10**7, "करोड़"), (10**5, "लाख"), (10**3, "हज़ार"), (100, "सौ"))


def in_hindi(count: int) -> str:
    """दो लाख सात हज़ार पांच सौ अट्ठाईस for 207528."""
    if count < 100:
        return str(UNDER_HUNDRED[count])
    words = []
    for scale, word in SCALES:
        part, count = divmod(count, scale)
        if part:
            words += [UNDER_HUNDRED[part], word]
    return " ".join(str(word) for word in [*words, *([UNDER_HUNDRED[count]] if count else [])])


counts = st.integers(min_value=0, max_value=10**9 - 1)


@given(counts)
def test_a_grouped_count_reads_back(count: int) -> None:
    for text in (str(count), group(count), group(count, "international")):
        assert read_count(text) == Count(count)
        assert read_count(deva(text)) == Count(count)
        assert read_count(f" {text}\u00a0") == Count(count)


@given(counts)
def test_a_count_in_hindi_words_reads_back(count: int) -> None:
    assert read_count(in_hindi(count)) == Count(count)


@given(counts, st.data(), st.sampled_from("oOОlI"))
def test_no_count_with_a_letter_for_a_digit_is_read(count: int, data: st.DataObject, letter: str) -> None:
    text = group(count)
    at = data.draw(st.sampled_from([at for at, char in enumerate(text) if char.isdigit()]))
    read = read_count(text[:at] + letter + text[at + 1 :])
    assert isinstance(read, Unread)


@given(counts.filter(lambda count: count >= 1000), st.data())
def test_a_comma_moved_by_one_place_never_changes_the_count(count: int, data: st.DataObject) -> None:
    """What is left obeys one of the two groupings, with the same value, or is refused."""
    text = group(count)
    at = data.draw(st.sampled_from([at for at, char in enumerate(text) if char == ","]))
    moved = text[: at - 1] + "," + text[at - 1] + text[at + 1 :]
    read = read_count(moved)
    well_formed = re.fullmatch(r"[1-9]\d?(,\d\d)*,\d{3}|[1-9]\d{0,2}(,\d{3})+", moved)
    assert (read == Count(count)) if well_formed else isinstance(read, Unread)


@given(st.text(alphabet="0123456789,.-/ ()%+लाखहजारसौकरोड़दोडेढ़ OlakhcroreNA०१९", max_size=14))
def test_nothing_makes_the_reader_stumble(text: str) -> None:
    read = read_count(text)
    if isinstance(read, Count) and read.value is not None:
        assert 0 <= read.value < 10**9
    assert isinstance(read_number(text), Number | Unread)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (37, 37.0),
        (0.37, 0.37),
        ("37 प्रतिशत", 37.0),
        ("37 per cent", 37.0),
        ("37.04%", 37.04),
        ("63.34 %", 63.34),
        ("124.66%", 124.66),
        ("३७.०४", 37.04),
        ("-1.5%", -1.5),
        ("1,234.5", 1234.5),
        ("37.0412345678912345", 37.0412345678912345),
    ],
)
def test_a_percentage_is_read(cell: object, value: float) -> None:
    assert read_number(cell) == Number(value)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12,5", "number-not-number"),
        ("abc", "number-not-number"),
        (True, "number-not-number"),
        (float("inf"), "number-not-number"),
        (dt.date(2021, 12, 4), "number-not-number"),
        ("5O%", "count-letter"),
        ("37 38", "count-two"),
        ("#DIV/0!", "count-sheet-error"),
        ("9876543210", "count-too-long"),
        (10**12, "count-too-long"),
        (1e300, "count-too-long"),
    ],
)
def test_a_percentage_that_is_none_is_refused(cell: object, code: str) -> None:
    read = read_number(cell)
    assert isinstance(read, Unread)
    assert read.code == code


@pytest.mark.parametrize(
    ("value", "lakh", "international"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1000, "1,000", "1,000"),
        (988912, "9,88,912", "988,912"),
        (-725126, "-7,25,126", "-725,126"),
        (12345678, "1,23,45,678", "12,345,678"),
    ],
)
def test_group(value: int, lakh: str, international: str) -> None:
    assert (group(value), group(value, "international")) == (lakh, international)


def test_signed_and_deva() -> None:
    assert [signed(46401), signed(-1200), signed(0)] == ["+46,401", "-1,200", "0"]
    assert deva("9,88,912 (57.69)") == "९,८८,९१२ (५७.६९)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (207528 / 560286 * 100, "37.04"),
        (988912 / 1714038 * 100, "57.69"),
        (12.345, "12.35"),
        (102.001, "102.00"),
        (100, "100.00"),
        (99.997, "99.99"),
        (0, "0.00"),
        (-0.5, "-0.50"),
    ],
)
def test_show_percent(value: float, text: str) -> None:
    assert show_percent(value) == text


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_numbers_are_grouped_as_unicode_has_it_for_india(value: int) -> None:
    assert group(value) == format_decimal(value, locale="en_IN") == format_decimal(value, locale="hi_IN")
    assert group(value, "international") == format_decimal(value, locale="en_US")


def test_devanagari_digits_are_those_of_unicode() -> None:
    assert [unicodedata.decimal(digit) for digit in deva("0123456789")] == list(range(10))
    assert all(unicodedata.name(digit).startswith("DEVANAGARI DIGIT") for digit in deva("0123456789"))
