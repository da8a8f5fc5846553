"""What is wrong with a lake, an export or an engine is one clear line, and a reader sees a whole export or none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.lake import engines
from eshram_cli.lake.place import LakePlace
from tests.conftest import Eshram
from tests.lake.conftest import asked, push


def one_of(lake: Path, table: str) -> Path:
    return next((lake / table).rglob("*.*"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def spoil(path: Path) -> None:
    """Other bytes, as many."""
    path.write_bytes(b"x" * path.stat().st_size)


def rewrite(path: Path, **fields: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **fields}), encoding="utf-8")


FAULTS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a file of figures is missing": ("lake-file-missing", lambda lake: one_of(lake, "figures").unlink()),
    "a file of acts is missing": ("lake-file-missing", lambda lake: one_of(lake, "acts").unlink()),
    "a file of figures is cut": ("lake-file-cut", lambda lake: cut(one_of(lake, "figures"))),
    "a file of targets is cut": ("lake-file-cut", lambda lake: cut(one_of(lake, "targets"))),
    "a file of acts holds something else": ("lake-file-unreadable", lambda lake: spoil(one_of(lake, "acts"))),
    "a file of figures holds something else": ("lake-engine-failed", lambda lake: spoil(one_of(lake, "figures"))),
    "a manifest is cut": ("lake-foreign", lambda lake: cut(one_of(lake, "manifests"))),
    "a manifest of another program": ("lake-foreign", lambda lake: (lake / "manifests/a.json").write_text('{"a": 1}')),
    "a manifest that is no object": ("lake-foreign", lambda lake: (lake / "manifests/a.json").write_text("[]")),
    "a manifest of another schema": (
        "lake-newer",
        lambda lake: rewrite(one_of(lake, "manifests"), schema="eshram.lake/9"),
    ),
}


@pytest.mark.parametrize(("code", "fault"), FAULTS.values(), ids=list(FAULTS))
def test_a_spoiled_lake_is_refused_with_one_line(lake: Path, code: str, fault: Callable[[Path], object]) -> None:
    fault(lake)
    with pytest.raises(EshramError) as refused:
        asked(lake)
    problem = refused.value.problem
    assert (problem.code, refused.value.exit_code) == (code, 4)
    assert "\n" not in problem.line()


def test_a_foreign_file_that_no_manifest_names_is_not_read(lake: Path) -> None:
    expected = asked(lake)
    (one_of(lake, "figures").parent / "mine.parquet").write_bytes(b"PAR1")
    assert asked(lake) == expected


def test_what_is_no_lake_is_refused(eshram: Eshram, hard: Path, home: Path) -> None:
    """As `lake-missing` where there is none, `lake-not-empty` where something else lies."""
    ran = eshram("rank", "--state", "bihar", "--lake", home / "none")
    assert (ran.code, ran.out) == (4, "")
    assert "There is no lake here yet" in ran.err
    (home / "mine").mkdir()
    (home / "mine" / "letter.txt").write_text("keep me")
    ran = eshram("export", "lake", home / "mine", "--ledger", hard)
    assert (ran.code, ran.out) == (4, "")
    assert "Other files are in this folder" in ran.err
    assert [one.name for one in (home / "mine").iterdir()] == ["letter.txt"]


def test_a_lake_that_cannot_be_opened_is_told(eshram: Eshram, hard: Path, home: Path) -> None:
    """As `lake-failed`: a file in place of the folder, a protocol that nothing here speaks."""
    (home / "file").write_text("")
    for lake in (home / "file", "nonesuch://bucket/lake"):
        ran = eshram("export", "lake", lake, "--ledger", hard)
        assert (ran.code, ran.err.count("\n")) == (4, 1)
        assert "The lake cannot be opened" in ran.err


def test_options_of_a_lake_without_one_are_refused(eshram: Eshram, home: Path) -> None:
    """As `lake-options` and `lake-no-spark`."""
    ran = eshram("rank", "--state", "bihar", "--engine", "spark")
    assert (ran.code, "--engine only says how a lake is asked" in ran.err) == (2, True)
    ran = eshram("rank", "--state", "bihar", "--lake", home, "--master", "local[2]")
    assert (ran.code, "A master is an address of Spark" in ran.err) == (2, True)
    ran = eshram("check", "bihar", "--lake", home, "--follow", "siwan")
    assert (ran.code, "--follow" in ran.err) == (2, True)


@pytest.mark.parametrize(("package", "extra"), [("duckdb", "big"), ("fsspec", "big"), ("pyspark.sql", "spark")])
def test_a_missing_package_says_what_to_install(
    eshram: Eshram, lake: Path, monkeypatch: pytest.MonkeyPatch, package: str, extra: str
) -> None:
    """As `extra-missing`."""
    monkeypatch.setitem(sys.modules, package, None)
    engine = ("--engine", "spark", "--master", "local[1]") if extra == "spark" else ()
    ran = eshram("rank", "--state", "bihar", "--lake", lake, *engine)
    assert (ran.code, ran.out) == (4, "")
    assert f'pip install "eshram-cli[{extra}]"' in ran.err


@pytest.mark.parametrize("master", ["spark://127.0.0.1:1", "sc://127.0.0.1:1", "spark://no.such.host.invalid:7077"])
def test_a_master_that_is_not_there_is_one_line_and_soon(master: str) -> None:
    """As `spark-unreachable`: Spark itself would try for minutes."""
    began = time.monotonic()
    with pytest.raises(EshramError) as refused:
        engines.refuse_silent(master)
    assert refused.value.problem.code == "spark-unreachable"
    assert time.monotonic() - began < engines.WAIT + 5


def test_an_export_stopped_at_any_file_is_not_there_and_the_next_is_whole(
    hard: Path, hard_lake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = asked(hard_lake)
    for step in range(30):
        lake = tmp_path / f"{step}"
        done = _push_stopped_at(step, hard, lake, monkeypatch)
        if done:
            break
        assert LakePlace(str(lake)).pushes() == []
    assert step > 4
    # Every export was stopped elsewhere; of one the next export is asked.
    for stopped in (0, step - 1):
        assert push(hard, tmp_path / f"{stopped}").acts == 26
        assert asked(tmp_path / f"{stopped}") == expected


def _push_stopped_at(step: int, ledger: Path, lake: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether an export came to its end that is broken off at its file of that number, half of it written."""
    from fsspec.implementations.local import LocalFileSystem

    left = iter(range(step))

    def pipe(self: LocalFileSystem, path: str, data: bytes) -> None:
        if next(left, None) is None:
            Path(path).write_bytes(data[: len(data) // 2])
            raise KeyboardInterrupt
        Path(path).write_bytes(data)

    with monkeypatch.context() as patch:
        patch.setattr(LocalFileSystem, "pipe_file", pipe)
        try:
            push(ledger, lake)
        except KeyboardInterrupt:
            return False
    return True


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_an_export_that_is_killed_leaves_all_or_nothing(hard: Path, hard_lake: Path, tmp_path: Path) -> None:
    expected = asked(hard_lake)
    for wait in range(12):
        lake = tmp_path / f"{wait}"
        command = [sys.executable, "-m", "eshram_cli", "export", "lake", str(lake), "--ledger", str(hard), "--quiet"]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while not (lake / "acts").exists() and time.monotonic() < until and running.poll() is None:
            time.sleep(0.001)
        time.sleep(wait * 0.004)
        running.send_signal(signal.SIGKILL)
        running.wait()
        assert len(LakePlace(str(lake)).pushes()) in (0, 1)
        push(hard, lake)
        assert asked(lake) == expected
