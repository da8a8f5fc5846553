"""A place's own return held against its places' returns of the same day: they drift apart, or are above it."""

from __future__ import annotations

from eshram_cli.analysis.ledger_checks import Finding, Register, name_words
from eshram_cli.language.written import group
from eshram_cli.problems import Problem

LEAST = 0.01
"""Levels that differ by less than this share of the count are told by `rank` in a note, not here."""


def check(register: Register) -> list[Finding]:
    """One finding for each place whose own count differs from the sum of all its children's of one date by 1 % or more.

    The last date on which both are whole counts, and only if it is of the last seven days. An error where the children
    have more than their parent: who is registered in a block is registered in its district. A warning where they have
    less, by more than on the last such day a week or longer before.
    """
    found = []
    for place, days in register.beside.items():
        day, own, left = days[-1]
        if abs(left) < LEAST * own or left == 0 or (register.day - day).days >= 7:
            continue
        earlier = [one for one in days if (day - one[0]).days >= 7]
        if left > 0 and (not earlier or earlier[-1][2] >= left):
            continue
        words = {
            "place": name_words(register.tree.nodes[place]),
            "own": group(own),
            "sum": group(own - left),
            "left": group(abs(left)),
            "day": day,
        }
        code = "levels-drift" if left > 0 else "children-above-parent"
        found.append(Finding(place, day, Problem(code, words=words)))
    return found
