"""The HTML of a mail as a browser shows it: nothing sideways on a phone, nothing lost with images blocked."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from eshram_cli.answers.letter import Letter
from eshram_cli.jobs.place_options import Asked, asked_place
from eshram_cli.jobs.questions.summary import summary
from eshram_cli.jobs.session import reading
from eshram_cli.problems import Language
from eshram_cli.reports.look import Look
from eshram_cli.reports.mail import Style, letter

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
    "--virtual-time-budget=5000",
)  # fmt: skip
CLIPPED = 102_000
"""Bytes of HTML beyond which a widely used reader cuts a mail off."""
MEASURE = (
    "<script>document.title = [document.documentElement.scrollWidth, "
    "[...document.images].every(i => i.complete && i.naturalWidth > 0), "
    "[...document.querySelectorAll('td')].filter(c => c.scrollWidth > c.clientWidth + 1).length].join(' ')</script>"
)


@pytest.fixture(scope="module")
def letters(sample_ledger: Path) -> dict[str, Letter]:
    """The state's page, with 38 districts the longest."""
    with reading(sample_ledger) as session:
        page = summary(session, asked_place(session.gazetteer, Asked(state="bihar")))
    return {lang.value: letter([page], Style(Look(lang))) for lang in Language}


def with_pictures(made: Letter) -> str:
    html = made.html
    for picture in made.pictures:
        data = "data:image/png;base64," + base64.b64encode(picture.data).decode()
        html = html.replace(f"cid:{picture.cid}", data)
    return html


@pytest.mark.parametrize("lang", ["en", "hi"])
def test_no_reader_cuts_it_off_and_nothing_is_loaded(lang: str, letters: dict[str, Letter]) -> None:
    made = letters[lang]
    assert len(made.html.encode()) < CLIPPED
    assert not re.findall(r"<(?:script|link|iframe|object)|url\(|https?://", made.html)
    assert all(picture.alt for picture in made.pictures) and made.pictures
    assert max(len(picture.data) for picture in made.pictures) < 250_000


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here (Debian: apt-get install chromium)")
@pytest.mark.parametrize("width", [390, 800])
@pytest.mark.parametrize("blocked", [False, True])
@pytest.mark.parametrize("lang", ["en", "hi"])
def test_a_browser_shows_all_of_it(
    lang: str, blocked: bool, width: int, letters: dict[str, Letter], tmp_path: Path
) -> None:
    html = letters[lang].html if blocked else with_pictures(letters[lang])
    file = tmp_path / "mail.html"
    # A headless window is never narrower than 500 pixels; a frame is.
    file.write_text(html.replace("</body>", f"{MEASURE}</body>"), encoding="utf-8")
    frame = tmp_path / "frame.html"
    frame.write_text(
        f'<body style="margin:0"><iframe src="mail.html" width="{width}" height="3000" style="border:0"'
        " onload=\"document.body.setAttribute('data-seen', this.contentDocument.title)\"></iframe>",
        encoding="utf-8",
    )
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--allow-file-access-from-files"]
    seen = subprocess.run(
        [*command, "--dump-dom", frame.as_uri()], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    found = re.search(r'data-seen="(\d+) (true|false) (\d+)"', seen)
    assert found, seen[:400]
    assert int(found[1]) <= width, "nobody scrolls sideways"
    assert (found[2] == "true", int(found[3])) == (not blocked, 0)
