"""How a name sounds, roughly, in Latin letters, so that Hindi and English spellings can be compared for likeness."""

from __future__ import annotations

import re
from functools import lru_cache

from eshram_cli.language.text import fold, is_devanagari

_CONSONANTS = dict(zip("कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहळ", "kkggnccjjnttddnttddnppbbmyrlvssshl", strict=True))
_VOWELS = {"ऋ": "ri", **dict(zip("अआइईउऊएऐओऔ", "aaiiuueeoo", strict=True))}
_SIGNS = {"ृ": "ri", **dict(zip("ािीुूेैोौ", "aiiuueeoo", strict=True))}
_OTHERS = {"ं": "n", "ः": "", "ँ": "n"}
_VIRAMA = "्"

# One letter for what office spellings do not keep apart: aspirates, v and w, long and short vowels, doubled letters.
_LATIN = (
    (re.compile("chh|ch"), "c"),
    (re.compile("ck|q|kh|x"), "k"),
    (re.compile("sh"), "s"),
    (re.compile("ph|f"), "p"),
    (re.compile("([tdgbj])h"), r"\1"),
    (re.compile("w"), "v"),
    (re.compile("z"), "j"),
    (re.compile("ee"), "i"),
    (re.compile("oo"), "u"),
    (re.compile("ai|ay|ei"), "e"),
    (re.compile("au|ou"), "o"),
    (re.compile("m(?=[pb])"), "n"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("iy(?=a)"), "i"),
    (re.compile(r"(?<=[^aeiou ])a\b"), ""),
)


@lru_cache(maxsize=32768)
def sound(name: str) -> str:
    """The name as it sounds, for comparing only; words stay apart. It is no transliteration and is never shown."""
    text = fold(name)
    if is_devanagari(text):
        letters: list[str] = []
        for char, after in zip(text, f"{text[1:]} ", strict=True):
            if char in _CONSONANTS:
                # Its vowel is a short a, unless a sign gives another one or a virama or the word's end none.
                silent = after in _SIGNS or after in {_VIRAMA, " "}
                letters.append(_CONSONANTS[char] + ("" if silent else "a"))
            elif char != _VIRAMA:
                letters.append(_VOWELS.get(char) or _SIGNS.get(char) or _OTHERS.get(char, char))
        text = "".join(letters)
    for pattern, letter in _LATIN:
        text = pattern.sub(letter, text)
    return text
