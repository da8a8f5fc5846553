"""`rank` and `honours` by points gained, within groups and by several measures together, as commands."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from eshram_cli.problems import Language, catalogue
from tests.conftest import Eshram

BIHAR = ("rank", "bihar", "--as-on", "28.12.2021")


@pytest.fixture
def weights(home: Path) -> Path:
    """A rule as an office writes it in Notepad."""
    file = home / "भारांक.toml"
    file.write_text("\ufeffpercent = 50\r\ndelta = 30\r\npace7 = 20\r\n", encoding="utf-8", newline="")
    return file


@pytest.mark.usefixtures("sample")
def test_the_points_of_a_week(eshram: Eshram) -> None:
    ran = eshram(*BIHAR, "--by", "delta", "--since", "21.12.2021", "--format", "json")
    found = json.loads(ran.out)
    first = found["rows"][0]
    assert (found["measure"], first["place"], round(first["delta"], 2)) == ("delta", "Purbi Champaran", 11.24)
    assert [note["code"] for note in found["notes"]][:1] == ["delta"]


@pytest.mark.usefixtures("sample")
def test_each_group_has_its_first_and_its_worst(eshram: Eshram) -> None:
    rows = json.loads(eshram(*BIHAR, "--within", "size", "--top", "1", "--format", "json").out)["rows"]
    assert [(row["group"], row["rank"]) for row in rows] == [("large", 1), ("medium", 1), ("small", 1)]
    worst = json.loads(eshram(*BIHAR, "--within", "size", "--top", "1", "--worst-first", "--format", "json").out)
    assert [(row["group"], row["rank"]) for row in worst["rows"]] == [("large", 13), ("medium", 13), ("small", 12)]


@pytest.mark.usefixtures("sample")
def test_groups_in_hindi_are_hindi(eshram: Eshram) -> None:
    out = eshram(*BIHAR, "--within", "size", "--top", "1", "--lang", "hi").out
    assert "बड़ा" in out and "मध्यम" in out and "छोटा" in out
    assert "large" not in out and "size" not in out


@pytest.mark.usefixtures("sample")
def test_a_picture_of_groups_says_of_what_each_is_first(eshram: Eshram, home: Path) -> None:
    ran = eshram(*BIHAR, "--within", "size", "--top", "2", "--chart", home / "groups.svg")
    drawn = (home / "groups.svg").read_text(encoding="utf-8")
    assert (ran.code, "First of their groups: Muzaffarpur, Nalanda, Sheikhpura" in drawn) == (0, True)
    assert "Sheikhpura (small)" in drawn


@pytest.mark.usefixtures("sample")
def test_the_whole_rule_of_a_composite_is_printed(eshram: Eshram, weights: Path) -> None:
    ran = eshram(*BIHAR, "--composite", weights, "--since", "21.12.2021", "--top", "3")
    assert "Composite: 50.00 % percent of target, 20.00 % 7-day pace, 30.00 % points of percent gained." in ran.out
    assert "In each measure the best of these places has 100 points and the last 0" in ran.out


@pytest.mark.usefixtures("sample")
def test_a_composite_can_be_added_up_again_from_the_csv(eshram: Eshram, weights: Path) -> None:
    out = eshram(*BIHAR, "--composite", weights, "--since", "21.12.2021", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 38
    for row in rows:
        points = (float(row[f"points-{one}"]) * share for one, share in (("percent", 50), ("pace7", 20), ("delta", 30)))
        assert float(row["composite"]) == pytest.approx(sum(points) / 100, abs=0.01)


@pytest.mark.usefixtures("sample")
def test_beyond_the_target_percent_orders_nothing_and_points_are_offered(eshram: Eshram) -> None:
    bilaspur = ("rank", "bilaspur, himachal pradesh")
    told = "2 places have reached 100 % or more."
    assert told in eshram(*bilaspur).out
    assert "eshram rank --by delta --since DATE" in eshram(*bilaspur).out
    assert told not in eshram(*bilaspur, "--by", "registered").out
    assert "100 % या उससे आगे" in eshram(*bilaspur, "--lang", "hi").out
    assert "honours --by delta" in eshram("honours", "bilaspur, himachal pradesh", "--min-completeness", "0").out


@pytest.mark.usefixtures("sample")
def test_honours_take_them_too(eshram: Eshram, weights: Path) -> None:
    asked = ("honours", "bihar", "--since", "21.12.2021", "--top", "1", "--format", "json")
    sized = json.loads(eshram(*asked, "--by", "delta", "--within", "size").out)["sections"]
    assert [(one["by"], one["group"], one["rows"][0]["name"]) for one in sized] == [
        ("delta", "large", "Purbi Champaran"),
        ("delta", "medium", "Nalanda"),
        ("delta", "small", "Sheikhpura"),
    ]
    together = json.loads(eshram(*asked, "--composite", weights).out)["sections"]
    ranked = json.loads(eshram(*BIHAR, "--composite", weights, "--since", "21.12.2021", "--format", "json").out)
    assert [one["by"] for one in together] == ["composite"]
    assert together[0]["rows"][0]["composite"] == ranked["rows"][0]["composite"]


@pytest.mark.usefixtures("sample")
def test_without_targets_or_figures_honours_say_why_there_is_no_table(eshram: Eshram, weights: Path) -> None:
    khagaria = ("honours", "khagaria", "--as-on", "04.12.2021", "--since", "01.12.2021", "--min-completeness", "0")
    for options, told in (
        (("--within", "size"), "none has a target and so none is in a group"),
        (("--by", "delta"), "Blocks by points of percent gained: no table, because none has a target"),
        (("--composite", weights), "no table, because none has all these measures"),
    ):
        ran = eshram(*khagaria, *options)
        assert (ran.code, told in ran.out, "enough days" in ran.out) == (0, True, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "composite-empty"),
        ("# nothing yet\n", "composite-empty"),
        ("percent 50", "composite-unreadable"),
        ("percent = 50\npercent = 20", "composite-unreadable"),
        ("percent;50", "composite-unreadable"),
        ("marks = 50", "composite-measure"),
        ("composite = 50", "composite-measure"),
        ("[percent]\nweight = 1", "composite-weight"),
        ('percent = "50"', "composite-weight"),
        ("percent = true", "composite-weight"),
        ("percent = -1", "composite-weight"),
        ("percent = 0", "composite-weight"),
        ("percent = nan", "composite-weight"),
        ("percent = inf", "composite-weight"),
        ("percent = 1e300", "composite-weight"),
        ("percent = 2021-12-28", "composite-weight"),
        ("percent = [" + "[" * 3000, "composite-unreadable"),
    ],
)
def test_a_rule_that_is_none_is_refused(eshram: Eshram, home: Path, text: str, code: str) -> None:
    """One clear sentence and exit code 2, in either language, before the ledger is opened."""
    file = home / "rule.toml"
    file.write_text(text, encoding="utf-8")
    for command in ("rank", "honours"):
        ran = eshram(command, "bihar", "--composite", file)
        assert (ran.code, ran.out) == (2, "")
        assert catalogue()[code].hint[Language.en].split("{")[0] in ran.err
        assert len(ran.err.splitlines()) == 1
    ran = eshram("rank", "bihar", "--composite", file, "--lang", "hi")
    assert catalogue()[code].hint[Language.hi].split("{")[0] in ran.err


def test_a_rule_that_is_not_there_or_no_text(eshram: Eshram, home: Path) -> None:
    (home / "book.toml").write_bytes(b"PK\x03\x04\xff\xfe")
    for file in (home / "nowhere.toml", home, home / "book.toml"):
        ran = eshram("rank", "bihar", "--composite", file)
        assert (ran.code, "cannot be read" in ran.err) == (2, True)


def test_one_measure_or_several(eshram: Eshram, weights: Path) -> None:
    for command in ("rank", "honours"):
        ran = eshram(command, "bihar", "--by", "percent", "--composite", weights)
        assert (ran.code, "--by and --composite cannot be used together" in ran.err) == (2, True)
