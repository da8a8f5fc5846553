"""Text as people type it, made clean for showing (`clean`) and equal for comparing (`fold`).

Sheets mix फ़ as one character, as फ with a nukta, and as plain फ; चंपारण and चम्पारण; NBSP and full-width forms from web
pages; joiners that a keyboard left behind. None of these makes another word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

NUKTA = "\u093c"
VIRAMA = "\u094d"

CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What acts on a terminal or turns the order of letters; no line end, tab or joiner."""

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_ASCII_BREAKS = re.compile(r"[^a-z0-9%]+")
_DEVANAGARI = re.compile("[\u0900-\u0963\u0970-\u097f\ua8e0-\ua8ff]")

# Signs that a spelling may have or lack: nukta, joiners, Latin accents of transliterations (Bihār).
_DROPPED = re.compile(f"[{NUKTA}\u200c\u200d\u0300-\u036f\u2018\u2019]")
# A nasal before a stop is written with its own letter or with the anusvara: चम्पारण, चंपारण; चण्डीगढ़, चंडीगढ़.
_NASAL = re.compile(f"(?:[ङञणन]{VIRAMA}(?=[क-घच-झट-ढत-धप-भ])|म{VIRAMA}(?=[प-भ])|[ँं])")
_ANUSVARAS = re.compile("ं{2,}")
# A visarga that closes a word is a colon typed in Hindi (दिनांकः); a closing virama is silent (अर्थात्).
_WORD_END = re.compile(f"[ः{VIRAMA}]+(?= |$)")
_ABBREVIATED = re.compile(r"(?<=[\u0900-\u0963])0+(?!\d)")
"""The zero that stands for the sign of an abbreviation: सी०एस०सी०, क्र०, दि०."""
_BROAD_O = str.maketrans({"ॉ": "ा", "ऑ": "आ"})


def visible(text: str) -> str:
    """The text with its control characters as escapes, `\\x1b` or `\\u202e`: none of them acts on a terminal, or turns
    `x\\u202evsc.exe` into another name for the eye. Line ends, tabs and the joiners of Hindi letters stay."""
    return text if text.isprintable() else CONTROLS.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


@lru_cache(maxsize=65536)
def clean(text: str) -> str:
    """The text for showing and keeping: NFC, every odd space or line break one space, invisible marks out, stripped.

    ZWJ and ZWNJ stay, since they shape Hindi letters; case and punctuation stay.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A key that is equal for spellings of one word; not for showing.

    Equal: case; full-width and compatibility forms; digits of any script; nukta composed, combining or absent; ZWJ and
    ZWNJ; chandrabindu, anusvara and the nasal letter of the next consonant; ॉ and ा (ब्लॉक, ब्लाक); Latin accents; a
    closing visarga or virama; a zero typed for the sign of an abbreviation (सी०एस०सी०). Punctuation becomes a space,
    `&` becomes `and`, an apostrophe vanishes; `%` stays, as a word of its own, since "target" and "target %" are two
    headings. Folding twice changes nothing.
    """
    if text.isascii():
        return _ASCII_BREAKS.sub(" ", text.lower().replace("'", "").replace("%", " % ").replace("&", " and ")).strip()
    text = unicodedata.normalize("NFKD", text).casefold()
    text = _DROPPED.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKD", text))).replace("'", "")
    text = _ABBREVIATED.sub("", "".join(map(_letter, text))).replace("&", " and ").replace("%", " % ")
    text = _NASAL.sub("ं", text.translate(_BROAD_O))
    return " ".join(_WORD_END.sub("", _ANUSVARAS.sub("ं", text)).split())


def _letter(char: str) -> str:
    """The character, a space for punctuation and symbols, an ASCII digit for a digit of any script."""
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    return char if kind[0] in "LMN" or char in "%&" else " "


def is_devanagari(text: str) -> bool:
    """Whether any letter or sign of the text is Devanagari; digits and dandas alone do not count."""
    return _DEVANAGARI.search(text) is not None
