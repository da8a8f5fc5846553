"""A letter as it is written, before it has an address: `delivery` makes a mail of it."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.problems import Problem


@dataclass(frozen=True)
class Picture:
    """A PNG that the HTML shows by its content id."""

    cid: str
    data: bytes
    alt: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the letter."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Letter:
    """A letter that is not addressed yet."""

    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What could not be drawn as it should."""
