"""The help of the command line in Hindi, from `help.toml`: beside each English sentence its Hindi."""

from __future__ import annotations

import re
from collections.abc import Mapping

from eshram_cli.language.tables import table


def help_words() -> Mapping[str, str]:
    """The Hindi of every paragraph, panel and word of the help, by the English."""
    return table("help")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text or docstring, each in one line, as `help.toml` has them."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


def hindi_paragraphs(text: str) -> list[str]:
    """The same in Hindi; a paragraph that nobody has translated in English, which a test does not let pass."""
    return [help_words().get(part, part) for part in paragraphs(text)]


def hindi_word(text: str) -> str:
    """One word or heading of the help in Hindi: `PLACE`, `Options`."""
    return help_words().get(text, text)
