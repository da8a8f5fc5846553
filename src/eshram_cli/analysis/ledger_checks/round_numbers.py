"""Places that report too many round numbers: counts that somebody estimates."""

from __future__ import annotations

import math

import numpy as np

from eshram_cli.analysis.ledger_checks import Finding, Register, name_words
from eshram_cli.problems import Problem

ROUND = 100
LEAST = 1000
"""Smaller counts may well be round."""

CHANCE = 1e-6
"""A place whose figures were counted has as many round ones once in a million: with 600 places the hint is wrong once
in some two thousand ledgers."""


def check(register: Register) -> list[Finding]:
    """One note for each place of whose different counts of 1,000 and more too many are multiples of 100; of counted
    figures it is one in a hundred. Told where so many would come by chance less than once in a million (binomial)."""
    found = []
    for place, course in register.courses.items():
        counts = np.unique(course.counts[course.counts >= LEAST])
        round_ = int((counts % ROUND == 0).sum())
        if round_ >= 3 and _tail(round_, len(counts), 1 / ROUND) < CHANCE:
            node = register.tree.nodes[place]
            words = {"place": name_words(node), "round": round_, "counts": len(counts)}
            day = course.days[-1].item()
            found.append(Finding(place, day, Problem("many-round-numbers", words=words)))
    return found


def _tail(least: int, of: int, chance: float) -> float:
    """The probability of `least` or more among `of`, each with this chance: 1 less those of fewer, few terms."""
    return 1 - sum(math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(least))
