"""The sheets beside the state's: blocks of Khagaria and Purbi Champaran, Bilaspur, Rajasthan, Haridwar."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from sampledrive.bihar import BY_NAME, DAYS, FIRST, KHAGARIA_START, SEED, TUESDAY, curves
from sampledrive.curves import lakh, percent, share, wobble
from sampledrive.files import Page, Plain, Row, delimited, workbook

BILASPUR_DAY = dt.date(2022, 2, 12)
BILASPUR_CENTRES, BILASPUR_SELF = 73_557, 42_567
RAJASTHAN_DAY = dt.date(2022, 2, 10)
RAJASTHAN_TARGET, RAJASTHAN_REGISTERED = 18_000_000, 12_200_000
HARIDWAR_DAY = dt.date(2021, 9, 25)
HARIDWAR = (("रिक्शा चालक", 1_864), ("रेहड़ी", 2_417), ("ठेली", 1_239), ("ठेकेदार के कामगार", 5_308))

KHAGARIA_BLOCKS = (
    ("अलौली", 282_127),
    ("बेलदौर", 200_223),
    ("चौथम", 153_831),
    ("गोगरी", 316_770),
    ("खगड़िया", 381_358),
    ("मानसी", 88_511),
    ("परबत्ता", 244_066),
)
EAST_BLOCKS = (
    ("आदापुर", 203_513),
    ("अरेराज", 163_923),
    ("बंजरिया", 162_684),
    ("बनकटवा", 116_863),
    ("चकिया", 216_276),
    ("छौड़ादानो", 170_758),
    ("चिरैया", 276_809),
    ("ढाका", 318_144),
    ("घोड़ासहन", 174_864),
    ("हरसिद्धी", 222_551),
    ("कल्याणपुर", 267_568),
    ("केशरिया", 194_579),
    ("कोटवा", 168_788),
    ("मधुबन", 160_760),
    ("मेहसी", 173_140),
    ("मोतिहारी", 363_976),
    ("पहाड़पुर", 183_018),
    ("पकड़ीदयाल", 146_216),
    ("पताही", 166_445),
    ("फेनहारा", 80_329),
    ("पीपराकोठी", 77_089),
    ("रामगढवा", 200_998),
    ("रक्सौल", 232_028),
    ("संग्रामपुर", 144_071),
    ("सुगौली", 230_807),
    ("तेतरिया", 102_808),
    ("तुरकौलिया", 180_366),
)
"""Blocks with their population of 2011, by which made-up figures are shared."""

BILASPUR_BLOCKS = (("Bilaspur Sadar", 30), ("Ghumarwin", 33), ("Jhandutta", 24), ("Shree Naina Devi", 13))
"""Blocks with made-up weights in per cent."""

RAJASTHAN = (
    ("अजमेर", 2_583_052),
    ("अलवर", 3_674_179),
    ("बांसवाड़ा", 1_797_485),
    ("बारां", 1_222_755),
    ("बाड़मेर", 2_603_751),
    ("भरतपुर", 2_548_462),
    ("भीलवाड़ा", 2_408_523),
    ("बीकानेर", 2_363_937),
    ("बूंदी", 1_110_906),
    ("चित्तौड़गढ़", 1_544_338),
    ("चूरू", 2_039_547),
    ("दौसा", 1_634_409),
    ("धौलपुर", 1_206_516),
    ("डूंगरपुर", 1_388_552),
    ("हनुमानगढ़", 1_774_692),
    ("जयपुर", 6_626_178),
    ("जैसलमेर", 669_919),
    ("जालोर", 1_828_730),
    ("झालावाड़", 1_411_129),
    ("झुंझुनूं", 2_137_045),
    ("जोधपुर", 3_687_165),
    ("करौली", 1_458_248),
    ("कोटा", 1_951_014),
    ("नागौर", 3_307_743),
    ("पाली", 2_037_573),
    ("प्रतापगढ़", 867_848),
    ("राजसमंद", 1_156_597),
    ("सवाई माधोपुर", 1_335_551),
    ("सीकर", 2_677_333),
    ("सिरोही", 1_036_346),
    ("श्रीगंगानगर", 1_969_168),
    ("टोंक", 1_421_326),
    ("उदयपुर", 3_068_420),
)
"""The 33 districts of 2022 with their population of 2011."""


@dataclass(frozen=True)
class Part:
    """A made-up part of a known whole: a block or a district."""

    name: str
    target: int
    registered: int
    new: int


def _parts(places: tuple[tuple[str, int], ...], target: int, registered: int, new: int, spread: int) -> list[Part]:
    """Target by the places' weights; counts by them too, give or take at most `spread` per cent, adding up exactly."""
    rng = random.Random(f"{SEED} {places[0][0]}")
    weights = [weight for _, weight in places]
    counts = share(registered, [weight * wobble(rng, spread) for weight in weights])
    gains = share(new, [count * wobble(rng, 20) for count in counts])
    columns = zip(places, share(target, weights), counts, gains, strict=True)
    return [Part(name, aim, count, gain) for (name, _), aim, count, gain in columns]


