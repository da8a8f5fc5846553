"""A name is drawn as it is written: a sign that matplotlib would take for a formula is a sign."""

from __future__ import annotations

from matplotlib.text import Text

from eshram_cli.reports.charts.style import styled


def test_no_name_is_read_as_a_formula() -> None:
    with styled():
        assert not Text(0, 0, "Rampur $a$ and $b$").get_parse_math()
