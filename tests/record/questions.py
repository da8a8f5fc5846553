"""The command lines that ask, for each of the recorded ledgers, and how one is answered in this process."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from eshram_cli import cli

ALL = """
rank --state {state}
rank --state {state} --by registered --since {before}
rank --state {state} --by new --as-on {day}
rank --state {state} --by pace7
rank --state {state} --by balance --as-on {day} --worst-first
rank --state {state} --by prorated --as-on {day}
rank --state {state} --by delta --since {before} --as-on {day}
rank --state {state} --within bands
rank --state {state} --within size --by registered --since {before}
rank --state {state} --level block --by registered
rank --state {state} --known-on {moment}
rank --district {district}
rank --district {district} --by registered --as-on {day} --history 5
rank --india
by channel --state {state}
by channel --district {district} --level block
by channel --district {district} --as-on {day} --since {before}
by gender --state {state}
by category --state {state}
show {district}
show {district} --as-on {day} --days 12
show {block} --level block
show {state} --known-on {moment}
why {district} --since {before} --as-on {day}
why {district} --since {before} --by registered
why {block} --level block --since {before} --by registered
trend --district {district} --since {before}
trend --state {state} --level district --by registered --since {before} --as-on {day}
pending --state {state}
pending --state {state} --level block --as-on {day}
pending --district {district} --calendar
summary --state {state}
summary --district {district} --as-on {day}
share --state {state}
forecast --district {district} --horizon 30
forecast --state {state} --all --horizon 14 --as-on {day}
forecast --district {district} --backtest --deadline {deadline} --horizon 14
claim {claim} --district {district}
plan --state {state} --deadline {deadline}
plan --district {district} --deadline {deadline}
race --state {state} --district {district} --to 1 --by registered
honours --state {state} --since {before}
honours --state {state} --since {before} --by delta --within size
target show --state {state}
target show --district {district} --history
places find {district}
note list --district {district}
check --state {state}
check --state {state} --since {before} --as-on {day}
"""
"""One line a question; words in braces are filled in for each ledger."""

LEDGERS: dict[str, dict[str, str]] = {
    "hard": {
        "state": "bihar", "district": "khagaria", "block": "gogri", "day": "2021-12-07", "before": "2021-12-02",
        "moment": "2021-12-06T21:30", "deadline": "2022-01-26", "claim": "3 lakh in 20 days",
    },
    "sample": {
        "state": "bihar", "district": "East Champaran", "block": "turkaulia", "day": "2021-12-20",
        "before": "2021-12-13", "moment": "2021-12-20T20:00", "deadline": "2022-01-26", "claim": "17 lakh in 7 days",
    },
    "year": {
        "state": "bihar", "district": "purbi champaran", "block": "turkaulia", "day": "2021-11-30",
        "before": "2021-11-20", "moment": "2021-11-28T22:00", "deadline": "2022-01-26", "claim": "30 lakh in 20 days",
    },
    "drive": {
        "state": "jharkhand", "district": "ranchi", "block": "nowhere", "day": "2021-05-01",
        "before": "2021-04-20", "moment": "2021-05-01T12:00", "deadline": "2021-12-31", "claim": "30 lakh in 20 days",
    },
}  # fmt: skip

FORMATS = (
    ("json", "--format", "json"),
    ("csv", "--format", "csv"),
    ("en.md", "--format", "md"),
    ("hi.md", "--format", "md", "--lang", "hi"),
)


def lines(words: Mapping[str, str]) -> list[list[str]]:
    """The questions of one ledger as arguments."""
    return [[part.format(**words) for part in line.split()] for line in ALL.strip().splitlines()]


def answer(arguments: list[str], ledger: Path) -> str:
    """What the command line prints, then its talk and exit code where there are any."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", newline=""), io.StringIO()
    with alone(ledger), redirect_stdout(out), redirect_stderr(err):
        code = cli.execute(arguments)
        sys.stdout.flush()
    text = out.buffer.getvalue().decode("utf-8")
    talk = err.getvalue().replace(str(ledger), "LEDGER")
    return text + (f"[talk]\n{talk}" if talk else "") + (f"[exit {code}]\n" if code else "")


@contextmanager
def alone(ledger: Path) -> Iterator[None]:
    """No variable of ours from outside, no settings file, a wide terminal, this ledger."""
    kept = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("ESHRAM_")]:
        del os.environ[name]
    os.environ |= {
        "ESHRAM_LEDGER": str(ledger),
        "ESHRAM_SETTINGS": str(ledger.with_name("no-settings.toml")),
        "COLUMNS": "160",
        "ESHRAM_DEBUG": "1",
    }
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(kept)


def answers(name: str, ledger: Path) -> Iterator[tuple[str, str]]:
    """Every question of that ledger in every format: the command line, and what it said."""
    for arguments in lines(LEDGERS[name]):
        for _, *options in FORMATS:
            asked = [*arguments, *options]
            yield " ".join(asked), answer(asked, ledger)
