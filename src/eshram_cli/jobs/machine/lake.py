"""The ledger's acts into a Parquet lake, to which many offices may push."""

from __future__ import annotations

from eshram_cli import __version__
from eshram_cli.answers.lake import PushedLake
from eshram_cli.jobs.session import Session, state_folders
from eshram_cli.lake.export import push
from eshram_cli.lake.place import LakePlace


def export_lake(session: Session, url: str) -> PushedLake:
    """Write the acts that the lake at a folder, or another address that fsspec knows, does not hold yet.

    Raises EshramError (exit 4): extra-missing, lake-not-empty, lake-foreign, lake-newer, lake-failed, and what is wrong
    with the lake's own list of acts.
    """
    return push(session.ledger, LakePlace(url), state_folders(session.gazetteer), __version__)
