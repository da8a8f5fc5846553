"""Rolling up with numbers instead of ids and cuts: on pandas, joins of numbers take half the time of texts."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from eshram_cli.analysis.rollup import rollup
from eshram_cli.analysis.tree import Tree
from eshram_cli.frames import COUNT, TEXT


def rolled(tree: Tree, own: pd.DataFrame, places: Collection[str], by: Sequence[str] = ("day",)) -> pd.DataFrame:
    """What `rollup` answers for these places; own figures of others are passed over."""
    nodes = tree.frame[tree.frame["place"].isin(places)]
    ids = nodes["place"].tolist()
    cuts = sorted(set(own["cut"].tolist()))
    numbers = _numbers(ids)
    inside = nodes.assign(place=_numbered(nodes["place"], numbers), parent=_numbered(nodes["parent"], numbers))
    figures = own.assign(place=_numbered(own["place"], numbers), cut=_numbered(own["cut"], _numbers(cuts)))
    levels = sorted({int(level) for level in nodes["level"].unique()}, reverse=True)
    answer = rollup(figures, inside, levels, by=by)
    named = answer.assign(place=_named(answer["place"], ids))
    return named.assign(cut=_named(answer["cut"], cuts)) if "cut" in by else named


def _numbers(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _numbered(names: pd.Series, numbers: dict[str, int]) -> pd.Series:
    return pd.Series([numbers.get(name) for name in names.tolist()], dtype=COUNT, index=names.index)


def _named(numbers: pd.Series, names: Sequence[str]) -> pd.Series:
    return pd.Series([names[number] for number in numbers.tolist()], dtype=TEXT, index=numbers.index)
