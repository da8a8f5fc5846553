"""Help in Hindi, where the language is Hindi. Typer and rich write the English one.

Rich counts the spacing vowel signs of Devanagari as no column, terminals count them as one, so its boxes would not
close; these are drawn with our own widths. Parts and order are those of the English help.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from typer.core import TyperArgument

from eshram_cli.language.help import hindi_paragraphs, hindi_word
from eshram_cli.reports.width import columns, pad, wrap

NARROWEST = 40
"""A terminal that is narrower breaks the lines itself."""

LEFT = 34
"""The widest that names of options and commands may stand beside their text."""

Row = tuple[str, str]
"""A name with what stands for its value, and what it does."""


def hindi_help(command: Any, ctx: Any) -> str:
    """The help of a command or group of Typer's, as wide as the terminal."""
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    first, *more = hindi_paragraphs(command.help or "")
    text = "\n\n".join("\n".join(f" {line}" for line in wrap(_plain(part), width - 2)) for part in (first, *more))
    parts = [f" {_bold(hindi_word('Usage'))}: {ctx.command_path} {_usage(command, ctx)}", text]
    parts += ["\n".join(_box(title, rows, width)) for title, rows in _panels(command, ctx).items()]
    return "\n" + "\n\n".join(parts[:2]) + "\n\n" + "\n".join(parts[2:])


def _usage(command: Any, ctx: Any) -> str:
    """`[OPTIONS] [PLACE]` in Hindi."""
    pieces = " ".join(command.collect_usage_pieces(ctx))
    return re.sub(r"[A-Z][A-Z.=:]*[A-Z]", lambda found: hindi_word(found[0]), pieces)


def _panels(command: Any, ctx: Any) -> dict[str, list[Row]]:
    """The rows of each panel: arguments first, then the options of the command's own, then panel by panel."""
    found: dict[str, list[Row]] = {hindi_word("Arguments"): [], hindi_word("Options"): []}
    for param in command.get_params(ctx):
        record = param.get_help_record(ctx)
        if record is not None:
            usual = "Arguments" if isinstance(param, TyperArgument) else "Options"
            title = hindi_word(getattr(param, "rich_help_panel", None) or usual)
            found.setdefault(title, []).append(_row(param, *record))
    for name in command.list_commands(ctx) if hasattr(command, "list_commands") else ():
        one = command.get_command(ctx, name)
        title = hindi_word(getattr(one, "rich_help_panel", None) or "Commands")
        found.setdefault(title, []).append((name, _plain(hindi_paragraphs(one.help or "")[0])))
    return {title: rows for title, rows in found.items() if rows}


def _row(param: Any, names: str, text: str) -> Row:
    """Typer's line of an option or argument, its name as typed and the rest in Hindi.

    Behind the help stands in brackets what Typer adds: `[default: 7; required]`.
    """
    if param.metavar:
        names = names.replace(param.metavar, hindi_word(param.metavar))
    added = text.removeprefix(param.help or "").strip().removeprefix("[").removesuffix("]")
    words = [_plain(" ".join(hindi_paragraphs(param.help or "")))]
    for part in filter(None, added.split("; ")):
        name, colon, value = part.partition(": ")
        words.append(f"[{hindi_word('default: {}').format(value)}]" if colon else f"[{hindi_word(name)}]")
    return names, " ".join(words)


def _plain(text: str) -> str:
    """Without the marks of Markdown around what is typed."""
    return text.replace("`", "")


def _box(title: str, rows: Sequence[Row], width: int) -> Iterator[str]:
    inside = width - 4
    left = min(max(columns(name) for name, _ in rows), LEFT, inside // 2)
    yield f"╭─ {_bold(title)} {'─' * (inside - columns(title) - 1)}╮"
    for name, text in rows:
        names, texts = wrap(name, left), wrap(text, inside - left - 2)
        for at in range(max(len(names), len(texts))):
            shown = pad(names[at] if at < len(names) else "", left)
            yield f"│ {_bold(shown)}  {pad(texts[at] if at < len(texts) else '', inside - left - 2)} │"
    yield f"╰{'─' * (width - 2)}╯"


def _bold(text: str) -> str:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not sys.stdout.isatty()
    return text if plain else f"\x1b[1m{text}\x1b[0m"
