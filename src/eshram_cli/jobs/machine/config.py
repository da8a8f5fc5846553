"""The settings: written out to be filled in, shown with where each comes from, checked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from eshram_cli.answers.config import Setting, SettingList
from eshram_cli.delivery.addresses import permitted
from eshram_cli.delivery.password import password_of, password_source
from eshram_cli.errors import EshramError
from eshram_cli.jobs.sending.mailing import recipient_place
from eshram_cli.jobs.session import Session
from eshram_cli.problems import Problem, Where
from eshram_cli.saving import save
from eshram_cli.settings import TABLES, Settings, checked, default_ledger, layers, source_of
from eshram_cli.settings_file import settings_file

TEMPLATE = """\
# Settings of eshram. A line that begins with # holds the default; take the # away and change it.
# Stronger than this file: the environment (ESHRAM_LEDGER, ESHRAM_SMTP_HOST ...), then the options of a command.
# `eshram config show` tells where each value comes from, `eshram config check` what is wrong with them.

# ledger = "{ledger}"   # the file of accepted figures; best on this PC's own disk
# lang = "en"            # en or hi
# numbers = "lakh"       # lakh (9,88,912) or international (988,912)
# digits = "latin"       # latin or devanagari: ९,८८,९१२ in what is written in Hindi for people, never in CSV and JSON
# place = ""             # asked where a command names none: "bihar", "purbi champaran"
# inbox = ""             # the folder that `eshram run daily` reads; what was read goes to its folder `taken`

# What a prorated target counts, and which days are off beside Sundays.
# days = "calendar"      # calendar or working
# holidays = []          # [2026-08-15, 2026-10-02]

# Bands of achievement in percent of the target, from 0 upward without a gap; none named: the tool's own.
# bands = []             # [{{ from = 0, to = 50 }}, {{ from = 50, to = 100 }}, {{ from = 100 }}]

# How often each level reports: daily, working (days) or weekly; by which hour; on which weekday.
[cadence]
# state = "daily"
# district = "daily"
# block = "daily"
# panchayat = "daily"
# by = 20:00:00
# weekday = "saturday"

# The server that takes mails. The password never stands in this file. Give it in ESHRAM_SMTP_PASSWORD, or in a file
# that only you can read (chmod 600) and name it in password_file, or in the keyring: `keyring set eshram USER`.
[smtp]
# host = ""              # smtp.example.gov.in
# port = 587             # default: 587 for starttls, 465 for ssl, 25 for none
# security = "starttls"  # starttls, ssl or none
# user = ""              # empty where the server wants no login
# from = ""              # the sender's address
# password_file = ""
# keyring = false
# ca_file = ""           # the certificate authority of an office's own server
# timeout = 10           # seconds that the server may be silent

[mail]
# domains = []           # allowed beside gov.in and nic.in: ["dlo-motihari.in"]
# charts = true          # with the chart; mails are complete without it
# attach_csv = false
# only_if_new = false    # send nothing where no figure is new

# Rules of the checks by name: some run only when they are named under `on`, those under `off` do not run.
[checks]
# on = []
# off = []

# Before the first write of a day the ledger is copied; seven days and four weeks are kept.
[backup]
# daily = true
# folder = ""            # default: eshram-copies, beside the ledger

# What stands on a review pack beside its figures; the lines that end in _hi stand on Hindi pages.
[letterhead]
# head = []              # ["Government of Bihar", "Labour Resources Department"]
# head_hi = []           # ["बिहार सरकार", "श्रम संसाधन विभाग"]
# sign = []              # ["Labour Superintendent", "Purbi Champaran, Motihari"]
# sign_hi = []           # ["श्रम अधीक्षक", "पूर्वी चंपारण, मोतिहारी"]
# copy_to = []           # ["The District Magistrate, Motihari"]
# copy_to_hi = []        # ["जिला पदाधिकारी, मोतिहारी"]

# Who gets the page of which place, in any spelling. A district's people get its page, the state's the state's page with
# all districts. An address that stands at several places gets one mail with all their pages.
[recipients]
# "bihar" = ["secretary@example.gov.in"]
# "purbi champaran" = ["dm@example.nic.in", {{ to = "dlo@example.nic.in", lang = "hi" }}]

# A profile holds other values of all the above; choose it with ESHRAM_PROFILE=test, or by `profile = "test"` on top.
# [profiles.test]
# ledger = "test.db"
# [profiles.test.smtp]
# host = "localhost"
"""


def init(environment: Mapping[str, str] = os.environ, *, force: bool = False, file: Path | None = None) -> Path:
    """Writes the settings file with every setting explained. Raises `settings-exists` unless `force`.

    `file` None: where it is looked for.
    """
    file = file or settings_file(environment)
    if file.exists() and not force:
        raise EshramError("settings-exists", Where(str(file)))
    ledger = str(default_ledger()).replace("\\", "/")
    save(file, TEMPLATE.format(ledger=ledger))
    return file


def show(options: Mapping[str, object | None], environment: Mapping[str, str] = os.environ) -> SettingList:
    """Every setting with its value and its source. Of the password only where it would come from."""
    file = settings_file(environment)
    found = layers(options, environment, file)
    settings = checked(found, file)
    lines = [Setting(name=name, value=_text(value), source=source_of(found, name)) for name, value in _flat(settings)]
    lines.append(Setting(name="smtp.password", value="", source=password_source(settings.smtp, environment) or "–"))
    return SettingList(rows=tuple(lines), file=str(file), exists=file.exists())


def check(settings: Settings, session: Session, environment: Mapping[str, str] = os.environ) -> list[Problem]:
    """What is wrong with settings that can be read: recipients, the password, files that are not there. All of it."""
    found: list[Problem] = []

    def ask(reading: Callable[[], object]) -> None:
        """Keeps what is wrong, and goes on."""
        try:
            reading()
        except EshramError as error:
            found.append(error.problem)

    for name, people in settings.recipients.items():
        ask(partial(recipient_place, session, name))
        for person in people:
            ask(partial(permitted, person.to, settings.mail.domains))
    if settings.smtp.host and not settings.smtp.sender:
        found.append(Problem("smtp-missing", Where(), {"name": "from", "variable": "ESHRAM_SMTP_FROM"}))
    if settings.smtp.host and settings.smtp.user:
        ask(partial(password_of, settings.smtp, environment))
    for name, path in (("smtp.ca_file", settings.smtp.ca_file), ("inbox", settings.inbox)):
        if path is not None and not path.exists():
            found.append(Problem("settings-path", Where(str(path)), {"name": name}))
    return found


def _flat(settings: Settings) -> list[tuple[str, object]]:
    """`smtp.host` and its value, table by table; recipients by place."""
    pairs: list[tuple[str, object]] = []
    for name, value in settings.model_dump(mode="json", by_alias=True).items():
        if name in TABLES:
            pairs += [(f"{name}.{key}", below) for key, below in value.items()]
        elif name == "recipients":
            pairs += [(f"recipients.{place}", [one["to"] for one in people]) for place, people in value.items()]
        else:
            pairs.append((name, value))
    return pairs


def _text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(item)}" for name, item in value.items() if item is not None)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
