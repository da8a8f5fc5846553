"""Makes one zip for Windows and one for Linux that install eshram on a computer without a network.

Each zip holds the wheels of `requirements/offline.txt` (every extra but the engines of a lake, and pip itself) for
CPython 3.11, 3.12 and 3.13 on 64-bit Intel and AMD computers, the project's own wheel, an installer, the sample data
and the pages. Needed here: a network, pip, and the packages of `requirements/dev.txt`. Wheels that are in
`build/offline` already stay.
Every wheel is checked: its hash is in the lock file, its tag fits the platform, nothing that it requires is lacking.
Exits 1 where that fails.

    python scripts/offline_bundle.py [--only windows|linux] [-o FOLDER]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from email.message import Message
from email.parser import Parser
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

try:
    from packaging.markers import default_environment
    from packaging.requirements import Requirement
    from packaging.tags import Tag, compatible_tags, cpython_tags
    from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename
except ImportError as missing:
    sys.exit(
        f"{sys.executable} has no {missing.name}: install requirements/dev.txt there, or use the Python that has it"
    )

ROOT = Path(__file__).resolve().parents[1]
INSTALLER = Path(__file__).resolve().parent / "offline"
PYTHONS = ("3.11", "3.12", "3.13")
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same files make the same zip, whenever it is made


class Target(NamedTuple):
    """A kind of computer: what wheels, pip's markers and the installer call it."""

    name: str
    platform: str  # sysconfig.get_platform()
    wheel_platforms: tuple[str, ...]  # most special first, as pip wants them
    markers: dict[str, str]
    installer: str
    glibc: tuple[int, int] | None = None

    def environment(self, python: str) -> dict[str, str]:
        """What requirements' markers are held against. pip itself would take this computer's own."""
        here = {name: str(value) for name, value in default_environment().items()}
        cpython = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
        versions = {
            "python_version": python,
            "python_full_version": f"{python}.0",
            "implementation_version": f"{python}.0",
        }
        return {**here, **cpython, **versions, **self.markers, "extra": ""}

    def tags(self, python: str) -> set[Tag]:
        """Every wheel tag that this Python on this platform installs."""
        version = tuple(int(part) for part in python.split("."))
        interpreter = "cp" + python.replace(".", "")
        return {
            *cpython_tags(version, abis=[interpreter], platforms=self.wheel_platforms),
            *compatible_tags(version, interpreter=interpreter, platforms=self.wheel_platforms),
        }


# glibc 2.28 is what Debian 10, Ubuntu 18.10, RHEL 8 and all later ones have at least; some wheels need it.
MANYLINUX = (*(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)), "manylinux2014_x86_64",
             "manylinux2010_x86_64", "manylinux1_x86_64")  # fmt: skip
ENGINES = ("big", "spark")
"""Extras of a state cell's server, which weigh more than all the rest: an office without a network asks its ledger."""

