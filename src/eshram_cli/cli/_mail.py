"""Options of what is mailed, which the commands that send have in common."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from eshram_cli.cli._options import panel_options

_option = panel_options("By mail")


class Paper(StrEnum):
    """What the daily page may be attached as."""

    pdf = "pdf"
    xlsx = "xlsx"


class PackPaper(StrEnum):
    """What a review pack may be attached as."""

    pdf = "pdf"
    xlsx = "xlsx"
    html = "html"


SendOption = Annotated[
    bool, _option("--send", help="Mail the page to --to, or to the addresses in the settings for each place.")
]
ToOption = Annotated[
    list[str] | None, _option("--to", metavar="ADDRESS", help="Send to this address instead; may be repeated.")
]
AttachOption = Annotated[bool, _option("--attach-csv", help="Attach the figures as a CSV file.")]
PaperOption = Annotated[
    list[Paper] | None,
    _option(
        "--attach", metavar="pdf|xlsx", help="Attach the page as PDF or its figures as a workbook; may be repeated."
    ),
]
PackPaperOption = Annotated[
    list[PackPaper] | None,
    _option(
        "--attach", metavar="pdf|xlsx|html", help="Attach the pack as a PDF, a workbook or a page; may be repeated."
    ),
]
OnlyIfNewOption = Annotated[bool, _option("--only-if-new", help="Send nothing if no figure is new.")]
WhenOption = Annotated[
    Literal["complete"] | None,
    _option("--when", help="Send nothing until all places have reported; then once a day."),
]
LastOption = Annotated[
    str | None,
    _option("--last", metavar="HH:MM", help="With --when: from this hour on, Indian time, send what there is."),
]
AllowExternalOption = Annotated[
    bool, _option("--allow-external", help="Allow addresses outside gov.in, nic.in and the domains in the settings.")
]
ResendOption = Annotated[bool, _option("--resend", help="Send again what was already sent today.")]
DryRunOption = Annotated[bool, _option("--dry-run", help="Write the mails as .eml files and send nothing.")]
FolderOption = Annotated[
    Path, _option("--folder", metavar="FOLDER", help="The folder in which --dry-run writes the mails.")
]
