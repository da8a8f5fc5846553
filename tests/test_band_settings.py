"""Bands in the settings file: a table with gaps or overlaps is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.settings import Settings, load_settings


def load(folder: Path, *bands: str) -> Settings:
    file = folder / "settings.toml"
    file.write_text("\n".join(f"[[bands]]\n{band}" for band in bands), encoding="utf-8")
    return load_settings({}, {"ESHRAM_SETTINGS": str(file)})


def test_bands_in_order_without_gaps(tmp_path: Path) -> None:
    settings = load(tmp_path, "from = 0\nto = 40", "from = 40\nto = 62.5", "from = 62.5")
    assert [(band.low, band.high) for band in settings.bands] == [(0, 40), (40, 62.5), (62.5, None)]


@pytest.mark.parametrize(
    ("bands", "why"),
    [
        (("from = 0\nto = 25", "from = 30"), "no band holds 25 to 30 percent"),
        (("from = 5",), "no band holds 0 to 5 percent"),
        (("from = 0\nto = 100",), "no band holds 100 percent and more"),
        (("from = 0\nto = 50", "from = 25"), "the bands overlap at 25 percent"),
        (("from = 0", "from = 25"), "the bands overlap at 25 percent"),
        (("from = 0\nto = 0", "from = 0"), "the band from 0 percent is empty"),
    ],
)
def test_gaps_and_overlaps_are_refused(tmp_path: Path, bands: tuple[str, ...], why: str) -> None:
    with pytest.raises(EshramError, match=why) as stopped:
        load(tmp_path, *bands)
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("settings-value", 4)
