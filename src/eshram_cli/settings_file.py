"""Where the settings file lies. Apart from `settings`, so that help need not build the settings to see that there are
none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import platformdirs


def settings_file(environment: Mapping[str, str]) -> Path:
    """`$ESHRAM_SETTINGS`, else `settings.toml` in the platform's configuration folder of the user."""
    named = environment.get("ESHRAM_SETTINGS", "")
    return Path(named) if named else platformdirs.user_config_path("eshram", appauthor=False) / "settings.toml"
