"""Mails to their recipients: who gets which, one letter each, through the outbox. The daily page is one kind."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from eshram_cli.analysis.summary import Summary
from eshram_cli.answers.letter import Letter
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.outbox import Delivered, Delivery, DeliveryState
from eshram_cli.delivery.addresses import permitted
from eshram_cli.delivery.message import Envelope, mail_bytes
from eshram_cli.delivery.outbox import WALL_CLOCK, Clock, Flushed, flush, sole_sender
from eshram_cli.delivery.schedules import read_time
from eshram_cli.delivery.smtp import Server, account_of
from eshram_cli.described import Answer, KnownOn, replace
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import INDIA_TIME
from eshram_cli.jobs.place_options import find_place
from eshram_cli.jobs.questions.summary import Pages
from eshram_cli.jobs.questions.views import day_of
from eshram_cli.jobs.sending.outbox import delivery_of
from eshram_cli.jobs.sending.papers import day_pack, papers
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.outbox import Key
from eshram_cli.places.model import Place
from eshram_cli.places.words import name_words
from eshram_cli.problems import NOWHERE, Language, Problem, Where
from eshram_cli.reports.layouts.summary import summary_fields
from eshram_cli.reports.look import Look, look_of
from eshram_cli.reports.mail import Style, letter
from eshram_cli.saving import save_bytes
from eshram_cli.settings import Settings
from eshram_cli.settings_file import settings_file

A = TypeVar("A", bound=Answer)

FIGURES = ("asked_on", "measure", "registered", "target", "new", "percent", "as_on", "positions", "rows")
"""The fields of a page that are its figures; the notes and sentences follow from them."""


@dataclass(frozen=True)
class Sending:
    """What a command line says of a mailing. `to`: instead of the settings' recipients. `attach`: csv, xlsx or pdf.
    `folder`: where a trial run writes its .eml files, sending nothing. `only_if_new`: silent where the same figures
    went on an earlier day.

    `complete`: silent until every place right below has reported, and once a day, but for the `last` run, which sends
    what there is. `day`: the day in India that the run stands for, where it is not today.
    """

    to: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    only_if_new: bool = False
    allow_external: bool = False
    resend: bool = False
    folder: Path | None = None
    complete: bool = False
    last: bool = False
    day: dt.date | None = None


def is_over(hour: str) -> bool:
    """Whether the hour of India has come today. Raises `schedule-time`."""
    return WALL_CLOCK.now().astimezone(INDIA_TIME).time() >= read_time(hour)


@dataclass(frozen=True)
class Addressee:
    """One address, its language, and the places whose pages it gets."""

    address: str
    language: Language
    places: tuple[Place, ...]

    @property
    def ids(self) -> str:
        """The places in the key of the outbox."""
        return "+".join(place.id for place in self.places)


@dataclass
class Desk(ABC, Generic[A]):
    """One mailing at work: what was made so far, the letters written so far. A kind of mail is a class of its own.

    `make`: the answer about a place that is mailed, as on `as_on` (None: today).
    """

    session: Session
    settings: Settings
    sending: Sending
    now: dt.datetime
    sender: str
    make: Callable[[Place], A] = field(kw_only=True)
    as_on: dt.date | None = field(default=None, kw_only=True)
    problems: list[Problem] = field(default_factory=list)
    _answers: dict[str, A | None] = field(default_factory=dict)
    _letters: dict[tuple[object, ...], Letter] = field(default_factory=dict)

    @property
    def today(self) -> dt.date:
        """The day in India that the mails are of."""
        return self.sending.day or self.now.astimezone(INDIA_TIME).date()

    @property
    def attach(self) -> frozenset[str]:
        """What is attached: as the command line and the settings say."""
        return frozenset(self.sending.attach) | ({"csv"} if self.settings.mail.attach_csv else set())

    def answers(self, addressee: Addressee) -> list[A]:
        """The answers about the addressee's places that have reported; of the others a problem tells, once."""
        for place in addressee.places:
            if place.id in self._answers:
                continue
            try:
                self._answers[place.id] = self.make(place)
            except EshramError as error:
                if error.problem.code != "nothing-reported":
                    raise
                self._answers[place.id] = None
                words = {"place": name_words(place), "as_on": self.as_on or self.today}
                self.problems.append(Problem("mail-page-lacking", NOWHERE, words))
        return [found for place in addressee.places if (found := self._answers[place.id]) is not None]

    @abstractmethod
    def key(self, addressee: Addressee) -> Key:
        """What makes two mails to the addressee the same."""

    @abstractmethod
    def write(self, addressee: Addressee, look: Look, unchanged_since: dt.date | None) -> Letter:
        """The letter in the look of the addressee."""

    @abstractmethod
    def settled(self, key: Key, addressee: Addressee) -> DeliveryState | None:
        """What a mail is that this run is not to send; None where it is to."""

    def letter(self, addressee: Addressee, unchanged_since: dt.date | None) -> Letter:
        """The letter; addressees with the same pages and language get the same."""
        key = (addressee.ids, addressee.language, unchanged_since)
        if key not in self._letters:
            look = replace(look_of(self.settings), language=addressee.language)
            self._letters[key] = made = self.write(addressee, look, unchanged_since)
            self.problems += [problem for problem in made.problems if problem not in self.problems]
        return self._letters[key]

    def unchanged_since(self, key: Key) -> dt.date | None:
        """The earlier day on which the recipient last got this page, where its figures were the same."""
        last = self.session.ledger.outbox.last(key.recipient, key.page)
        return last.key.day if last and last.key.figures == key.figures and last.key.day < key.day else None


