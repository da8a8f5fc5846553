"""The pages: every command has one, they show what the program prints, and nothing in them is of one machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer.main

from eshram_cli import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
RUN = [page for page in PAGES if page.name not in {"CHANGELOG.md", "problems.md"}]
MARKED = [
    pytest.param(page, marks=pytest.mark.long) if page.name == "reports.md" or page.parent.name == "hi" else page
    for page in RUN
]
"""The five reports and the Hindi pages, whose commands the English pages have too, are run in `.ci/full`."""
COMMANDS = ROOT / "docs" / "commands"

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
FOREIGN = re.compile(
    r"/(?:work|root|home|tmp)\b|\.lib[r]ary|[A-Z]:\\Users|pypi|artifactory|index-url|localhost"
    r"|\bissues? #?\d|\bsession\b|\bsubagent|\bAI\b|\bLLM\b|\bprompt\b",
    re.IGNORECASE,
)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def test_every_command_has_a_page_and_every_page_a_command() -> None:
    cli.load_commands()
    commands = typer.main.get_command(cli.APP).commands  # type: ignore[attr-defined]
    assert {page.stem for page in COMMANDS.glob("*.md")} == set(commands)


@pytest.mark.parametrize("page", sorted(COMMANDS.glob("*.md")), ids=name)
def test_a_command_page_has_help_and_exit_codes(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# eshram {page.stem}\n")
    for part in ("## Exit codes\n", "## Watch for\n", "<!-- help -->", "<!-- /help -->"):
        assert part in text


@pytest.mark.parametrize("page", MARKED, ids=name)
def test_every_command_of_a_page_does_what_the_page_shows(page: Path, book: Any, documented_ledger: Path) -> None:
    written = page.read_text(encoding="utf-8")
    filled = book.made(page, documented_ledger)
    assert filled.failures == []
    assert filled.text == written, "run python scripts/write_docs.py"


def test_the_commands_of_the_pages_are_many(book: Any) -> None:
    """A slip in how blocks are found would leave every page green."""
    lines = [line for page in RUN for line in page.read_text(encoding="utf-8").splitlines()]
    assert sum(line.startswith("eshram ") for line in lines) > 40


def test_the_manual_of_errors_is_the_catalogues(book: Any) -> None:
    page = ROOT / "docs" / "problems.md"
    assert page.read_text(encoding="utf-8") == book.problems_page(), "run python scripts/write_docs.py"


def test_the_picture_is_the_ranking(book: Any, documented_ledger: Path) -> None:
    assert book.PICTURE.read_text(encoding="utf-8") == book.picture(documented_ledger)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_a_machine_a_registry_or_how_it_is_made(page: Path) -> None:
    assert FOREIGN.findall(page.read_text(encoding="utf-8")) == []


def test_every_page_is_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = {(ROOT / "docs" / link).resolve() for link in LINK.findall(index)}
    assert {page for page in PAGES if page.is_relative_to(ROOT / "docs")} - linked == {ROOT / "docs" / "README.md"}


def test_the_first_two_sh_blocks_of_the_readme_are_one_line_each() -> None:
    """`.ci/run` and every newcomer copy them."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGES[0].read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    first, second = (block.strip().split("\n") for block in blocks[:2])
    assert len(first) == len(second) == 1
    assert first[0].endswith("eshram ingest sample_data && .venv/bin/eshram rank --state bihar --by registered")
    assert second[0].endswith("pytest -q -n auto")
