"""Findings of the checks, what a rule means, and what offices told about them."""

from __future__ import annotations

from eshram_cli.answers.check import Checked, Explanation, WatchList
from eshram_cli.reports.document import Document, Fact, Kind, Name, Phrase, answer_words, table_of
from eshram_cli.reports.layouts.notes import known_notes
from eshram_cli.reports.registry import layout


@layout(Checked)
def checked_document(checked: Checked) -> Document:
    """One line a finding; where there is none, a sentence says how many places were looked at."""
    words = answer_words(checked) | {"places": checked.looked_at}
    title = Phrase("check-title", words)
    notes = [] if checked.problems else [Phrase("check-nothing", words)]
    if checked.silenced:
        notes.append(Phrase("check-silenced", {"count": checked.silenced}))
    notes += known_notes(checked.known_on)
    table = table_of(checked)
    return Document(title, tables=[table] if checked.problems else [], notes=notes, data=table)


@layout(Explanation)
def explanation_document(explanation: Explanation) -> Document:
    """A rule as facts."""
    row = explanation.rows[0]
    facts = (
        Fact("rule", row.rule),
        Fact("severity", row.severity, Kind.word),
        Fact("meaning", Phrase(f"check-means-{row.rule}")),
        Fact("hint", Phrase("check-words", {"text": Name(row.hint, row.hint_hi)})),
    )
    return Document(facts=facts, data=table_of(explanation))


@layout(WatchList)
def watches_document(watches: WatchList) -> Document:
    """One line an act."""
    kind = "followed" if watches.following else "silent"
    if not watches.rows:
        return Document(Phrase(f"check-{kind}-title"), notes=[Phrase(f"check-{kind}-none")], data=table_of(watches))
    hidden = set() if any(row.rule for row in watches.rows) else {"rule"}
    view = [column.key for column in watches.line().columns() if column.key not in hidden]
    return Document(Phrase(f"check-{kind}-title"), tables=[table_of(watches, view=view)])