def khagaria_parts() -> list[Part]:
    """Khagaria's seven blocks on 04.12.2021; no targets on that day."""
    return _parts(KHAGARIA_BLOCKS, 0, KHAGARIA_START, curves()["Khagaria"].new[DAYS.index(FIRST)], 16)


def east_parts() -> list[Part]:
    """Purbi Champaran's 27 blocks on Tuesday 28.12.2021."""
    curve = curves()["Purbi Champaran"]
    target = BY_NAME["Purbi Champaran"].target
    return _parts(EAST_BLOCKS, target, curve.registered[-1], curve.new[-1], 18)


def rajasthan_parts() -> list[Part]:
    """Rajasthan's districts on Thursday 10.02.2022."""
    return _parts(RAJASTHAN, RAJASTHAN_TARGET, RAJASTHAN_REGISTERED, 0, 14)


def bilaspur_rows() -> list[tuple[str, int, int, int]]:
    """Bilaspur's blocks on 12.02.2022: name, target, by Lok Mitra Kendra, by the workers themselves."""
    rng = random.Random(f"{SEED} Bilaspur")
    weights = [weight for _, weight in BILASPUR_BLOCKS]
    targets = share(BILASPUR_CENTRES + BILASPUR_SELF, [weight * wobble(rng, 6) for weight in weights])
    centres = share(BILASPUR_CENTRES, [target * wobble(rng, 4) for target in targets])
    selves = share(BILASPUR_SELF, [target * wobble(rng, 7) for target in targets])
    names = [name for name, _ in BILASPUR_BLOCKS]
    return list(zip(names, targets, centres, selves, strict=True))


def khagaria() -> bytes:
    """A Hindi block sheet without targets; the block of the district's own name is one of the seven."""
    parts = khagaria_parts()
    table: list[Row] = [
        ["कार्यालय श्रम अधीक्षक, खगड़िया (बिहार)"],
        ["जिला : खगड़िया - प्रखंडवार ई-श्रम निबंधन, दिनांक 04-12-2021 तक"],
        ["क्र.", "प्रखंड", "आज का निबंधन", "कुल निबंधन"],
    ]
    for number, part in enumerate(parts, 1):
        table.append([number, part.name, part.new, part.registered])
    table.append([None, "कुल", sum(part.new for part in parts), KHAGARIA_START])
    return workbook([Page("प्रखंडवार", table, (3, 3), len(table), ("A1:D1", "A2:D2"))], FIRST)


