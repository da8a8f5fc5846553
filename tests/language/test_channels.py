"""A channel is known by every name that a state gives it, and never guessed."""

from __future__ import annotations

import pytest

from eshram_cli.language.lexicon import channel, channels
from eshram_cli.language.words import has

KNOWN = {
    "csc": """
        CSC; VLE; CSC/VLE; C.S.C.; सी.एस.सी.; वसुधा केन्द्र; वसुधा केंद्र; Vasudha Kendra; वसुधा केन्द्र (CSC); लोक मित्र केन्द्र;
        लोकमित्र केंद्र; Lok Mitra Kendra; ई-मित्र; e-Mitra; जन सेवा केन्द्र; Jan Seva Kendra; CSC द्वारा निबंधित;
        Registered through CSC; वसुधा केन्द्र के माध्यम से; प्रज्ञा केंद्र; सामान्य सेवा केंद्र; JSK
        """,
    "self": "Self; SELF; स्वयं; self registration; खुद; स्वयं द्वारा निबंधित; Self-registered",
    "post-office": "Post Office; डाकघर",
    "umang": "UMANG; उमंग; UMANG App",
    "ssk": "SSK; State Seva Kendra; राज्य सेवा केन्द्र",
    "camp": "Camp; शिविर; कैम्प; कैंप; शिविर में निबंधित",
}
CASES = [(member, text.strip()) for member, texts in KNOWN.items() for text in texts.split(";")]


@pytest.mark.parametrize(("member", "text"), CASES)
def test_a_channel_is_known_by_its_names(member: str, text: str) -> None:
    assert channel(text) == member


@pytest.mark.parametrize(
    "text",
    [
        "",
        "District",
        "लक्ष्य",
        "CSC & SSK",
        "CSC + Self",
        "Selfless",
        "No. of CSCs",
        "Number of camps",
        "CSC Manager",
        "कुल",
    ],
)
def test_what_is_no_channel_or_several_is_none(text: str) -> None:
    assert channel(text) == ""


def test_every_channel_has_words_for_reports() -> None:
    assert all(has(f"channel-{member}") for member in channels())
