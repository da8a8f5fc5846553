"""A small ledger of hard cases, made by command lines: what offices do wrong, late, in parts, twice, and take back.

`hard-0.1.0.db` beside this file was written so by eshram 0.1.0; it is kept as that version left it, since ledgers
are kept for decades. The places are real, every figure is made up.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from eshram_cli import cli, jobs
from eshram_cli.jobs import clock

Act = tuple[str, str, str | tuple[str, ...]]
"""When it was received (day and hour of December 2021, UTC), the file's name or blank, its text or a command line."""

DISTRICTS = """State,District,Date,Target,Registered
Bihar,Khagaria,{day},560286,{khagaria}
Bihar,Patna,{day},1962468,{patna}
Bihar,Purbi Champaran,{day},1714038,{purbi}
Bihar,Siwan,{day},,{siwan}
Bihar,Gaya,{day},1476076,{gaya}
"""

ACTS: tuple[Act, ...] = (
    # Districts report themselves; Siwan has no target.
    (
        "01 12",
        "districts 01.csv",
        DISTRICTS.format(day="01.12.2021", khagaria=200000, patna=800000, purbi=700000, siwan=150000, gaya=450000),
    ),
    # Three blocks of Khagaria with a whole count and targets.
    (
        "01 13",
        "khagaria 01.csv",
        "District,Block,Date,Target,Registered\n"
        "Khagaria,Gogri,01.12.2021,128185,40000\nKhagaria,Mansi,01.12.2021,51707,15000\n"
        "Khagaria,Chautham,01.12.2021,67300,22000\n",
    ),
    # Parbatta and Alauli send channels alone: no total of theirs exists.
    (
        "02 12",
        "channels 02.csv",
        "District,Block,Date,CSC,Self\n"
        "Khagaria,Parbatta,02.12.2021,20000,5000\nKhagaria,Alauli,02.12.2021,12000,1000\n",
    ),
    (
        "02 13",
        "khagaria 02.csv",
        "District,Block,Date,Registered\nKhagaria,Gogri,02.12.2021,41000\nKhagaria,Mansi,02.12.2021,15300\n",
    ),
    # Gogri gives only the day's new after that; no day is missing.
    ("03 12", "new 03.csv", "District,Block,Date,New\nKhagaria,Gogri,03.12.2021,900\n"),
    ("04 12", "new 04.csv", "District,Block,Date,New\nKhagaria,Gogri,04.12.2021,850\n"),
    # Mansi after a gap, Parbatta with one channel alone.
    ("05 12", "khagaria 05.csv", "District,Block,Date,Registered\nKhagaria,Mansi,05.12.2021,16500\n"),
    ("05 13", "channels 05.csv", "District,Block,Date,CSC\nKhagaria,Parbatta,05.12.2021,21500\n"),
    # Districts on the fifth; Patna is late, Khagaria silent (its blocks make its count).
    (
        "05 14",
        "districts 05.csv",
        "State,District,Date,Registered\n"
        "Bihar,Purbi Champaran,05.12.2021,790000\nBihar,Siwan,05.12.2021,156000\nBihar,Gaya,05.12.2021,471000\n",
    ),
    ("06 05", "patna late.csv", "State,District,Date,Registered\nBihar,Patna,05.12.2021,831000\n"),
    # The day's new beside the count; a day is missing for Gaya.
    (
        "06 12",
        "districts 06.csv",
        "State,District,Date,Registered,New\n"
        "Bihar,Purbi Champaran,06.12.2021,812000,22000\nBihar,Patna,06.12.2021,840500,9500\n"
        "Bihar,Siwan,06.12.2021,157000,\n",
    ),
    # Siwan was wrong, and is corrected; the correction is taken back, and that is taken back too.
    ("06 15", "siwan corrected.csv", "State,District,Date,Registered\nBihar,Siwan,06.12.2021,157900\n"),
    ("06 16", "", ("undo", "12")),
    ("06 17", "", ("undo", "13")),
    # A new target in the middle of the drive, with a deadline.
    ("07 06", "", ("target", "set", "Purbi Champaran", "1800000", "--deadline", "26.01.2022", "--as-on", "07.12.2021")),
    ("07 07", "", ("target", "set", "Siwan", "900000", "--as-on", "07.12.2021")),
    # By telephone, about a round figure, then with a time, then a later time of the same day.
    ("07 12", "", ("enter", "Mansi", "17000", "--as-on", "07.12.2021", "--from", "phone, BDO")),
    ("07 13", "", ("enter", "Chautham", "24 thousand", "--as-on", "07.12.2021", "--from", "phone, BDO")),
    (
        "07 14",
        "districts 07.csv",
        "State,District,Date,Registered\n"
        "Bihar,Purbi Champaran,07.12.2021,840000\nBihar,Patna,07.12.2021,846000\nBihar,Gaya,07.12.2021,489000\n"
        "Bihar,Siwan,07.12.2021,159000\n",
    ),
    # Gender and categories of one district, women and men summing to less than its count.
    (
        "08 12",
        "gaya 08.csv",
        "State,District,Date,Registered,Male,Female\nBihar,Gaya,08.12.2021,495000,255000,240000\n",
    ),
    # A count that falls: told, kept.
    ("08 13", "purbi 08.csv", "State,District,Date,Registered\nBihar,Purbi Champaran,08.12.2021,838500\n"),
    # Blocks again, all of Khagaria's reported since the district's own return.
    (
        "08 14",
        "khagaria 08.csv",
        "District,Block,Date,Registered\n"
        "Khagaria,Gogri,08.12.2021,45500\nKhagaria,Mansi,08.12.2021,17600\nKhagaria,Chautham,08.12.2021,24600\n"
        "Khagaria,Parbatta,08.12.2021,27800\nKhagaria,Alauli,08.12.2021,14000\nKhagaria,Beldaur,08.12.2021,19000\n"
        "Khagaria,Khagaria,08.12.2021,31000\n",
    ),
    ("09 05", "", ("note", "add", "--district", "Purbi Champaran", "--as-on", "08.12.2021", "portal down 12-16 h")),
    (
        "09 12",
        "districts 09.csv",
        "State,District,Date,Registered\n"
        "Bihar,Purbi Champaran,09.12.2021,871000\nBihar,Patna,09.12.2021,861000\nBihar,Siwan,09.12.2021,161500\n",
    ),
    # An old sheet sent again changes nothing.
    ("09 13", "siwan old.csv", "State,District,Date,Registered\nBihar,Siwan,07.12.2021,159000\n"),
    (
        "10 12",
        "districts 10.csv",
        "State,District,Date,Registered\n"
        "Bihar,Purbi Champaran,10.12.2021,899000\nBihar,Patna,10.12.2021,873000\nBihar,Siwan,10.12.2021,163800\n"
        "Bihar,Gaya,10.12.2021,507000\nBihar,Khagaria,10.12.2021,229500\n",
    ),
)


