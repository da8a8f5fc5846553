from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.reports.width import columns, pad, wrap

# What tmux answered when asked where its cursor stood after the name.
MEASURED = {
    "पूर्वी चंपारण": 10,
    "मुज़फ़्फ़रपुर": 7,
    "लक्ष्य": 4,
    "किशनगंज": 6,
    "खगड़िया": 6,
    "सीतामढ़ी": 7,
    "क\u094d\u200dष": 2,
    "日本": 4,
    "▲1": 2,
    "–": 1,
    "Saran": 5,
}
DEVANAGARI = st.text(st.characters(min_codepoint=0x0900, max_codepoint=0x097F) | st.sampled_from(" a\u200d"))


@pytest.mark.parametrize("text", MEASURED)
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str) -> None:
    assert columns(text) == MEASURED[text]


@given(DEVANAGARI)
def test_padding_fills_to_the_width_on_either_side(text: str) -> None:
    width = columns(text) + 3
    assert columns(pad(text, width)) == columns(pad(text, width, left=False)) == width
    assert pad(text, width).startswith(text)
    assert pad(text, width, left=False).endswith(text)


def test_a_text_wider_than_its_column_is_not_cut() -> None:
    assert pad("Muzaffarpur", 4) == "Muzaffarpur"


def test_names_are_broken_at_spaces() -> None:
    assert wrap("Dr. B.R. Ambedkar Konaseema", 12) == ["Dr. B.R.", "Ambedkar", "Konaseema"]


def test_a_longer_word_is_broken_between_letters_and_no_mark_is_parted() -> None:
    assert wrap("मुज़फ़्फ़रपुर", 3) == ["मुज़", "फ़्फ़र", "पुर"]


@given(DEVANAGARI, st.integers(1, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    assert "".join(wrap(text, width)).replace(" ", "") == "".join(text.split())


@given(st.text("abc "), st.integers(1, 10))
def test_wrapped_lines_are_no_wider_than_asked(text: str, width: int) -> None:
    assert all(columns(line) <= width for line in wrap(text, width))
