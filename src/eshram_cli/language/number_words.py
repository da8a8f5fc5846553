"""The words of numbers in Hindi, Marathi and English, and the words that stand round a number.

One line a value: the usual spelling first, then the others that people type. The words are compared by `fold`, so
पाँच and पांच, हज़ार and हजार, करोड़ and करोड need one spelling only.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from eshram_cli.language.text import fold

HINDI = """
0 शून्य सिफर जीरो
1 एक
2 दो
3 तीन
4 चार
5 पांच पाच
6 छह छः छे छै
7 सात
8 आठ
9 नौ
10 दस
11 ग्यारह
12 बारह
13 तेरह
14 चौदह
15 पंद्रह पंदरह
16 सोलह
17 सत्रह सतरह
18 अठारह अट्ठारह
19 उन्नीस
20 बीस
21 इक्कीस
22 बाईस बाइस
23 तेईस तेइस
24 चौबीस
25 पच्चीस पचीस
26 छब्बीस
27 सत्ताईस सत्ताइस
28 अट्ठाईस अट्ठाइस अठाईस अठाइस अठ्ठाईस अठ्ठाइस
29 उनतीस उन्तीस उनत्तीस
30 तीस
31 इकतीस इकत्तीस
32 बत्तीस
33 तैंतीस तेंतीस तैतीस तेतीस
34 चौंतीस चौतीस
35 पैंतीस पैतीस
36 छत्तीस
37 सैंतीस सैतीस
38 अड़तीस
39 उनतालीस उन्तालीस उनचालीस
40 चालीस चालिस
41 इकतालीस
42 बयालीस बयालिस ब्यालीस
43 तैंतालीस तेंतालीस तैतालीस
44 चौवालीस चवालीस चौंवालीस चौआलीस
45 पैंतालीस पैतालीस
46 छियालीस छयालीस
47 सैंतालीस सैतालीस
48 अड़तालीस
49 उनचास उन्चास
50 पचास
51 इक्यावन
52 बावन
53 तिरपन तिरेपन
54 चौवन चौअन
55 पचपन
56 छप्पन
57 सत्तावन
58 अट्ठावन अठावन अठ्ठावन
59 उनसठ
60 साठ
61 इकसठ
62 बासठ
63 तिरसठ तिरेसठ
64 चौंसठ चौसठ
65 पैंसठ पैसठ
66 छियासठ छाछठ
67 सड़सठ सरसठ
68 अड़सठ
69 उनहत्तर उनहतर
70 सत्तर
71 इकहत्तर इकहतर
72 बहत्तर
73 तिहत्तर
74 चौहत्तर
75 पचहत्तर पिचहत्तर
76 छिहत्तर
77 सतहत्तर
78 अठहत्तर
79 उन्यासी उनासी उन्नासी
80 अस्सी
81 इक्यासी
82 बयासी
83 तिरासी
84 चौरासी
85 पचासी
86 छियासी
87 सत्तासी सतासी
88 अट्ठासी अठासी अठ्ठासी
89 नवासी
90 नब्बे
91 इक्यानवे इक्यानबे
92 बानवे बानबे
93 तिरानवे तिरानबे
94 चौरानवे चौरानबे
95 पचानवे पचानबे पंचानवे पंचानबे
96 छियानवे छियानबे
97 सत्तानवे सत्तानबे
98 अट्ठानवे अट्ठानबे अठानवे अठानबे अठ्ठानवे अठ्ठानबे
99 निन्यानवे निन्यानबे निन्नानवे
"""

MARATHI = """
2 दोन
6 सहा
9 नऊ
10 दहा
11 अकरा
12 बारा
13 तेरा
14 चौदा
15 पंधरा
16 सोळा
17 सतरा
18 अठरा
19 एकोणीस
20 वीस
21 एकवीस
22 बावीस
23 तेवीस
24 चोवीस
25 पंचवीस
26 सव्वीस
27 सत्तावीस
28 अठ्ठावीस
29 एकोणतीस
31 एकतीस
33 तेहतीस
35 पस्तीस
37 सदतीस
39 एकोणचाळीस
40 चाळीस
41 एक्केचाळीस
42 बेचाळीस
43 त्रेचाळीस
44 चव्वेचाळीस
45 पंचेचाळीस
46 सेहेचाळीस
47 सत्तेचाळीस
48 अठ्ठेचाळीस
49 एकोणपन्नास
50 पन्नास
51 एक्कावन्न
52 बावन्न
53 त्रेपन्न
54 चोपन्न
55 पंचावन्न
56 छप्पन्न
57 सत्तावन्न
58 अठ्ठावन्न
59 एकोणसाठ
61 एकसष्ट
62 बासष्ट
63 त्रेसष्ट
64 चौसष्ट
65 पासष्ट
66 सहासष्ट
67 सदुसष्ट
68 अडुसष्ट
69 एकोणसत्तर
71 एक्काहत्तर
72 बाहत्तर
73 त्र्याहत्तर
74 चौऱ्याहत्तर
75 पंच्याहत्तर
76 शहात्तर
77 सत्याहत्तर
78 अठ्ठ्याहत्तर
79 एकोणऐंशी
80 ऐंशी
90 नव्वद
99 नव्व्याण्णव
"""

ENGLISH = """
0 zero nil nill
1 one
2 two
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
13 thirteen
14 fourteen
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen
"""

# "निल" and "निरंक" head a nil report: the office says that there is none, which is zero and not a missing figure.
NIL = "0 निल निरंक"

ENGLISH_TENS = "20 twenty\n30 thirty\n40 forty fourty\n50 fifty\n60 sixty\n70 seventy\n80 eighty\n90 ninety"

SCALE_WORDS = """
100 सौ शंभर hundred
1000 हजार thousand thousands k
100000 लाख लक्ष lakh lakhs lac lacs
1000000 million millions mn मिलियन
10000000 करोड़ कोटी कोटि crore crores cr
1000000000 अरब अब्ज billion bn
"""

HALVES = {"डेढ़": "1.5", "दीड": "1.5", "ढाई": "2.5", "अढ़ाई": "2.5", "अडीच": "2.5", "आधा": "0.5", "अर्धा": "0.5"}
"""Words that are a number with a half in it; they need a scale after them."""

QUARTERS = {
    "सवा": "0.25",
    "सव्वा": "0.25",
    "साढ़े": "0.5",
    "साडे": "0.5",
    "साढे": "0.5",
    "पौने": "-0.25",
    "पौन": "-0.25",
    "पाउणे": "-0.25",
    "पावणे": "-0.25",
}
"""Words that add to the number after them: सवा दो is 2.25, साढ़े तीन 3.5, पौने तीन 2.75; सवा लाख is 1.25 lakh."""

_GLUED = ("पावणे", "साडे", "सव्वा")

ABOUT = """
लगभग, करीब, करीबन, तकरीबन, अंदाजन, अंदाजे, अनुमानतः, अनुमानित, सुमारे, जवळपास,
about, approx, approximately, around, nearly, almost, circa, roughly, ~, ≈
"""
AT_LEAST = """
से अधिक, से भी अधिक, से ज्यादा, से भी ज्यादा, से ऊपर, से उपर, के पार, पार, कम से कम, न्यूनतम,
पेक्षा जास्त, पेक्षा अधिक, हून अधिक, हून जास्त, किमान,
more than, at least, over, above, plus, upwards of, crossed, >=, ≥, >
"""
AT_MOST = """
अधिक से अधिक, ज्यादा से ज्यादा, से कम, अधिकतम, पेक्षा कमी,
less than, under, below, at most, up to, upto, not more than, no more than, not over, <=, ≤, <
"""
PERCENT = "%, प्रतिशत, फीसदी, फीसद, टक्के, percent, per cent, pct"
UNITS = """
व्यक्ति, व्यक्तियों, श्रमिक, श्रमिकों, कामगार, कामगारों, मजदूर, मजदूरों, लोग, लोगों, जन, निबंधन, पंजीकरण, पंजीयन, कार्ड, नग, अदद, मात्र,
person, persons, people, worker, workers, registration, registrations, card, cards, no, nos, number, only
"""
MISSING = """
na, n a, nr, nan, null, none, blank, not available, not applicable, not reported, not received, awaited, pending,
अप्राप्त, अनुपलब्ध, उपलब्ध नहीं, लागू नहीं, प्राप्त नहीं, प्रतीक्षित, लंबित
"""


@cache
def values() -> dict[str, int]:
    """Folded word -> number 0..99, tens of English (twenty) left to `tens`."""
    return _table(HINDI) | _table(MARATHI) | _table(ENGLISH) | _table(NIL)


@cache
def tens() -> dict[str, int]:
    """Folded English tens, which take a unit after them: twenty eight."""
    return _table(ENGLISH_TENS)


@cache
def scales() -> dict[str, int]:
    """Folded word -> 100, 1000, 100000, ..."""
    return _table(SCALE_WORDS)


@cache
def halves() -> dict[str, Decimal]:
    """Folded word -> number."""
    return {fold(word): Decimal(number) for word, number in HALVES.items()}


@cache
def quarters() -> dict[str, Decimal]:
    """Folded word -> what it adds to the next number."""
    return {fold(word): Decimal(number) for word, number in QUARTERS.items()}


@cache
def missing() -> frozenset[str]:
    """Folded texts that say that there is no figure."""
    return frozenset(_keys(MISSING))


@cache
def phrases(words: str) -> re.Pattern[str]:
    """Finds any of the phrases as whole words in a text of folded words parted by single spaces, longest first."""
    keys = sorted(set(_keys(words)), key=len, reverse=True)
    return re.compile("(?<!\\S)(?:" + "|".join(map(re.escape, keys)) + ")(?!\\S)")


def unglued(word: str) -> tuple[str, ...]:
    """Marathi writes पावणेसात as one word: (पावणे, सात); any other word as it is."""
    for prefix in map(fold, _GLUED):
        rest = word.removeprefix(prefix)
        if rest != word and (rest in values() or rest in scales()):
            return prefix, rest
    return (word,)


def _keys(phrases: str) -> list[str]:
    """The phrases of a list parted by commas, folded; signs such as ~ and >= stay themselves."""
    parts = (part.strip() for part in phrases.split(","))
    return [fold(part) or part for part in parts if part]


def _table(lines: str) -> dict[str, int]:
    rows = (line.split() for line in lines.strip().splitlines())
    return {fold(word): int(number) for number, *words in rows for word in words}
