"""The recorded answers: one compressed text a ledger, a block a command line. `python -m tests.record.recorded` writes
them anew from the ledger that 0.1.0 left and from the sample data; what changed is then seen in the test that failed
before, and is told in CHANGELOG."""

from __future__ import annotations

import gzip
import re
import shlex
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from eshram_cli import cli
from tests.record.questions import LEDGERS, answer, lines

HERE = Path(__file__).parent
OLD_LEDGER = HERE / "hard-0.1.0.db"
SAMPLE_DATA = HERE.parents[1] / "sample_data"
FORMATS = ("json", "csv")
START = "$ eshram "


def asked(name: str) -> list[str]:
    """The command lines of that ledger, each in every format."""
    return [shlex.join([*line, "--format", form]) for line in lines(LEDGERS[name]) for form in FORMATS]


@cache
def read(name: str) -> dict[str, str]:
    """What was recorded of that ledger, by command line."""
    text = gzip.decompress((HERE / f"{name}.txt.gz").read_bytes()).decode("utf-8")
    line, texts = "", dict[str, str]()
    for part in text.splitlines(keepends=True):
        if part.startswith(START):
            line = part.removeprefix(START).rstrip("\n")
        texts[line] = "" if part.startswith(START) else texts[line] + part
    return texts


def said(line: str, ledger: Path) -> str:
    """The answer as it is recorded: without the moment at which this machine took the sample data in, and who did."""
    text = re.sub(r'(?<="received_at": )"20(?!21).*?"', '"RECEIVED"', answer(shlex.split(line), ledger))
    return re.sub(r'(?<="who": )"(?!officer).*?"', '"WHO"', text)


def write(name: str, ledger: Path) -> None:
    """Record that ledger's answers."""
    blocks = [f"{START}{line}\n{said(line, ledger)}" for line in asked(name)]
    (HERE / f"{name}.txt.gz").write_bytes(gzip.compress("".join(blocks).encode("utf-8"), mtime=0))


def main() -> int:
    """Record both."""
    with tempfile.TemporaryDirectory() as folder:
        write("hard", Path(shutil.copy(OLD_LEDGER, Path(folder) / "old.db")))
        ledger = Path(folder) / "sample.db"
        code = cli.execute(["ingest", str(SAMPLE_DATA), "--ledger", str(ledger), "--quiet", "-o", f"{folder}/talk.csv"])
        write("sample", ledger)
    return code


if __name__ == "__main__":
    sys.exit(main())
