"""Scores the bundled gazetteer against the reference lists beside the repository (`../shared/reference`).

Every district spelling of the Local Government Directory (2022 and 2026), every alias that real files used, and every
spelling of a block of any state has to resolve, within its state or district, to the right place, or to at most three
suggestions that hold it. None may resolve to a wrong one. Prints a line a list, every miss, and exits 1 on a miss.

Below that it says how many of the blocks' names are unique in India, in their state and in their district, and what a
bare name does: without a ledger, in an office that has set its district as its home, in a ledger of the block's state.

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
from eshram_cli.places.keys import place_key
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.places.resolve import resolve, resolve_anywhere

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
    for row in _rows(lists / "blocks.csv"):
        for column in ("block_name", "block_name_lgd", "block_name_local"):
            yield _block(f"blocks.csv {column}", row[column], row)
    for row in _rows(lists / "blocks_hindi_seed_districts.csv"):
        for column in ("alias_en", "block_name_hi"):
            yield _block(f"Seed blocks {column}", row[column], row)
    for row in _rows(lists / "blocks_hindi.csv"):
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
    # A block in two districts has its part in each, with an id that begins alike.
    offered = [place for place in (found.place, *found.candidates, *found.suggestions) if place is not None]
    meant = any(place.id.partition("-")[0] == one.means for place in offered)
    if found.place is not None:
        return "resolved" if meant else "wrong"
    return "suggested" if meant and len(offered) <= 3 else "missed"


def unique_names(gazetteer: Gazetteer) -> dict[str, int]:
    """How many blocks there are, and of how many the English name is borne by no other block of India, of their state,
    of their district (other spellings of those count as borne)."""
    counts = Counter[str]()
    for block in gazetteer.whole.all(Level.block):
        counts["blocks"] += 1
        for around in (Level.country, Level.state, Level.district):
            holder = gazetteer.whole.above(block.id, around)
            bearers = gazetteer.whole.named(place_key(block.name), Level.block, holder.id if holder else None)
            counts[around.name] += bearers == (block,)
    return counts


def bare_names(gazetteer: Gazetteer) -> Iterator[tuple[str, Counter[str]]]:
    """What the bare English name of each block does as the value of `--block`, by office."""
    blocks = gazetteer.whole.all(Level.block)
    states = {state.id: gazetteer.with_states([state.id]) for state in gazetteer.all(Level.state)}

    def outcomes(office: dict[PlaceId, Gazetteer] | Gazetteer) -> Counter[str]:
        counts = Counter[str]()
        for block in blocks:
            counts[_bare(office if isinstance(office, Gazetteer) else office[block.id], block)] += 1
        return counts

    yield "in an empty ledger", outcomes(gazetteer)
    of_state = {state: wider.of_office(None, [state]) for state, wider in states.items()}
    by_block = {block.id: gazetteer.state_of(block.id) for block in blocks}
    yield "in a ledger of its state", outcomes({block: of_state[state] for block, state in by_block.items() if state})
    at_home = {
        district.id: states[state].of_office(district.id, [])
        for district in gazetteer.all(Level.district)
        if (state := district.parent) is not None
    }
    yield "with its district as home", outcomes({one.id: at_home[one.parent] for one in blocks if one.parent})


def _bare(gazetteer: Gazetteer, block: Place) -> str:
    found = resolve_anywhere(gazetteer, block.name, level=Level.block)
    if found.place is not None:
        return "is this block" if found.place.id == block.id else "is a block of Bihar"
    return "is asked" if found.candidates else "is unknown"


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
    gazetteer = Gazetteer.bundled()
    unique = unique_names(gazetteer)
    print(
        f"{unique['blocks']} blocks; names unique in India {unique['country']}, in their state {unique['state']}, "
        f"in their district {unique['district']}"
    )
    for office, counts in bare_names(gazetteer):
        print(f"A bare name {office:26} {', '.join(f'{what} {count}' for what, count in counts.most_common())}")
    return 1 if result.failures else 0


if __name__ == "__main__":
    sys.exit(main())
