"""Counts of a drive: what stands on a day less what stood on the day before the drive, its base.

Both are what any other question tells of the two days, rolled up, so that the counts of a drive are differences of the
ledger's. A place whose count covers other places than its base did has none, nor has one without a base: what was
registered before is not known. What camps and lists count is of their own days: their base is what was told by then,
0 where they began later, and no place lacks one.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from eshram_cli.dimensions import YIELDS

_KEY = ["place", "cut"]
_BASE = ["registered", "missing", "inexact"]


def since_base(counts: pd.DataFrame, base_on: dt.date) -> pd.DataFrame:
    """The rows of `counts` (`frames.COUNTS` and the cut, with `previous` where it is there) from the base day on, as
    counts since that day; on the day itself they are 0. `counts` must have the base day among its days."""
    stamp = pd.Timestamp(base_on).as_unit("s")
    base = counts.loc[counts["day"] == stamp, [*_KEY, *_BASE]]
    table = counts[counts["day"] >= stamp].merge(base, on=_KEY, how="left", suffixes=("", "_base"))
    yields = table["cut"].str.startswith(tuple(f"{name}=" for name in YIELDS))
    table.loc[yields, "missing_base"] = table.loc[yields, "missing"]
    for name in ("registered_base", "inexact_base"):
        table.loc[yields & table[name].isna(), name] = 0
    table = table[(table["missing"] == table["missing_base"]).fillna(False)]
    fields = {
        "registered": table["registered"] - table["registered_base"],
        "inexact": table[["inexact", "inexact_base"]].max(axis=1),
        "unattributed": pd.Series(pd.NA, index=table.index, dtype="Int64"),
    }
    before = table["day"] == stamp
    fields |= {name: table[name].mask(before) for name in ("new", "new_known")}
    if "previous" in table:
        known = (table["previous_on"] >= stamp).fillna(False)
        fields["previous"] = (table["previous"] - table["registered_base"]).where(known)
        fields["previous_on"] = table["previous_on"].where(known)
    return table.assign(**fields)[list(counts.columns)]
