"""Sentences that charts share: who leads, the line with date, reporting and measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from eshram_cli.reports.document import Phrase, answer_words

if TYPE_CHECKING:
    from eshram_cli.answers.trend import Trend


def leading(names: Sequence[object]) -> dict[str, object]:
    """`names` and the verb that goes with their number."""
    return {"names": tuple(names), "lead": Phrase("word-leads" if len(names) == 1 else "word-lead")}


def shortened(shown: int, rows: int, places: int | None = None) -> list[Phrase]:
    """The note below a chart that holds fewer than its rows, which are of so many places; none where it holds all."""
    return [Phrase("chart-note-ranks", {"count": shown, "places": places or rows})] if shown < rows else []


def subtitle_of(trend: Trend, measure: Phrase) -> Phrase:
    """The line below the title of a trend: `Figures as on 28.12.2021; 36 of 38 districts reported; percent of target`;
    of one place without others beside it, the date and the measure."""
    if trend.alone:
        now = trend.courses[0].now
        words = {"as_on": now.as_on or trend.as_on, "days": now.stale_days or 0, "measure": measure}
        return Phrase("page-first-stale" if now.stale_days else "page-first-alone", words)
    return Phrase("page-first", answer_words(trend) | {"measure": measure})
