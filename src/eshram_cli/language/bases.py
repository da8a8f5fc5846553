"""What a target rests on where the tool itself divided a larger one: written in English, told in either language.

The ledger keeps one text, as it keeps what an office writes ("letter 512 of the state"), which stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from eshram_cli.language.words import tr
from eshram_cli.problems import Language

OF_RETURN = "return"
"""The basis of a target that stood in a return."""
_SPLIT = re.compile(r"split by (?P<by>.+) of (?P<whole>[\d,]+)(?P<many> targets)?")
_MEASURE = re.compile(r"(?P<word>population|registered|equal)(?: (?P<of>\S+))?")


def split_basis(by: str, total: str, targets: int) -> str:
    """The basis of the parts of so many `targets` that were divided `by` something; `total` is the target, written.

    `by`: "population 2011", "registered 28.12.2021", "equal", or a file's name.
    """
    return tr("split-basis", by=by, whole=total) if targets == 1 else tr("split-basis-many", by=by, whole=targets)


def told_basis(basis: str, language: Language, figures: Callable[[str], str] = str) -> str:
    """The basis in that language where the tool wrote it; as it stands where an office did.

    `figures` writes its numbers in the reader's digits; a file's name keeps its own.
    """
    if language is Language.en:
        return basis
    if basis == OF_RETURN:
        return tr("word-return", language)
    found = _SPLIT.fullmatch(basis)
    if found is None:
        return basis
    key = "split-basis-many" if found["many"] else "split-basis"
    return tr(key, language, by=_measure(found["by"], language, figures), whole=figures(found["whole"]))


def _measure(by: str, language: Language, figures: Callable[[str], str]) -> str:
    known = _MEASURE.fullmatch(by)
    return tr(f"split-basis-{known['word']}", language, of=figures(known["of"] or "")) if known else by
