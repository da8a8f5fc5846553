"""`python -m tests.lake.answers LAKE MASTER QUESTION…`: what Spark answers, as JSON by question.

In a process of its own: one process has one Spark, in which a cluster's and Spark Connect's do not mix.
"""

from __future__ import annotations

import json
import sys

from eshram_cli.jobs.session import asking_lake
from tests.lake.conftest import QUESTIONS, said


def main(lake: str, master: str, *names: str) -> None:
    """Ask each question once."""
    with asking_lake(lake, engine="spark", master=master) as session:
        print(json.dumps({name: said(session, QUESTIONS[name]) for name in names}))  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
