"""Scores the bundled gazetteer against the reference lists beside the repository (`../shared/reference`).

Every district spelling of the Local Government Directory (2022 and 2026), every alias that real files used, and every
spelling of Bihar's blocks has to resolve, within its state or district, to the right place, or to at most three
suggestions that hold it. None may resolve to a wrong one. Prints a line a list, every miss, and exits 1 on a miss.

    python scripts/check_gazetteer.py [REFERENCE]
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.places.resolve import resolve

REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"


class Spelling(NamedTuple):
    """A name as a list writes it, with the place it means and the place it is looked up in."""

    source: str
    written: str
    means: PlaceId
    level: Level
    within: PlaceId


class Score(NamedTuple):
    """Spellings by outcome (resolved, suggested, missed, wrong), a counter a list, and those that failed."""

    counts: dict[str, Counter[str]]
    failures: list[tuple[Spelling, str]]


def spellings(reference: Path) -> Iterator[Spelling]:
    """Every spelling of the reference lists."""
    yield from _of_districts(reference / "lgd")
    yield from _of_blocks(reference / "lgd")
    for row in _rows(reference / "census" / "bihar_blocks_lgd_census.csv"):
        yield _block("Bihar's blocks, census", row["census_name"], row)


def _of_districts(lists: Path) -> Iterator[Spelling]:
    for row in _rows(lists / "districts.csv"):
        for column in ("district_name", "district_name_lgd", "name_2026"):
            yield _district(f"districts.csv {column}", row[column], row["district_code"], row["state_code"])
    for name in ("districts_2026.csv", "districts_new_2026.csv"):
        for row in _rows(lists / name):
            yield _district(name, row["district_name"], row["district_code"], row["state_code"])
    for row in _rows(lists / "district_aliases.csv"):
        yield _district("district_aliases.csv", row["alias"], row["lgd_district_code"], row["state_code"])
    for row in _rows(lists / "districts_hindi.csv"):
        for written in (row["district_name_hi"], *row["other_spellings_hi"].split("|")):
            yield _district("Districts' Hindi names", written, row["district_code"], row["state_code"])


def _of_blocks(lists: Path) -> Iterator[Spelling]:
    """Of the states whose blocks come with the tool."""
    bundled = {str(place.code) for place in Gazetteer.bundled().all(Level.block)}
    for row in _rows(lists / "blocks.csv"):
        if row["block_code"] in bundled:
            for column in ("block_name", "block_name_lgd", "block_name_local"):
                yield _block(f"blocks.csv {column}", row[column], row)
    for row in _rows(lists / "blocks_hindi_seed_districts.csv"):
        for column in ("alias_en", "block_name_hi"):
            yield _block(f"Seed blocks {column}", row[column], row)
    for row in _rows(lists / "blocks_hindi.csv"):
        if row["block_code"] in bundled:
            for written in (row["block_name_hi"], *row["other_spellings_hi"].split("|")):
                yield _block("Blocks' Hindi names", written, row)
    for row in _rows(lists / "block_aliases_bihar.csv"):
        yield _block("Spellings of Bihar's blocks", row["alias"], row)


def score(reference: Path) -> Score:
    """Looks every spelling up in its state or district."""
    gazetteer = Gazetteer.bundled()
    counts: dict[str, Counter[str]] = {}
    failures: list[tuple[Spelling, str]] = []
    for one in spellings(reference):
        if not one.written.strip():
            continue
        outcome = _outcome(gazetteer, one)
        counts.setdefault(one.source, Counter())[outcome] += 1
        if outcome in {"missed", "wrong"}:
            failures.append((one, outcome))
    return Score(counts, failures)


def _outcome(gazetteer: Gazetteer, one: Spelling) -> str:
    found = resolve(gazetteer, one.written, level=one.level, within=one.within)
    if found.place is not None:
        return "resolved" if found.place.id == one.means else "wrong"
    offered = (*found.candidates, *found.suggestions)
    return "suggested" if len(offered) <= 3 and one.means in {place.id for place in offered} else "missed"


def _district(source: str, written: str, code: str, state: str) -> Spelling:
    return Spelling(source, written, PlaceId(f"d{code}"), Level.district, PlaceId(f"s{state}"))


def _block(source: str, written: str, row: dict[str, str]) -> Spelling:
    return Spelling(source, written, PlaceId(f"b{row['block_code']}"), Level.block, PlaceId(f"d{row['district_code']}"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main() -> int:
    """Prints the score; 0 when nothing is missed or wrong, 1 when something is, 2 without the reference lists."""
    reference = Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE
    if not reference.is_dir():
        print(f"{reference} is not there", file=sys.stderr)
        return 2
    result = score(reference)
    for source, counts in result.counts.items():
        print(f"{source:38} {', '.join(f'{outcome} {count}' for outcome, count in counts.most_common())}")
    for one, outcome in result.failures:
        print(f"{outcome}: {one.written} ({one.source}) means {one.means} within {one.within}")
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
