"""The pack in a browser: nothing loaded, both languages, whole without scripts, harmless with any name."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from eshram_cli.answers.review import Review
from eshram_cli.problems import Language
from eshram_cli.reports.look import Look
from eshram_cli.reports.pack import render
from eshram_cli.reports.pack.drawing import drawing
from tests.review.conftest import HEAD
from tests.review.test_paper import HOSTILE, renamed

AXE = Path(os.environ.get("AXE_CORE", "axe.min.js"))
"""The script of axe-core, where it was fetched: `npm install axe-core` has it."""
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def page(review: Review, language: Language = Language.en) -> str:
    made, problems = render(review, "html", [Look(language)], HEAD)
    assert isinstance(made, str)
    assert not problems
    return made


@pytest.fixture(scope="module")
def english(week: Review) -> str:
    return page(week)


def test_nothing_is_loaded_and_no_policy_is_broken(english: str) -> None:
    assert not re.search(r'https?://|src="|@import|\sstyle=|\son[a-z]+=', english)
    assert not re.search(r'href="[^#]', english)
    assert english.count("<script>") == english.count("<style>") == 1


def test_both_languages_are_in_it_and_the_asked_one_is_shown(week: Review, english: str) -> None:
    assert '<html lang="en">' in english
    assert english.index("Weekly review: Purbi Champaran") < english.index("साप्ताहिक समीक्षा: पूर्वी चंपारण")
    hindi = page(week, Language.hi)
    assert '<html lang="hi">' in hindi
    assert 'id="show-hi" checked' in hindi


def test_each_table_is_captioned_by_its_command_and_each_chart_by_its_finding(week: Review, english: str) -> None:
    for section in week.sections:
        assert section.command.replace('"', "&#34;") in english
    assert english.count('role="img" aria-label="') == english.count("<svg") > 6


def test_no_two_parts_bear_one_id(english: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', english)
    assert len(ids) == len(set(ids))
    used = {one for pair in re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', english) for one in pair if one}
    assert used <= set(ids)


def test_no_name_becomes_a_tag(week: Review) -> None:
    made = page(renamed(week))
    assert made.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in made
    assert HOSTILE[4] in made


def test_a_state_of_a_month_stays_small(month: Review) -> None:
    assert len(page(month).encode("utf-8")) < 1_500_000


def test_a_drawing_keeps_its_look_in_attributes() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt" height="9pt">'
        '<defs><path id="a" d="M 0.0001 1.26"/></defs><g style="fill: #112233">'
        '<path d="M 1 1" style="fill: red"/><path d="M 2 2" style="fill: red"/><use xlink:href="#a"/></g></svg>'
    )
    assert drawing(svg, "x-") == (
        '<svg stroke-linejoin="round"><defs><path d="M 0 1.3" id="x-a"/></defs><g fill="#112233">'
        '<path d="M 1 1 M 2 2" fill="red"/><use href="#x-a"/></g></svg>'
    )


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_shows_one_language_and_filters_long_tables(english: str, tmp_path: Path) -> None:
    assert CHROMIUM is not None
    probe = (
        "<script>addEventListener('load', () => { const shown = [...document.querySelectorAll('article')]"
        ".filter(one => getComputedStyle(one).display !== 'none').map(one => one.lang).join();"
        "const field = document.querySelector('.filter input'); field.value = 'raxaul';"
        "field.dispatchEvent(new Event('input'));"
        "const found = [...document.querySelector('table[data-long]').tBodies[0].rows];"
        "const rows = found.filter(row => !row.hidden).length;"
        "document.title = `${shown} ${rows}`; });</script>"
    )
    file = tmp_path / "page.html"
    file.write_text(re.sub(r"<meta http-equiv[^>]*>", "", english).replace("</body>", probe + "</body>"), "utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", file.as_uri()]
    shown = subprocess.run(command, capture_output=True, timeout=60, check=True).stdout.decode("utf-8")
    assert "<title>en 1</title>" in shown


@pytest.mark.skipif(CHROMIUM is None or not AXE.is_file(), reason="Chromium or axe-core is not there")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(english: str, tmp_path: Path, scheme: str) -> None:
    assert CHROMIUM is not None
    probe = (
        f"<script>{AXE.read_text(encoding='utf-8')}</script><script>addEventListener('load', async () => "
        "{ const told = document.createElement('pre'); const { violations } = await axe.run(); told.id = 'axe';"
        "told.textContent = JSON.stringify([matchMedia('(prefers-color-scheme: dark)').matches,"
        "...violations.map(one => one.id)]); document.body.append(told); });</script>"
    )
    file = tmp_path / "page.html"
    file.write_text(re.sub(r"<meta http-equiv[^>]*>", "", english).replace("</body>", probe + "</body>"), "utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=60000", "--dump-dom"]
    options += ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    shown = subprocess.run([CHROMIUM, *options, file.as_uri()], capture_output=True, timeout=120, check=True).stdout
    found = re.search(r'<pre id="axe">(.*?)</pre>', shown.decode("utf-8"))
    assert found
    assert json.loads(found[1]) == [scheme == "dark"]
