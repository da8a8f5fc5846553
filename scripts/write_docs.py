"""Write the parts of docs/ that repeat what the program says: each command's help, the outputs of the examples, the
picture of the README, and the manual of errors.

`python scripts/write_docs.py` writes them; with `--check` it only says which are out of date, and exits with 1.
A page of a command holds its help between the two marks; `docpages/fill.py` says how the outputs of
examples are marked. Everything else is written by hand.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path
from unittest import mock

import typer.main
from docpages.desk import desk, run, sample_ledger
from docpages.fill import Filled, fill
from docpages.picture import svg

from eshram_cli import cli
from eshram_cli.problems import Language, Severity, catalogue

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
START, END = "<!-- help -->", "<!-- /help -->"
WIDTH = "100"

SEVERITIES = {
    "error": "keeps a figure out, or stops the command",
    "warning": "lets the figure in; check it",
    "note": "is for information only",
}


PICTURE = DOCS / "pictures" / "rank.svg"
PICTURED = "eshram rank --state bihar --by registered --top 10"


def pages(sample: Path) -> dict[Path, Filled]:
    """Every page and picture that is written here, as it should be. `sample`: a ledger of all the sample data."""
    written = {DOCS / "problems.md": Filled(problems_page()), PICTURE: Filled(picture(sample))}
    return written | {page: made(page, sample) for page in hand_written()}


def made(page: Path, sample: Path) -> Filled:
    """One page that is written by hand, its help and its outputs as they should be."""
    text = page.read_text(encoding="utf-8")
    if page.parent.name == "commands":
        text = with_help(text, page.stem.split("-"))
    return fill(text, sample)


def hand_written() -> list[Path]:
    """The README and the pages of docs/ that people write, whose commands are run and whose outputs are filled in."""
    return [ROOT / "README.md", *(page for page in sorted(DOCS.rglob("*.md")) if page.name != "problems.md")]


def picture(sample: Path) -> str:
    """The ranking as a terminal shows it, in colour."""
    with desk(sample):
        del os.environ["NO_COLOR"]
        os.environ["TERM"] = "xterm"
        return svg(run(PICTURED)[1], "The districts of Bihar by persons registered, as eshram shows them in a terminal")


def with_help(page: str, command: list[str]) -> str:
    """The page with the help of its command, and of the commands of its group, between the marks."""
    texts = "\n\n".join(f"```text\n{help_of(one)}\n```" for one in [command, *members(command)])
    block = f"{START}\n\n{texts}\n\n{END}"
    return re.sub(f"{START}.*{END}", lambda _: block, page, flags=re.DOTALL)


def members(command: list[str]) -> list[list[str]]:
    """The commands of a group, and theirs; none for a plain command."""
    cli.load_commands()
    found = typer.main.get_command(cli.APP)
    for name in command:
        found = found.commands[name]  # type: ignore[attr-defined]
    below = [[*command, name] for name in getattr(found, "commands", {})]
    return [one for name in below for one in (name, *members(name))]


def help_of(command: list[str]) -> str:
    """What `--help` prints, without colour, 100 columns wide."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), mock.patch.dict(os.environ, COLUMNS=WIDTH, NO_COLOR="1"):
        cli.execute([*command, "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines())


def _many(text: str) -> str:
    """The sentence as it counts several: `{rows} rows`."""
    return re.sub(r"\{(\w+):[^|{}]*\|([^{}]*)\}", r"{\1} \2", text)


def problems_page() -> str:
    """The manual of errors: every problem with its severity, its sentence in both languages and what to do."""
    lines = [
        "# The messages of the program",
        "",
        'A message begins with where the problem is (`bihar.xlsx, sheet "14 Dec", D17`) and ends with what to do.',
        "Words in curly brackets are filled in. Scripts find the code in the JSON of `ingest`.",
    ]
    for severity in Severity:
        lines += ["", f"## {severity.title()}s", "", f"An {severity}" if severity == "error" else f"A {severity}"]
        lines[-1] += f" {SEVERITIES[severity]}."
        for entry in sorted(catalogue().values(), key=lambda one: one.code):
            if entry.severity is severity:
                lines += ["", f"### `{entry.code}`"]
                for language in Language:
                    lines += ["", f"> {_many(entry.message[language])} {_many(entry.hint[language])}".rstrip()]
                if entry.exit > 1:
                    lines += ["", f"Exit code {entry.exit} where it stops the command."]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write the pages, or check them. Commands that fail are told either way, and their pages left as they are."""
    with tempfile.TemporaryDirectory() as folder:
        written = pages(sample_ledger(Path(folder) / "sample.db"))
    failures = [f"{page.relative_to(ROOT)}: {text}" for page, filled in written.items() for text in filled.failures]
    stale = [page for page, filled in written.items() if not page.exists() or _read(page) != filled.text]
    if "--check" in sys.argv:
        failures += [f"{page.relative_to(ROOT)} is out of date: run python scripts/write_docs.py" for page in stale]
    else:
        for page in [page for page in stale if not written[page].failures]:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(written[page].text, encoding="utf-8", newline="\n")
    for failure in failures:
        print(failure)
    return 1 if failures else 0


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
