"""Help in Hindi: complete, in the shape of the English one, chosen as the language is chosen elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import typer.main

from eshram_cli import cli
from eshram_cli.language.help import help_words, paragraphs
from eshram_cli.language.text import is_devanagari
from eshram_cli.reports.width import columns
from tests.conftest import Eshram

TYPERS = {"Usage", "Options", "Arguments", "Commands", "OPTIONS", "COMMAND", "ARGS", "default: {}", "required"}
"""Words that Typer itself puts into a help page."""

AS_TYPED = {"CSC,SELF,…"}
"""What stands for a value is the value itself."""

PROBE = """
import sys
from eshram_cli.cli import execute
execute(sys.argv[1:])
print(' '.join(sys.modules), file=sys.stderr)
"""


def commands(command: Any = None, path: tuple[str, ...] = (), above: Any = None) -> Iterator[tuple[str, Any, Any]]:
    """Every command and group by its words, with its context; the first is eshram itself."""
    if command is None:
        cli.load_commands()
        command = typer.main.get_command(cli.APP)
    ctx = typer.Context(command, parent=above, info_name=path[-1] if path else "eshram", **command.context_settings)
    yield " ".join(path), command, ctx
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name), ctx)


ALL = {name: (command, ctx) for name, command, ctx in commands()}


def english(name: str) -> Iterator[tuple[str, str]]:
    """All that the English help of a command has written, each with where it stands."""
    command, ctx = ALL[name]
    for text in paragraphs(command.help or ""):
        yield text, f"eshram {name}"
    if panel := getattr(command, "rich_help_panel", None):
        yield panel, f"eshram {name}"
    for param in command.get_params(ctx):
        if not param.hidden:
            where = f"eshram {name} {param.opts[-1]}"
            panel = getattr(param, "rich_help_panel", None)
            yield from ((text, where) for text in paragraphs(param.help or ""))
            yield from ((text, where) for text in (param.metavar, panel) if text)


@pytest.mark.parametrize("name", ALL)
def test_every_help_has_its_hindi(name: str) -> None:
    """A new command or option fails here by its name: write its Hindi in `language/help.toml`."""
    missing = [f"{where}: {text}" for text, where in english(name) if text not in help_words()]
    assert not missing, "without Hindi help:\n" + "\n".join(missing)


def test_no_hindi_is_left_over() -> None:
    used = {text for name in ALL for text, _ in english(name)} | TYPERS
    assert set(help_words()) - used == set()


def test_the_hindi_is_hindi_and_keeps_what_is_typed() -> None:
    typed = r"--[a-z-]+|`eshram [a-z ]*[a-z]|\d[\d,.:]*\d|\$\w+|\.[a-z]+"
    for text, hindi in help_words().items():
        assert is_devanagari(hindi) or text in AS_TYPED, text
        assert set(re.findall(typed, text)) <= set(re.findall(typed, hindi)), text
        assert text.endswith(".") == hindi.endswith("।"), text


@pytest.mark.long
@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("name", ALL)
def test_the_boxes_close_and_nothing_of_the_english_frame_is_left(
    eshram: Eshram, monkeypatch: pytest.MonkeyPatch, name: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    ran = eshram(*name.split(), "--help", "--lang", "hi")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert all(columns(line) == width for line in lines if line[:1] in set("╭│╰"))
    assert all(columns(line) <= width for line in lines)
    assert not re.search(r"Usage|Options|Arguments|Commands|\bdefault:|required|OPTIONS|ARGS|[a-z] the [a-z]", ran.out)


@pytest.mark.parametrize("name", ALL)
def test_the_hindi_help_lists_every_option_and_command(eshram: Eshram, name: str) -> None:
    """What is typed stands at the left edge of a box; defaults and what is required are told as often as by Typer."""
    command, ctx = ALL[name]
    shown = eshram(*name.split(), "--help", "--lang", "hi").out
    left = [line[2:].split("  ")[0] for line in shown.splitlines() if line.startswith("│ ")]
    records = [param.get_help_record(ctx) for param in command.get_params(ctx)]
    options = {option for names, _ in filter(None, records) for option in re.findall(r"--?[a-z][a-z-]*", names)}
    assert {option for names in left for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", names)} == options
    assert set(getattr(command, "commands", {})) <= set(left)
    told = " ".join(text for _, text in filter(None, records))
    assert shown.count("[न लिखें") == len(re.findall(r"[\[;] ?default: ", told))
    assert shown.count("[अनिवार्य]") == len(re.findall(r"[\[;] ?required", told))


def test_the_language_is_chosen_as_elsewhere(eshram: Eshram, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Usage" in eshram("rank", "--help").out
    for words in (("--help", "--lang", "hi"), ("--lang", "hi", "--help"), ("--lang=hi", "-h")):
        assert "उपयोग: eshram rank" in eshram("rank", *words).out
        assert "उपयोग: eshram target" in eshram("target", *words).out
        assert "उपयोग: eshram [" in eshram(*words).out
    (home / "settings.toml").write_text('lang = "hi"\n', encoding="utf-8")
    assert "उपयोग: eshram rank" in eshram("rank", "--help").out
    assert "Usage: eshram rank" in eshram("rank", "--help", "--lang", "en").out
    monkeypatch.setenv("ESHRAM_LANG", "en")
    assert "Usage: eshram rank" in eshram("rank", "--help").out
    (home / "settings.toml").unlink()
    monkeypatch.setenv("ESHRAM_LANG", "hi")
    assert "उपयोग: eshram target split" in eshram("target", "split", "--help").out


def test_a_group_without_a_command_shows_its_help_in_hindi(eshram: Eshram) -> None:
    for words in ((), ("target",)):
        ran = eshram(*words, "--lang", "hi")
        assert (ran.out.strip().split(":")[0], ran.err) == ("उपयोग", "")


def test_a_language_that_is_none(eshram: Eshram) -> None:
    for words in ((), ("target",), ("rank",)):
        ran = eshram(*words, "--help", "--lang", "fr")
        assert (ran.code, ran.out) == (2, "") or words == ("rank",)
    assert '--lang cannot be "fr". Choose one of en, hi.' in eshram("--help", "--lang", "fr").err


def test_a_settings_file_that_is_broken_does_not_stop_the_help(eshram: Eshram, home: Path) -> None:
    for text in ('lang = "fr"\n', "lang = \n", "\x00"):
        (home / "settings.toml").write_text(text, encoding="utf-8")
        ran = eshram("rank", "--help")
        assert (ran.code, "Usage: eshram rank" in ran.out) == (0, True)
        assert "उपयोग" in eshram("rank", "--help", "--lang", "hi").out


@pytest.mark.usefixtures("home")
def test_what_is_missing_is_named_as_the_help_names_it(eshram: Eshram) -> None:
    assert "स्थान" in eshram("enter", "--lang", "hi").err
    assert "PLACE" in eshram("enter").err


def test_the_english_help_does_not_build_the_settings_and_the_hindi_one_needs_no_rich(home: Path) -> None:
    for words, absent in ((("--help",), "eshram_cli.settings"), (("--help", "--lang", "hi"), "rich")):
        ran = subprocess.run(
            [sys.executable, "-c", PROBE, *words], capture_output=True, text=True, check=True, encoding="utf-8"
        )
        assert absent not in ran.stderr.split()
