"""What a forecast says about itself: codes with their facts, worded in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "no-target": (
            "No target is known, so the forecast does not slow down toward one.",
            "लक्ष्य ज्ञात नहीं है, इसलिए पूर्वानुमान किसी लक्ष्य की ओर धीमा नहीं होता।",
        ),
        "no-figure": ("No figure has been reported yet.", "अभी तक कोई आँकड़ा प्राप्त नहीं हुआ है।"),
        "one-day": (
            "A single day's figure shows no pace; the range is a convention, not an estimate.",
            "केवल एक दिन के आँकड़े से गति ज्ञात नहीं होती; दी गई सीमा अनुमान नहीं, केवल परिपाटी है।",
        ),
        "short": (
            "Only {days} days of history: the range is widened.",
            "केवल {days} दिनों का इतिहास है: सीमा चौड़ी रखी गई है।",
        ),
        "standing": (
            "Nothing was registered in the last {days} days; the median stands still.",
            "पिछले {days} दिनों में कोई निबंधन नहीं हुआ; मध्य अनुमान स्थिर है।",
        ),
        "fallen": (
            "Counts fell on {days} days; earlier counts are lowered to the later ones.",
            "{days} दिन गिनती घटी; पहले की गिनती बाद की गिनती तक घटाकर ली गई है।",
        ),
        "finished": ("The target has been reached.", "लक्ष्य पूरा हो चुका है।"),
        "stale": (
            "The last figure is {days} days old; the forecast goes on from it.",
            "अंतिम आँकड़ा {days} दिन पुराना है; पूर्वानुमान उसी से आगे चलता है।",
        ),
        "masked": (
            "{days} noted days (portal down and the like) are left out of the pace.",
            "टिप्पणी वाले {days} दिन (पोर्टल बंद आदि) गति में नहीं गिने गए हैं।",
        ),
        "peak": (
            "A day of {gain} is counted as {held} only: one peak day is not a pace.",
            "{gain} वाले एक दिन को केवल {held} गिना गया है: एक दिन का शिखर गति नहीं होता।",
        ),
        "what-if": (
            "This supposes {pace} a day from tomorrow; it is not what is expected.",
            "यह कल से प्रतिदिन {pace} मानकर है; यह अपेक्षित अनुमान नहीं है।",
        ),
        "naive-better": (
            "On this place's own past the {method} would have been better ({theirs} against {ours} of error).",
            "इस स्थान के अपने इतिहास पर {method} बेहतर रहती (त्रुटि {ours} के स्थान पर {theirs})।",
        ),
        "unproven": (
            "Too short a history to score the method on it.",
            "इतना कम इतिहास है कि उस पर विधि को परखा नहीं जा सकता।",
        ),
    }
)


@dataclass(frozen=True)
class Note:
    """One remark: a code of WORDS and the facts its sentence names (integers, or text for a method's name)."""

    code: str
    facts: Mapping[str, int | str] = field(default_factory=dict)

    def say(self, lang: str = "en") -> str:
        """The sentence in English or Hindi, numbers ungrouped; the reports may group the facts first."""
        return WORDS[self.code][1 if lang == "hi" else 0].format(**self.facts)
