"""Why a column was read as it was, and where a date or a place was found: written in English, told in either language.

JSON keeps the English, which scripts may compare; what a sheet itself says (in quotes) stays as it is.
"""

from __future__ import annotations

import re

from eshram_cli.language.words import has, tr
from eshram_cli.problems import Language

_PATTERNS = {
    "why-in-title": r"title (?P<what>[A-Z]+\d+)",
    "why-in-column": r"column (?P<what>[A-Z]+)",
    "why-in-cell": r"cell (?P<what>[A-Z]+\d+)",
    "why-figures-of": r"figures of (?P<what>.+)",
    "why-same-as": r"the same as (?P<what>[A-Z]+)",
    "why-with-dates": r"with (?P<what>[A-Z]+) from date to date",
    "why-part-of": r"a part of (?P<what>[A-Z]+)",
    "why-names-the": r"names the (?P<what>\w+)",
}


def told_reason(reason: str, language: Language) -> str:
    """The reason in that language; as it stands where no words for it are known."""
    if language is Language.en:
        return reason
    if has(key := key_of(reason)):
        return tr(key, language)
    for pattern_key, pattern in _PATTERNS.items():
        if found := re.fullmatch(pattern, reason):
            return tr(pattern_key, language, what=_member(found["what"], language))
    return reason


def key_of(reason: str) -> str:
    """Where the words of a reason stand that names nothing of the sheet: `why-numbers-the-rows`."""
    return "why-" + re.sub(r"[^a-z]+", "-", reason.lower()).strip("-")


def _member(what: str, language: Language) -> str:
    key = f"column-{what}"
    return tr(key, language) if has(key) else what
