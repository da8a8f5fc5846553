"""Kruti Dev 010, a Hindi font that shows Latin letters as Devanagari: `iz[k.M` shows प्रखण्ड. Its text as Unicode.

The font holds parts of letters, in the order in which they are seen. Unicode holds letters in the order in which they
are spoken, so two signs change their place: ि is typed before the letters that it follows in speech, and the र of a
reph (कार्य) is typed after the syllable that it begins.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from eshram_cli.language.tables import table

_SHORT_I, _REPH = "\ue000", "\ue001"
"""Private characters that stand for the two signs until they are at their place."""

_CLUSTER = "[क-ह]़?(?:्[क-ह]़?)*"
_BEFORE = re.compile(f"{_SHORT_I}({_CLUSTER})")
_NUKTA_LATE = re.compile("(ा|ि|ी|ु|ू|ृ|े|ै|ो|ौ|ॉ)़")
_AFTER = re.compile(f"({_CLUSTER}[ािीुूृेैोौॉॅ]*)([ंँ]?){_REPH}")
_COLON = re.compile(r"(?<=[ऀ-ॿ])%(?=[क-ह])")
_COMPOSED = (("ाे", "ो"), ("ाै", "ौ"), ("ाॅ", "ॉ"), ("अा", "आ"), ("आे", "ओ"), ("आै", "औ"), ("एे", "ऐ"))


@lru_cache(maxsize=65536)
def to_unicode(text: str) -> str:
    """The text that the font shows, in Unicode (NFC). Characters that the font does not know stay as they are; ASCII
    digits are digits; `%` shows as a visarga within a word and as a colon after one."""
    glyphs, pattern = _glyphs()
    shown = pattern.sub(lambda match: glyphs[match[0]], text)
    shown = _NUKTA_LATE.sub(r"़\1", shown)
    shown = _COLON.sub("ः", shown).replace("%", ":")
    for parts, whole in _COMPOSED:
        shown = shown.replace(parts, whole)
    shown = _AFTER.sub(r"र्\1\2", _BEFORE.sub(r"\1ि", shown))
    shown = shown.replace(_SHORT_I, "ि").replace(_REPH, "र्")
    return unicodedata.normalize("NFC", shown)


@cache
def _glyphs() -> tuple[Mapping[str, str], re.Pattern[str]]:
    parts = table("krutidev")
    glyphs = {"f": _SHORT_I, "f=k": f"{_SHORT_I}त्र", "Z": _REPH, "±": f"{_REPH}ं", "bZ": "ई", "b±": "ईं"}
    for section in ("whole", "conjunct", "vowel", "sign", "mark"):
        glyphs |= parts[section]
    for half, letter in parts["half"].items():
        glyphs |= {half: f"{letter}्", f"{half}k": letter, f"{half}+": f"{letter}़्", f"{half}+k": f"{letter}़"}
        glyphs |= {f"{half}ks": f"{letter}े", f"{half}kS": f"{letter}ै", f"{half}kW": f"{letter}ॅ"}
    longest = sorted(glyphs, key=len, reverse=True)
    return glyphs, re.compile("|".join(map(re.escape, longest)))
