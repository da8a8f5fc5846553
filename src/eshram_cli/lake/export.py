"""A ledger's acts into a lake: those that it does not hold yet, with all their rows, in files of their own.

The files come first and the manifest last: whoever is stopped in between leaves files that nobody counts, and pushes
them anew the next time.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from eshram_cli.answers.lake import PushedLake
from eshram_cli.lake.layout import DATE, KEPT, MANIFESTS, MOMENT, SCHEMA, TABLES, arrow_schema, columns_of
from eshram_cli.lake.place import File, LakePlace
from eshram_cli.ledger.ledger import Ledger

ROW_GROUP = 100_000
"""Rows of one state and month that are gathered before they are written."""


def push(ledger: Ledger, lake: LakePlace, state_of: Callable[[str], str], tool_version: str) -> PushedLake:
    """Writes the acts that the lake does not hold yet. `state_of`: the folder of a place's figures.

    Raises `lake-not-empty`, and as `LakePlace.pushes`.
    """
    lake.refuse_foreign()
    written = [one for made in lake.pushes() for one in made.files if one.table == "acts"]
    held = set(lake.read(written)["act"].to_pylist()) if written else set[str]()
    told = ledger.told_acts()
    acts = [act for act in told if act.uid not in held]
    if not acts:
        return PushedLake(lake=lake.url, push=None, acts=0, held=len(told), undos=0, figures=0, targets=0, files=0)
    name, new = uuid.uuid4().hex, {act.uid for act in acts}
    files: list[File] = []
    with lake.told():
        writing = _Writing(lake, name)
        files += writing.table("acts", ((act.uid, act.ledger, act.number, act.key, *act[2:]) for act in acts))
        files += writing.table("undone", (pair for pair in ledger.told_undos() if pair[0] in new))
        for table in KEPT:
            rows = (row for some in ledger.told_rows(table, columns_of(table), new) for row in some)
            files += writing.table(table, rows)
        files += writing.figures(ledger.told_rows("figures", columns_of("figures"), new), state_of)
        manifest = {
            "schema": SCHEMA,
            "push": name,
            "tool_version": tool_version,
            "files": [{key: value for key, value in asdict(one).items() if value != ""} for one in files],
        }
        lake.put(f"{MANIFESTS}/{name}.json", json.dumps(manifest, indent=1).encode())
    rows_of: Counter[str] = Counter()
    for one in files:
        rows_of[one.table] += one.rows
    return PushedLake(
        lake=lake.url,
        push=name,
        acts=len(acts),
        held=len(told) - len(acts),
        undos=rows_of["undone"],
        figures=rows_of["figures"],
        targets=rows_of["targets"],
        files=len(files) + 1,
    )


class _Writing:
    """The files of one export."""

    def __init__(self, lake: LakePlace, name: str) -> None:
        self.lake, self.name = lake, name

    def table(self, table: str, rows: Iterator[Sequence[Any]]) -> list[File]:
        """A small table in one file; none where there is no row."""
        made = self._arrow(table, list(rows))
        return [self._write(table, f"{table}/{self.name}.parquet", [made])] if made.num_rows else []

    def figures(self, chunks: Iterator[list[tuple[Any, ...]]], state_of: Callable[[str], str]) -> list[File]:
        """The figures by state and month, in the order of places and dates; a month that has many in several files."""
        place, as_on = (1 + columns_of("figures").index(name) for name in ("place", "as_on"))
        gathered: dict[tuple[str, str], list[Any]] = defaultdict(list)
        parts: Counter[tuple[str, str]] = Counter()
        files = []

        def write(where: tuple[str, str]) -> File:
            """What was gathered of a state and month, as its next file."""
            parts[where] += 1
            state, month = where
            path = f"figures/state={state}/month={month}/{self.name}-{parts[where]}.parquet"
            return self._write("figures", path, gathered.pop(where), state, month)

        for some in chunks:
            apart: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
            for row in some:
                apart[state_of(row[place]), row[as_on][:7]].append(row)
            for where, rows in apart.items():
                gathered[where].append(self._arrow("figures", rows))
                if sum(one.num_rows for one in gathered[where]) >= ROW_GROUP:
                    files.append(write(where))
        return files + [write(where) for where in sorted(gathered)]

    def _arrow(self, table: str, rows: Sequence[Sequence[Any]]) -> Any:
        import pyarrow as pa

        schema = arrow_schema(table)
        names = schema.names[1:]
        told = list(zip(*rows, strict=True)) if rows else [()] * len(names)
        columns = [[self.name] * len(rows)]
        columns += [_values(TABLES[table][name], values) for name, values in zip(names, told, strict=True)]
        return pa.table([pa.array(one, field.type) for one, field in zip(columns, schema, strict=True)], schema=schema)

    def _write(self, table: str, path: str, tables: list[Any], state: str = "", month: str = "") -> File:
        import pyarrow as pa
        import pyarrow.parquet as pq

        buffer = io.BytesIO()
        made = pa.concat_tables(tables)
        pq.write_table(made, buffer, compression="zstd")
        data = buffer.getvalue()
        where = self.lake.at(path)
        self.lake.fs.makedirs(where.rpartition("/")[0], exist_ok=True)
        self.lake.fs.pipe_file(where, data)
        return File(table, path, made.num_rows, len(data), state, month)


def _values(kind: str, values: Sequence[Any]) -> list[Any]:
    """The values of a ledger's column, in which dates and moments are text and a blank date is none."""
    if kind == DATE:
        days = {text: dt.date.fromisoformat(text) if text else None for text in set(values)}
        return [days[text] for text in values]
    if kind == MOMENT:
        return [dt.datetime.fromisoformat(text) for text in values]
    return list(values)
