"""Place names made comparable: one key for every spelling of a name, and the words that offices write around it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from eshram_cli.language.text import clean, fold
from eshram_cli.places.model import Level

# "Lahul and Spiti" is "Lahul & Spiti" is "लाहौल एवं स्पीति"; "The Nilgiris" is "Nilgiris".
_JOINING = frozenset({"and", "the", "और", "एवं", "एवम", "तथा", "व", "औऱ"})
_FILLERS = frozenset({"name", "of", "का", "के", "की", "नाम", "code", "lgd", "no", "कोड", "wise", "वार"})
_LEVEL_WORDS: dict[Level, tuple[str, ...]] = {
    Level.state: ("state", "state ut", "ut", "union territory", "राज्य", "प्रांत", "केंद्र शासित प्रदेश", "केंद्रशासित प्रदेश"),
    Level.district: (
        *("district", "districts", "distt", "dist", "dt", "distict", "zila", "zilla", "jila", "jilla", "janpad"),
        *("जिला", "जिले", "जि", "जनपद", "डिस्ट्रिक्ट"),
    ),
    Level.block: (
        *("block", "cd block", "c d block", "dev block", "development block", "blk", "prakhand", "prakhanda", "anchal"),
        *("vikas khand", "vikaskhand", "khand", "tehsil", "tahsil", "taluka", "taluk", "mandal", "circle"),
        *("प्रखंड", "खंड", "ब्लॉक", "विकास खंड", "विकासखंड", "सामुदायिक विकास खंड", "तहसील", "तालुका", "मंडल", "अंचल"),
    ),
    Level.panchayat: (
        *("panchayat", "gram panchayat", "gp", "g p", "village panchayat", "gram panchayat raj"),
        *("पंचायत", "ग्राम पंचायत", "ग्रामपंचायत", "ग्राम पंचायत राज", "ग्रा प"),
    ),
}
_LEVELS = {fold(phrase): level for level, phrases in _LEVEL_WORDS.items() for phrase in phrases}

_BRACKETS = re.compile(r"^(?P<before>[^()\[\]{}]*)[(\[{](?P<inside>[^()\[\]{}]*)[)\]}](?P<after>[^()\[\]{}]*)$")
_WARD = re.compile(r"(?:ward|वार्ड)(?: ?(?:no|number|नं|नंबर|सं|संख्या|क्र|क्रं|क्रमांक)0?)? ?(\d{1,3}) ?([a-z]?)")
_DEVANAGARI_RUN = re.compile("[\u0900-\u097f\u200c\u200d]+(?:[^A-Za-z]*[\u0900-\u097f\u200c\u200d]+)*")
_SLASHES = re.compile(r"[/|\n]+")


@lru_cache(maxsize=65536)
def place_key(text: str) -> str:
    """The key of a name: folded, without "and", "the" and spaces, so that "Pipra Kothi" and "Piprakothi" are equal.

    A ward is told from its neighbours by its number alone: "Ward No. 03" and "वार्ड 3" are equal. Empty when the text
    holds no letter or digit.
    """
    ward = ward_number(text)
    if ward:
        return f"ward{ward}"
    return "".join(word for word in fold(text).split() if word not in _JOINING)


def ward_number(text: str) -> str:
    """The number of a ward that is named by it, as "3" or "12a"; blank for any other name."""
    match = _WARD.fullmatch(fold(text)) if any(map(str.isdecimal, text)) else None
    return f"{int(match[1])}{match[2]}" if match else ""


@lru_cache(maxsize=65536)
def split_level_word(text: str) -> tuple[str, Level] | None:
    """The name and the level that the text itself states, or None: "Distt. - Khagaria", "खगड़िया जिला", "मानसी प्रखंड".

    Returns a folded name. "Name of District: Khagaria" and "जिले का नाम - खगड़िया" are stripped of their fillers too.
    """
    words = fold(text).split()
    for head in (True, False):
        bare = _without_fillers(words, head)
        for size in (4, 3, 2, 1):
            taken, rest = (bare[:size], bare[size:]) if head else (bare[-size:], bare[:-size])
            level = _LEVELS.get(" ".join(taken))
            rest = _without_fillers(rest, head)
            if level is not None and rest:
                return " ".join(rest), level
    return None


def _without_fillers(words: list[str], head: bool) -> list[str]:
    words = list(words)
    while words and words[0 if head else -1] in _FILLERS:
        words.pop(0 if head else -1)
    return words


@lru_cache(maxsize=65536)
def strip_marks(text: str) -> str:
    """The text without any digits, punctuation and symbols at both ends; a name keeps those inside it."""
    return without_head(without_tail(text, whole=True), whole=True)


def without_tail(text: str, *, whole: bool = False) -> str:
    """The text without the code or flag at its end, or all of them: "Khagaria-202 *" is "Khagaria-202", "Khagaria"."""
    return without_head(text[::-1], whole=whole)[::-1]


def without_head(text: str, *, whole: bool = False) -> str:
    """The text without the serial, code or flag at its start, or all of them: "5. 24 Paraganas" is "24 Paraganas"."""
    # N digits, P punctuation, S symbols and Z spaces, everything else a letter.
    kinds = "".join(unicodedata.category(char)[0] for char in text)
    match = re.match("[NPSZ]+" if whole else "[PSZ]*N+[PSZ]*|[PSZ]+", kinds)
    return text[match.end() :] if match else text


def split_brackets(text: str) -> tuple[str, str] | None:
    """The text outside and inside its one pair of brackets: "Kaimur (Bhabua)" is ("Kaimur", "Bhabua"); else None."""
    match = _BRACKETS.match(text.replace("（", "(").replace("）", ")"))
    if match is None:
        return None
    outside = clean(f"{match['before']} {match['after']}")
    return (outside, clean(match["inside"])) if outside else None


def is_code(text: str) -> bool:
    """Whether the text is a code and no name: "202", "LGD 202", "Code: 10", "*"."""
    return all(word.isdigit() or word in _FILLERS for word in fold(text).split())


def split_names(text: str) -> list[str]:
    """The names of a cell that writes one place twice: "Khagaria / खगड़िया", "खगड़िया Khagaria"; one name stays one."""
    parts = [part for part in _SLASHES.split(text) if strip_marks(part)]
    if len(parts) > 1:
        return [clean(part) for part in parts]
    hindi = _DEVANAGARI_RUN.search(text)
    if hindi is None:
        return [text]
    rest = clean(f"{text[: hindi.start()]} {text[hindi.end() :]}")
    return [hindi.group(), rest] if strip_marks(rest) else [text]
