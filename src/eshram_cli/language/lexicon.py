"""The words of headings and labels, from `lexicon.toml`, and how a text is read with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from eshram_cli.language.tables import table
from eshram_cli.language.text import clean, fold

_GENDERS = {"male": "male", "female": "female", "transgender": "other"}
"""Labels of the lexicon, and the member that each names."""

_SHORTEST = 3
"""A letter more or less makes another word of a shorter one."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text read with one section of the lexicon: the tags found, and the words that are in no entry."""

    tags: frozenset[str]
    unknown: tuple[str, ...]

    def has(self, *tags: str) -> bool:
        """Whether any of the tags was found."""
        return not self.tags.isdisjoint(tags)

    def under(self, section: str) -> list[str]:
        """The members of a section that were found, as in `under("channel")`, in the lexicon's order."""
        return [name for name in table("lexicon")[section] if f"{section}:{name}" in self.tags]


@cache
def read_words(text: str) -> Words:
    """The text's words, longest phrase first from left to right; a phrase that matched hides those inside it.

    Tags are `section:name`, the names of `[tag]` bare: "registered", "level:district", "channel:csc".
    """
    phrases, stems, longest = _phrases()
    words = fold(text).split()
    tags: set[str] = set()
    unknown: list[str] = []
    at = 0
    while at < len(words):
        if words[at] == "000" and at and words[at - 1].isdigit():
            at += 1  # The end of a number, 17,00,000, is no unit.
            continue
        size = min(longest, len(words) - at)
        while size > 1 and " ".join(words[at : at + size]) not in phrases:
            size -= 1
        found = phrases.get(" ".join(words[at : at + size]))
        if found is None:
            found = frozenset([tag for stem, tag in stems if words[at].startswith(stem)][:1])
        tags |= found
        if not found and words[at] not in _label("small") and not words[at].isdigit():
            unknown.append(words[at])
        at += size
    return Words(frozenset(tags), tuple(unknown))


def is_label(text: str, name: str) -> bool:
    """Whether the whole text is one of the labels of that name, as in `is_label("Total :-", "total")`."""
    return fold(text) in _label(name)


@cache
def is_total(text: str) -> bool:
    """Whether the text is the label of a total: a known one, or a name with one ("Nashik Division Total", "Total (1 to
    38)", "योग ग्रामीण"). In a heading such words mean something else; there ask `is_label`."""
    first, *rest = fold(text).split() or [""]
    if not first or " ".join([first, *rest]) in _label("total"):
        return bool(first)
    if (rest or [first])[-1] in _label("closes"):
        return True
    for word in rest if first in _label("opens") else ():
        # What may follow "Total": a level, a part of a district, a number or letter, "of".
        plain, found = len(word) == 1 or word.isdecimal() or word in _label("small"), read_words(word)
        named = any(tag.startswith("level:") or tag in {"part", "total"} for tag in found.tags)
        if not plain and (not named or found.unknown):
            return False
    return first in _label("opens")


@cache
def is_rate(text: str) -> bool:
    """Whether the text is the label of a row below a total that is no sum: "% of target", औसत, "Increase", "Target"."""
    found = read_words(text)
    of_level = any(tag.startswith("level:") for tag in found.tags)
    return found.has("percent", "new", "otherday", "target", "balance") and not found.unknown and not of_level


def has_label(text: str, name: str) -> bool:
    """Whether the text holds one of the labels of that name as whole words."""
    return bool(labels_in(text, name))


def channels() -> tuple[str, ...]:
    """The channels that are known by their names in the states."""
    return tuple(table("lexicon")["channel"])


def member(dimension: str, text: str) -> str:
    """The key of a cut's member: the own key of a known channel, gender or aggregator, else the text in small letters;
    blank for "all" or none.

    Members of other dimensions are the offices' own words and are shown as they wrote them, nukta and all: रेहड़ी. But
    `|` becomes `/`, since it parts the members of a cut: ASHA | ANM is one department.
    """
    key = fold(text)
    if not key or key in _label("all"):
        return ""
    if dimension == "gender" and (named := gender(text)):
        return named
    if dimension == "channel":
        words = read_words(text)
        # "Camp" alone heads a column of camps; as a channel it is the camp in general.
        known = words.under("channel") or ["camp"] * words.has("dimension:camp")
        if len(known) == 1:
            return known[0]
    if dimension == "aggregator":
        companies = read_words(text).under("aggregator")
        if len(companies) == 1:
            return companies[0]
    return clean(text).casefold().replace("|", "/")


def channel(text: str) -> str:
    """The channel that the text names, and nothing unknown besides; blank for none or several."""
    found = member("channel", text)
    return found if found in channels() and not read_words(text).unknown else ""


def gender(text: str) -> str:
    """male, female or other where the text names one of them and nothing unknown; else blank."""
    words = fold(text).split()
    several = [*words, *map(" ".join, pairwise(words)), fold(text)]
    found = {name for label, name in _GENDERS.items() if not _label(label).isdisjoint(several)}
    return found.pop() if len(found) == 1 and not read_words(text).unknown else ""


def holds(text: str, *tags: str) -> bool:
    """Whether the text holds an entry of these tags of `[tag]`, maybe inside another word: a quick look that spares a
    title its reading."""
    folded = fold(text)
    return any(fold(entry.rstrip("*")) in folded for tag in tags for entry in table("lexicon")["tag"][tag])


def labels_in(text: str, name: str) -> list[str]:
    """The labels of that name which the text holds as whole words, folded; of one inside another the longer."""
    padded = f" {fold(text)} "
    found = [label for label in _label(name) if f" {label} " in padded]
    return sorted(one for one in found if not any(one != other and f" {one} " in f" {other} " for other in found))


def words_near(unknown: Iterable[str], *tags: str) -> str:
    """The first word of the tags that is a single letter away from one of the unknown words; blank for none."""
    written = [entry for tag in tags for entry in table("lexicon")["tag"][tag]]
    entries = [fold(entry) for entry in written if not {" ", "*"} & set(entry)]
    known = [word for word in entries if len(word) >= _SHORTEST and " " not in word]
    found = (word for text in unknown if len(text) >= _SHORTEST for word in known if _is_near(text, word))
    return next(found, "")


def _is_near(text: str, word: str) -> bool:
    """Whether one letter that is wrong, too many or missing makes the one of the other."""
    if abs(len(text) - len(word)) > 1 or text == word:
        return False
    start = next((at for at, (a, b) in enumerate(zip(text, word, strict=False)) if a != b), min(len(text), len(word)))
    rest, other = text[start:], word[start:]
    return rest[1:] in {other, other[1:]} or rest == other[1:]


@cache
def _phrases() -> tuple[Mapping[str, frozenset[str]], list[tuple[str, str]], int]:
    phrases: dict[str, frozenset[str]] = {}
    stems: list[tuple[str, str]] = []
    for section, names in table("lexicon").items():
        if section == "label":
            continue
        for name, entries in names.items():
            tag = name if section == "tag" else f"{section}:{name}"
            for entry in entries:
                if entry.endswith("*"):
                    stems.append((fold(entry[:-1]), tag))
                else:
                    key = fold(entry)
                    phrases[key] = phrases.get(key, frozenset()) | {tag}
    return phrases, stems, max(len(phrase.split()) for phrase in phrases)


@cache
def _label(name: str) -> frozenset[str]:
    return frozenset(fold(entry) for entry in table("lexicon")["label"][name])
