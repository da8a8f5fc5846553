"""The page beside the sheets says what the script wrote: its files exist, its figures are the script's."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
TEXT = (SAMPLE / "README.md").read_text(encoding="utf-8")


def test_every_file_that_it_names_is_there() -> None:
    named = re.findall(r"`(bihar/[^`]+\.\w+)`", TEXT)
    assert len(named) == 5
    assert [name for name in named if not (SAMPLE / name).is_file()] == []


def test_its_made_up_figures_are_the_scripts(drive: Any) -> None:
    bihar, other, returns, lakh = drive("bihar"), drive("other_forms"), drive("returns"), drive("curves").lakh
    khagaria = bihar.curves()["Khagaria"]
    siwan = next(line for line in returns.lines(returns.MISTYPED_ON, corrected=True) if line.district.name == "Siwan")
    figures = [
        lakh(bihar.EAST_SUNDAY),
        lakh(khagaria.new[0]),
        lakh(bihar.BY_NAME["Purbi Champaran"].target),
        lakh(sum(count for _, count in other.HARIDWAR)),
        lakh(returns.swapped(siwan.registered) - siwan.registered),
        drive("curves").devanagari(lakh(siwan.registered)),
        drive("curves").devanagari(lakh(returns.swapped(siwan.registered))),
    ]
    assert [figure for figure in figures if figure not in TEXT] == []


def test_it_names_every_kind_of_source() -> None:
    assert {"report", "assumed", "made up"} <= set(re.findall(r"report|assumed|made up", TEXT))
    assert len(re.findall(r"^\| .*\| (?:report|assumed|made up|official)", TEXT, re.MULTILINE)) >= 20


def test_every_sheet_is_counted() -> None:
    sheets = [path for path in SAMPLE.rglob("*") if path.suffix in {".xlsx", ".csv"}]
    assert len(sheets) == 31 + 1 + 3
    assert "Thirty-one return sheets, a calendar of camps and three lists of tasks" in TEXT
