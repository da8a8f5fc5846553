"""Streams that are closed, missing or full: no traceback, and no success where the answer was not written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUN = "from eshram_cli.__main__ import main; main()"
RANK = ["rank", "--state", "bihar", "--by", "registered", "--top", "2"]
FULL = Path("/dev/full")


def ran(*arguments: str, before: str = "", **streams: object) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own; `before` is done there before it starts."""
    program = f"import sys; {before}sys.argv[0] = 'eshram'; {RUN}"
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run([sys.executable, "-c", program, *arguments], check=False, **given)  # type: ignore[call-overload, no-any-return]


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_a_stream_that_is_not_there_leads_nowhere(missing: str) -> None:
    done = ran(*RANK, before=f"sys.{missing} = None; ")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"Purbi Champaran" in done.stdout) == (missing != "stdout")


@pytest.mark.usefixtures("sample")
@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("form", ["table", "csv", "json", "xlsx"])
def test_an_answer_that_could_not_be_written_is_told_in_one_line(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`stdout-unwritable`, exit code 4."""
    monkeypatch.delenv("ESHRAM_DEBUG")
    with FULL.open("wb") as full:
        done = ran(*RANK, "--format", form, stdout=full)
    (line,) = done.stderr.decode().splitlines()
    assert done.returncode == 4
    assert line.startswith("error: The answer could not be written: ")


@pytest.mark.usefixtures("sample")
@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_talk_that_cannot_be_written_does_not_change_the_exit_code() -> None:
    with FULL.open("wb") as full:
        assert ran("rank", "--state", "nosuch", stderr=full).returncode == 2
