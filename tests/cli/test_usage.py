"""What is wrong with a command line is told in the reader's language, with what to do."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
import typer

from eshram_cli.cli._options import parse_known_on
from eshram_cli.cli._usage import language_of, usage_problem
from eshram_cli.problems import Language
from tests.conftest import Eshram

WRONG = [
    (("rnk",), "usage-command", "There is no command rnk. Perhaps rank, run. To list the commands: `eshram --help`."),
    (("target", "rnk"), "usage-command", "There is no command rnk. To list the commands: `eshram target --help`."),
    (("rank", "--sate", "x"), "usage-option", "There is no option --sate. Perhaps --master, --size, --state."),
    (("rank", "-z"), "usage-option", "There is no option -z. To list the options: `eshram rank --help`."),
    (("show", "a", "b"), "usage-extra", "does not understand: b. Write a name of several words in quotes"),
    (("log", "gaya"), "usage-extra", 'Most commands take a place as --district "purbi champaran".'),
    (("enter",), "usage-missing", "Missing: PLACE. `eshram enter --help` shows what the command takes."),
    (("by",), "usage-missing-choice", "Choose one of channel, department, "),
    (("rank", "--state"), "usage-needs-value", "--state needs a value after it."),
    (("rank", "--quiet=3"), "usage-no-value", "--quiet takes no value."),
    (("rank", "--state", "bihar", "--state", "goa"), "usage-twice", "--state is given twice."),
    (("rank", "--as-on", "1.1.2022", "--as-of", "2.1.2022"), "usage-twice", "--as-on / --as-of is given twice."),
    (("rank", "--lang", "fr"), "usage-choice", '--lang cannot be "fr". Choose one of en, hi.'),
    (
        ("rank", "--level", "town"),
        "usage-choice",
        '--level cannot be "town". Choose one of state, district, block, panch',
    ),
    (("rank", "--as-on", "someday"), "date-unreadable", '"someday" is not a date. Write it as 28.12.2021'),
    (("by", "x"), "usage-choice", 'CUT cannot be "x". Choose one of channel, department, '),
    (("rank", "--top", "0"), "usage-low", "The number for --top is too small. It must be at least 1."),
    (("rank", "--history", "999"), "usage-high", "The number for --history is too large. It must be at most 366."),
    (("undo", "abc"), "usage-whole", "The value of NUMBER is not a whole number."),
    (("plan", "--deadline", "1.1.2022", "--rest", "x"), "usage-number", "The value of --rest is not a number."),
    (
        ("rank", "--known-on", "x"),
        "usage-moment",
        "The value of --known-on is not a date, a date with a time, or the number of an act.",
    ),
    (("summary", "--state", "bihar", "--resend"), "only-with-send", "--resend can only be used together with --send"),
    (("log", "--state", "bihar"), "only-with-restated", "--state can only be used together with --restated."),
    (
        ("race", "--state", "bihar", "--to", "3"),
        "race-of-whom",
        "--to is the rank of one place, but no place was given.",
    ),
    (("forecast", "--state", "bihar", "--all", "--pace", "3"), "forecast-of-one", "can be used for one place only."),
]


@pytest.mark.parametrize(("arguments", "code", "says"), WRONG)
def test_each_is_one_line_that_says_what_to_do(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...], code: str, says: str
) -> None:
    ran = eshram(*arguments)
    assert (ran.code, ran.out) == (2, ""), code
    (line,) = ran.err.splitlines()
    assert line.startswith("error: ")
    assert says in line


@pytest.mark.parametrize("arguments", [arguments for arguments, _, _ in WRONG if "--lang" not in arguments])
def test_each_is_told_in_hindi_where_the_command_line_asks_for_it(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...]
) -> None:
    first, *rest = arguments
    (line,) = eshram(first, "--lang=hi", *rest).err.splitlines()
    assert any("\u0900" <= letter <= "\u097f" for letter in line.partition(":")[2])


def test_what_is_not_known_is_told_as_it_stands() -> None:
    problem = usage_problem(typer.BadParameter("the moon is full."), ["rank"])
    assert problem.code == "usage"
    assert problem.message() == "The command could not be understood: Invalid value: the moon is full."
    assert problem.hint() == "`eshram --help` shows what the command takes."


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["rnk"], Language.en),
        (["rnk", "--lang", "hi"], Language.hi),
        (["rnk", "--lang=hi"], Language.hi),
        (["rnk", "--lang", "fr"], Language.en),
    ],
)
def test_the_language_is_the_one_asked_for(home: Path, arguments: list[str], language: Language) -> None:
    assert language_of(arguments) is language


def test_the_language_is_that_of_the_settings(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESHRAM_LANG", "hi")
    assert language_of(["rnk"]) is Language.hi
    assert language_of(["rnk", "--lang", "en"]) is Language.en


def test_a_group_without_a_command_shows_its_help(eshram: Eshram) -> None:
    ran = eshram("outbox")
    assert (ran.code, ran.err) == (2, "")
    assert "Usage: eshram outbox" in ran.out


@pytest.mark.parametrize("quiet", ["-q", "--quiet"])
def test_quiet_says_nothing_but_errors(eshram: Eshram, home: Path, quiet: str) -> None:
    ran = eshram("config", "init", quiet)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    ran = eshram("rank", "--india", quiet)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith("error: ")


@pytest.mark.parametrize("moment", ["28.12.2021 20:00", "2021-12-28 20:00", "2021-12-28T20:00:00+05:30", "28.12.2021"])
def test_a_moment_is_written_day_first_or_as_iso(eshram: Eshram, sample: Path, moment: str) -> None:
    ran = eshram("rank", "--state", "bihar", "--known-on", moment)
    assert (ran.code, ran.out) == (1, ""), "the ledger of the sample was filled later"
    assert ran.err.startswith("error: Nothing has been reported for Bihar")


def test_a_place_or_a_period_said_in_two_ways_is_refused(eshram: Eshram, sample: Path) -> None:
    """`place-differs` and `usage-either`: nobody can know which of the two was meant."""
    places = eshram("rank", "patna", "--state", "bihar")
    periods = eshram("trend", "patna", "--days", "7", "--since", "1.12.2021")
    assert (places.code, places.out, periods.code, periods.out) == (2, "", 2, "")


@pytest.mark.parametrize("day", ["28.12.2021", "2021-12-28", "28 Dec 2021"])
def test_a_bare_day_of_known_on_is_its_end(day: str) -> None:
    assert parse_known_on(day) == dt.datetime.fromisoformat("2021-12-28T23:59:59.999999")
    assert parse_known_on(f"{day} 20:00") == dt.datetime.fromisoformat("2021-12-28T20:00:00")


def test_the_worst_first_shows_the_worst(eshram: Eshram, sample: Path) -> None:
    asked = ("rank", "--state", "bihar", "--by", "registered", "--format", "json", "--worst-first")
    ranks = [row["rank"] for row in json.loads(eshram(*asked, "--top", "3").out)["rows"]]
    assert ranks == [38, 37, 36]
    assert [row["rank"] for row in json.loads(eshram(*asked, "--bottom", "1").out)["rows"]] == [1]


def test_known_on_takes_the_number_of_an_act(eshram: Eshram, sample: Path) -> None:
    """An act is known by its number, though those of one run share their minute."""
    acts = json.loads(eshram("log", "--format", "json").out)["rows"]
    asked = ("rank", "--state", "bihar", "--format", "json")
    now = json.loads(eshram(*asked).out)
    number = min(act["number"] for act in acts if act["as_on"] == now["as_on"]) - 1
    before = json.loads(eshram(*asked, "--known-on", f"#{number}").out)
    assert before["known_on"] == number
    assert before["as_on"] < now["as_on"]
    last = acts[-1]["number"]
    after = json.loads(eshram(*asked, "--known-on", f"#{last}").out)
    assert (after["known_on"], after["rows"]) == (last, now["rows"])


@pytest.mark.parametrize(
    ("language", "told"), [("en", "As known after act 19."), ("hi", "क्रिया 19 तक की जानकारी के अनुसार।")]
)
@pytest.mark.parametrize("command", ["rank", "trend", "pending", "honours", "summary", "forecast"])
def test_the_act_is_told(eshram: Eshram, sample: Path, command: str, language: str, told: str) -> None:
    assert told in eshram(command, "--state", "bihar", "--known-on", "#19", "--lang", language).out


@pytest.mark.parametrize("number", ["0", "9999", "999999999999999999"])
def test_an_act_that_the_ledger_has_not_is_refused(eshram: Eshram, sample: Path, number: str) -> None:
    ran = eshram("rank", "--state", "bihar", "--known-on", f"#{number}")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: The ledger has no submission {number}.")


@pytest.mark.parametrize(
    "command",
    [
        *(("rank",), ("race",), ("pending",), ("trend",), ("forecast",), ("honours",), ("summary",), ("share",)),
        *(("by", "channel"), ("plan", "--deadline", "31.1.2022")),
    ],
)
def test_a_place_is_an_argument_or_an_option(eshram: Eshram, sample: Path, command: tuple[str, ...]) -> None:
    place = "bihar" if command[0] != "by" else "khagaria"
    option = "--state" if command[0] != "by" else "--district"
    assert eshram(*command, place) == eshram(*command, option, place)


def test_show_takes_a_place_by_its_level(eshram: Eshram, sample: Path) -> None:
    assert eshram("show", "khagaria", "--level", "block") == eshram("show", "--block", "khagaria, khagaria")
    assert eshram("show", "khagaria") == eshram("show", "--state", "bihar", "--district", "khagaria")
    assert eshram("show", "khagaria", "--district", "khagaria").code == 0


def test_two_places_are_refused(eshram: Eshram, sample: Path) -> None:
    ran = eshram("show", "patna", "--district", "gaya")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: The place after the command is Patna, but the options say Gaya.")


def test_a_place_as_argument_runs_the_race_of_its_parent(eshram: Eshram, sample: Path) -> None:
    named = eshram("race", "khagaria", "--to", "1")
    assert named == eshram("race", "--state", "bihar", "--district", "khagaria", "--to", "1")
    rows = json.loads(eshram("race", "bihar", "--top", "3", "--format", "json").out)["rows"]
    assert [row["rank"] for row in rows] == [1, 2, 3]


def test_trend_shows_the_last_days(eshram: Eshram, sample: Path) -> None:
    asked = ("trend", "purbi champaran", "--format", "json")
    (row,) = json.loads(eshram(*asked, "--days", "3").out)["rows"]
    assert [day["as_on"] for day in row["history"]] == ["2021-12-26", "2021-12-27", "2021-12-28"]
    both = eshram(*asked, "--days", "3", "--since", "1.12.2021")
    assert both.err.startswith("error: --since and --days cannot be used together.")
