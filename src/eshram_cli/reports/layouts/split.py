"""A target divided among places, as proposed or as stored."""

from __future__ import annotations

from eshram_cli.answers.split import Split, SplitLine
from eshram_cli.reports.document import Document, Phrase, Value, answer_words, table_of
from eshram_cli.reports.registry import layout


@layout(Split)
def split_document(split: Split) -> Document:
    """One line a place, and the total, which is the target that was split; what was kept is dim."""
    # A file by its name.
    by = Phrase(f"split-by-{split.by}") if split.by in {"population", "registered", "equal"} else split.by
    words = answer_words(split) | {"by": by}
    says = {
        "parent": any(line.parent != split.within for line in split.rows),
        "kept": any(line.kept for line in split.rows),
        "before": any(line.before is not None for line in split.rows),
    }
    sums: dict[str, Value] = {"target": sum(line.target for line in split.rows)}
    weights = [line.weight for line in split.rows if line.weight is not None]
    if split.by != "equal" and weights:
        sums["weight"] = sum(weights)
    table = table_of(
        split,
        view=[key for key in split.VIEW if says.get(key, True)],
        total=[sums.get(column.key) for column in SplitLine.columns()],
        faint=lambda line: isinstance(line, SplitLine) and line.kept,
    )
    notes = [Phrase("split-population-source")] if split.by == "population" else []
    if split.stored:
        notes.append(Phrase("split-stored", {"number": str(split.stored)}))
    elif split.stored == 0:
        notes.append(Phrase("split-in-force"))
    elif split.dry:
        notes.append(Phrase("split-not-stored"))
    return Document(Phrase("split-title", words), Phrase("split-by", words), tables=[table], notes=notes)
