"""Notes: what must be said beside a table, as codes with words; reports make the sentences.

The sentence of a code stands as `note-CODE` in `language/vocabulary/note.toml`, and names the words that it wants.
"""

from __future__ import annotations

from eshram_cli.answers.notes import Note


def note(code: str, **words: object) -> Note:
    """A note with its words."""
    return Note(code, words)
