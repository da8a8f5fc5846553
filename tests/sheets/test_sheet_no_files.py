"""Pipes, sockets, devices and links that lead nowhere: looked at, never opened, passed over with a line."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.sheets.expand import expand
from eshram_cli.sheets.read import read_book

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such things in folders")


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("gone.csv")


def a_link_to_the_folder_above(path: Path) -> None:
    path.symlink_to("..", target_is_directory=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good return."""
    inner = tmp_path / "returns"
    inner.mkdir()
    (inner / "good.csv").write_text("Block,Registered\nRaxaul,4200\n", encoding="utf-8")
    return inner


@pytest.mark.parametrize("name", ["pipe", "pipe.txt", "pipe.pdf", "pipe.xlsx"])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (os.mkfifo, "a pipe of a program"),
        (a_socket, "a socket of a program"),
        (a_loop, "a link that leads back to itself"),
        (a_link_to_nothing, "a link to something that is not there"),
        (a_link_to_the_folder_above, "a link to another folder"),
    ],
)
def test_what_is_no_file_is_passed_over_with_a_line(
    folder: Path, name: str, make: Callable[[Path], None], words: str
) -> None:
    make(folder / name)
    found = expand([folder])
    assert [file.name for file in found.files] == ["good.csv"]
    assert [problem.code for problem in found.skipped] == ["skipped-no-file"]
    assert found.skipped[0].line().startswith(f"{folder / name}: Skipped: this is {words}, not a file.")
    assert found.skipped[0].line(Language.hi).endswith("।")


def test_a_link_to_a_file_is_that_file(folder: Path) -> None:
    (folder / "linked.csv").symlink_to("good.csv")
    found = expand([folder])
    assert [file.name for file in found.files] == ["good.csv", "linked.csv"]
    assert found.skipped == ()


@pytest.mark.parametrize(("make", "what"), [(os.mkfifo, "a pipe"), (a_socket, "a socket")])
def test_what_is_no_file_is_not_opened_where_it_is_named(
    tmp_path: Path, make: Callable[[Path], None], what: str
) -> None:
    make(tmp_path / "pipe.csv")
    with pytest.raises(EshramError) as stopped:
        read_book(tmp_path / "pipe.csv")
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("not-a-file", 3)
    assert str(stopped.value).startswith(f"pipe.csv: This is {what} of a program, not a file")


def test_a_device_is_not_opened() -> None:
    with pytest.raises(EshramError, match="a device, not a file"):
        read_book(Path("/dev/zero"))
