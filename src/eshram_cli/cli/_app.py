"""The application object, and how a command's file registers itself with it."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from eshram_cli import __version__
from eshram_cli.cli._run import Bundle, Run
from eshram_cli.errors import EshramError
from eshram_cli.problems import Language

INTERRUPTED = 130
"""The exit code of a command that was stopped with Ctrl-C."""


class Panel(StrEnum):
    """The groups of `eshram --help`, in the order of a working day."""

    figures = "Figures in"
    questions = "Questions of a review meeting"
    setup = "Targets and places"
    keeping = "Keeping the ledger"
    sending = "Mails and the daily run"


class Command(TyperCommand):
    """A command that tells words too many, and an option given twice, as problems of ours."""

    allow_extra_args = True

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments."""
        return _shown(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help, in the language of the run."""
        if not _helped_in_hindi(self, ctx):
            super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of the command line; those that the command cannot take raise `usage-extra`, an option that
        may stand once raises `usage-twice` where it stands twice."""
        if not ctx.resilient_parsing:
            _, _, order = self.make_parser(ctx).parse_args(args=list(args))
            for param in order:
                once = not (isinstance(param, TyperArgument) or param.multiple or param.is_eager)
                if once and order.count(param) > 1:
                    raise EshramError("usage-twice", name=" / ".join(param.opts))
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise EshramError("usage-extra", text=" ".join(rest), command=ctx.command_path)
        return rest


class Group(TyperGroup):
    """Commands panel by panel, in the order of a working day, then by name; a name that is none is told as ours."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own options."""
        return _shown(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The help, in the language of the run."""
        if not _helped_in_hindi(self, ctx):
            super().format_help(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of the command line. `--lang` may stand there where only the help is asked for; a language
        that is none raises `usage-choice`."""
        rest, asked = _without_language(args)
        if asked is not None and asked not in set(Language):
            raise EshramError("usage-choice", name="--lang", text=asked, choices=", ".join(Language))
        return super().parse_args(ctx, rest)

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        panels = list(Panel)

        def place(name: str) -> tuple[int, str]:
            """Its panel's place in the day, then its name."""
            panel = getattr(self.commands[name], "rich_help_panel", None)
            return panels.index(panel) if panel in panels else len(panels), name

        return sorted(super().list_commands(ctx), key=place)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that the first word names; a word that names none raises `usage-command`."""
        name = args[0]
        if name not in self.commands and not name.startswith("-") and not ctx.resilient_parsing:
            near = near_words(get_close_matches(name, self.commands))
            raise EshramError("usage-command", name=name, near=near, command=ctx.command_path)
        return super().resolve_command(ctx, args)


def _helped_in_hindi(command: Any, ctx: Any) -> bool:
    """Print the help in Hindi, if that is the language of the command line, which `execute` has put in the context.

    Where neither it nor the environment nor a settings file can name a language, nothing is read for it.
    """
    arguments = ctx.obj or ()
    if not any(word.startswith("--lang") for word in arguments) and not os.environ.get("ESHRAM_LANG"):
        from eshram_cli.settings_file import settings_file

        if not settings_file(os.environ).exists():
            return False
    from eshram_cli.cli._usage import language_of

    if language_of(arguments) is not Language.hi:
        return False
    from eshram_cli.cli._help import hindi_help

    typer.echo(hindi_help(command, ctx))
    return True


def _without_language(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The words of a group's command line without `--lang` and its value, and that value, where no command is named:
    what is asked for is the help. Else the words as they are."""
    rest, asked, words = [], None, list(arguments)
    while words:
        word = words.pop(0)
        if word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
        elif word == "--lang" and words:
            asked = words.pop(0)
        else:
            rest.append(word)
    named = asked is None or not all(word.startswith("-") for word in rest)
    return (list(arguments), None) if named else (rest, asked)


def _shown(params: list[Any]) -> list[Any]:
    """The options as the help shows them, in words of the field: Typer itself would put `<bool>` behind a flag, `<str>`
    behind an argument, and `[x>=1]` behind a number. What completes their values gives one word each."""
    for param in params:
        if "shell_complete" not in vars(param):
            param.shell_complete = functools.partial(_words, param.shell_complete)
        param.min = param.max = None
        if isinstance(param, TyperArgument) or param.is_bool_flag:
            param.display_type_rich = _no_type
    return params


def _words(complete: Callable[[Any, str], list[Any]], ctx: Any, incomplete: str) -> list[Any]:
    """What completes a value, each as one word of the shell that asks: "Purbi Champaran" in quotes where that shell is
    bash or PowerShell, which insert what they are given; zsh and fish quote it themselves. Within a quote that is open
    bash closes it. PowerShell hands the quote over with what was typed."""
    items = complete(ctx, incomplete.lstrip("\"'"))
    try:
        shlex.split(os.environ.get("COMP_WORDS", ""))
    except ValueError:
        return items
    if os.environ.get("_ESHRAM_COMPLETE", "").endswith(("bash", "powershell", "pwsh")):
        for item in items:
            item.value = f'"{item.value}"' if " " in item.value else item.value
    return items


def _no_type(ctx: object) -> str:  # noqa: ARG001  what Typer passes
    return ""


def near_words(names: Sequence[str] | None) -> dict[str, str] | str:
    """ "Perhaps rank, run. " in both languages, as a hint begins with it; blank where nothing is near."""
    words = ", ".join(names or ())
    return {"en": f"Perhaps {words}. ", "hi": f"शायद {words}। "} if words else ""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"eshram {__version__}")
        raise typer.Exit


APP = typer.Typer(
    name="eshram",
    cls=Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@APP.callback()
def eshram(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read the registration returns of the e-Shram drive, and show the ranks, who moved, and who has not reported.

    To begin: `eshram ingest FOLDER`, then `eshram rank --state bihar`.
    """


def group(name: str, panel: Panel, text: str, parent: typer.Typer = APP) -> typer.Typer:
    """A group of commands, as `target set` and `target load`."""
    made = typer.Typer(cls=Group, no_args_is_help=True, help=text)
    parent.add_typer(made, name=name, rich_help_panel=panel)
    return made


Function = Callable[..., int | None]


def command(panel: Panel, name: str | None = None, group: typer.Typer = APP) -> Callable[[Function], Function]:
    """Register a command: a function that takes the `Run` first, and returns the exit code, None being 0.

    Typer sees each of its bundles (`Where`, `Reading`) as the options that the bundle holds, and behind them those that
    all commands share, of which the `Run` is made.
    """

    def register(function: Function) -> Function:
        """The function as it is, kept in the list of commands."""
        _REGISTERED.append(_Registered(function, panel, name, group))
        return function

    return register


@dataclass
class _Registered:
    """A command's function, and where it stands; `ready` once Typer knows its options."""

    function: Function
    panel: Panel
    name: str | None
    group: typer.Typer
    ready: bool = False


_REGISTERED: list[_Registered] = []


def hand_to_typer(texts_alone: bool = False) -> None:
    """Give Typer the commands registered so far; `texts_alone` without their options, for the list of all commands.

    Reading the options of all seventy takes Typer longer than all the rest of that list.
    """
    for one in _REGISTERED:
        if not one.ready:
            made = _without_options(one.function) if texts_alone else _with_shared_options(one.function)
            one.group.command(one.name, cls=Command, rich_help_panel=one.panel)(made)
            one.ready = not texts_alone


def _without_options(function: Function) -> Callable[[], None]:
    def listed() -> None:
        """Replaced by what the command says of itself."""

    listed.__name__, listed.__doc__ = function.__name__, function.__doc__
    return listed


def _with_shared_options(function: Function) -> Callable[..., int]:
    signature = inspect.signature(function, eval_str=True)
    # A command that takes more than one language or file declares that option itself.
    common = [option for option in _options_of(Run.from_options) if option.name not in signature.parameters]
    own: list[inspect.Parameter] = []
    bundles: dict[str, tuple[Callable[..., Bundle], list[str]]] = {}
    for parameter in list(signature.parameters.values())[1:]:
        if isinstance(parameter.annotation, type) and issubclass(parameter.annotation, Bundle):
            options = _options_of(parameter.annotation)[1:]
            bundles[parameter.name] = parameter.annotation, [option.name for option in options]
            own += options
        else:
            own.append(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY))

    @functools.wraps(function)
    def wrapper(**given: Any) -> int:
        """The command with its run and its bundles, made of the options."""
        began = dt.datetime.now(dt.UTC)
        shared = {option.name: given.pop(option.name) for option in common}
        language = given.get("lang")
        run = Run.from_options(**{"lang": Language(language) if language in set(Language) else None, **shared})
        for name, (bundle, names) in bundles.items():
            given[name] = bundle(run, **{option: given.pop(option) for option in names})
        try:
            return function(run, **given) or 0
        except EshramError as error:
            run.tell([*error.others, error.problem])
            return error.exit_code
        except (typer.Abort, KeyboardInterrupt):
            run.tell_stopped(began)
            return INTERRUPTED

    wrapper.__signature__ = signature.replace(parameters=[*own, *common])  # type: ignore[attr-defined]
    return wrapper


def _options_of(maker: Callable[..., object]) -> list[inspect.Parameter]:
    """The options that make a bundle or a run, each by its name."""
    parameters = inspect.signature(maker, eval_str=True).parameters.values()
    return [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
