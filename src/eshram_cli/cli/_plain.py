"""Commands whose plain values are taken as typed.

Typer checks every value with a validator of its own making, which it makes even for options that nobody gave: a tenth
of a short command's time. Nothing is left to check of an absent value, of text, of a file's name, of a word that is one
of the choices, or of what our own parser reads. Whatever else is given goes to typer, with its messages.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption


class PlainOption(TyperOption):
    """An option whose plain values are taken as typed."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value that the command gets."""
        return _processed(self, super().process_value, ctx, value)


class PlainArgument(TyperArgument):
    """An argument whose plain values are taken as typed."""

    def process_value(self, ctx: Any, value: Any) -> Any:
        """The value that the command gets."""
        return _processed(self, super().process_value, ctx, value)


class PlainCommand(TyperCommand):
    """A command of such options and arguments."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments."""
        return list(map(_made_plain, super().get_params(ctx)))


class PlainGroup(TyperGroup):
    """A group of commands, with such options of its own."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its own options."""
        return list(map(_made_plain, super().get_params(ctx)))


def _made_plain(param: Any) -> Any:
    """The same option or argument, its plain values taken as typed. Typer has no way to name another class for them."""
    if type(param) is TyperOption:
        param.__class__ = PlainOption
    elif type(param) is TyperArgument:
        param.__class__ = PlainArgument
    return param


def _processed(param: TyperOption | TyperArgument, otherwise: Callable[[Any, Any], Any], ctx: Any, value: Any) -> Any:
    plain = _plain(param, value)
    if plain is None:
        return otherwise(ctx, value)
    return param.callback(ctx, param, plain[0]) if param.callback is not None else plain[0]


def _plain(param: TyperOption | TyperArgument, value: Any) -> tuple[Any] | None:
    """The value, in a tuple of its own; None where typer has to look at it."""
    wanted = param.type_descriptor
    if param.required and param.value_is_missing(value):
        return None
    if value is None:
        return ((),) if wanted.is_list else (None,)
    if wanted.annotation == list[str] and isinstance(value, list | tuple):
        return (list(value),)
    if isinstance(value, str) and wanted.parameter_info.parser is not None:
        return (wanted.parameter_info.parser(value),)
    return _read(wanted.annotation, value) if isinstance(wanted.annotation, type) else None


def _read(kind: type, value: Any) -> tuple[Any] | None:
    if isinstance(value, kind):
        # Text, or the option's own default.
        return (value,)
    if not isinstance(value, str):
        return None
    if issubclass(kind, Enum):
        return next(((member,) for member in kind if member.value == value), None)
    return (Path(value),) if kind is Path else None
