"""The fonts of pictures: DejaVu Sans, which matplotlib brings along, and for Devanagari Shobhika of `devanagari-fonts`.

Only these two are used, never what a PC happens to have, so that a picture looks the same everywhere. matplotlib
shapes Devanagari (conjuncts, the short i before its consonant) since 3.11.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

logging.getLogger("matplotlib").setLevel(logging.ERROR)  # its talk of caches and fonts is none of the reader's

import matplotlib as mpl  # noqa: E402
from matplotlib.font_manager import FontProperties, get_font  # noqa: E402
from matplotlib.ft2font import LoadFlags  # noqa: E402

LATIN, HINDI = "DejaVu Sans", "Shobhika"
SHAPING_SINCE = (3, 11)
FIGURES = frozenset("0123456789,.%+- –")
"""They stand side by side unchanged, so that a number is as wide as they are together."""
HINTING = "no_hinting"
"""Letters keep their own widths and distances in every size, instead of being pulled to the pixels of a screen that
nobody knows: a picture is scaled on every phone."""


@cache
def hindi_trouble() -> str | None:
    """The code of the problem that keeps Hindi from being drawn; None where nothing does."""
    if not _hindi_files():
        return "chart-no-hindi-font"
    return None if mpl.__version_info__[:2] >= SHAPING_SINCE else "chart-no-shaping"


class _Properties(FontProperties):
    """Fonts whose files are known, so that matplotlib need not look through all that the PC has, for each size again.

    It asks for each family apart, of a copy with that family alone.
    """

    def __copy__(self) -> _Properties:
        return _Properties(family=self.get_family(), weight=self.get_weight(), size=self.get_size())

    def get_file(self) -> str:
        """The file of the first family."""
        return str(_file(self.get_family()[0], self.get_weight() == "bold"))

    def __hash__(self) -> int:
        return hash((*self.get_family(), self.get_weight()))


@cache
def properties(bold: bool, size: float = 10) -> FontProperties:
    """The fonts of a text of that size in pixels, Devanagari from the second where the first has none of it."""
    return _Properties(family=_families(), weight="bold" if bold else "normal", size=size)


@cache
def text_width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text of that size, both in pixels, as shaped."""
    if len(text) > 1 and FIGURES.issuperset(text):
        return sum(text_width(char, size, bold) for char in text)
    font = get_font(_paths(bold))
    font.set_size(size, 72)
    font.set_text(text, 0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` pixels, broken at spaces; a longer word is left whole."""
    if text_width(text, size, bold) <= width:
        return [text]
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size, bold) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def clip(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, with its end left out behind dots where it is wider; never cut between a letter and its marks."""
    if text_width(text, size, bold) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size, bold) > width:
        kept = kept[:-1]
    while kept and _goes_on(text[len(kept)]):
        kept = kept[:-1]
    return f"{kept.rstrip(' ्')}…"


def _goes_on(char: str) -> bool:
    import unicodedata

    return unicodedata.category(char)[0] == "M"


@cache
def _families() -> tuple[str, ...]:
    return (LATIN,) if hindi_trouble() else (LATIN, HINDI)


@cache
def _paths(bold: bool) -> tuple[str, ...]:
    return tuple(str(_file(family, bold)) for family in _families())


@cache
def _file(family: str, bold: bool) -> Path:
    if family == LATIN:
        return Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
    ending = "-Bold" if bold else "-Regular"
    return next(path for path in _hindi_files() if path.stem.endswith(ending))


@cache
def _hindi_files() -> tuple[Path, ...]:
    try:
        import devanagari_fonts
    except ImportError:
        return ()
    return tuple(_files_of(devanagari_fonts.fonts()))


def _files_of(fonts: object) -> Iterator[Path]:
    """The wheel's own files, not what its user has downloaded besides."""
    for font in fonts:  # type: ignore[attr-defined]
        if font.source == "bundled" and font.filename.startswith(HINDI):
            yield font.path
