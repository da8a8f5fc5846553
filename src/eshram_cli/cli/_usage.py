"""What is wrong with a command line itself, told like any other problem: in the reader's language, with what to do.

Typer's errors carry what they are about: the option, the values that it may have, and, of a value that was refused, the
reason as pydantic names it. A sentence of Typer's own for which we have none is told as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import typer
from pydantic import ValidationError
from typer._click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption
from typer.core import TyperArgument

from eshram_cli.cli._app import near_words
from eshram_cli.errors import EshramError
from eshram_cli.language.help import hindi_word
from eshram_cli.problems import NOWHERE, Language, Problem
from eshram_cli.settings import load_settings

_REFUSED = {
    "greater_than_equal": "usage-low",
    "less_than_equal": "usage-high",
    "int_parsing": "usage-whole",
    "float_parsing": "usage-number",
}
"""Our code for why pydantic refuses a number."""


def usage_problem(error: typer.TyperException, arguments: Sequence[str]) -> Problem:
    """The problem that Typer's error is; `usage` with its own words where we have none."""
    code, words = _told(error, arguments)
    command = str(getattr(getattr(error, "ctx", None), "command_path", "") or "eshram")
    return Problem(code, NOWHERE, {"command": command, **words})


def _told(error: typer.TyperException, arguments: Sequence[str]) -> tuple[str, Mapping[str, object]]:
    if isinstance(error, NoSuchOption):
        return "usage-option", {"name": error.option_name, "near": near_words(sorted(error.possibilities or ()))}
    if isinstance(error, BadOptionUsage):
        has_value = any(word.startswith(f"{error.option_name}=") for word in arguments)
        return "usage-no-value" if has_value else "usage-needs-value", {"name": error.option_name}
    if isinstance(error, typer.BadParameter) and error.param is not None:
        param, reason = error.param, error.__cause__
        name: object = " / ".join(param.opts)
        if isinstance(param, TyperArgument):
            # As the help of the language names it.
            name = {Language.en: param.display_name_raw, Language.hi: hindi_word(param.display_name_raw)}
        choices = ", ".join(map(str, param.type_descriptor.choices or ()))
        if isinstance(error, MissingParameter):
            return "usage-missing-choice" if choices else "usage-missing", {"name": name, "choices": choices}
        if isinstance(reason, ValidationError):
            first = reason.errors()[0]
            if choices:
                return "usage-choice", {"name": name, "text": str(first["input"]), "choices": choices}
            if first["type"] in _REFUSED:
                limit: dict[str, Any] = first.get("ctx", {})
                words = {"least": f"{limit.get('ge', 0):g}", "most": f"{limit.get('le', 0):g}"}
                return _REFUSED[first["type"]], {"name": name, **words}
    return "usage", {"said": error.format_message().rstrip(".")}


def language_of(arguments: Sequence[str]) -> Language:
    """The language to tell in: the one that the command line asks for as far as it can be read, else the settings'."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    asked = next((after for word, after in pairwise(words) if word == "--lang"), None)
    known = Language(asked) if asked in set(Language) else None
    try:
        return load_settings({"lang": known}).lang
    except EshramError:
        return known or Language.en
