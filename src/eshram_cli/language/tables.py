"""The tables of words that stand beside the modules of this room, as `lexicon.toml`, each read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """What `NAME.toml` holds, by its sections."""
    file = resources.files("eshram_cli.language") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
