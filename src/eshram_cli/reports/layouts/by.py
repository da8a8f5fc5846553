"""Figures by one dimension: the members of one place, or a table of places and members."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eshram_cli.answers.by import ByCut, Member
from eshram_cli.language.words import has
from eshram_cli.reports.document import (
    Column,
    Document,
    Kind,
    Name,
    Phrase,
    Table,
    Text,
    Value,
    answer_words,
    place_columns,
    table_of,
)
from eshram_cli.reports.layouts.notes import first_of, known_notes, names_of, note_phrase, some
from eshram_cli.reports.plain import fields_of, plain
from eshram_cli.reports.registry import Fields, layout

FIGURES = Member.columns()[3:]
"""The columns of a member that are figures."""
PLACES = place_columns(6)
MEMBER = Column("cut", Kind.cut, heading="column-member")
SINCE = ("gain", "move")
GOALS = ("target", "percent", "balance")


def by_fields(result: ByCut) -> Fields:
    """The JSON of figures by a dimension; of one place its name is not told again in each row."""
    names = {"place", "place_hi"} if result.alone else set()
    rows = [{key: value for key, value in fields_of(row).items() if key not in names} for row in result.rows]
    return fields_of(result) | {"rows": rows, "wholes": [] if result.alone else plain(result.wholes)}


@layout(ByCut, fields=by_fields)
def by_document(result: ByCut) -> Document:
    """The members of one place with the place's count below; of many places a row a place and a column a member."""
    words = answer_words(result) | {"dimension": Phrase(f"by-{result.cut}")}
    title = Phrase("by-title" if result.alone else "by-title-levels", words)
    data = table_of(result)
    worded = [replace(column, words=result.cut) if column.key == "member" else column for column in data.columns]
    return Document(
        title,
        Phrase("card-subtitle", words),
        tables=[_members(result) if result.alone else _matrix(result)],
        notes=list(_notes(result)),
        data=replace(data, columns=worded),
    )


def _members(result: ByCut) -> Table:
    """The difference is a line like the members', so that the lines add up to the total."""
    whole = result.total
    # Movement without a day to compare with, targets without any, age where nothing is old say nothing.
    says = {
        **dict.fromkeys(SINCE, result.since is not None),
        **dict.fromkeys(GOALS, bool(result.unsent) or any(row.target is not None for row in result.rows)),
        "stale_days": any(row.stale_days for row in result.rows),
    }
    shown = [MEMBER, *(column for column in FIGURES if says.get(column.key, True))]
    rows: list[list[Value]] = [[getattr(row, column.key) for column in shown] for row in result.rows]
    rows += [[getattr(one, column.key, None) for column in shown] for one in result.unsent if one.id == whole.id]
    if whole.difference:
        apart = {"cut": "by=difference" if whole.difference > 0 else "by=excess", "registered": whole.difference}
        rows.append([apart.get(column.key) for column in shown])
    total = ["by=total" if column.key == "cut" else getattr(whole, column.key, None) for column in shown]
    return Table(shown, rows, total=total)


def _matrix(result: ByCut) -> Table:
    """One line a place: its members' counts, the largest of all first, their sum, its own count."""
    sums: dict[str, int] = {}
    counts: dict[str, dict[str, int]] = {}
    for row in result.rows:
        sums[row.cut] = sums.get(row.cut, 0) + row.registered
        counts.setdefault(row.id, {})[row.cut] = row.registered
    cuts = sorted(sums, key=lambda cut: (-sums[cut], cut))
    columns = [*PLACES, *(Column(cut, Kind.count, cut=cut) for cut in cuts)]
    columns += [Column("members", Kind.count, 2, heading="by-sum"), Column("registered", Kind.count)]
    rows = [
        [one.place, one.place_hi or None, *map(counts[one.id].get, cuts), one.members, one.registered]
        for one in result.wholes
    ]
    whole = [sums[cut] for cut in cuts]
    total = [result.within, result.within_hi or None, *whole, sum(whole), result.total.registered]
    view = ["place", *cuts, "members", "registered", "place_hi"]
    return Table(columns, rows, total=total, view=view)


def _called(cut: str) -> Text:
    """The member of a cut as people call it."""
    key = cut.replace("=", "-", 1)
    return Phrase(key) if has(key) else cut.partition("=")[2]


def _notes(result: ByCut) -> Iterator[Phrase]:
    names = names_of([result.total, *result.wholes])
    for note in result.notes:
        yield note_phrase(note, result.as_on, names)
    if about := [row.place if not result.alone else row.member for row in result.rows if row.about]:
        yield Phrase("note-about", {"names": some(dict.fromkeys(about), names)})
    # Beside the numbers expected: "asha 2,884 of 2,950", and who of the list sent nothing.
    told = [
        Phrase("by-of-expected", {"member": _called(row.cut), "registered": row.registered, "target": row.target})
        for row in result.rows
        if row.target is not None and result.alone
    ]
    if told:
        yield Phrase("note-by-expected", {"members": first_of(told)})
    for place in dict.fromkeys(one.place for one in result.unsent):
        missing = [one for one in result.unsent if one.place == place]
        members = [Phrase("by-unsent", {"member": _called(one.cut), "target": one.target}) for one in missing]
        yield Phrase("note-by-unsent", {"place": names.get(place, Name(place)), "members": first_of(members)})
    if result.since is not None:
        yield Phrase("note-by-since", {"since": result.since})
    yield from known_notes(result.known_on)