def make(folder: Path) -> Path:
    """The ledger of the hard cases in a new folder, made by command lines at the moments given; its path."""
    ledger = folder / "hard.db"
    for number, (moment, name, what) in enumerate(ACTS, start=1):
        with received(moment):
            if isinstance(what, str):
                (folder / name).write_text(what, encoding="utf-8")
            line = ("ingest", str(folder / name)) if isinstance(what, str) else what
            code = cli.execute([*line, "--ledger", str(ledger), "--quiet", "-o", str(folder / "talk.json")])
            if code > 1:
                raise SystemExit(f"act {number}, {' '.join(line)}: exit code {code}")
    return ledger


@contextmanager
def received(moment: str) -> Iterator[None]:
    """The clock of the tool at that day and hour of December 2021, for what is done inside."""
    day, hour = map(int, moment.split())
    now = dt.datetime(2021, 12, day, hour, 30, tzinfo=dt.UTC)
    for found in pkgutil.walk_packages(jobs.__path__, f"{jobs.__name__}."):
        importlib.import_module(found.name)
    told = {"now": lambda: now, "today": now.date, "user": lambda: "officer"}
    with ExitStack() as until:
        real = {what: getattr(clock, what) for what in told}
        for name, module in list(sys.modules.items()):
            for what, instead in told.items():
                if name.startswith(jobs.__name__) and getattr(module, what, None) is real[what]:
                    until.enter_context(mock.patch.object(module, what, instead))
        yield