class PageDesk(Desk[Summary]):
    """The daily page."""

    def key(self, addressee: Addressee) -> Key:
        """A page is the same on the same day in India with the same figures, whatever the language or the hour."""
        pages = map(summary_fields, self.answers(addressee))
        figures = fingerprint([{key: value for key, value in one.items() if key in FIGURES} for one in pages])
        return Key(addressee.address, f"summary:{addressee.ids}", self.today, figures)

    def write(self, addressee: Addressee, look: Look, unchanged_since: dt.date | None) -> Letter:
        """The letter with the pages and what is attached to it."""
        summaries = self.answers(addressee)
        made = letter(summaries, Style(look, self.settings.mail.charts, self.attach), unchanged_since=unchanged_since)
        packs = [day_pack(self.session, one) for one in summaries] if "pdf" in self.attach else []
        found, problems = papers(packs, ["pdf"], look, self.settings)
        return replace(made, attachments=(*made.attachments, *found), problems=(*made.problems, *problems))

    def settled(self, key: Key, addressee: Addressee) -> DeliveryState | None:
        """Where a day's mail waits for all to report: sent today already, or waiting. Where it need not be sent without
        news: unchanged."""
        since = self.unchanged_since(key)
        if self.sending.complete:
            last = self.session.ledger.outbox.last(key.recipient, key.page)
            if last is not None and last.key.day == key.day:
                return "already"
            whole = all(one.ranking.reported == one.ranking.places for one in self.answers(addressee))
            if not self.sending.last and (since or not whole):
                return "incomplete"
        return "unchanged" if since and (self.sending.only_if_new or self.settings.mail.only_if_new) else None


def send_summary(
    session: Session,
    place: Place,
    settings: Settings,
    sending: Sending,
    *,
    by: Measure | None = None,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
    clock: Clock = WALL_CLOCK,
) -> Delivered:
    """Mails the page of the place, and the pages of places within it, to who is named for them.

    What is queued from before is tried first. Raises what keeps any mail from being made: `mail-no-recipients`,
    `mail-address`, `mail-external`, `smtp-missing`, a missing password, `nothing-reported`, `outbox-busy`.
    """
    day = day_of(session, place, as_on, session.known(known_on))
    pages = Pages(session, place, day, by=by, known_on=known_on)
    return send(partial(PageDesk, make=pages.page, as_on=day), session, place, settings, sending, clock)


def send(
    desk_of: Callable[..., Desk[A]],
    session: Session,
    place: Place,
    settings: Settings,
    sending: Sending,
    clock: Clock,
) -> Delivered:
    """Mails what the desk writes to who is named for the place and those within it; see `send_summary`."""
    addressees = addressees_of(session, place, settings, sending)
    if sending.folder is not None:
        sender = settings.smtp.sender or "eshram@localhost"
        return _write(desk_of(session, settings, sending, clock.now(), sender), addressees, sending.folder)
    account = account_of(settings.smtp)
    desk = desk_of(session, settings, sending, clock.now(), settings.smtp.sender)
    with sole_sender(session.ledger.outbox), Server(account) as server:
        return _send(desk, addressees, server, clock)


