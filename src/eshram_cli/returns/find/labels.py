"""Labels with their values, as they stand above tables: `District Name:-SAHARSA`, `जिला - खगड़िया`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eshram_cli.language.lexicon import has_label, is_label, read_words
from eshram_cli.language.text import clean
from eshram_cli.places.model import Level

_SPLIT = re.compile(r"\s*[:：=]\s*[-–—]*\s*|\s+[-–—]+\s*|\s*[-–—]+\s+")
_WORD = re.compile(r"[^\s,;:|()]+")
_WORDS = 4


@dataclass(frozen=True)
class Label:
    """A label and its value; `level` where the label is a word for a level of place."""

    label: str
    value: str
    level: Level | None


def split_label(text: str) -> Label | None:
    """The text as a label and its value, or None where it has no separator or no short text before it."""
    parts = _SPLIT.split(clean(text), maxsplit=1)
    if len(parts) < 2 or not parts[0] or len(parts[0].split()) > _WORDS:
        return None
    return Label(parts[0], parts[1], level_of(parts[0]))


def split_labels(text: str) -> list[Label]:
    """The values of a line of several labels: `State:BIHAR   District:SAMASTIPUR   Block:UJIARPUR`. Each label is a
    word for a level or for a date, right before a separator; what stands before the first is not looked at. Nothing
    where no label speaks of a level."""
    found: list[tuple[int, int, str]] = []
    for mark in _SPLIT.finditer(text):
        words = list(_WORD.finditer(text, found[-1][1] if found else 0, mark.start()))[-_WORDS:]
        labels = ((word.start(), text[word.start() : mark.start()]) for word in words)
        label = next(((start, label) for start, label in labels if label_of(label)), None)
        if label is not None:
            found.append((label[0], mark.end(), label[1]))
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    parts = [
        Label(label, text[start:end].strip(" ,;|-–—"), level_of(label))
        for (_, start, label), end in zip(found, ends, strict=False)
    ]
    return parts if any(part.level is not None for part in parts) else []


def label_of(text: str) -> bool:
    """Whether the whole text is a label of context: "District", "जिला का नाम :", "As on"."""
    bare = clean(text).rstrip(":-–—= ")
    if not bare or len(bare.split()) > _WORDS or any(map(str.isdecimal, bare)):
        return False
    return level_of(bare) is not None or is_label(bare, "context") or is_label(bare, "ason")


def level_of(text: str) -> Level | None:
    """The one level of place that the words of a label speak of; None for none or several."""
    words = read_words(text)
    found = words.under("level")
    if words.unknown or len(found) != 1 or found[0] not in Level.__members__:
        return None
    return Level[found[0]]


def level_of_total(label: str) -> Level | None:
    """The level that a total's label names: "All India Total", "State Total", जिला योग; None for none or several."""
    if has_label(label, "india"):
        return Level.country
    named = [name for name in read_words(label).under("level") if name in Level.__members__]
    return Level[named[0]] if len(named) == 1 else None


def is_context_label(label: Label | None) -> bool:
    """Whether a label speaks of place or time: "State Name", "District", "Academic Year", "दिनांक"."""
    return label is not None and (label.level is not None or has_label(label.label, "context"))
