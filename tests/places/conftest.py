"""The bundled gazetteer, and where the reference lists lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from eshram_cli.places.gazetteer import Gazetteer

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def india() -> Gazetteer:
    return Gazetteer.bundled()


@pytest.fixture
def reference() -> Path:
    folder = REPOSITORY.parent / "shared" / "reference"
    if not folder.is_dir():
        pytest.skip("the reference lists are not beside the repository")
    return folder