def east() -> bytes:
    """A Hindi block sheet with targets and two-row headings; the office is in Motihari, a block of the district."""
    parts = east_parts()
    curve, target = curves()["Purbi Champaran"], BY_NAME["Purbi Champaran"].target
    registered, new = curve.registered[-1], curve.new[-1]
    table: list[Row] = [
        ["बिहार सरकार"],
        ["कार्यालय श्रम अधीक्षक, पूर्वी चम्पारण, मोतिहारी"],
        ["ई-श्रम पोर्टल पर प्रखंडवार निबंधन की स्थिति : दिनांक 28.12.2021"],
        ["क्र०", "प्रखण्ड का नाम", "लक्ष्य", "निबंधन", None, "प्रतिशत"],
        [None, None, None, "कुल", "आज", None],
    ]
    for number, part in enumerate(parts, 1):
        shown = float(percent(part.registered, part.target))
        table.append([number, part.name, part.target, part.registered, part.new, shown])
    table.append([None, "कुल योग", target, registered, new, float(percent(registered, target))])
    merges = ("A1:F1", "A2:F2", "A3:F3", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5")
    return workbook([Page("28.12.2021", table, (4, 5), len(table), merges)], TUESDAY)


def bilaspur() -> bytes:
    """Blocks by channel under a merged heading; another Bilaspur is in Chhattisgarh, so the title names the state."""
    rows = bilaspur_rows()
    table: list[Row] = [
        ["जिला बिलासपुर (हिमाचल प्रदेश)"],
        ["ई-श्रम पोर्टल पर खण्डवार पंजीकरण दिनांक 12.02.2022"],
        ["क्र.सं.", "खण्ड", "लक्ष्य", "पंजीकरण", None, None, "प्रतिशत"],
        [None, None, None, "लोक मित्र केन्द्र", "स्वयं", "कुल", None],
    ]
    for number, (name, target, centres, own) in enumerate(rows, 1):
        shown = float(percent(centres + own, target))
        table.append([number, name, target, centres, own, centres + own, shown])
    whole = BILASPUR_CENTRES + BILASPUR_SELF
    table.append([None, "कुल जिला बिलासपुर", whole, BILASPUR_CENTRES, BILASPUR_SELF, whole, 100.0])
    merges = ("A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4")
    return workbook([Page("Bilaspur", table, (3, 4), len(table), merges)], BILASPUR_DAY)


def rajasthan() -> bytes:
    """A Hindi district sheet whose total row is written in words, as the meeting's note printed it."""
    table: list[Row] = [
        ["राजस्थान : ई-श्रम पोर्टल पर जिलेवार पंजीयन"],
        ["राज्य का लक्ष्य 1 करोड़ 80 लाख, अब तक पंजीयन 1.22 करोड़"],
        ["दिनांक 10 फरवरी 2022 (गुरुवार)"],
        ["क्र.सं.", "जिला", "लक्ष्य", "पंजीयन", "प्रतिशत"],
    ]
    for number, part in enumerate(rajasthan_parts(), 1):
        table.append([number, part.name, part.target, part.registered, float(percent(part.registered, part.target))])
    table.append([None, "कुल राज्य", "1 करोड़ 80 लाख", "1.22 करोड़", 67.78])
    page = Page("जिलेवार", table, (4, 4), len(table), ("A1:E1", "A2:E2", "A3:E3"))
    return workbook([page], RAJASTHAN_DAY)


def haridwar() -> bytes:
    """A long CSV: the district in every row, a category of workers a row, a total row."""
    counts = [count for _, count in HARIDWAR]
    table: list[Row] = [
        ["जनपद हरिद्वार (उत्तराखण्ड) : श्रमिक श्रेणीवार ई-श्रम पंजीकरण, दिनांक 25.09.2021"],
        ["क्र.सं.", "जनपद", "श्रमिक श्रेणी", "पंजीकृत श्रमिक"],
    ]
    for number, (name, count) in enumerate(HARIDWAR, 1):
        table.append([number, "हरिद्वार", name, lakh(count)])
    table.append([None, "योग", None, lakh(sum(counts))])
    return delimited(Plain(table))
