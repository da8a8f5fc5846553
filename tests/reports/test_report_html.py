"""Answers as pages: whole without scripts, harmless with any text, sortable where scripts run."""

from __future__ import annotations

import html
import html.parser
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from eshram_cli.problems import Language
from eshram_cli.reports.document import Column, Document, Fact, Kind, Table, Value
from eshram_cli.reports.formats.html import render
from eshram_cli.reports.look import Look

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
HOSTILE = "<script>document.title='broken'</script><img src=x onerror=document.title='broken'>"


class Seen(html.parser.HTMLParser):
    """The tags, and the texts of cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.cells: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] in (["td"], ["th"]):
            self.cells[-1] += data


def test_every_figure_stands_in_the_page_itself(document: Document) -> None:
    seen = Seen(render(document, Look()))
    assert {"9,88,912", "▲1", "57.69", "28.12.2021", "पूर्वी चंपारण"} <= {cell.strip() for cell in seen.cells}
    assert seen.tags.count("tr") == 7


def test_nothing_is_loaded(document: Document) -> None:
    text = render(document, Look())
    assert not re.search(r"https?://|src=|href=|url\(|@import", text)
    assert "default-src 'none'" in html.unescape(text)


def test_the_page_speaks_the_language_of_the_run(document: Document) -> None:
    text = render(document, Look(Language.hi, digits="devanagari"))
    assert '<html lang="hi">' in text
    assert "९,८८,९१२" in text
    assert 'data-key="988912"' in text


def test_no_text_becomes_a_tag() -> None:
    table = Table([Column("place", Kind.place)], [[HOSTILE]], title=HOSTILE)
    page = render(Document(HOSTILE, HOSTILE, [Fact("file", HOSTILE)], [table], [HOSTILE]), Look())
    seen = Seen(page)
    assert seen.tags.count("script") == 1
    assert "img" not in seen.tags
    assert not any(name.startswith("on") for name in seen.attributes)


def test_the_same_answer_gives_the_same_page(document: Document) -> None:
    assert render(document, Look()) == render(document, Look())


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_sorts_by_value_and_runs_nothing_of_a_name(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["Gaya", 9], [HOSTILE, 100], ["Saran", None], ["Arwal", 20]]
    table = Table([Column("place", Kind.place), Column("registered", Kind.count)], rows)
    page = render(Document("sorted", tables=[table]), Look())
    # The page's policy lets no other script run, so the click is a part of its own copy here.
    script = page.index("</script>", page.index('"use strict"'))
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', page)
    assert policy is not None
    clicked = page[:script] + "document.querySelectorAll('th')[1].click();" + page[script:]
    (tmp_path / "page.html").write_text(clicked.replace(policy[0], ""), encoding="utf-8")
    (tmp_path / "plain.html").write_text(page, encoding="utf-8")
    seen = Seen(_browsed(tmp_path, "page.html"))
    cells = [cell.strip() for cell in seen.cells]
    assert [cell for cell in cells if cell.isdigit() or cell == "–"] == ["9", "20", "100", "–"]
    assert "<title>sorted</title>" in _browsed(tmp_path, "plain.html")


def _browsed(folder: Path, name: str) -> str:
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}", "--dump-dom",
        (folder / name).as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode("utf-8")
