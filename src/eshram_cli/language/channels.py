"""The channels through which workers register, under the names that each state gives them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from eshram_cli.language.text import fold

Channel = Literal["csc", "self", "umang", "ssk", "camp"]

NAMES: dict[Channel, str] = {
    "csc": """
        csc, cscs, c s c, vle, vles, v l e, common service centre, common service center, common services centre,
        vasudha, vasudha kendra, vasudha kendras, lok mitra, lok mitra kendra, lokmitra, lokmitra kendra, lmk,
        e mitra, emitra, e mitra kendra, jan seva kendra, jan sewa kendra, jsk, pragya kendra,
        सीएससी, सी एस सी, वीएलई, वी एल ई, कॉमन सर्विस सेंटर, वसुधा, वसुधा केंद्र, लोक मित्र, लोक मित्र केंद्र, लोकमित्र, लोकमित्र केंद्र,
        ई मित्र, ईमित्र, ई मित्र केंद्र, जन सेवा केंद्र, जनसेवा केंद्र, प्रज्ञा केंद्र
        """,
    "self": """
        self, self mode, self registered, self registration, by self, own, swayam,
        स्वयं, स्वंय, स्वयं द्वारा, स्वतः, खुद, खुद से, सेल्फ,
        स्व पंजीकरण, स्व पंजीयन, स्व निबंधन, स्वपंजीकरण
        """,
    "umang": "umang, umang app, उमंग, उमंग ऐप, उमंग एप",
    "ssk": "ssk, s s k, state seva kendra, state sewa kendra, राज्य सेवा केंद्र, एसएसके, एस एस के",
    "camp": "camp, camps, camp mode, शिविर, शिविरों, कैंप, कैंपों",
}

_AROUND = """
through via by mode channel registration registrations registered regd total no of the in at and number persons workers
up to till date कुल द्वारा के माध्यम से की का में पर पंजीकरण पंजीयन निबंधन निबंधित पंजीकृत संख्या श्रमिक श्रमिकों कामगार कामगारों एवं और तक
"""
_COUNTS_OF_CENTRES = frozenset({"cscs", "vles", "camps"})


@lru_cache(maxsize=4096)
def channel(text: str) -> Channel | None:
    """The channel that a heading or a cell names; None where it names none, several, or something besides.

    `CSC/VLE`, `वसुधा केन्द्र द्वारा निबंधित` and `लोक मित्र केन्द्र` are csc. `CSC & SSK` is two channels, hence none;
    `No. of CSCs` counts centres, not workers, hence none.
    """
    words = f" {fold(text)} "
    if words.startswith((" no of ", " number of ")) and any(word in _COUNTS_OF_CENTRES for word in words.split()):
        return None
    channels, pattern, around = _known()
    found = {channels[match[1]] for match in pattern.finditer(words)}
    return found.pop() if len(found) == 1 and around.issuperset(pattern.sub(" ", words).split()) else None


@cache
def _known() -> tuple[dict[str, Channel], re.Pattern[str], frozenset[str]]:
    """The channels by name; any name as whole words, the longest first; the words that may stand around a name."""
    names = ((fold(name), member) for member, text in NAMES.items() for name in text.split(","))
    channels = {name: member for name, member in names if name}
    longest = sorted(channels, key=len, reverse=True)
    pattern = re.compile(r"(?<=\s)(" + "|".join(map(re.escape, longest)) + r")(?=\s)")
    return channels, pattern, frozenset(map(fold, _AROUND.split()))
