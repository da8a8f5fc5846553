"""Talk at a terminal ends its lines between words; elsewhere a sentence is one line."""

from __future__ import annotations

import sys

import pytest

from eshram_cli.cli._talk import talk
from eshram_cli.reports.width import columns

HINDI = 'भारत में "motihari" नाम का कोई जिला नहीं है। क्या आपका मतलब था: पूर्वी चंपारण, बिहार?'
PATH = "/mnt/office  share/" + "returns/" * 9 + "x.csv"


@pytest.mark.parametrize("text", [HINDI, f"error: {PATH}: There is no such file.", "short", ""])
def test_a_terminal_s_lines_hold_whole_words(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    talk(text)
    lines = capsys.readouterr().err.splitlines()
    assert " ".join(lines) == text
    assert all(columns(line) <= 40 or " " not in line.replace("  ", "") for line in lines)


def test_a_pipe_gets_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    talk(HINDI * 9)
    assert capsys.readouterr().err == f"{HINDI * 9}\n"
