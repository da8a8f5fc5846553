"""The profiles of offices' sheets: how they were told to be read. Append-only, undone like any act.

Of one form from one office the last profile told is in force, as long as the return that it was told with stands.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Unpack

from eshram_cli.ledger.accepting import Act, Acting, add_rows
from eshram_cli.ledger.figures import LAST, POSITION, STANDS
from eshram_cli.ledger.logbook import Logbook
from eshram_cli.ledger.opened import Opened

if TYPE_CHECKING:
    from eshram_cli.returns.profiles import SheetProfile

_SELECT = (
    "SELECT submission, office, sheet, headings, options, file FROM "
    "(SELECT l.*, s.file FROM layouts l JOIN submissions s ON s.id = l.submission) f "
    f"WHERE {STANDS} AND (f.learned IS NULL OR {STANDS.replace('f.submission', 'f.learned')}) ORDER BY {POSITION}"
)
_COLUMNS = ("form", "office", "sheet", "headings", "options", "learned")


class Profiles(Opened):
    """The profiles of one ledger."""

    def standing(self) -> list[SheetProfile]:
        """Those in force, by acceptance."""
        found = {(one.fingerprint, one.office): one for one in self._every()}
        return sorted(found.values(), key=lambda one: one.number)

    def add(self, profile: SheetProfile, learned: int | None, **by: Unpack[Acting]) -> int | None:
        """Remembers how an office's sheet is read; None where just that is known. `learned`: the number of the return
        that it was told with."""
        with self._writing():
            if profile.is_known(self.standing()):
                return None
            act = Act("layout", file=profile.file, sheet=profile.sheet, **by)
            headings = json.dumps(profile.headings, ensure_ascii=False)
            options = json.dumps(profile.read_as.said, ensure_ascii=False, sort_keys=True)
            row = (profile.fingerprint, profile.office, profile.sheet, headings, options, learned)
            return add_rows(self._db, act, "layouts", _COLUMNS, [row])

    def forget(self, profile: SheetProfile, **by: Unpack[Acting]) -> None:
        """Takes every profile of that form and office back."""
        book = Logbook(self._db, self.path)
        with self._writing():
            for one in self._every():
                if (one.fingerprint, one.office) == (profile.fingerprint, profile.office):
                    book.undo(one.number, **by)

    def _every(self) -> list[SheetProfile]:
        """The profiles that were not undone, those too that a later one has replaced."""
        with self._reading():
            rows = self._db.execute(_SELECT, (LAST, LAST)).fetchall()
        if not rows:
            return []
        from eshram_cli.returns.profiles import SheetProfile  # the ledger answers questions without pydantic

        return [
            SheetProfile(json.loads(headings), sheet, office, json.loads(options), file, number)
            for number, office, sheet, headings, options, file in rows
        ]
