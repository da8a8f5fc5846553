"""Write the parts of docs/ that repeat what the program says of itself: each command's help, and the manual of errors.

`python scripts/write_docs.py` writes them; with `--check` it only says which are out of date, and exits with 1.
A page of a command holds its help between the two marks; everything else on it is written by hand.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"
START, END = "<!-- help -->", "<!-- /help -->"
WIDTH = "100"

SEVERITIES = {
    "error": "keeps a figure out, or stops the command",
    "warning": "lets the figure in, and wants a look",
    "note": "only tells",
}


def pages() -> dict[Path, str]:
    """Every page that is written here, as it should be."""
    written = {DOCS / "problems.md": problems_page()}
    for page in sorted((DOCS / "commands").glob("*.md")):
        written[page] = with_help(page.read_text(encoding="utf-8"), page.stem.split("-"))
    return written


def with_help(page: str, command: list[str]) -> str:
    """The page with the help of its command, and of the commands of its group, between the marks."""
    texts = "\n\n".join(f"```text\n{help_of(one)}\n```" for one in [command, *members(command)])
    block = f"{START}\n\n{texts}\n\n{END}"
    return re.sub(f"{START}.*{END}", lambda _: block, page, flags=re.DOTALL)


def members(command: list[str]) -> list[list[str]]:
    """The commands of a group, and theirs; none for a plain command."""
    import typer.main

    from eshram_cli import cli

    cli.load_commands()
    found = typer.main.get_command(cli.APP)
    for name in command:
        found = found.commands[name]  # type: ignore[attr-defined]
    below = [[*command, name] for name in getattr(found, "commands", {})]
    return [one for name in below for one in (name, *members(name))]


def help_of(command: list[str]) -> str:
    """What `--help` prints, without colour, 100 columns wide."""
    from eshram_cli import cli

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        cli.run([*command, "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines())


def problems_page() -> str:
    """The manual of errors: every problem with its severity, its sentence in both languages and what to do."""
    from eshram_cli.problems import Language, Severity, catalogue

    lines = [
        "# What the tool may say is wrong",
        "",
        "Every sentence begins with where the problem lies (`bihar.xlsx, sheet \"14 Dec\", D17`) and ends with what to do.",
        "Words in curly brackets are filled in. Scripts find the code in the JSON of `ingest`.",
    ]
    for severity in Severity:
        lines += ["", f"## {severity.title()}s", "", f"An {severity}" if severity == "error" else f"A {severity}"]
        lines[-1] += f" {SEVERITIES[severity]}."
        for entry in sorted(catalogue().values(), key=lambda one: one.code):
            if entry.severity is severity:
                lines += ["", f"### `{entry.code}`"]
                for language in Language:
                    lines += ["", f"> {entry.message[language]} {entry.hint[language]}".rstrip()]
                if entry.exit > 1:
                    lines += ["", f"Exit code {entry.exit} where it stops the command."]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write the pages, or check them."""
    os.environ.update(COLUMNS=WIDTH, TERMINAL_WIDTH=WIDTH, NO_COLOR="1")
    stale = [page for page, text in pages().items() if not page.exists() or page.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for page in stale:
            print(f"{page.relative_to(DOCS.parent)} is out of date: run python scripts/write_docs.py")
        return 1 if stale else 0
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
