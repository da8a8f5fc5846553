"""What is wrong with a command line itself, told like any other problem: in the reader's language, with what to do.

The library that reads command lines says it in English alone. Its sentences are looked for what they name; one that is
not known here is told as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import typer

from eshram_cli.errors import EshramError
from eshram_cli.problems import NOWHERE, Language, Problem
from eshram_cli.settings import load_settings

_SENTENCES = {
    "usage-command": r"No such command '(?P<name>.*?)'\.(?: Did you mean (?P<near>.*)\?)?",
    "usage-option": r"No such option: (?P<name>\S+)(?: \(Possible options: (?P<near>.*)\))?",
    "usage-extra": r"Got unexpected extra arguments?(?:\(s\))? \((?P<text>.*)\)",
    "usage-missing-choice": r"Missing (?:argument|option) '(?P<name>.*?)'\. Choose from:\s*(?P<choices>.*)",
    "usage-missing": r"Missing (?:argument|option) '(?P<name>.*?)'\.",
    "usage-needs-value": r"Option '(?P<name>.*?)' requires an argument\.",
    "usage-no-value": r"Option '(?P<name>.*?)' does not take a value\.",
    "usage-choice": r"Invalid value for (?P<name>.*): (?P<text>'.*?') is not one of (?P<choices>.*)\.",
    "usage-low": r"Invalid value for (?P<name>.*): Input should be greater than or equal to (?P<least>\S+)",
    "usage-high": r"Invalid value for (?P<name>.*): Input should be less than or equal to (?P<most>\S+)",
    "usage-whole": r"Invalid value for (?P<name>.*): Input should be a valid integer.*",
    "usage-number": r"Invalid value for (?P<name>.*): Input should be a valid number.*",
    "usage-moment": r"Invalid value for (?P<name>.*): Input should be a valid datetime.*",
}
"""The sentences of the library by our code for them; the first that fits is told."""


def usage_problem(error: typer.TyperException) -> Problem:
    """The problem that the library's error is; `usage` with its own words where none is known."""
    # The reader of option values prefixes what a value may not be with the name of its own exception.
    said = " ".join(error.format_message().replace("Value error, ", "").split())
    command = str(getattr(getattr(error, "ctx", None), "command_path", "") or "eshram")
    for code, sentence in _SENTENCES.items():
        if found := re.fullmatch(sentence, said, re.DOTALL):
            return Problem(code, NOWHERE, {"command": command, **_words(found.groupdict())})
    return Problem("usage", NOWHERE, {"command": command, "said": said.rstrip(".")})


def language_of(arguments: Sequence[str]) -> Language:
    """The language to tell in: the one that the command line asks for as far as it can be read, else the settings'."""
    asked = re.search(r"(?:^|\n)--lang[=\n](hi|en)(?:\n|$)", "\n".join(arguments))
    try:
        return load_settings({"lang": asked[1]} if asked else {}).lang
    except EshramError:
        return Language(asked[1]) if asked else Language.en


def _words(found: Mapping[str, str | None]) -> dict[str, object]:
    words: dict[str, object] = {key: text.replace("'", "") for key, text in found.items() if text is not None}
    near = words.get("near")
    return {**words, "near": {"en": f"Perhaps {near}. ", "hi": f"शायद {near}। "} if near else ""}
