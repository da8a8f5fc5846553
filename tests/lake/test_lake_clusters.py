"""Spark answers as the ledger does: on this computer, on a standalone cluster of two workers, through Spark Connect."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from eshram_cli.jobs.session import Session
from tests.lake.conftest import QUESTIONS, said

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
OF_EACH = ("rank as known", "by channel", "trend", "pending as known", "check since", "forecast")
"""One question of each command; on this computer all are asked."""
PATIENCE = 900
"""Seconds for all questions; a question takes Spark some seconds, on a busy machine ten times as long."""


@pytest.fixture(scope="module")
def spark_home() -> Path:
    if shutil.which("java") is None:
        pytest.skip("no Java here, so Spark was not asked")
    found = pytest.importorskip("pyspark", reason="pyspark is not installed, so Spark was not asked")
    return Path(found.__file__).parent


@contextmanager
def running(log: Path, *command: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """A server for the time of a test."""
    with log.open("wb") as out:
        started = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.STDOUT)
        try:
            yield started
        finally:
            started.terminate()
            try:
                started.wait(20)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        with socket.socket() as one:
            one.settimeout(1)
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail(f"nobody answers: {log.read_text()[-2000:]}")


def differing(lake: Path, master: str, of_ledger: Session, names: Collection[str] = OF_EACH) -> list[str]:
    """The questions that Spark answers otherwise than the ledger."""
    command = [sys.executable, "-m", "tests.lake.answers", str(lake), master, *names]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr[-3000:]
    answers = json.loads(done.stdout.splitlines()[-1])
    assert list(answers) == list(names)
    return [name for name in names if answers[name] != said(of_ledger, QUESTIONS[name])]


def test_on_this_computer(spark_home: Path, hard_lake: Path, of_ledger: Session) -> None:
    assert differing(hard_lake, "local[2]", of_ledger, list(QUESTIONS)) == []


def test_on_a_standalone_cluster_of_two_workers(
    spark_home: Path, hard_lake: Path, of_ledger: Session, tmp_path: Path
) -> None:
    port, start, package = free_port(), spark_home / "bin" / "spark-class", "org.apache.spark.deploy"
    with ExitStack() as stack:
        log = tmp_path / "master.log"
        at = ("--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        wait_for(port, stack.enter_context(running(log, start, f"{package}.master.Master", *at)), log)
        master = f"spark://127.0.0.1:{port}"
        for name in ("one", "two"):
            size = ("--cores", "1", "--memory", "1g", "--webui-port", "0", "--work-dir", str(tmp_path / name))
            stack.enter_context(running(tmp_path / f"{name}.log", start, f"{package}.worker.Worker", *size, master))
        assert differing(hard_lake, master, of_ledger) == []
        assert all(any((tmp_path / name).iterdir()) for name in ("one", "two")), "both workers ran executors"


def test_through_spark_connect(spark_home: Path, hard_lake: Path, of_ledger: Session, tmp_path: Path) -> None:
    pytest.importorskip("grpc", reason="grpcio is not installed, so Spark Connect was not asked")
    port, log = free_port(), tmp_path / "connect.log"
    server = ("--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", "local[2]")
    options = (f"spark.connect.grpc.binding.port={port}", "spark.sql.shuffle.partitions=4", "spark.ui.enabled=false")
    confs = [part for option in options for part in ("--conf", option)]
    submit = spark_home / "bin" / "spark-submit"
    with running(log, submit, *server, *confs, "spark-internal") as started:
        wait_for(port, started, log)
        assert differing(hard_lake, f"sc://127.0.0.1:{port}", of_ledger) == []
