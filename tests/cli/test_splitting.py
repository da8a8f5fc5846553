"""Returns that do not contradict one another: in any order, twice, or over several files, they give one answer."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from eshram_cli.jobs.intake.ingest import IngestOptions, ingest
from eshram_cli.jobs.intake.reading import reading_hints
from eshram_cli.jobs.place_options import Asked, asked_place
from eshram_cli.jobs.questions.by import by
from eshram_cli.jobs.questions.pending import pending
from eshram_cli.jobs.questions.rank import rank
from eshram_cli.jobs.questions.show import show
from eshram_cli.jobs.session import Session, reading, writing
from eshram_cli.places.model import Level
from eshram_cli.reports.formats import json as json_
from eshram_cli.settings import Settings

BLOCKS, DAYS, CHANNELS = ("Turkaulia", "Raxaul", "Areraj"), (3, 4, 5), ("All", "CSC", "Self")
KEYS = [(day, block, channel) for day in DAYS for block in BLOCKS for channel in CHANNELS]
DISTRICT = Asked("bihar", "purbi champaran")
Row = tuple[int, str, str, int]


@st.composite
def figures(draw: st.DrawFn) -> list[Row]:
    """Some figures of some days, of each block either whole counts or channels, none below that of a day before.

    Whether channels are all of a count is decided when they come in, by what is known then: a count beside them, or one
    that falls, may be a contradiction, and these are not of this test.
    """
    whole = {block: draw(st.booleans()) for block in BLOCKS}
    keys = [key for key in KEYS if (key[2] == "All") == whole[key[1]]]
    counts = draw(st.dictionaries(st.sampled_from(keys), st.integers(1, 900), min_size=2, max_size=12))
    last: dict[tuple[str, str], int] = {}
    rows = []
    for day, block, channel in sorted(counts):
        last[block, channel] = last.get((block, channel), 0) + counts[day, block, channel]
        rows.append((day, block, channel, last[block, channel]))
    return rows


def sheet(path: Path, rows: Sequence[Row]) -> str:
    lines = [f"{day:02}.12.2021,{block},{channel},{count}" for day, block, channel, count in rows]
    path.write_text("\n".join(["Date,Block,Channel,Registered", *lines]) + "\n", encoding="utf-8")
    return str(path)


def answers(files: Sequence[Sequence[Row]]) -> dict[str, Any]:
    """What the commands say once these files were taken, one run after another."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder, "eshram.db")
        for number, rows in enumerate(files):
            with writing(ledger) as session:
                options = IngestOptions(reading_hints(session.gazetteer, DISTRICT))
                taken = ingest(session, [sheet(Path(folder, f"{number}.csv"), rows)], options)
                assert sum(one.accepted + one.unchanged for one in taken.submissions) == len(rows), taken.problems
        with reading(ledger) as session:
            told = {name: json.loads(text) for name, text in _asked(session).items()}
        # The card names the file of the last return, which is another one here and there.
        return {name: {key: value for key, value in one.items() if key != "last_return"} for name, one in told.items()}


def _asked(session: Session) -> dict[str, str]:
    district = asked_place(session.gazetteer, DISTRICT)
    block = asked_place(session.gazetteer, Asked("bihar", "purbi champaran", "turkaulia"))
    told: dict[str, Any] = {
        "rank": rank(session, district),
        "pending": pending(session, district, Settings(ledger=Path("none"))),
    }
    if any(session.ledger.figures([block.id], [told["rank"].as_on])["cut"]):
        told["by"] = by(session, district, "channel")
        told["by block"] = by(session, district, "channel", level=Level.block)
        told["show"] = show(session, block)
    return {name: json_.render(result) for name, result in told.items()}


@pytest.mark.long
@given(rows=figures(), data=st.data())
@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.target))
def test_order_repetition_and_division_change_no_answer(rows: list[Row], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations([*rows, *data.draw(st.lists(st.sampled_from(rows), max_size=4))]))
    files = []
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        files.append(list(dict.fromkeys(shuffled[:size])))
        shuffled = shuffled[size:]
    files += [data.draw(st.sampled_from(files))]
    assert answers(files) == answers([rows])
