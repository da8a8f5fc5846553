"""The application object, and how a command's file registers itself with it."""

from __future__ import annotations

import copy
import dataclasses
import functools
import inspect
from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from typing import Annotated, Any, get_type_hints

import typer
from typer.models import OptionInfo

from eshram_cli import __version__
from eshram_cli.cli._options import (
    Bundle,
    DigitsOption,
    FormatOption,
    LanguageOption,
    LedgerOption,
    NumbersOption,
    OutputOption,
    QuietOption,
)
from eshram_cli.cli._plain import PlainCommand, PlainGroup
from eshram_cli.cli._run import Run


class Panel(StrEnum):
    """The groups of `eshram --help`, in the order of a working day."""

    figures = "Figures in"
    questions = "Questions of a review meeting"
    setup = "Targets and places"
    keeping = "Keeping the ledger"
    sending = "Mails and the daily run"


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"eshram {__version__}")
        raise typer.Exit


class InOrder(PlainGroup):
    """Lists its commands panel by panel, in the order of a working day, then by name."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        panels = list(Panel)

        def place(name: str) -> tuple[int, str]:
            """Its panel's place in the day, then its name."""
            panel = getattr(self.commands[name], "rich_help_panel", None)
            return panels.index(panel) if panel in panels else len(panels), name

        return sorted(super().list_commands(ctx), key=place)


HELP = {"help_option_names": ["-h", "--help"]}

APP = typer.Typer(
    name="eshram",
    cls=InOrder,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings=HELP,
)


@APP.callback()
def eshram(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Read the registration returns of the e-Shram drive and say who stands where, who moved, and who has not reported.

    A first day: `eshram ingest FOLDER`, then `eshram rank --state bihar`.
    """


COMMON: dict[str, tuple[object, object]] = {
    "format_": (FormatOption, None),
    "output": (OutputOption, None),
    "lang": (LanguageOption, None),
    "numbers": (NumbersOption, None),
    "digits": (DigitsOption, None),
    "quiet": (QuietOption, False),
    "ledger": (LedgerOption, None),
}
"""The options that every command has."""

Command = Callable[..., int | None]


def command(panel: Panel, name: str | None = None, group: typer.Typer = APP) -> Callable[[Command], Command]:
    """Register a command. Its first parameter is the `Run`, in place of which the common options stand; what it
    returns is the exit code, None being 0."""

    def register(function: Command) -> Command:
        """The function itself, registered."""
        group.command(name, cls=PlainCommand, rich_help_panel=panel)(_with_common_options(function))
        return function

    return register


def alone(name: str, arguments: Sequence[str]) -> typer.Typer | None:
    """An application that is the registered command of that name, with the options that the arguments give, and nothing
    else; None for a group of commands.

    Typer builds all options of what it runs, those of `eshram` itself too, before it reads the first word.
    """
    found = [info for info in APP.registered_commands if (info.name or getattr(info.callback, "__name__", "")) == name]
    if len(found) != 1 or found[0].callback is None:
        return None
    made = typer.Typer(
        add_completion=False, pretty_exceptions_enable=False, rich_markup_mode="markdown", context_settings=HELP
    )
    made.registered_commands = [copy.copy(found[0])]
    made.registered_commands[0].callback = narrowed(found[0].callback, arguments)
    return made


def narrowed(command: Callable[..., None], arguments: Sequence[str]) -> Callable[..., None]:
    """The command without the options that nobody gives: of some twenty a command line has two.

    Whole where a word looks like an option and is none of them, as `--help` or a slip of the pen.
    """
    signature = inspect.signature(command)
    flags = {name: _flags(parameter.annotation) for name, parameter in signature.parameters.items()}
    given = {word.partition("=")[0] for word in arguments if word.startswith("-") and word != "-"}
    if not given <= set().union(*flags.values()):
        return command
    unasked = {
        name: parameter.default
        for name, parameter in signature.parameters.items()
        if flags[name] and given.isdisjoint(flags[name]) and _as_it_stands(parameter.default)
    }

    @functools.wraps(command)
    def narrow(**values: object) -> None:
        """The command with the options that were given; the others as they are declared."""
        command(**unasked, **values)

    asked = [parameter for name, parameter in signature.parameters.items() if name not in unasked]
    narrow.__signature__ = signature.replace(parameters=asked)  # type: ignore[attr-defined]
    return narrow


def _flags(annotation: object) -> frozenset[str]:
    """How an option is written; nothing for an argument."""
    [info] = getattr(annotation, "__metadata__", (None,))
    if not isinstance(info, OptionInfo) or not isinstance(info.default, str):
        return frozenset()
    return frozenset(flag for words in (info.default, *(info.param_decls or ())) for flag in words.split("/"))


def _as_it_stands(default: object) -> bool:
    """Whether a command gets the default of an option just as it is declared."""
    return default is None or isinstance(default, int | Enum)


def group(name: str, panel: Panel, text: str, parent: typer.Typer = APP) -> typer.Typer:
    """A group of commands, as `target set` and `target load`."""
    made = typer.Typer(cls=PlainGroup, no_args_is_help=True, help=text)
    parent.add_typer(made, name=name, rich_help_panel=panel)
    return made


def _with_common_options(function: Command) -> Callable[..., None]:
    signature = inspect.signature(function, eval_str=True)
    own = list(signature.parameters.values())[1:]
    bundles = {parameter.name: parameter.annotation for parameter in own if _is_bundle(parameter.annotation)}
    options = [option for parameter in own for option in _options_of(parameter)]
    options += [_keyword(name, annotation, default) for name, (annotation, default) in COMMON.items()]

    @functools.wraps(function)
    def wrapper(**given: object) -> None:
        """The command with its run and its bundles, made of the options."""
        run = Run.from_options({name: given.pop(name) for name in COMMON})
        for name, bundle in bundles.items():
            given[name] = bundle(**{field.name: given.pop(field.name) for field in dataclasses.fields(bundle)})
        raise typer.Exit(run.guarded(functools.partial(function, run, **given)))

    wrapper.__signature__ = signature.replace(parameters=options)  # type: ignore[attr-defined]
    # The signature says it all; typer would take each annotation apart once more, twice a command.
    wrapper.__annotations__ = {}
    return wrapper


def _options_of(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """The parameter itself, or the options of the bundle that it is."""
    if not _is_bundle(parameter.annotation):
        return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)]
    bundle = parameter.annotation
    annotations = get_type_hints(bundle, include_extras=True)
    return [_keyword(field.name, annotations[field.name], field.default) for field in dataclasses.fields(bundle)]


def _is_bundle(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Bundle)


def _keyword(name: str, annotation: object, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
