"""The command line: options in, one job called, one rendering, exit code out."""

from __future__ import annotations

import errno
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from typing import NoReturn

import typer

from eshram_cli.cli._app import APP as APP
from eshram_cli.cli._app import INTERRUPTED, hand_to_typer
from eshram_cli.cli._talk import talk
from eshram_cli.errors import EshramError
from eshram_cli.language.words import tr
from eshram_cli.problems import NOWHERE, Language, Problem

FULL = 4
"""The exit code of an answer that could not be written."""


def main() -> None:
    """Run the command line that the process was started with, and end the process."""
    # A stream that was closed before the start, or that a program without a window lacks, leads nowhere.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            newline = None if stream is sys.stdin else "\n"
            reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else None, newline=newline)
    _leave(execute(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End the process, its streams written out. Taking every module apart first, as Python does, is a fifth of a `rank`
    (.2 s)."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        pass
    except OSError as error:
        # What a fault before it has told is not told again.
        if code != FULL:
            _say(_unwritten(error), sys.argv[1:])
            code = FULL
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _unwritten(error: OSError) -> Problem:
    return Problem("stdout-unwritable", NOWHERE, {"reason": error.strerror or type(error).__name__})


def execute(arguments: Sequence[str]) -> int:
    """Run one command line; what stops it becomes one line on stderr and the documented exit code."""
    try:
        load_commands(arguments[0] if arguments else "", listed=_only_listed(arguments))
        return APP(list(arguments), standalone_mode=False, prog_name="eshram", obj=tuple(arguments)) or 0
    except EshramError as error:
        for problem in (*error.others, error.problem):
            _say(problem, arguments)
        return error.exit_code
    except typer.TyperException as error:
        # A group that is named without a command has shown its help, and has nothing more to say.
        if error.format_message():
            from eshram_cli.cli._usage import usage_problem

            _say(usage_problem(error, arguments), arguments)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        return 0
    except Exception as error:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            problem, code = _unwritten(error), FULL
        elif os.environ.get("ESHRAM_DEBUG"):
            raise
        else:
            problem, code = Problem("internal", NOWHERE, {"why": f"{type(error).__name__}"}), 70
        _say(problem, arguments)
        return code


def load_commands(name: str = "", listed: bool = False) -> None:
    """Import the file of the command of that name, which registers it; of every command where no file bears the name,
    and then without their options if they are only `listed`.

    Files that begin with an underscore are not commands.
    """
    found = name.isidentifier() and not name.startswith("_") and find_spec(f"{__name__}.{name}") is not None
    every = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    for one in [name] if found else every:
        importlib.import_module(f"{__name__}.{one}")
    hand_to_typer(texts_alone=listed and not found)


def _only_listed(arguments: Sequence[str]) -> bool:
    """Whether the words ask for the list of all commands and no more: help, and a language for it."""
    completing = "_ESHRAM_COMPLETE" in os.environ
    return not completing and all(word.startswith("-") or word in set(Language) for word in arguments)


def _say(problem: Problem, arguments: Sequence[str]) -> None:
    from eshram_cli.cli._usage import language_of

    language = language_of(arguments)
    talk(f"{tr('severity-error', language)}: {problem.line(language)}")
