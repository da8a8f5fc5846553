"""Draw the pictures of the README and of docs/ from sample_data, with the commands that the pages show.

`python scripts/make_pictures.py` writes them into docs/pictures; with `--check` it only says which are out of date, and
exits with 1. The same data give the same bytes, so that a picture changes only when what it shows does.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from unittest import mock

from docpages.desk import still_clock

from eshram_cli import cli

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
BIHAR = ("--state", "bihar")
CHAMPARAN = ("--district", "purbi champaran")
DISTRICTS = (*BIHAR, "--level", "district")
BILASPUR = ("--district", "bilaspur, himachal pradesh")

COMMANDS: dict[str, tuple[str, ...]] = {
    "ranking.png": ("rank", *BIHAR, "--chart"),
    "ranking-hi-phone.png": ("rank", *BIHAR, "--by", "registered", "--size", "phone", "--lang", "hi", "--chart"),
    "map.png": ("rank", *BIHAR, "--chart"),
    "trend.png": ("trend", *CHAMPARAN, "--chart"),
    "daily-hi.png": ("trend", *CHAMPARAN, "--kind", "daily", "--lang", "hi", "--chart"),
    "bump.png": ("trend", *DISTRICTS, "--by", "registered", "--kind", "bump", "--chart"),
    "multiples-hi.png": ("trend", *DISTRICTS, "--kind", "multiples", "--lang", "hi", "--chart"),
    "calendar.png": ("trend", *DISTRICTS, "--kind", "calendar", "--chart"),
    "channels.png": ("by", "channel", *BILASPUR, "--chart"),
    "share.png": ("share", *CHAMPARAN, "-o"),
    "share-hi.png": ("share", *CHAMPARAN, "--lang", "hi", "-o"),
    "review.png": ("report", *CHAMPARAN, "--as-on", "02.01.2022", "-o"),
    "review-hi.png": ("report", *BIHAR, "--monthly", "--as-on", "31.12.2021", "--lang", "hi", "-o"),
}
ITSELF = ("share", "report")
"""Commands whose picture is their answer."""
SETTINGS = """
[letterhead]
head = ["Government of Bihar", "Labour Resources Department"]
head_hi = ["बिहार सरकार", "श्रम संसाधन विभाग"]
"""


def main() -> int:
    """Write the pictures, or check them."""
    with tempfile.TemporaryDirectory() as name:
        drawn = pictures(Path(name))
    stale = [name for name, data in drawn.items() if not _same(PICTURES / name, data)]
    if "--check" in sys.argv:
        for name in stale:
            print(f"docs/pictures/{name} is out of date: run python scripts/make_pictures.py")
        return int(bool(stale))
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (PICTURES / name).write_bytes(drawn[name])
    return 0


def pictures(folder: Path) -> dict[str, bytes]:
    """The bytes of every picture, drawn from a ledger of sample_data made in the folder."""
    drawn = {}
    home = {"ESHRAM_LEDGER": str(folder / "sample.db"), "ESHRAM_SETTINGS": str(folder / "settings.toml")}
    (folder / "settings.toml").write_text(SETTINGS, encoding="utf-8")
    with mock.patch.dict(os.environ, home), still_clock():
        _run(folder, "ingest", str(ROOT / "sample_data"), "--yes")
        for name, command in COMMANDS.items():
            _run(folder, *command, str(folder / name))
            drawn[name] = (folder / name).read_bytes()
    return drawn


def _run(folder: Path, *arguments: str) -> None:
    """A command that must succeed; its table is not wanted."""
    aside = [] if arguments[0] in ITSELF else ["-o", str(folder / "aside.txt")]
    with (folder / "talk.txt").open("w", encoding="utf-8") as talk, mock.patch("sys.stdout", talk):
        code = cli.execute([*arguments, *aside, "--quiet"])
    if code:
        raise SystemExit(f"eshram {' '.join(arguments)}: exit code {code}")


def _same(path: Path, data: bytes) -> bool:
    return path.exists() and path.read_bytes() == data


if __name__ == "__main__":
    sys.exit(main())
