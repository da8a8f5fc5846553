"""A camp: one place, one day, one window of it. Returns and the ledger hold its figures as a cut, `camp=haat (night)`.

A range or a rule of a calendar ("every Sunday") is so many camps. Two camps of a place and day are told apart by their
window and their site; what they yielded is found by these two again (`matched`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eshram_cli.language.text import fold

KINDS = ("mega", "night", "special", "csc", "mobile", "regular")
"""Kinds of camps that offices speak of; any other word is kept as it was written."""

_MEMBER = re.compile(r"(?P<site>.*?)\s*\((?P<window>[^()]+)\)")


@dataclass(frozen=True, slots=True)
class Camp:
    """A camp as planned. `window`: morning, day, evening, night or blank; `starts` and `ends` None where no hour is
    known. `expected` in persons. `number` is the act that planned it, `cancelled` and `held` say what was told since.
    """

    place: str
    as_on: dt.date
    site: str = ""
    window: str = ""
    starts: dt.time | None = None
    ends: dt.time | None = None
    kind: str = ""
    sponsor: str = ""
    expected: int | None = None
    number: int = 0
    cancelled: bool = False
    held: bool = False
    why: str = ""

    @property
    def key(self) -> tuple[str, dt.date, str, str]:
        """What tells it from other camps."""
        return self.place, self.as_on, fold(self.site), self.window

    def cut(self, place_name: str) -> str:
        """The cut of its figures; a camp without a site bears the name of its place."""
        return camp_cut(self.site or place_name, self.window)


def camp_cut(site: str, window: str) -> str:
    """`camp=haat (night)`."""
    named = " ".join(site.split()).replace("|", "/").casefold()
    return f"camp={named} ({window})" if window else f"camp={named}"


def site_and_window(cut: str) -> tuple[str, str]:
    """The site that a camp's cut names, and its window as one of the words of `Camp`; blank where it names none."""
    from eshram_cli.language.camps import window_word

    member = cut.partition("=")[2]
    parts = _MEMBER.fullmatch(member)
    window = window_word(parts["window"]) if parts else ""
    return (parts["site"], window) if parts and window else (member, "")


def matched(camps: Sequence[Camp], cuts: Sequence[str], names: Mapping[str, str]) -> dict[str, Camp]:
    """For each cut the camp that it is of, among those of one place and day; each camp once. `names` of the places.

    The one of the same site and window; else the only one of the window, where one of the two names no site or the
    site is the place's own name; else the only one of that site. A cut that fits none, or two alike, is of no camp.
    """
    found: dict[str, Camp] = {}
    for rule in (_same, _by_window, _by_site):
        for cut in cuts:
            free = [camp for camp in camps if camp not in found.values()]
            fitting = [camp for camp in free if rule(camp, *site_and_window(cut), names[camp.place])]
            if cut not in found and len(fitting) == 1:
                found[cut] = fitting[0]
    return found


def _same(camp: Camp, site: str, window: str, place: str) -> bool:
    return fold(camp.site or place) == fold(site) and camp.window == window


def _by_window(camp: Camp, site: str, window: str, place: str) -> bool:
    nameless = not camp.site or fold(site) == fold(place)
    return nameless and bool(window) and camp.window == window


def _by_site(camp: Camp, site: str, window: str, place: str) -> bool:
    return fold(camp.site or place) == fold(site) and (not window or not camp.window)
