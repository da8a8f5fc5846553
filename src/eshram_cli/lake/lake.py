"""A lake as a ledger: the same questions, answered of the acts of all ledgers that were pushed to it.

Everything small (acts, undos, targets, places, spellings, notes) is laid into a ledger in memory, so that one rule
answers for both. The figures stay where they are: which of them stand is worked out by the engine, and handed as its
own table to the rules of the analysis (`standing_input`). Questions about single figures fetch those of their places.

Acts are numbered by the moment from which their ledger knew them, so that `known` means the same as in a ledger; which
of two is the later is decided by their keys, as where ledgers were merged. The number of an act belongs to one ledger
and is refused.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import narwhals as nw

from eshram_cli.errors import EshramError
from eshram_cli.frames import COUNT, DATE, TEXT, frame
from eshram_cli.lake.layout import BLANK, KEPT, TABLES, columns_of
from eshram_cli.lake.place import INDIA
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.returned import Arrivals
from eshram_cli.ledger.sharing import ToldAct
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Where

if TYPE_CHECKING:
    import pandas as pd

    from eshram_cli.lake.engines import Engine
    from eshram_cli.lake.place import File, LakePlace
    from eshram_cli.ledger.versions import Key, Version

_ACTS = {"push": TEXT, "act": TEXT, "number": COUNT, "position": COUNT}
_DTYPES = {"text": TEXT, "number": COUNT, "date": DATE}
_FIGURES = {name: _DTYPES[kind] for name, kind in TABLES["figures"].items()}
_NEVER = "9"
"""Behind every moment."""
_KEY = ("place", "cut", "measure", "as_on")
_TOLD = (*_KEY, "value", "quality", "part")


class Lake(Ledger):
    """A ledger in memory of a lake's acts, and the engine that holds its figures."""

    engine: Engine
    state_of: Callable[[str], str] | None = None
    """The folder of a place's figures; None: all are looked through."""
    _files: Sequence[File]
    _place: LakePlace
    _acts: Sequence[tuple[str, str]]
    _ordered: Sequence[int]
    _fetched: set[str]

    @classmethod
    def of(cls, place: LakePlace, engine: Engine) -> Lake:
        """The lake at a place, as it is now: exports that end later are not seen.

        Raises EshramError (exit 4): lake-missing, lake-foreign, lake-newer, lake-file-missing, lake-file-cut,
        lake-file-unreadable, lake-failed.
        """
        pushes = place.pushes()
        if not pushes:
            raise EshramError("lake-missing", Where(file=place.url))
        files = [one for push in pushes for one in push.files]
        tables = {name: _rows(place, files, name) for name in TABLES if name != "figures"}
        # An act that several exports brought, as where the district and the state pushed it, counts once.
        first = {row["act"]: row for row in sorted(tables["acts"], key=lambda row: row["push"], reverse=True)}
        told = {uid: _told(row) for uid, row in first.items()}
        ordered = _by_time_known(list(told.values()), tables["undone"])
        numbers = {act.uid: number for number, act in enumerate(ordered, start=1)}

        def counted(rows: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
            """The rows as the first export of their act brought them."""
            return [row for row in rows if row["act"] in first and first[row["act"]]["push"] == row["push"]]

        undos = {
            (numbers[row["act"]], numbers[row["undoes"]])
            for row in counted(tables["undone"])
            if row["undoes"] in numbers
        }
        kept = {
            name: (
                ("submission", *columns_of(name)),
                [(numbers[row["act"]], *_values(name, row)) for row in counted(tables[name])],
            )
            for name in KEPT
        }
        made = cls.made_of(ordered, undos, kept)
        made.engine, made._place, made._fetched = engine, place, set()
        made._files = [one for one in files if one.table == "figures"]
        made._ordered = sorted(numbers.values(), key=lambda number: ordered[number - 1].key)
        made._acts = [(first[act.uid]["push"], act.uid) for act in ordered]
        return made

    def known_act(self, number: int) -> int:
        """Raises `lake-act` (exit 2): an act's number means one ledger."""
        raise EshramError("lake-act", number=number)

    # --- answered by the engine ---

    def standing_input(self, places: Sequence[str], days: Collection[dt.date], *, known: int | None = None) -> Any:
        """The figures of the places up to the last of the days that stand, as a table of the engine, for
        `analysis.standing_figures`: as `Ledger.figures`, with all that came before."""
        rows = self._standing(places, max(days), known)
        last = rows.unique(list(_KEY), keep="last", order_by=["position"])
        return self.engine.kept(last.select(*_TOLD).to_native())

    def first_date(self, places: Iterable[str], *, known: int | None = None) -> dt.date | None:
        """As `Ledger.first_date`."""
        return self._end_date(self._standing(places, None, known).select(day=nw.col("as_on").min()))

    def latest_date(self, places: Iterable[str] | None = None, *, known: int | None = None) -> dt.date | None:
        """As `Ledger.latest_date`."""
        if places is None:
            return super().latest_date(known=known)
        return self._end_date(self._standing(places, None, known).select(day=nw.col("as_on").max()))

    def returned(self, places: Iterable[str], since: dt.date, until: dt.date, *, known: int | None = None) -> Arrivals:
        """As `Ledger.returned`."""
        asked = list(places)
        rows = self._standing(asked, until, known).filter(nw.col("as_on") >= dt.datetime.combine(since, dt.time()))
        table = self.engine.frame(rows.group_by("place", "as_on").agg(nw.col("position").min()).to_native())
        acts = self.log()
        at = {position: acts[number - 1].received_at for position, number in enumerate(self._ordered, start=1)}
        found: Arrivals = {place: {} for place in asked}
        for place, day, position in table[["place", "as_on", "position"]].itertuples(index=False):
            found[place][day.date()] = at[int(position)]
        return found

    def places_held(self) -> set[PlaceId]:
        """As `Ledger.places_held`."""
        table = nw.from_native(self._read(self._files, None)).select("place").unique().to_native()
        return set(map(PlaceId, self.engine.frame(table)["place"]))

    # --- of single figures, which are fetched ---

    def figures(self, places: Iterable[str], days: Collection[dt.date], **asked: Any) -> pd.DataFrame:
        """As `Ledger.figures`."""
        return super().figures(self._fetch(places), days, **asked)

    def versions(self, keys: Iterable[Key], *, known: int | None = None) -> dict[Key, list[Version]]:
        """As `Ledger.versions`."""
        asked = list(keys)
        self._fetch(key[0] for key in asked)
        return super().versions(asked, known=known)

    def name_written(self, place: str, until: dt.date, *, known: int | None = None) -> str:
        """As `Ledger.name_written`."""
        self._fetch([place])
        return super().name_written(place, until, known=known)

    def _fetch(self, places: Iterable[str]) -> list[str]:
        """The places, whose figures the ledger in memory now has."""
        asked = list(dict.fromkeys(places))
        new = [place for place in asked if place not in self._fetched]
        if new:
            self._fetched.update(new)
            acts = self._acts_table([(number, number) for number in range(1, len(self._acts) + 1)])
            table = self.engine.frame(
                self._of_places(new, None).join(acts, on=["push", "act"], how="inner").to_native()
            )
            table["as_on"] = table["as_on"].dt.strftime("%Y-%m-%d")
            names = ["number", *columns_of("figures")]
            values = [table[name].astype(object).where(table[name].notna(), None).tolist() for name in names]
            self.hold("figures", ("submission", *names[1:]), zip(*values, strict=True))
        return asked

    # --- rows of the figures ---

    def _standing(self, places: Iterable[str], until: dt.date | None, known: int | None) -> nw.LazyFrame[Any]:
        """The figures of the places up to a day, of the acts that stand, with the `position` of their act."""
        standing = set(self.standing_acts(known=known))
        numbers = [(number, at) for at, number in enumerate(self._ordered, start=1) if number in standing]
        acts = self._acts_table(numbers)
        found: nw.LazyFrame[Any] = self._of_places(places, until).join(acts, on=["push", "act"], how="inner")
        return found

    def _acts_table(self, numbers: Sequence[tuple[int, int]]) -> nw.LazyFrame[Any]:
        """The acts of these numbers, each with its place in the order of acts."""
        rows = ((*self._acts[number - 1], number, position) for number, position in numbers)
        table: nw.LazyFrame[Any] = nw.from_native(self.engine.table(frame(rows, _ACTS))).lazy()
        return table

    def _of_places(self, places: Iterable[str], until: dt.date | None) -> nw.LazyFrame[Any]:
        asked = list(dict.fromkeys(places))
        states = {INDIA, *map(self.state_of, asked)} if self.state_of else None
        month = until.isoformat()[:7] if until else _NEVER
        files = [one for one in self._files if one.month <= month and (states is None or one.state in states)]
        table = self.engine.table(frame(((place,) for place in asked), {"place": TEXT}))
        rows: nw.LazyFrame[Any] = nw.from_native(self._read(files, until)).lazy()
        return rows.join(nw.from_native(table).lazy(), on="place", how="semi")

    def _read(self, files: Sequence[File], until: dt.date | None) -> Any:
        if not files:
            return self.engine.table(frame((), _FIGURES))
        self._place.check(files)
        return self.engine.figures([self._place.address(one.path) for one in files], until)

    def _end_date(self, table: nw.LazyFrame[Any]) -> dt.date | None:
        days = self.engine.frame(table.to_native())["day"].dropna()
        return days.iloc[0].date() if len(days) else None


def _told(row: Mapping[str, Any]) -> ToldAct:
    """The act of a row of `acts`, as a ledger keeps it."""
    moment = row["received_at"].astimezone(dt.UTC).isoformat(timespec="microseconds")
    as_on = row["as_on"].isoformat() if row["as_on"] else None
    rest = {name: row[name] for name in ToldAct._fields if name not in {"uid", "received_at", "as_on"}}
    return ToldAct(uid=row["act"], received_at=moment, as_on=as_on, **rest)


def _values(table: str, row: Mapping[str, Any]) -> Iterator[Any]:
    """The values of a row as a ledger keeps them."""
    for name in columns_of(table):
        value = row[name]
        if name in BLANK:
            value = value or ""
        yield value.isoformat() if isinstance(value, dt.date) else value


def _by_time_known(acts: Collection[ToldAct], undone: Iterable[Mapping[str, Any]]) -> list[ToldAct]:
    """The acts by the moment from which their ledger knew them, and those of one moment by their keys.

    A ledger knows an act as soon as any later one of it was received: where its clock was set back, earlier than the
    act says itself. An undo is known after what it took back.
    """
    known: dict[str, str] = {}
    for _, group in groupby(sorted(acts, key=attrgetter("ledger", "number")), attrgetter("ledger")):
        moment = _NEVER
        for act in reversed(list(group)):
            moment = known[act.uid] = min(moment, act.received_at)
    by_uid = {act.uid: act for act in acts}
    for row in sorted((row for row in undone if row["act"] in by_uid), key=lambda row: by_uid[row["act"]].key):
        known[row["act"]] = max(known[row["act"]], known.get(row["undoes"], ""))
    return sorted(acts, key=lambda act: (known[act.uid], act.key))


def _rows(place: LakePlace, files: Sequence[File], table: str) -> list[dict[str, Any]]:
    some = [one for one in files if one.table == table]
    rows: list[dict[str, Any]] = place.read(some).to_pylist() if some else []
    return rows
