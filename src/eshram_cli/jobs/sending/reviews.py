"""The review pack by mail: its findings and its standings in the letter, the pack itself where it was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from eshram_cli.answers.letter import Letter
from eshram_cli.answers.outbox import Delivered, DeliveryState
from eshram_cli.answers.review import Review, Span
from eshram_cli.delivery.outbox import WALL_CLOCK, Clock
from eshram_cli.delivery.schedules import Slot
from eshram_cli.jobs.place_options import Asked, asked_place
from eshram_cli.jobs.questions.review import review
from eshram_cli.jobs.sending.daily import Daily, attended, step_told
from eshram_cli.jobs.sending.mailing import Addressee, Desk, Sending, fingerprint, send
from eshram_cli.jobs.sending.papers import papers
from eshram_cli.jobs.session import Session, writing
from eshram_cli.ledger.outbox import Key
from eshram_cli.places.model import Place
from eshram_cli.reports.look import Look
from eshram_cli.reports.mail import pack_letter
from eshram_cli.reports.plain import fields_of
from eshram_cli.settings import Settings

LEDGER = ("act", "act_at")
"""The fields of a pack that say how far the ledger had come, not what it counts."""


@dataclass
class PackDesk(Desk[Review]):
    """Review packs of a week, a month or the days since another: of each period one mail."""

    span: Span = field(kw_only=True)

    def key(self, addressee: Addressee) -> Key:
        """A pack is the same of the same last day of its period with the same figures."""
        packs = self.answers(addressee)
        # Not the ledger's last act, which any other return moves on.
        figures = fingerprint(
            [{name: value for name, value in fields_of(one).items() if name not in LEDGER} for one in packs]
        )
        drive = f" {packs[0].drive.name}" if packs[0].drive else ""
        return Key(addressee.address, f"report-{self.span}{drive}:{addressee.ids}", packs[0].last, figures)

    def write(self, addressee: Addressee, look: Look, unchanged_since: dt.date | None) -> Letter:  # noqa: ARG002
        """The letter with the packs attached in the forms that were asked for."""
        packs = self.answers(addressee)
        made = pack_letter(packs, look)
        files, problems = papers(packs, self.attach - {"csv"}, look, self.settings)
        return replace(made, attachments=tuple(files), problems=(*made.problems, *problems))

    def settled(self, key: Key, addressee: Addressee) -> DeliveryState | None:  # noqa: ARG002
        """Already where the pack of the period was sent, though a figure was corrected since."""
        last = self.session.ledger.outbox.last(key.recipient, key.page)
        return "already" if last is not None and last.key.day == key.day else None


def send_report(
    session: Session,
    place: Place,
    settings: Settings,
    sending: Sending,
    pack: Callable[[Session, Place], Review],
    *,
    span: Span,
    clock: Clock = WALL_CLOCK,
) -> Delivered:
    """Mails the `pack` of the place, and those of places within it, to who is named for them; see `send_summary`."""
    desk = partial(PackDesk, make=partial(pack, session), span=span)
    return send(desk, session, place, settings, sending, clock)


def run_review(
    settings: Settings,
    asked: Asked,
    sending: Sending,
    span: Span,
    log: Callable[[str], None],
    *,
    name: str = "review",
    if_missed: Slot | None = None,
    clock: Clock = WALL_CLOCK,
) -> Daily:
    """The run of a week or a month, as `run_daily` of a day."""

    def steps(done: Daily, began: dt.datetime) -> None:  # noqa: ARG001  what a run gives its steps
        """The pack of the span, mailed, and told in `done`."""
        with writing(settings.ledger, settings.place) as session, step_told(done, "send"):
            place = asked_place(session.gazetteer, asked, settings.place)
            pack = partial(review, settings=settings, span=span)
            done.mailed(place, send_report(session, place, settings, sending, pack, span=span, clock=clock))

    return attended(settings, log, steps, name=name, if_missed=if_missed, clock=clock)
