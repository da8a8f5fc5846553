"""A target divided among places, as proposed or as stored."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.answers.split import Split, SplitLine
from eshram_cli.reports.document import Document, Phrase, Text, Value, table_of, within_of
from eshram_cli.reports.registry import layout


@layout(Split)
def split_document(split: Split) -> Document:
    """One line a place, and the total, which is the target that was split; what was kept is dim."""
    words = {
        "within": within_of(split),
        "levels": Phrase(f"levels-{split.level}"),
        "total": split.total,
        "by": by_words(split.by),
    }
    view = [key for key in split.VIEW if _wanted(key, split)]
    table = table_of(
        split, view=view, total=_total(split), faint=lambda line: isinstance(line, SplitLine) and line.kept
    )
    return Document(Phrase("split-title", words), Phrase("split-by", words), tables=[table], notes=list(_notes(split)))


def by_words(by: str) -> Text:
    """What a target was split by; a file by its name."""
    return Phrase(f"split-by-{by}") if by in {"population", "registered", "equal"} else by


def _wanted(key: str, split: Split) -> bool:
    if key == "parent":
        return any(line.parent != split.within for line in split.rows)
    if key == "kept":
        return any(line.kept for line in split.rows)
    return not (key == "before" and all(line.before is None for line in split.rows))


def _total(split: Split) -> list[Value]:
    sums: dict[str, Value] = {"target": sum(line.target for line in split.rows)}
    weights = [line.weight for line in split.rows if line.weight is not None]
    if split.by != "equal" and weights:
        sums["weight"] = sum(weights)
    return [sums.get(column.key) for column in SplitLine.columns()]


def _notes(split: Split) -> Iterator[Phrase]:
    if split.by == "population":
        yield Phrase("split-population-source")
    if split.stored:
        yield Phrase("split-stored", {"number": str(split.stored)})
    elif split.stored == 0:
        yield Phrase("split-in-force")
    elif split.dry:
        yield Phrase("split-not-stored")
