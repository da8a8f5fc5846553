"""Why a rank moved, as a waterfall: the rank then, a bar for each cause, the rank now. To the right is better."""

from __future__ import annotations

from matplotlib.figure import Figure

from eshram_cli.answers.why import Why
from eshram_cli.reports.charts import Size, style
from eshram_cli.reports.charts.page import BASE, Box, Head, Page
from eshram_cli.reports.charts.words import sourced
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
    rows = len(why.parts) + 2
    box = page.open(Head(title, sourced(line), [Phrase("chart-waterfall-note")]), rows * ROW)
    _draw(page, box, why)
    return page.figure


def _draw(page: Page, box: Box, why: Why) -> None:
    ends = [(why.since, why.rank_before), (why.as_on, why.rank_now)]
    then, now = (say(Phrase("chart-waterfall-rank", {"day": day}), page.look) for day, _ in ends)
    causes = [say(Phrase(f"moved-cause-{part.cause}"), page.look) for part in why.parts]
    names, last = [then, *causes, now], len(why.parts) + 1
    # The places reached, from the rank then on; a better rank is a lower number, so the axis is turned round.
    stops = [float(why.rank_before)]
    for part in why.parts:
        stops.append(stops[-1] - part.ranks)
    left = box.left + page.widest(names, bold=True) + 14
    room = page.width("-00.00", bold=True) + 8
    ax = page.axes(Box(left, box.top, box.right - left, box.height))
    low, high = min(stops), max(stops)
    spread = max(high - low, 1.0)
    edge = spread * (room + 10) / max(box.right - left - 2 * room - 20, 1)
    ax.set(xlim=(high + edge, low - edge), ylim=(last + 0.6, -0.6))
    for at, name in enumerate(names):
        page.row(ax, box.left, at, name, bold=at in {0, last})
    for at, stop in enumerate([*stops, stops[-1]][: last + 1]):
        if at < last:
            # Down to the next bar, and through one that is empty.
            through = THICK / 2 if at + 1 < last and not why.parts[at].ranks else -THICK / 2
            ax.plot([stop, stop], [at + THICK / 2, at + 1 + through], color=style.FAINT, linewidth=0.8)
    for at, stop in ((0, stops[0]), (last, stops[-1])):
        ax.plot([stop], [at], marker="D", markersize=9, color=style.INK, label="rank")
        text = in_digits(str(round(stop)), page.look)
        ax.annotate(text, (stop, at), (10, 0), textcoords="offset points", size=BASE, weight="bold", va="center")
    for at, part in enumerate(why.parts, start=1):
        lost = part.ranks < 0
        look = {"hatch": "///", "facecolor": style.SOFT, "edgecolor": style.DEEP} if lost else {"color": style.STRONG}
        ax.barh(at, -part.ranks, height=THICK, left=stops[at - 1], linewidth=0.8, label=part.cause, **look)  # type: ignore[arg-type]
        # The number stands behind the end of the bar that lies further right.
        end = min(stops[at - 1], stops[at])
        text = in_digits(signed(part.ranks), page.look)
        ax.annotate(text, (end, at), (6, 0), textcoords="offset points", size=BASE, va="center")
