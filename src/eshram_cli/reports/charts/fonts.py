"""The fonts of pictures: DejaVu Sans, which matplotlib brings along, and for Devanagari Shobhika of `devanagari-fonts`.

Only these two are used, never what a PC happens to have, so that a picture looks the same everywhere. matplotlib
shapes Devanagari (conjuncts, the short i before its consonant) since 3.11. Widths and sizes are points.
"""

from __future__ import annotations

import logging
import unicodedata
from functools import cache
from pathlib import Path

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # its talk of caches and fonts is none of the reader's

import matplotlib as mpl  # noqa: E402
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font  # noqa: E402
from matplotlib.ft2font import FT2Font, LoadFlags  # noqa: E402

LATIN, HINDI = "DejaVu Sans", "Shobhika"
SHAPING_SINCE = (3, 11)
LEAST = 0.76
"""How far a long name shrinks before it is cut."""


@cache
def hindi_trouble() -> str | None:
    """The code of the problem that keeps Hindi from being drawn; None where nothing does."""
    if not _hindi_files():
        return "chart-no-hindi-font"
    return None if mpl.__version_info__[:2] >= SHAPING_SINCE else "chart-no-shaping"


@cache
def families() -> list[str]:
    """The families of every text, Devanagari from the second where the first has none of it."""
    if hindi_trouble():
        return [LATIN]
    for path in _hindi_files():
        fontManager.addfont(path)
    return [LATIN, HINDI]


def files() -> tuple[Path, ...]:
    """The files of the fonts of both scripts."""
    return (Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", *_hindi_files())


def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text as shaped, which grows with its size."""
    return size * _shaped(text, bold)


@cache
def _shaped(text: str, bold: bool) -> float:
    """The width of a text of the size 1."""
    face = _face(bold)
    face.clear()
    face.set_size(100, 72)
    face.set_text(text, flags=LoadFlags.NO_HINTING)
    width, _ = face.get_width_height()
    return float(width) / 64 / 100  # of 64 parts of a point


@cache
def _face(bold: bool) -> FT2Font:
    """The font of every text: of its families each has what those before it lack."""
    weight = "bold" if bold else "normal"
    return get_font([findfont(FontProperties(family=[family], weight=weight)) for family in families()])


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of at most that width, broken at spaces; a longer word is left whole."""
    if text_width(text, size, bold) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def fit(text: str, width: float, size: float, bold: bool = False) -> tuple[str, float]:
    """A name kept within a width, and its size: smaller where it is longer, cut where it is longer still."""
    size *= max(LEAST, min(1.0, width / max(text_width(text, size, bold), 1)))
    return clip(text, width, size, bold), size


def clip(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, with its end left out behind dots where it is wider; never cut between a letter and its marks."""
    if text_width(text, size, bold) <= width + 0.01:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size, bold) > width:
        kept = kept[:-1]
    while kept and unicodedata.category(text[len(kept)])[0] == "M":
        kept = kept[:-1]
    return f"{kept.rstrip(' ्')}…"


@cache
def _hindi_files() -> tuple[Path, ...]:
    """The wheel's own files, not what its user has downloaded besides."""
    try:
        import devanagari_fonts
    except ImportError:
        return ()
    bundled = (font for font in devanagari_fonts.fonts() if font.source == "bundled")
    return tuple(font.path for font in bundled if font.filename.startswith(HINDI))
