"""The notes of the analysis as sentences (`note-CODE` in the words) and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.described import KnownOn
from eshram_cli.reports.document import Figure, Name, Named, Phrase, name_of
from eshram_cli.reports.look import Look, say

SHOWN_NAMES = 12
"""How many names a sentence holds; the others are counted. JSON has all."""

Names = Mapping[str, Name]
"""Places by their Latin name, with the Hindi one where known."""


def names_of(lines: Iterable[Named]) -> Names:
    """The names of the lines."""
    return {line.place: name_of(line) for line in lines}


def known_notes(known_on: KnownOn | None) -> list[Phrase]:
    """The same as notes: none where all that the ledger knows was used."""
    return [] if known_on is None else [known_note(known_on)]


def known_note(known_on: KnownOn) -> Phrase:
    """What the knowledge of the answer is limited to."""
    if isinstance(known_on, int):
        return Phrase("note-known-act", {"number": Figure(known_on)})
    return Phrase("note-known-on", {"known_on": known_on})


def composite_rule(weights: Mapping[Measure, float]) -> Phrase:
    """The measures of a composite with their weights, all of them, so that anybody can do the sum again."""
    shares = tuple(
        Phrase("composite-share", {"weight": weight, "measure": Phrase(f"measure-{one}")})
        for one, weight in weights.items()
    )
    return Phrase("composite-weights", {"shares": shares})


def note_phrase(note: Note, as_on: dt.date, names: Names) -> Phrase:
    """The note as a sentence. Places without a rank have one for each reason, `note-unranked-REASON`.

    `as_on` is the date asked for, where the note does not name another.
    """
    # What a forecast may add to its sentence: the chance by a deadline, the date at a plain pace beside it.
    words: dict[str, object] = {"as_on": as_on, "chances": "", "beside": ""}
    words |= {key: _word(key, value, as_on, names) for key, value in note.words.items()}
    if note.code == "unranked":
        return Phrase(f"note-unranked-{note.words['reason']}", words)
    return Phrase(f"note-{note.code}", words)


def note_fields(note: Note, as_on: dt.date) -> dict[str, object]:
    """The note in JSON: its code, its sentence in English, its words."""
    words: dict[str, object] = {}
    for key, value in note.words.items():
        words[key] = note_fields(value, as_on) if isinstance(value, Note) else value
        if isinstance(value, tuple):
            words[key] = list(value)
    return {"code": note.code, "text": say(note_phrase(note, as_on, {}), Look()).strip(), **words}


def some(all_names: Iterable[str], names: Names) -> object:
    """Places by their Latin names for a sentence, see `first_of`."""
    return first_of([names.get(name, Name(name)) for name in all_names])


def first_of(all_told: Sequence[Name | Phrase]) -> object:
    """The first of what is named, and how many more."""
    found = tuple(all_told[:SHOWN_NAMES])
    more = len(all_told) - SHOWN_NAMES
    return Phrase("names-and-more", {"names": found, "count": more}) if more > 0 else found


def _word(key: str, value: object, as_on: dt.date, names: Names) -> object:
    if isinstance(value, Note):
        return note_phrase(value, as_on, names)
    if key == "dimension":
        return Phrase(f"column-{value}")
    if key == "method":
        return Phrase(f"forecast-pace-{value}")
    if isinstance(value, tuple):
        return some(value, names)
    if isinstance(value, str):
        return names.get(value, value)
    return value
