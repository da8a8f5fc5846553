"""Every figure that was ever accepted under one key, in the order of acts, with the cell that said it.

A key is (place, cut, measure, as on). Of those that stand the last is in force, and each earlier one was
superseded by the next that stands; one whose act was undone supersedes nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from eshram_cli.ledger.figures import POSITION, UNDONE_BY
from eshram_cli.ledger.opened import Opened, limit
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Where

Key = tuple[str, str, str, dt.date]
"""Place, cut, measure, date."""

_VERSIONS = f"""
    WITH wanted (number, place, cut, measure, as_on) AS (
        SELECT key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
            json_extract(value, '$[3]')
        FROM json_each(:keys))
    SELECT wanted.number, f.value, f.quality, f.time, f.row, f.col, s.id, s.kind, s.file, s.sheet, s.content_sha,
        s.received_at, s.who, s.source,
        (SELECT min(written) FROM spellings p WHERE p.submission = s.id AND p.place = f.place), ({UNDONE_BY}),
        (SELECT o.file FROM origins o WHERE o.submission = s.id)
    FROM wanted CROSS JOIN figures f
        ON f.place = wanted.place AND f.cut = wanted.cut AND f.measure = wanted.measure AND f.as_on = wanted.as_on
        AND f.submission <= :known
    CROSS JOIN submissions s ON s.id = f.submission
    ORDER BY wanted.number, {POSITION}
"""


@dataclass(frozen=True, slots=True)
class Version:
    """One accepted figure in persons, and its way into the ledger. `row` and `column` count from 1, 0 where it has no
    cell; `supersedes` and `superseded_by` are acceptance numbers, `undone` that of the undo that took it back; `ledger`
    is the file of the ledger that it came from, blank where it was accepted here."""

    place: PlaceId
    cut: str
    measure: str
    as_on: dt.date
    value: int
    quality: str
    time: dt.time | None
    row: int
    column: int
    submission: int
    kind: str
    file: str
    sheet: str
    sha256: str
    received_at: dt.datetime
    who: str
    source: str
    written: str
    undone: int | None
    supersedes: int | None
    superseded_by: int | None
    ledger: str

    @property
    def cell(self) -> str:
        """Its cell as a spreadsheet writes it (D17); blank where it has none."""
        return Where(row=self.row or None, column=self.column or None).cell


class Versions(Opened):
    """The chapter of a ledger about what became of single figures."""

    def versions(self, keys: Iterable[Key], *, known: int | None = None) -> dict[Key, list[Version]]:
        """By key every figure accepted under it, in the order of acts; a key without a figure is not there."""
        asked = list(dict.fromkeys(keys))
        told = json.dumps([(*key[:3], key[3].isoformat()) for key in asked])
        with self._reading():
            rows = self._db.execute(_VERSIONS, {"keys": told, "known": limit(known)}).fetchall()
        found: dict[Key, list[Version]] = {}
        for number, group in groupby(rows, key=lambda row: int(row[0])):
            lines = list(group)
            standing = [line[6] for line in lines if line[-2] is None]
            versions = []
            for line in lines:
                _, value, quality, time, row, column, act, *told = line
                kind, file, sheet, sha, received_at, who, source, written, undone, ledger = told
                at = standing.index(act) if undone is None else -1
                versions.append(
                    Version(
                        place=PlaceId(asked[number][0]),
                        cut=asked[number][1],
                        measure=asked[number][2],
                        as_on=asked[number][3],
                        value=value,
                        quality=quality,
                        time=dt.time.fromisoformat(time) if time else None,
                        row=row,
                        column=column,
                        submission=act,
                        kind=kind,
                        file=file,
                        sheet=sheet,
                        sha256=sha,
                        received_at=dt.datetime.fromisoformat(received_at),
                        who=who,
                        source=source,
                        written=written or "",
                        undone=undone,
                        supersedes=standing[at - 1] if at > 0 else None,
                        superseded_by=standing[at + 1] if 0 <= at < len(standing) - 1 else None,
                        ledger=ledger or "",
                    )
                )
            found[asked[number]] = versions
        return found
