"""A calendar of camps as iCalendar (RFC 5545), for phones and mail programs; no other answer is one.

Hours are written in UTC, which every program knows without a table of zones; a camp whose hours nobody knows fills its
day. A camp's identity is its place, day, site and window, so that a calendar sent again moves the camps and adds none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from eshram_cli.answers.camps import CampCalendar, CampLine
from eshram_cli.errors import EshramError
from eshram_cli.language.camps import CSC
from eshram_cli.language.written import INDIA
from eshram_cli.problems import Language
from eshram_cli.reports.document import Name, Phrase, within_of
from eshram_cli.reports.formats import Format
from eshram_cli.reports.look import Look, say, told

_ZONE = ZoneInfo(INDIA)
_STATUS = {"cancelled": "CANCELLED", "planned": "TENTATIVE"}


def render(result: object, look: Look) -> bytes:
    """The calendar in UTF-8, its lines folded and ended as the standard asks. Raises `ics-not-calendar`."""
    if not isinstance(result, CampCalendar):
        raise EshramError("ics-not-calendar")
    made = Calendar()
    made.add("prodid", "-//eshram//camps//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", say(Phrase("camp-ics-name", {"within": within_of(result)}), look))
    for camp in result.rows:
        if camp.number is not None:
            made.add_component(_event(camp, result.stamped, look))
    return bytes(made.to_ical())


FORMAT = Format(render, binary=True)


def _event(camp: CampLine, stamped: dt.datetime, look: Look) -> Event:
    event = Event()
    key = "|".join((camp.id, camp.as_on.isoformat(), camp.site.casefold(), camp.window))
    event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@eshram")
    event.add("dtstamp", stamped)
    if camp.starts and camp.ends:
        for name, hour in (("dtstart", camp.starts), ("dtend", camp.ends)):
            event.add(name, dt.datetime.combine(camp.as_on, hour, _ZONE).astimezone(dt.UTC))
    else:
        event.add("dtstart", camp.as_on)
        event.add("dtend", camp.as_on + dt.timedelta(days=1))
    place = camp.place_hi if look.language is Language.hi and camp.place_hi else camp.place
    event.add("summary", say(Phrase("camp-ics-summary", {"name": Name(camp.place, camp.place_hi)}), look))
    event.add("location", ", ".join(filter(None, (camp.site, place))))
    kind = told(f"camp-kind-{camp.kind}", look) if camp.kind in _KINDS else camp.kind
    sponsor = told(f"camp-sponsor-{camp.sponsor}", look) if camp.sponsor == CSC else camp.sponsor
    if lines := [text for text in (kind, sponsor, camp.why) if text]:
        event.add("description", "\n".join(lines))
    event.add("status", _STATUS.get(camp.status, "CONFIRMED"))
    return event


_KINDS = frozenset({"mega", "night", "special", "csc", "mobile", "regular"})
