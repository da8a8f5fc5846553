"""Camps planned, called off, and told: from a calendar sheet, or one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eshram_cli.analysis.workdays import DAY
from eshram_cli.answers.camps import CampList, CampsLoaded
from eshram_cli.camps import Camp, camp_cut, matched
from eshram_cli.checks import asking, run_checks, taken_anyway
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.intake.history import history_of
from eshram_cli.jobs.questions.camps import CampFilter, list_camps
from eshram_cli.jobs.session import Session
from eshram_cli.jobs.typed import typed_count
from eshram_cli.language.camps import Period, Window, kind_of, read_window
from eshram_cli.language.text import clean, fold
from eshram_cli.language.unread import shown
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.places.words import name_words
from eshram_cli.privacy.masking import masked
from eshram_cli.problems import NOWHERE, Problem, Where
from eshram_cli.returns.camps import CampSheet, days_in, read_camps
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import CellCount, Record, Return, Table
from eshram_cli.sheets.read import read_book

SHOWN_CAMPS = 6


@dataclass(frozen=True)
class CampTerms:
    """What is said of a camp beside its place and days."""

    window: str = ""
    site: str = ""
    kind: str = ""
    sponsor: str = ""
    expected: str = ""


def load_camps(
    session: Session, file: Path, hints: Hints, period: Period | None = None, *, learn: bool = False
) -> CampsLoaded:
    """Store the camps of a calendar sheet, and the figures that it tells of them.

    `period`: the days within which rules without an end are meant; `learn` takes panchayats and wards that nobody knows
    as new places. Raises `camp-no-table`, `persons`, `camp-title-place`.
    """
    book = read_book(file)
    sheet = read_camps(book, session.gazetteer, hints, period, learn=learn)
    with session.ledger.together():
        if sheet.unknown and learn:
            session.ledger.learn([one.place for one in sheet.unknown], source=file.name, **acting())
            session = session.relearned()
        receipt = session.ledger.plan_camps(sheet.camps, rows=sheet.rows, file=file.name, **acting())
        figures, told = _store_figures(session, sheet, Where(file.name), book.sha256)
    days = [camp.as_on for camp in sheet.camps]
    clashes = _clashes(session, sheet, CampFilter(min(days), max(days))) if days else []
    return CampsLoaded(
        file=file.name,
        accepted=receipt.accepted,
        unchanged=receipt.unchanged,
        rejected=sheet.rejected,
        figures=figures,
        problems=(*sheet.problems, *told, *clashes),
    )


def _store_figures(session: Session, sheet: CampSheet, where: Where, sha: str) -> tuple[int, tuple[Problem, ...]]:
    """The figures of a calendar, kept as a return by camp; how many, and what the ledger says of them."""
    rows = dict(zip((camp.key for camp in sheet.camps), zip(sheet.camps, sheet.rows, strict=True), strict=True))
    records = []
    for key, registered in sheet.figures.items():
        camp, row = rows[key]
        cut = _cut_of(session, camp)
        counts = tuple(_counts(session, camp, cut, registered))
        records.append(Record(place=PlaceId(camp.place), as_on=camp.as_on, row=row, counts=counts))
    if not records:
        return 0, ()
    last = max(record.as_on for record in records if record.as_on)
    ret = Return(where.file, "", sha, Table("", (), None, 0, 0, ()), tuple(records), as_on=last)
    receipt = session.ledger.accept(ret, again=True, **acting())
    return receipt.accepted, receipt.problems


def _clashes(session: Session, sheet: CampSheet, asked: CampFilter) -> list[Problem]:
    """A warning for each place and day of the sheet on which camps overlap."""
    found: dict[tuple[str, dt.date], list[str]] = {}
    for place in dict.fromkeys(camp.place for camp in sheet.camps):
        one = session.gazetteer.get(PlaceId(place))
        for line in list_camps(session, one, replace(asked, clashes=True)).rows:
            if line.id == place:
                found.setdefault((place, line.as_on), []).append(" ".join(filter(None, (line.site, line.hours))) or "-")
    return [
        Problem("camp-clash", NOWHERE, {"place": name_words(session.gazetteer.get(PlaceId(place))), "as_on": day,
                                        "camps": "; ".join(camps), "count": len(camps)})
        for (place, day), camps in found.items()
    ]  # fmt: skip


def add_camps(session: Session, place: Place, when: str, terms: CampTerms, period: Period | None = None) -> CampList:
    """Plan a camp of a place on the days of `when` ("05.12.2021", "every Sunday"), and show it with those of its days.

    Raises `camp-date`, `camp-rule-endless`, `camp-weekday`, `camp-days-many`, `camp-window`, `camp-count`.
    """
    days, window = days_in(when, period, NOWHERE), _window(terms.window)
    expected = typed_count(terms.expected, "camp-count")[0] if terms.expected else None
    kind = kind_of(terms.kind) or ("night" if window.name == "night" else "")
    site, sponsor = (clean(str(masked(text, suspect=True))) for text in (terms.site, terms.sponsor))
    camps = [Camp(place.id, day, site, *window, kind, sponsor, expected) for day in days]
    session.ledger.plan_camps(camps, source=f"{when} {site}".strip(), **acting())
    return list_camps(session, place, CampFilter(min(days), max(days)))


def cancel_camps(session: Session, place: Place, when: str, terms: CampTerms, why: str = "") -> CampList:
    """Call off the camps of a place on the days of `when`, all or those of the window and site named.

    Raises `camp-none` where no camp stands there, and `note-empty` where no reason is given.
    """
    days, reason = days_in(when, None, NOWHERE), clean(str(masked(why, suspect=True)))
    if not reason:
        raise EshramError("camp-why")
    camps = [camp for day in days for camp in _standing(session, place, day, terms)]
    if not camps:
        raise EshramError("camp-none", place=name_words(place), when=shown(when))
    session.ledger.change_camps(camps, "cancelled", why=reason, **acting())
    return list_camps(session, place, CampFilter(min(days), max(days)))


def hold_camp(
    session: Session, place: Place, when: str, number: str | None, terms: CampTerms, *, anyway: bool = False
) -> tuple[CampList, tuple[Problem, ...]]:
    """Keep what a camp of a place registered on a day, or, without a number, that it was held.

    The figure is one by camp like those of returns: told again, the later one stands. Raises `camp-which` where several
    camps of the day fit, `camp-none` where none fits and there is no number to keep, `camp-count`, and
    `count-above-population` unless `anyway`.
    """
    days = days_in(when, None, NOWHERE)
    if len(days) != 1:
        raise EshramError("camp-date", text=shown(when))
    day = days[0]
    camps = _standing(session, place, day, terms)
    if len(camps) > 1:
        told = "; ".join(" ".join(filter(None, (camp.site, camp.window))) or "-" for camp in camps[:SHOWN_CAMPS])
        raise EshramError("camp-which", place=name_words(place), as_on=day, count=len(camps), camps=told)
    problems: tuple[Problem, ...] = ()
    if number is None:
        if not camps:
            raise EshramError("camp-none", place=name_words(place), when=shown(when))
        session.ledger.change_camps(camps, "held", **acting())
    else:
        camp = camps[0] if camps else Camp(place.id, day, clean(terms.site), _window(terms.window).name)
        persons, _ = typed_count(number, "camp-count")
        counts = tuple(_counts(session, camp, _cut_of(session, camp), persons))
        record = Record(place=place.id, as_on=day, counts=counts)
        ret = Return("", "", "", Table("", (), None, 0, 0, ()), (record,), as_on=day)
        people = session.gazetteer.populations([place.id])
        found = run_checks(ret, history_of(session.ledger, [place.id], day, None, people))
        if doubted := asking(found):
            if not anyway:
                raise EshramError(doubted[0].code, **doubted[0].words)
            found = tuple(taken_anyway(found))
        value, new = ({one.measure: one.value for one in counts}.get(name) for name in ("registered", "new"))
        receipt = session.ledger.enter(place.id, value, day, new=new, cut=counts[0].cut, source="camp", **acting())
        problems = (*found, *receipt.problems)
    return list_camps(session, place, CampFilter(day, day)), problems


def _window(text: str) -> Window:
    window = read_window(text)
    if window is None:
        raise EshramError("camp-window", text=shown(text))
    return window


def _standing(session: Session, place: Place, day: dt.date, terms: CampTerms) -> list[Camp]:
    """The camps of a place and day that stand, of the window and site where these are named."""
    window = _window(terms.window).name if terms.window else ""
    camps = (camp for camp in session.ledger.camps([place.id], day, day) if not camp.cancelled)
    return [
        camp
        for camp in camps
        if (not window or camp.window == window) and (not terms.site or fold(camp.site) == fold(terms.site))
    ]


def _cut_of(session: Session, camp: Camp) -> str:
    """The cut of a camp's figures: the one under which figures of its day came already, else its own."""
    place = session.gazetteer.get(PlaceId(camp.place))
    cuts = [cut for _, cut, day in session.ledger.camp_figures([place.id]) if day == camp.as_on]
    camps = [one for one in session.ledger.camps([place.id], camp.as_on, camp.as_on) if not one.cancelled] or [camp]
    names: Mapping[str, str] = {camp.place: place.name}
    found: Sequence[str] = [cut for cut, one in matched(camps, cuts, names).items() if one.key == camp.key]
    return found[0] if found else camp_cut(camp.site or place.name, camp.window)


def _counts(session: Session, camp: Camp, cut: str, new: int) -> list[CellCount]:
    """The counts that keep `new` persons of a day: where the camp's count so far was sent before, that count too, since
    it stands from then on."""
    place, day = PlaceId(camp.place), camp.as_on
    told = session.ledger.figures([place], [day - DAY, day], cuts=[cut])
    counts = [CellCount(value=new, cut=cut, measure="new", part=True)]
    if ((told["measure"] == "registered") & (told["as_on"] <= str(day))).any():
        from eshram_cli.analysis.counts import standing_table

        before = standing_table(told, [day - DAY])
        so_far = int(before["registered"].iloc[0]) if len(before) else 0
        counts.append(CellCount(value=so_far + new, cut=cut, part=True))
    return counts
