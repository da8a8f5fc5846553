"""Why a rank moved, as a waterfall: the rank then, a bar for each cause, the rank now. To the right is better."""

from __future__ import annotations

from matplotlib.figure import Figure

from eshram_cli.answers.why import Why
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import Page
from eshram_cli.reports.document import Phrase, name_of, within_of
from eshram_cli.reports.layouts.why import signed
from eshram_cli.reports.look import Look, in_digits, say

ROW = 40.0
THICK = 0.62


def draw(why: Why, look: Look, size: Size) -> Figure:
    """The chart of a change."""
    page = Page(look, size)
    words: dict[str, object] = {"name": name_of(why), "before": why.rank_before, "now": why.rank_now}
    title = Phrase("chart-waterfall", words | {"since": why.since, "as_on": why.as_on})
    measure = Phrase(f"measure-{why.measure}")
    line = Phrase("chart-waterfall-line", {"within": within_of(why), "places": why.places, "measure": measure})
    box = page.open(title, line, (len(why.parts) + 2) * ROW, [Phrase("chart-waterfall-note")])
    ends = [(why.since, why.rank_before), (why.as_on, why.rank_now)]
    then, now = (say(Phrase("chart-waterfall-rank", {"day": day}), look) for day, _ in ends)
    causes = [say(Phrase(f"moved-cause-{part.cause}"), look) for part in why.parts]
    names, last = [then, *causes, now], len(why.parts) + 1
    # The places reached, from the rank then on; a better rank is a lower number, so the axis is turned round.
    stops = [float(why.rank_before)]
    for part in why.parts:
        stops.append(stops[-1] - part.ranks)
    rows = page.rows(box, names, bold={0, last}, largest=box.height)
    ax = rows.ax
    low, high = min(stops), max(stops)
    edge = max(high - low, 1.0) * 60 / max(rows.right - rows.left - 120, 1)
    ax.set_xlim(high + edge, low - edge)
    for at, stop in enumerate(stops):
        # Down to the next bar, and through one that is empty.
        through = THICK / 2 if at < len(why.parts) and not why.parts[at].ranks else -THICK / 2
        ax.plot([stop, stop], [at + THICK / 2, at + 1 + through], color=style.FAINT, linewidth=0.8)
    for at, stop in ((0, stops[0]), (last, stops[-1])):
        ax.plot([stop], [at], marker="D", markersize=9, color=style.INK, label="rank")
        text = in_digits(str(round(stop)), look)
        ax.annotate(text, (stop, at), (10, 0), textcoords="offset points", weight="bold", va="center")
    for at, part in enumerate(why.parts, start=1):
        lost = part.ranks < 0
        face = {"hatch": "///", "facecolor": style.SOFT, "edgecolor": style.DEEP} if lost else {"color": style.STRONG}
        ax.barh(at, -part.ranks, THICK, stops[at - 1], linewidth=0.8, label=part.cause, **face)  # type: ignore[arg-type]
        # The number stands behind the end of the bar that lies further right.
        text, end = in_digits(signed(part.ranks), look), min(stops[at - 1], stops[at])
        ax.annotate(text, (end, at), (6, 0), textcoords="offset points", va="center")
    return page.figure
