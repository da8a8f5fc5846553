"""The first page of the pack as a picture, to look at on a phone or to put into a message."""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.answers.review import Review
from eshram_cli.problems import Problem
from eshram_cli.reports.look import Look
from eshram_cli.reports.pack import pdf
from eshram_cli.settings import Letterhead

DOTS = 110.0
"""An inch."""


def render(review: Review, looks: Sequence[Look], letterhead: Letterhead) -> tuple[bytes, list[Problem]]:
    """The picture's bytes, in the language asked for first. Raises `pack-no-typst`."""
    papers, problems = pdf.papers_of(review, looks[:1], letterhead)
    pages = pdf.typst().compile(**pdf.typeset(papers, ()), format="png", ppi=DOTS)
    first: bytes = pages[0] if isinstance(pages, list) else pages
    return first, problems
