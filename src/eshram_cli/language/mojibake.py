"""Hindi that was saved as UTF-8 and opened as a Western text: `à¤œà¤¿à¤²à¤¾` for जिला."""

from __future__ import annotations

import re

from eshram_cli.language.text import is_devanagari

_SIGN = re.compile("à[¤¥]|Ã\u00a0Â|ÃƒÂ")
"""How every Devanagari letter begins once its three bytes are shown as Western letters, once, twice, three times."""

_TIMES = 3
"""A sheet is opened and saved wrongly more than once, but not often."""


def is_miscoded(text: str) -> bool:
    """Whether the text holds a Devanagari letter shown as Western ones."""
    return not text.isascii() and _SIGN.search(text) is not None


def recoded(text: str) -> str | None:
    """The text as it was meant; None where a byte of it was lost, or nothing Hindi comes of it."""
    for _ in range(_TIMES):
        try:
            # Windows' Western bytes; those that it leaves open keep their number.
            codes = ("latin-1" if "\x80" <= char <= "\x9f" else "cp1252" for char in text)
            text = b"".join(char.encode(code) for char, code in zip(text, codes, strict=True)).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return None
        if is_devanagari(text):
            return text
    return None
