"""The pack on paper: tagged, the same bytes again, every name in its text, whatever the names are."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.review import Review
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level
from eshram_cli.problems import Language
from eshram_cli.reports.look import Look
from eshram_cli.reports.pack import looks_of, render
from eshram_cli.reports.pack.pdf import BEGAN, typeset, typst
from tests.conftest import Eshram
from tests.review.conftest import ENGLISH, HEAD

pytestmark = pytest.mark.long

pytest.importorskip("typst")
PDFTOTEXT = shutil.which("pdftotext")
HOSTILE = ['#panic("x") $a$', "\\#let x = 1", '"] #[quoted', "</svg><script>alert(1)</script>", "अ" * 300, "x" * 300]


def text_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF as its readers copy it, in one line."""
    assert PDFTOTEXT is not None
    (folder / "pack.pdf").write_bytes(pdf)
    ran = subprocess.run([PDFTOTEXT, "-raw", folder / "pack.pdf", "-"], capture_output=True, check=True)
    return " ".join(ran.stdout.decode("utf-8").replace("\u200b", "").split())


def paper(review: Review, languages: Sequence[Language] = (Language.en,)) -> bytes:
    made, problems = render(review, "pdf", looks_of(ENGLISH, languages), HEAD)
    assert isinstance(made, bytes)
    assert not problems
    return made


def test_the_same_pack_gives_the_same_bytes(week: Review) -> None:
    assert paper(week) == paper(week)


def test_it_is_tagged_and_names_its_title_and_language(week: Review) -> None:
    made = paper(week)
    assert b"/MarkInfo" in made
    assert b"pdfuaid" in made
    assert re.search(rb"/Lang ?\(en", made)


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
def test_its_text_has_every_place_in_both_scripts(week: Review, month: Review, tmp_path: Path) -> None:
    for review in (week, month):
        text = text_of(paper(review, [Language.hi, Language.en]), tmp_path)
        ranking = review.of(Ranking)
        assert ranking is not None
        names = [name for row in ranking.rows for name in (row.place, row.place_hi)]
        assert len(names) >= 54
        assert [name for name in names if name not in text] == []
        assert "बिहार सरकार" in text and "The District Magistrate" in text


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
def test_its_sentences_name_places_in_the_language_of_the_paper(week: Review, tmp_path: Path) -> None:
    """What was noted of the district and which blocks have short histories is told in Hindi names on Hindi paper."""
    text = text_of(paper(week, [Language.hi]), tmp_path)
    assert "28.12.2021 को पूर्वी चंपारण: portal slow 12-16" in text
    assert "Purbi Champaran:" not in text and "Adapur, " not in text


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
def test_no_name_of_the_gazetteer_is_lost_in_the_text_of_a_paper(tmp_path: Path) -> None:
    whole = Gazetteer.bundled().whole
    names = sorted({place.name_hi for level in Level for place in whole.all(level) if place.name_hi})
    assert len(names) > 2000
    paper_: dict[str, object] = dict.fromkeys(("title", "short", "span", "as_on", "state"), "x")
    paper_ |= dict.fromkeys(("head", "sign", "copy_to", "chapters", "definitions"), ())
    paper_ |= {"language": "hi", "findings": names, "words": dict.fromkeys(("findings", "method", "page"), "x")}
    text = text_of(typst().compile(**typeset([paper_], ()), pdf_standards="ua-1", timestamp=BEGAN), tmp_path)
    assert [name for name in names if " ".join(name.split()) not in text] == []


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
def test_the_foot_names_the_state_of_the_ledger_and_the_page(week: Review, tmp_path: Path) -> None:
    text = text_of(paper(week), tmp_path)
    assert f"Ledger after act {week.act}, of " in text
    assert re.search(r"Page 1 of \d+", text)


@pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed")
def test_no_name_is_read_as_markup(week: Review, tmp_path: Path) -> None:
    text = text_of(paper(renamed(week)), tmp_path)
    for name in HOSTILE[:4]:
        assert name in text
    for name in HOSTILE[4:]:
        assert name in text.replace(" ", "")


def renamed(review: Review) -> Review:
    """The pack with the worst names that an office could have in its standings."""
    ranking = review.of(Ranking)
    assert ranking is not None
    rows = [replace(row, place=name, place_hi=name) for row, name in zip(ranking.rows, HOSTILE, strict=False)]
    changed = replace(ranking, rows=(*rows, *ranking.rows[len(rows) :]))
    sections = [replace(one, answer=changed) if one.answer is ranking else one for one in review.sections]
    return replace(review, sections=tuple(sections))


def test_without_typst_the_rest_is_made_and_the_message_says_what_to_install(
    eshram: Eshram, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    page, paper_ = told.with_suffix(".html"), told.with_suffix(".pdf")
    ran = eshram("report", "--district", "purbi champaran", "-o", page, "-o", paper_)
    assert ran.code == 4
    assert page.exists() and not paper_.exists()
    assert 'pip install "eshram-cli[pdf]"' in ran.err


def test_a_code_says_so(week: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(EshramError) as caught:
        render(week, "pdf", [Look()], HEAD)
    assert caught.value.problem.code == "pack-no-typst"