def addressees_of(session: Session, top: Place, settings: Settings, sending: Sending) -> list[Addressee]:
    """Who gets what, each address once, in the order named: `--to` the page of the place asked for; else each place of
    the settings that lies in it, with its own page. Raises `mail-no-recipients` where that is nobody."""
    found: dict[str, Addressee] = {}
    named = [(top, text, settings.lang) for text in sending.to]
    if not named:
        # The wider places first.
        placed = [(recipient_place(session, name), people) for name, people in settings.recipients.items()]
        for place, people in sorted(placed, key=lambda pair: pair[0].level):
            if place.id == top.id or session.gazetteer.within(place.id, top.id):
                named += [(place, person.to, person.lang or settings.lang) for person in people]
    for place, text, language in named:
        address = permitted(text, settings.mail.domains, external=sending.allow_external)
        before = found.get(address.lower())
        if before is None:
            found[address.lower()] = Addressee(address, language, (place,))
        elif place not in before.places:
            found[address.lower()] = Addressee(before.address, before.language, (*before.places, place))
    if not found:
        raise EshramError("mail-no-recipients", place=name_words(top))
    return list(found.values())


def recipient_place(session: Session, name: str) -> Place:
    """The place of that name under [recipients]. Raises as `find_place` does, naming the settings file."""
    try:
        return find_place(session.gazetteer, name)
    except EshramError as error:
        where = Where(str(settings_file(os.environ)), "recipients")
        raise EshramError(error.problem.code, where, **error.problem.words) from error


def _write(desk: Desk[A], addressees: Sequence[Addressee], folder: Path) -> Delivered:
    """The trial run: one .eml a mail that would be queued."""
    done: list[Delivery] = []
    for number, addressee in enumerate(addressees, 1):
        if not desk.answers(addressee):
            continue
        key = desk.key(addressee)
        if desk.settled(key, addressee) == "incomplete":
            done.append(Delivery(recipient=addressee.address, state="incomplete", subject=""))
            continue
        made = desk.letter(addressee, desk.unchanged_since(key))
        file = folder / f"{number:03}-{re.sub(r'[^A-Za-z0-9@._-]', '_', addressee.address)}.eml"
        save_bytes(file, mail_bytes(made, Envelope(desk.sender, addressee.address, desk.now, key)))
        done.append(Delivery(recipient=addressee.address, state="written", subject=made.subject, file=str(file)))
    return Delivered(deliveries=tuple(done), problems=tuple(desk.problems))


def _send(desk: Desk[A], addressees: Sequence[Addressee], server: Server, clock: Clock) -> Delivered:
    outbox = desk.session.ledger.outbox
    before = {mail.number for mail in outbox.mails(waiting=True)}
    language = desk.settings.lang
    first = flush(outbox, server, desk.sender, language=language, clock=clock, patient=False) if before else Flushed()
    queued = [_queue(desk, addressee) for addressee in addressees if desk.answers(addressee)]
    queued = [one for one in queued if one.number not in before]
    second = flush(outbox, server, desk.sender, language=language, clock=clock)
    mails = {mail.number: mail for mail in (outbox.mail(number) for number in sorted(before))}
    settled = [one if one.number is None else delivery_of(outbox.mail(one.number)) for one in queued]
    done = [*(delivery_of(mail) for mail in mails.values()), *settled]
    # What holds all mails up, the second round tells anew if it still does.
    held = [one for one in first.problems if not one.code.startswith("smtp-") or one.code == "smtp-refused"]
    # A refused mail waits for a person: until it is tried again or dropped, its recipient has got nothing.
    refused = [mail for mail in mails.values() if mail.state == "refused"]
    waits = [
        Problem(
            "mail-refused-before",
            NOWHERE,
            {"number": mail.number, "recipient": mail.key.recipient, "day": mail.key.day},
        )
        for mail in refused
    ]
    told = [*desk.problems, *held, *waits, *second.problems]
    problems = tuple(problem for at, problem in enumerate(told) if problem not in told[:at])
    return Delivered(deliveries=tuple(done), waiting=len(outbox.mails(waiting=True)), problems=problems)


def _queue(desk: Desk[A], addressee: Addressee) -> Delivery:
    key = desk.key(addressee)
    outbox = desk.session.ledger.outbox
    last = outbox.last_of(key)
    if last is not None and not desk.sending.resend:
        return replace(delivery_of(last), state="already", number=None) if last.state == "sent" else delivery_of(last)
    if not desk.sending.resend and (settled := desk.settled(key, addressee)):
        return Delivery(recipient=addressee.address, state=settled, subject="")
    made = desk.letter(addressee, desk.unchanged_since(key))

    def message(copy: int) -> bytes:
        """The mail as it goes out, the first time or as another copy."""
        return mail_bytes(made, Envelope(desk.sender, addressee.address, desk.now, key, copy))

    number = outbox.queue(key, made.subject, message, desk.now, again=desk.sending.resend)
    state = "queued" if number else "already"
    return Delivery(recipient=addressee.address, state=state, subject=made.subject, number=number)


def fingerprint(fields: Sequence[Mapping[str, object]]) -> str:
    """The hash of what is mailed: the same figures give the same."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
