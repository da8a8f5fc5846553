"""Every problem of this room is provoked by a test of this folder, and says in both languages what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = tomllib.loads((ROOT / "src" / "eshram_cli" / "catalogue" / "returns.toml").read_text(encoding="utf-8"))
TESTS = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))


@pytest.mark.parametrize("code", ENTRIES)
def test_every_code_is_provoked(code: str) -> None:
    assert f'"{code}' in TESTS


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_is_whole_in_both_languages(code: str) -> None:
    entry = ENTRIES[code]
    assert entry["en"].endswith((".", "?"))
    assert entry["hi"].endswith(("।", "?"))
    assert entry["hint_en"].strip()
    assert entry["hint_hi"].strip()
