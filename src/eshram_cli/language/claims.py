"""Public claims as sentences: "17 lakh in 7 days", "3 महीने में 1.80 करोड़", "17 lakh by 4 January 2022", "the target
in a week", "90 % by 4 January 2022".

A claim is a number of persons, or the target or a percentage of it, and a time: a period (a week counts 7 days, a
fortnight 15, a month 30, a year 365) or a last day. Words such as "more" say that the number is an addition, words such
as "total" that it is the count to reach; without either both can be meant. A sentence with any word that is not
understood ("rupees", "camps", "per day", "not") is None, never a guess: it would be judged as something else than it
says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from eshram_cli.language.deadlines import last_day, period
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.language.text import clean, fold

Meaning = Literal["total", "addition"]
MEANINGS: tuple[Meaning, ...] = ("total", "addition")

_WORDS: dict[Meaning, frozenset[str]] = {
    "addition": frozenset(map(fold, "more new another additional further extra और अतिरिक्त नए नये अधिक".split())),
    "total": frozenset(map(fold, "total reach reached complete altogether overall target कुल पूरा पूरे लक्ष्य".split())),
}
_AROUND = set(
    fold(
        "in by within before till until upto up to on from now of for at least about around over than only "
        "and the a an we i it they he she our will shall would can is are be been has have do does made make "
        "get cross touch achieve register registers registered registering registration registrations enrol "
        "enroll enrolled enrolment worker workers person persons people labourer labourers labour unorganised "
        "unorganized shramik shramiks e-shram eshram portal card cards district state block promise promised "
        "claim claimed says said that so far में तक के की का को से पर और ही भी लगभग करीब भीतर अंदर पहले अब हम "
        "वे जिला ज़िला जिले राज्य प्रखंड होगा होंगे हो जाएगा जाएंगे जाएँगे करेंगे करेगा किए किया जाने करने है "
        "हैं वाले निबंधन निबंधित पंजीकरण पंजीकृत पंजीयन श्रमिक श्रमिकों कामगार कामगारों मजदूर मजदूरों लोग "
        "लोगों व्यक्ति व्यक्तियों ई श्रम पोर्टल कार्ड दावा वादा"
    ).split()
)
"""Words that stand in such a sentence and change nothing of what it says."""
_RANKS = set(
    fold(
        "rank ranks ranked ranking rankings position top topmost first second third topper 1st 2nd 3rd leader "
        "रैंक रैंकिंग स्थान पायदान प्रथम पहला अव्वल शीर्ष"
    ).split()
)
_MORE_THAN = re.compile(r"\bmore than\b|से (?:अधिक|ज़्यादा|ज्यादा)", re.IGNORECASE)
_AT_LEAST = re.compile("कम से कम")
_SHARE = re.compile(
    r"(?P<share>\d+(?:\.\d+)?)\s*(?:%|per ?cent\b|pct\b|प्रतिशत|फ़ीसदी|फीसदी|फीसद)|शत[ -]?प्रतिशत", re.IGNORECASE
)
_OF_TARGET = frozenset(map(fold, "target goal lakshya लक्ष्य".split()))
_WHOLE = frozenset(map(fold, "full whole entire saara पूरा पूरे सारा".split()))
_LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Claim:
    """Persons, the last day, and what the number can mean.

    `share`: the percent of the target that is claimed instead of a number of persons, which is then 0 until the target
    is known; None where persons are claimed.
    """

    persons: int
    deadline: dt.date
    meanings: tuple[Meaning, ...]
    share: float | None = None


def is_of_rank(text: str) -> bool:
    """Whether a sentence speaks of a rank ("rank 1 in 3 days"), which is no number of persons."""
    return any(word in _RANKS for part in clean(text).split() for word in fold(part).split())


def read_claim(text: str, as_on: dt.date, names: Sequence[str] = ()) -> Claim | None:
    """The claim in a sentence said on `as_on`, which may name its place by one of `names`; None where a word is not
    understood, number or time are lacking, or the time is past."""
    words = clean(text).split()
    found = period(words)
    if found:
        deadline: dt.date | None = as_on + dt.timedelta(days=found[0])
        words = [*words[: found[1]], "|", *words[found[2] :]]
    else:
        deadline, rest = last_day(" ".join(words), as_on)
        words = rest.split()
    if deadline is None or deadline <= as_on:
        return None
    known = _AROUND | {word for name in names for word in fold(name).split()}
    share = _SHARE.search(" ".join(words))
    runs = list(_runs(words))
    if share or not runs:
        others = set(fold(_SHARE.sub(" | ", " ".join(words), count=1)).split())
        percent = float(share["share"] or 100) if share else 100.0
        understood = others <= known | _WORDS["total"] | _OF_TARGET | _WHOLE and (share or others & _OF_TARGET)
        return Claim(0, deadline, ("total",), percent) if understood and percent else None
    # The number of persons is the longest run of words that is one number; two different ones are none.
    longest = max(end - start for start, end, _ in runs)
    persons = {value for start, end, value in runs if end - start == longest}
    _, start, end = max((end - start, start, end) for start, end, _ in runs)
    known |= _WORDS["addition"] | _WORDS["total"]
    left = fold(_AT_LEAST.sub(" ", " ".join([*words[:start], "|", *words[end:]])))
    if len(persons) != 1 or not set(left.split()) <= known:
        return None
    folded = set(fold(_MORE_THAN.sub(" ", " ".join(words))).split())
    said = tuple(meaning for meaning in MEANINGS if folded & _WORDS[meaning])
    return Claim(persons.pop(), deadline, said or MEANINGS)


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Every run of words that is a number: its first word, the one behind its last, the number."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_NUMBER) + 1):
            read = read_count(" ".join(words[start:end]).lstrip(" ,।!").rstrip(" ,.।!"))
            if isinstance(read, Count) and read.value:
                yield start, end, read.value
