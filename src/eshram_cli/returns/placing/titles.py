"""Titles and names of sheets that say what the headings do not: "Registration of FEMALE workers", a sheet "CSC" or
"Urban", "Today's registration" over a column of registrations.

The figures are then those of some workers or of one day, and would be taken for all. Nothing is guessed: it is asked,
and `--map` answers. Where a heading speaks of parts itself, the title only tells what the columns are.
"""

from __future__ import annotations

from collections.abc import Sequence

from eshram_cli.language.lexicon import gender, has_label, is_label, labels_in, read_words
from eshram_cli.language.text import fold
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.measures import A_PART
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.find.surroundings import Clue
from eshram_cli.returns.placing.context import Context


def title_doubt(roles: Roles, sources: Sequence[Sequence[Clue]], context: Context) -> Problem | None:
    """What has to be asked before the plain counts of a table are kept; None where nothing speaks against them, or the
    user said what they are. The nearest text that speaks of a part or a day counts."""
    counts = [column for column in roles.of("registered", "new") if not column.cut and column.why != "as told"]
    parted = any(column.cut or column.role == "cut" or column.why == A_PART for column in roles.columns)
    if not counts or any(column.why == "as told" for column in roles.counts):
        return None
    for clues in sources if not parted else ():
        named = {part: (clue.text, word) for clue in clues for part, word in _parts(clue, context).items()}
        if len(named) == 1:
            text, word = next(iter(named.values()))
            words = {"text": text, "part": word, "column": counts[0].letter}
            return Problem("title-part", counts[0].where, words)
        if named:
            return None
    only = counts[0]
    said = read_words(only.heading)
    bare = only.role == "registered" and not said.has("cumulative", "total") and not roles.dates and only.as_on is None
    of_a_day = bare and any(_of_one_day(clue) for clues in sources for clue in clues)
    # "Today's total" alone may be what came today or what there is today.
    total = only.role == "new" and said.has("total") and not said.has("registered")
    if len(counts) == 1 and (of_a_day or total):
        return Problem("role-unclear", only.where, {"columns": only.name})
    return None


def _parts(clue: Clue, context: Context) -> dict[str, str]:
    """The parts of the workers that a text names, each with its word there: a gender, rural or urban, a trade in two
    words and more, since one alone may be a subject or an office; or a channel, where nothing else is said. Not in the
    name of an office (महिला एवं बाल विकास विभाग) or of the place itself (Bengaluru Urban); a file "CSC" may only come
    from there."""
    text, words = clue.text, read_words(clue.text)
    if has_label(text, "offices"):
        return {}
    places = " ".join(fold(place.name) for place in context.places.values()).split()
    found = {gender(one) or one: one for one in labels_in(text, "some-workers") if one not in places}
    found |= {one: one for one in labels_in(text, "trades") if " " in one}
    alone = not words.unknown and clue.source != "file name"
    return found | (dict.fromkeys(words.under("channel"), text) if alone else {})


def _of_one_day(clue: Clue) -> bool:
    """Whether a sheet ("Daily") or a text calls the figures those of a day; a daily report may have any."""
    sheet = clue.source == "sheet name" and is_label(clue.text, "one-day")
    return sheet or (has_label(clue.text, "days-figures") and not has_label(clue.text, "reports"))
