"""The lock files are complete, so that pip need not look for anything beside them.

README installs them with `--no-deps`: a pip that reads hashes refuses a package that is named with an extra
(`coverage[toml]`) beside its pinned line, and which packages are named so changes whenever one of them is published.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS = {
    "lock.txt": PROJECT["project"]["dependencies"],
    "dev.txt": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]],
}


def pinned(name: str) -> dict[str, str]:
    """Each package that the file has for this machine, with its version."""
    text = (ROOT / "requirements" / name).read_text("utf-8")
    lines = (Requirement(found[1].strip()) for found in re.finditer(r"^([\w.-]+==[^\\\n]+)", text, re.MULTILINE))
    here = (line for line in lines if line.marker is None or line.marker.evaluate())
    return {canonicalize_name(line.name): str(line.specifier).removeprefix("==") for line in here}


def needed(lines: list[str]) -> dict[str, set[str]]:
    """Every package that these requirements need on this machine, with who asks for it."""
    asked: dict[str, set[str]] = {}
    waiting = [(Requirement(line), "pyproject.toml") for line in lines]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, by = waiting.pop()
        name = canonicalize_name(requirement.name)
        asked.setdefault(name, set()).add(by)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for line in requires(name) or ():
                more = Requirement(line)
                if more.marker is None or more.marker.evaluate({"extra": extra}):
                    waiting.append((more, name))
    return asked


@pytest.mark.parametrize("name", GROUPS)
def test_a_lock_file_names_everything_that_its_packages_need(name: str) -> None:
    locked = pinned(name)
    try:
        asked = needed([line for line in GROUPS[name] if not line.endswith("'win32'")])
    except PackageNotFoundError as missing:
        pytest.fail(f"{missing.name} is not installed: the tests ran in another environment than README's")
    assert not {package: by for package, by in asked.items() if package not in locked}
    assert {package: version(package) for package in asked} == {package: locked[package] for package in asked}


@pytest.mark.parametrize("name", GROUPS)
def test_each_pinned_package_has_a_hash_and_no_extra(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text("utf-8")
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[\w.-]+==\S+", block), block
        assert "--hash=sha256:" in block, block


def test_every_line_that_installs_a_lock_file_takes_it_as_complete() -> None:
    for page in ("README.md", "docs/quick-start.md", "docs/hi/quick-start.md"):
        for line in (ROOT / page).read_text("utf-8").splitlines():
            for part in re.split(r"&&|;", line):
                if "-r requirements" in part:
                    assert "--no-deps" in part, f"{page}: {part}"