TARGETS = {
    "windows": Target(
        name="windows",
        platform="win-amd64",
        wheel_platforms=("win_amd64",),
        markers={"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
        installer="install.bat",
    ),
    "linux": Target(
        name="linux",
        platform="linux-x86_64",
        wheel_platforms=MANYLINUX,
        markers={"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
        installer="install.sh",
        glibc=(2, 28),
    ),
}


class BundleError(Exception):
    """What keeps a bundle from being made, one problem a line."""


class Pin(NamedTuple):
    """A package of the lock file: one version, and the hashes of all its files."""

    requirement: Requirement
    hashes: frozenset[str]

    @property
    def key(self) -> tuple[str, str]:
        """Name and version, as a wheel's name has them."""
        return canonicalize_name(self.requirement.name), str(self.requirement.specifier).removeprefix("==")


def read_lock(text: str) -> list[Pin]:
    """The pins of a lock file, those for other platforms too."""
    blocks = re.split(r"\n(?=\S)", text.strip())
    return [
        Pin(Requirement(block.split("\\")[0].strip()), frozenset(re.findall(r"--hash=sha256:([0-9a-f]{64})", block)))
        for block in blocks
    ]


def pins_for(pins: Iterable[Pin], target: Target, python: str) -> list[Pin]:
    """The pins whose markers hold there."""
    environment = target.environment(python)
    return [pin for pin in pins if pin.requirement.marker is None or pin.requirement.marker.evaluate(environment)]


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def choose(folder: Path, pins: Iterable[Pin], target: Target, python: str) -> dict[tuple[str, str], Path]:
    """One wheel for each pin, by name and version. Raises BundleError that names every pin without one and says why."""
    tags = target.tags(python)
    wheels: dict[tuple[str, str], list[tuple[Path, frozenset[Tag]]]] = {}
    for path in sorted(folder.glob("*.whl")):
        try:
            name, version, _, its_tags = parse_wheel_filename(path.name)
        except InvalidWheelFilename as wrong:
            raise BundleError(f"{target.name}: {wrong}") from wrong
        wheels.setdefault((name, str(version)), []).append((path, its_tags))
    chosen, problems = {}, []
    for pin in pins:
        there = wheels.get(pin.key, [])
        fitting = [path for path, its_tags in there if its_tags & tags]
        sound = [path for path in fitting if sha256(path) in pin.hashes]
        if sound:
            chosen[pin.key] = sound[0]
            continue
        if not there:
            why = "no wheel"
        elif not fitting:
            why = "no wheel with a tag that fits"
        else:
            why = "a wheel whose hash is not in the lock"
        names = ", ".join(path.name for path, _ in there)
        problems.append(f"{target.name}, Python {python}: {' '.join(pin.key)}: {why}{f' ({names})' if names else ''}")
    if problems:
        raise BundleError("\n".join(problems))
    return chosen


def metadata(wheel: Path) -> Message:
    """The heads of a wheel's METADATA: Name, Requires-Dist, Provides-Extra."""
    with zipfile.ZipFile(wheel) as files:
        name = next(name for name in files.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        return Parser().parsestr(files.read(name).decode("utf-8"), headersonly=True)


def lacking(wheels: Iterable[Path], own: Path, target: Target, python: str) -> list[str]:
    """What the project's own wheel with all its extras, and the wheels beside it, require there and do not have.

    It is `pip check` for a platform that is not this one.
    """
    names = {path: parse_wheel_filename(path.name)[:2] for path in (*wheels, own)}
    versions = dict(names.values())
    needs = {name: metadata(path).get_all("Requires-Dist", []) for path, (name, _) in names.items()}
    extras = [one for one in metadata(own).get_all("Provides-Extra", []) if one not in ENGINES]
    environment = target.environment(python)
    waiting = [*((name, "") for name in needs), *((names[own][0], extra) for extra in extras)]
    seen, problems = set(), []
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for need in map(Requirement, needs[name]):
            if need.marker is not None and not need.marker.evaluate({**environment, "extra": extra}):
                continue
            needed = canonicalize_name(need.name)
            if needed not in versions or not need.specifier.contains(versions[needed], prereleases=True):
                problems.append(
                    f"{target.name}, Python {python}: {name} requires {need}, which the bundle does not have"
                )
            else:
                waiting += [(needed, more) for more in need.extras]
    return problems


def download(pins: Iterable[Pin], target: Target, python: str, folder: Path) -> None:
    """Fetch the wheels by pip, from where this computer's pip takes its packages; what is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"requirements-{python}.txt"
    wanted.write_text("".join(requirement_line(pin, marker=False) for pin in pins), encoding="utf-8")
    platforms = [part for name in target.wheel_platforms for part in ("--platform", name)]
    run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q", "--no-deps", "--require-hashes",
         "--only-binary", ":all:", "--implementation", "cp", "--python-version", python, *platforms,
         "-d", str(folder), "-r", str(wanted)],
        f"pip could not fetch the wheels for {target.name}, Python {python}",
    )  # fmt: skip


def requirement_line(pin: Pin, *, marker: bool = True) -> str:
    """The pin as a requirements file has it."""
    condition = f" ; {pin.requirement.marker}" if marker and pin.requirement.marker else ""
    hashes = "".join(f" \\\n    --hash=sha256:{found}" for found in sorted(pin.hashes))
    return f"{'=='.join(pin.key)}{condition}{hashes}\n"


def run(command: list[str], failure: str) -> None:
    """Run a program of the toolchain; its own words follow ours where it fails."""
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        raise BundleError(f"{failure}:\n{done.stdout.strip()}")


def build_wheel(folder: Path) -> Path:
    """The project's own wheel, built anew."""
    shutil.rmtree(folder, ignore_errors=True)
    run(
        [sys.executable, "-m", "build", "-q", "--wheel", "--outdir", str(folder), str(ROOT)],
        "the project's wheel was not built",
    )
    return next(folder.glob("*.whl"))


def longest_path(wheels: Iterable[Path]) -> int:
    """The longest path that an installation makes below its folder, in letters: Windows allows 259 in all."""
    longest = 0
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as files:
            longest = max([longest, *(len(re.sub(r"^[^/]+\.data/\w+/", "", name)) for name in files.namelist())])
    # Compiled files lie in a folder of their own, under a name with the Python's.
    return len("Lib/site-packages/") + longest + len("__pycache__/") + len(".cpython-313")


def contents(
    target: Target, wheels: Iterable[Path], own: Path, pins: Iterable[Pin], folders: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """Each file of the bundle but its checksums, by its name in it: wheels, installer, these folders of the project.

    Texts for Windows have its line ends.
    """
    wheels = sorted({*wheels, own}, key=lambda path: path.name)
    name, version, _, _ = parse_wheel_filename(own.name)
    for wheel in wheels:
        yield f"wheels/{wheel.name}", wheel.read_bytes()
    lines = [requirement_line(pin) for pin in pins]
    own_line = f"{name}=={version} \\\n    --hash=sha256:{sha256(own)}\n"
    about = {
        "version": str(version),
        "platform": target.platform,
        "pythons": PYTHONS,
        "longest_path": longest_path(wheels),
    }
    if target.glibc:
        about["glibc"] = target.glibc
    yield "requirements.txt", "".join([*lines, own_line]).encode()
    yield "bundle.json", (json.dumps(about, indent=2) + "\n").encode()
    for text in (target.installer, "install.py", "needs-python.txt", "READ-ME.txt"):
        data = (INSTALLER / text).read_bytes().replace(b"\r\n", b"\n")
        yield text, data.replace(b"\n", b"\r\n") if target.name == "windows" else data
    yield "LICENSE", (ROOT / "LICENSE").read_bytes()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(ROOT).as_posix(), path.read_bytes()


def write_zip(files: Iterable[tuple[str, bytes]], path: Path) -> None:
    """Write the files under one folder with their SHA256SUMS, read them back, and only then put the zip in place."""
    beside = path.with_name(path.name + ".part")
    sums = []
    try:
        with zipfile.ZipFile(beside, "w") as bundle:

            def put(name: str, data: bytes) -> None:
                entry = zipfile.ZipInfo(f"{path.stem}/{name}", EPOCH)
                entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
                entry.external_attr = (0o755 if name.endswith(".sh") else 0o644) << 16
                bundle.writestr(entry, data)

            for name, data in files:
                put(name, data)
                sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
            put("SHA256SUMS", "".join(sums).encode())
        with zipfile.ZipFile(beside) as bundle:
            broken = bundle.testzip()
        if broken:
            raise BundleError(f"{path.name}: {broken} cannot be read back; is the disk full?")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def make(target: Target, own: Path, pins: list[Pin], folder: Path, out: Path) -> None:
    """Fetch, check and pack what one platform needs, and say how large it is."""
    wheels: set[Path] = set()
    for python in PYTHONS:
        there = pins_for(pins, target, python)
        download(there, target, python, folder)
        chosen = set(choose(folder, there, target, python).values())
        problems = lacking(chosen, own, target, python)
        if problems:
            raise BundleError("\n".join(problems))
        size = sum(path.stat().st_size for path in chosen) / 1e6
        print(f"{target.name}, Python {python}: {len(chosen)} wheels, {size:.0f} MB; hashes, tags and needs are right")
        wheels |= chosen
    version = parse_wheel_filename(own.name)[1]
    path = out / f"eshram-{version}-{target.name}.zip"
    write_zip(contents(target, wheels, own, pins, ("sample_data", "docs")), path)
    print(f"{path}: {path.stat().st_size / 1e6:.0f} MB, {len(wheels) + 1} wheels\n  sha256 {sha256(path)}")


def main() -> int:
    """Make the bundles that are asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", choices=[*TARGETS], help="make one zip, not both")
    parser.add_argument("-o", "--out", type=Path, default=ROOT / "dist", help="where the zips go (dist)")
    asked = parser.parse_args()
    for module in ("pip", "build"):
        if find_spec(module) is None:
            sys.exit(
                f"{sys.executable} has no {module}: install requirements/dev.txt there, or use the Python that has it"
            )
    cache = ROOT / "build" / "offline"
    try:
        pins = read_lock((ROOT / "requirements" / "offline.txt").read_text("utf-8"))
        own = build_wheel(cache / "own")
        asked.out.mkdir(parents=True, exist_ok=True)
        for name in [asked.only] if asked.only else TARGETS:
            make(TARGETS[name], own, pins, cache / name, asked.out)
    except (BundleError, OSError) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
