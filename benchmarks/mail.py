"""`eshram summary --send` to the recipients of all 38 districts of Bihar, on a mail server of this machine, beside
`python -c "import matplotlib.pyplot"`. Each mail has its page, its chart and its own place in the outbox.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from timing import compare, eshram, python

from eshram_cli.jobs.session import trying
from eshram_cli.places.model import Level

ROOT = Path(__file__).resolve().parents[1]
PORT = 8025


class Post:
    """Counts what it takes."""

    def __init__(self) -> None:
        self.taken = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ARG002
        """Takes everything."""
        self.taken += 1
        return "250 taken"


def settings(folder: Path) -> None:
    """The server, and one recipient a district."""
    with trying(folder / "none.db") as session:
        gazetteer = session.gazetteer
        (bihar,) = (place for place in gazetteer.all(Level.state) if place.name == "Bihar")
        names = [gazetteer.title(place.id) for place in gazetteer.descendants(bihar.id, Level.district)]
    people = "\n".join(f'"{name}" = ["dm{at}@example.nic.in"]' for at, name in enumerate(names))
    server = f'host = "127.0.0.1"\nport = {PORT}\nsecurity = "none"\nfrom = "dlo@example.nic.in"'
    text = f"[smtp]\n{server}\n[recipients]\n{people}\n"
    (folder / "settings.toml").write_text(text, encoding="utf-8")


def main() -> None:
    """Prints the ratio and how many mails came in."""
    post = Post()
    controller = Controller(post, hostname="127.0.0.1", port=PORT)
    controller.start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings(folder)
        os.environ |= {"ESHRAM_SETTINGS": str(folder / "settings.toml"), "ESHRAM_LEDGER": str(folder / "eshram.db")}
        ingest = [*eshram("ingest", str(ROOT / "sample_data"), "--quiet", "-o", str(folder / "in.csv"))]
        subprocess.run(ingest, check=True)
        shutil.copy(folder / "eshram.db", folder / "full.db")

        def fresh() -> None:
            shutil.copy(folder / "full.db", folder / "eshram.db")

        ours = eshram("summary", "--state", "bihar", "--send")
        compare("summary --send to 38 districts", ours, python("-c", "import matplotlib.pyplot"), runs=3, before=fresh)
    controller.stop()
    print(f"{post.taken} mails in 4 runs", file=sys.stderr)


if __name__ == "__main__":
    main()
