"""A typist's hand: Unicode as it is typed in Kruti Dev 010. The inverse of `language/krutidev.py`, with a table of its
own, so that a mistake in either one shows."""

from __future__ import annotations

import re
import unicodedata

WHOLE = dict(
    zip("कगङचछजझञटठडढतदनपफबमयरलवसहळ", ["d", "x", "³", "p", "N", "t", ">", "¥", "V", "B", "M", "<", "r", "n", "u", "i",
    "Q", "c", "e", ";", "j", "y", "o", "l", "g", "G"], strict=True)
)  # fmt: skip
HALF = {
    "क": "D", "ख": "[", "ग": "X", "घ": "?", "च": "P", "ज": "T", "झ": "÷", "ण": ".", "त": "R", "थ": "F", "ध": "/",
    "न": "U", "प": "I", "फ": "¶", "ब": "C", "भ": "H", "म": "E", "य": "¸", "ल": "Y", "व": "O", "श": "'", "ष": '"',
    "स": "L", "ह": "º",
}  # fmt: skip
JOINED = {
    "क्ष": "{k", "त्र": "=", "ज्ञ": "K", "श्र": "J", "द्य": "|", "द्व": "}", "द्ध": ")", "क्र": "Ø", "फ्र": "Ý", "प्र": "ç",
    "द्र": "æ", "न्न": "é", "ह्न": "à", "ह्य": "á", "ह्म": "ã", "द्द": "í", "ट्ट": "ê", "ट्ठ": "ë", "ड्ड": "ì", "त्त": "Ùk",
    "क्ष्": "{", "त्त्": "Ù", "न्न्": "™",
}  # fmt: skip
VOWELS = {
    "अ": "v", "आ": "vk", "ऑ": "v‚", "ओ": "vks", "औ": "vkS", "इ": "b", "ई": "bZ", "उ": "m", "ऊ": "Å", "ए": ",",
    "ऐ": ",s", "ऋ": "_",
}  # fmt: skip
MATRAS = {
    "ा": "k", "ी": "h", "ु": "q", "ू": "w", "ृ": "`", "े": "s", "ै": "S", "ो": "ks", "ौ": "kS", "ॉ": "kW", "ॅ": "W",
}  # fmt: skip
SIGNS = {"ं": "a", "ँ": "¡", "ः": "%"}
MARKS = {".": "-", ",": "]", "-": "&", "/": "@", "(": "¼", ")": "½", "।": "A", ":": "%", "॰": "Œ"}

LETTER = "[क-हळ]़?"
SYLLABLE = re.compile(f"(?P<reph>र्(?=[क-ह]))?(?P<cluster>{LETTER}(?:्{LETTER})*्?)(?P<matra>[ा-ौ]?)(?P<sign>[ंँः]?)")
PARTS = re.compile("|".join([*sorted(JOINED, key=len, reverse=True), f"{LETTER}्?"]))


def type_in_krutidev(text: str) -> str:
    """The keys for the text; ASCII letters stay, which no Hindi text holds."""
    text = unicodedata.normalize("NFC", text)
    typed, at = [], 0
    while at < len(text):
        found = SYLLABLE.match(text, at)
        if found:
            typed.append(_syllable(**found.groupdict()))
            at = found.end()
        else:
            typed.append((VOWELS | SIGNS | MARKS).get(text[at], text[at]))
            at += 1
    return "".join(typed)


def _syllable(reph: str | None, cluster: str, matra: str, sign: str) -> str:
    before, after = ("f", "") if matra == "ि" else ("", MATRAS.get(matra, ""))
    return before + _cluster(cluster) + after + ("Z" if reph else "") + SIGNS.get(sign, "")


def _cluster(text: str) -> str:
    typed, at = "", 0
    while at < len(text):
        if typed and text[at] == "र" and not text[at + 1 :].startswith("़"):
            typed, at = _with_ra_below(typed), at + 1
            continue
        found = PARTS.match(text, at)
        assert found, text
        typed, at = typed + _part(found[0]), found.end()
    return typed


def _with_ra_below(typed: str) -> str:
    """A full letter with the र that stands under it."""
    if typed.endswith("~"):
        letter = typed[:-1]
        return letter + ("ª" if letter[-1] in "VBM<N" else "z")
    whole = {half: WHOLE.get(letter, f"{half}k") for letter, half in HALF.items()}
    return typed[:-1] + whole[typed[-1]] + "z"


def _part(part: str) -> str:
    if part in JOINED:
        return JOINED[part]
    letter, nukta, half = part[0], "+" if "़" in part else "", part.endswith("्")
    if half:
        return f"{HALF[letter]}{nukta}" if letter in HALF else f"{WHOLE[letter]}{nukta}~"
    return f"{WHOLE[letter]}{nukta}" if letter in WHOLE else f"{HALF[letter]}{nukta}k"
