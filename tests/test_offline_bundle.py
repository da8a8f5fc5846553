"""The zips that install without a network: which wheels they take, what they refuse, and how the installer speaks."""

from __future__ import annotations

import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
INSTALLER = ROOT / "scripts" / "offline"


@pytest.fixture(scope="module")
def maker() -> Iterator[Any]:
    """`scripts/offline_bundle.py` as a module."""
    sys.path.insert(0, str(ROOT / "scripts"))
    yield importlib.import_module("offline_bundle")
    sys.path.remove(str(ROOT / "scripts"))


def wheel(folder: Path, name: str, *requires: str, extras: tuple[str, ...] = ()) -> Path:
    """A wheel with nothing in it but what it is and what it requires."""
    project, version = name.split("-")[:2]
    head = ["Metadata-Version: 2.1", f"Name: {project}", f"Version: {version}"]
    head += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {need}" for need in requires]
    path = folder / f"{name}.whl"
    with zipfile.ZipFile(path, "w") as files:
        files.writestr(f"{project}-{version}.dist-info/METADATA", "\n".join(head) + "\n")
    return path


def lock(maker: Any, *lines: tuple[str, Path]) -> Any:
    """Pins for these wheels, by way of a lock file's text."""
    return maker.read_lock("".join(f"{line} \\\n    --hash=sha256:{maker.sha256(path)}\n" for line, path in lines))


def test_a_wheel_is_taken_by_its_tag_for_each_platform_and_python(maker: Any, tmp_path: Path) -> None:
    names = ["a-1.0-cp311-cp311-win_amd64", "a-1.0-cp312-cp312-win_amd64", "a-1.0-cp312-cp312-manylinux_2_28_x86_64",
             "a-1.0-cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64", "a-1.0-cp312-cp312-musllinux_1_2_x86_64",
             "a-1.0-cp312-cp312-win32", "a-1.0-cp312-cp312-manylinux_2_34_x86_64"]  # fmt: skip
    wheels = [wheel(tmp_path, name) for name in names]
    pins = lock(maker, *(("a==1.0", path) for path in wheels))
    everything = [pins[0]._replace(hashes=frozenset().union(*(pin.hashes for pin in pins)))]
    taken = {
        (target, python): maker.choose(tmp_path, everything, maker.TARGETS[target], python)["a", "1.0"].name
        for target, python in (("windows", "3.11"), ("windows", "3.12"), ("linux", "3.11"), ("linux", "3.13"))
    }
    assert taken == {
        ("windows", "3.11"): "a-1.0-cp311-cp311-win_amd64.whl",
        ("windows", "3.12"): "a-1.0-cp312-cp312-win_amd64.whl",
        ("linux", "3.11"): "a-1.0-cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        ("linux", "3.13"): "a-1.0-cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    }
    with pytest.raises(maker.BundleError, match=r"Python 3\.13: a 1\.0: no wheel with a tag that fits"):
        maker.choose(tmp_path, everything, maker.TARGETS["windows"], "3.13")


def test_each_wheel_that_is_missing_or_changed_is_named(maker: Any, tmp_path: Path) -> None:
    sound, changed = wheel(tmp_path, "sound-1.0-py3-none-any"), wheel(tmp_path, "changed-2.0-py3-none-any")
    gone = wheel(tmp_path, "gone-3.0-py3-none-any")
    pins = lock(maker, ("sound==1.0", sound), ("changed==2.0", changed), ("gone==3.0", gone))
    changed.write_bytes(changed.read_bytes() + b" ")
    gone.unlink()
    with pytest.raises(maker.BundleError) as raised:
        maker.choose(tmp_path, pins, maker.TARGETS["windows"], "3.11")
    assert str(raised.value).splitlines() == [
        "windows, Python 3.11: changed 2.0: a wheel whose hash is not in the lock (changed-2.0-py3-none-any.whl)",
        "windows, Python 3.11: gone 3.0: no wheel",
    ]


def test_markers_are_those_of_the_platform_that_is_packed_for(maker: Any) -> None:
    pins = maker.read_lock((ROOT / "requirements" / "offline.txt").read_text("utf-8"))

    def names(target: str, python: str) -> set[str]:
        return {" ".join(pin.key) for pin in maker.pins_for(pins, maker.TARGETS[target], python)}

    only_windows = {name.split()[0] for name in names("windows", "3.12") - names("linux", "3.12")}
    assert only_windows == {"colorama", "pywin32-ctypes"}
    numpy = {python: sum(name.startswith("numpy ") for name in names("windows", python)) for python in maker.PYTHONS}
    assert numpy == dict.fromkeys(maker.PYTHONS, 1)


def test_what_a_wheel_requires_must_be_there_in_a_version_that_fits(maker: Any, tmp_path: Path) -> None:
    own = wheel(tmp_path, "eshram_cli-0.2.0-py3-none-any", "a>=1", 'p>=2; extra == "pdf"', extras=("pdf",))
    wheels = [
        wheel(tmp_path, "a-1.0-py3-none-any", 'w; sys_platform == "win32"', "b[more]"),
        wheel(tmp_path, "b-1.0-py3-none-any", 'c; extra == "more"', 'never; extra == "less"'),
        wheel(tmp_path, "p-1.0-py3-none-any"),
    ]
    common = ['b requires c; extra == "more"', 'eshram-cli requires p>=2; extra == "pdf"']
    for target, expected in (("linux", common), ("windows", ['a requires w; sys_platform == "win32"', *common])):
        found = maker.lacking(wheels, own, maker.TARGETS[target], "3.12")
        assert sorted(found) == [f"{target}, Python 3.12: {line}, which the bundle does not have" for line in expected]


def test_the_lock_for_the_bundle_has_all_extras_at_the_versions_of_the_others(maker: Any) -> None:
    bundle, plain, tested = (
        {pin.key: pin.hashes for pin in maker.read_lock((ROOT / "requirements" / name).read_text("utf-8"))}
        for name in ("offline.txt", "lock.txt", "dev.txt")
    )
    assert plain.items() <= bundle.items()
    assert {name for name, _ in bundle.keys() - tested.keys()} == {"pip"}
    assert all(bundle[key] == tested[key] for key in bundle.keys() & tested.keys())
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wanted = {Requirement(line).name for extra, lines in extras.items() if extra not in maker.ENGINES for line in lines}
    assert wanted | {"pip"} <= {name for name, _ in bundle}


@pytest.fixture(scope="module")
def bundles(maker: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A bundle of two small wheels for each platform, unpacked."""
    tmp_path = tmp_path_factory.mktemp("bundles")
    (tmp_path / "wheels").mkdir()
    own, pip = (wheel(tmp_path / "wheels", name) for name in ("eshram_cli-0.2.0-py3-none-any", "pip-26.0-py3-none-any"))
    folders = {}
    for name, target in maker.TARGETS.items():
        path = tmp_path / f"eshram {name}.zip"
        # Three Pythons share this wheel; it is packed once.
        maker.write_zip(maker.contents(target, [pip, pip, pip], own, lock(maker, ("pip==26.0", pip)), ()), path)
        with zipfile.ZipFile(path) as files:
            assert len(files.namelist()) == len(set(files.namelist()))
            files.extractall(tmp_path)
        folders[name] = tmp_path / f"eshram {name}"
    return folders


def test_a_bundle_has_its_wheels_once_its_installer_and_the_sums_of_all(maker: Any, bundles: dict[str, Path]) -> None:
    for name, folder in bundles.items():
        assert [path.name for path in sorted((folder / "wheels").iterdir())] == [
            "eshram_cli-0.2.0-py3-none-any.whl", "pip-26.0-py3-none-any.whl"]  # fmt: skip
        assert {path.name for path in folder.glob("install.*")} == {"install.py", maker.TARGETS[name].installer}
        sums = dict(line.split("  ", 1)[::-1] for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
        there = {
            path.relative_to(folder).as_posix(): maker.sha256(path) for path in folder.rglob("*") if path.is_file()
        }
        del there["SHA256SUMS"]
        assert sums == there
        assert "eshram-cli==0.2.0 \\\n    --hash=sha256:" in (folder / "requirements.txt").read_text("utf-8")


def test_texts_have_the_line_ends_of_their_platform(bundles: dict[str, Path]) -> None:
    for name in ("install.bat", "install.py", "needs-python.txt", "READ-ME.txt"):
        data = (bundles["windows"] / name).read_bytes()
        assert data.count(b"\r\n") == data.count(b"\n") > 5
    for name in ("install.sh", "install.py", "needs-python.txt", "READ-ME.txt"):
        assert b"\r" not in (bundles["linux"] / name).read_bytes()


def test_the_same_files_make_the_same_zip(maker: Any, tmp_path: Path) -> None:
    def made(folder: Path) -> bytes:
        folder.mkdir()
        maker.write_zip([("install.sh", b"#!/bin/sh\n"), ("wheels/a.whl", b"PK")], folder / "b.zip")
        assert [path.name for path in folder.iterdir()] == ["b.zip"]
        return (folder / "b.zip").read_bytes()

    assert made(tmp_path / "one") == made(tmp_path / "two")


def test_the_batch_file_is_ascii_and_goes_only_where_it_has_a_label() -> None:
    text = (INSTALLER / "install.bat").read_bytes().decode("ascii")
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    for line in text.splitlines():  # a folder's name may hold spaces and brackets
        assert line.count("%~dp0") == len(re.findall(r'"%~dp0[\w.-]+"', line)), line


def test_the_advice_names_the_pythons_that_are_packed(maker: Any) -> None:
    english, hindi = (INSTALLER / "needs-python.txt").read_text("utf-8").split("\n\nइस ")
    for text in (english, hindi):
        assert all(python in text for python in maker.PYTHONS)


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installer of an unpacked bundle with the Python of the tests."""
    command = [sys.executable, "-I", "-X", "utf8", str(folder / "install.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def packed(bundles: dict[str, Path]) -> Path:
    """The bundle for this computer."""
    found = bundles["windows" if os.name == "nt" else "linux"]
    if run(found, "--fits").returncode:
        pytest.skip("there is no bundle for this computer")
    return found


@pytest.fixture
def bundle(packed: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoiled, in a folder as an office names it."""
    return shutil.copytree(packed, tmp_path / "श्रम कार्यालय (2)" / packed.name)


@pytest.mark.parametrize(("harm", "english", "hindi"), [
    (lambda path: path.unlink(), "is missing", "नहीं है"),
    (lambda path: path.write_bytes(path.read_bytes()[:-1]), "is damaged", "बिगड़ गई है"),
])  # fmt: skip
@pytest.mark.parametrize("name", ["wheels/pip-26.0-py3-none-any.whl", "bundle.json"])
def test_a_bundle_that_came_damaged_is_refused_before_anything_is_made(
    bundle: Path, name: str, harm: Callable[[Path], object], english: str, hindi: str
) -> None:
    harm(bundle / name)
    done = run(bundle)
    assert done.returncode == 4
    assert f"{name} {english}" in done.stderr
    assert f"{name} {hindi}" in done.stderr
    assert not (bundle / "program").exists()


def test_a_bundle_without_its_sums_is_refused(bundle: Path) -> None:
    (bundle / "SHA256SUMS").unlink()
    done = run(bundle)
    assert (done.returncode, done.stderr.count("SHA256SUMS")) == (4, 2)


def test_a_folder_with_other_files_is_left_alone(bundle: Path, tmp_path: Path) -> None:
    other = tmp_path / "my papers"
    other.mkdir()
    (other / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    done = run(bundle, str(other))
    assert (done.returncode, f"{other} holds other files" in done.stderr, f"{other} में दूसरी फ़ाइलें हैं" in done.stderr) == (
        4,
        True,
        True,
    )
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


def test_an_installation_that_stops_halfway_says_what_to_do_and_can_be_run_again(bundle: Path) -> None:
    """The wheel that should be pip holds no program here."""
    for _ in range(2):
        done = run(bundle)
        assert done.returncode == 4
        assert "The installation did not finish: the lines above say why." in done.stderr
        assert "स्थापना पूरी नहीं हुई।" in done.stderr
        assert (bundle / "program" / "made-by-eshram-bundle.txt").is_file()


def test_a_python_or_platform_without_wheels_does_not_fit(bundle: Path) -> None:
    about = json.loads((bundle / "bundle.json").read_text("utf-8"))
    for change in ({"pythons": ["3.9"]}, {"platform": "linux-aarch64"}):
        (bundle / "bundle.json").write_text(json.dumps({**about, **change}), encoding="utf-8")
        assert run(bundle, "--fits").returncode == 3


@pytest.mark.skipif(os.name == "nt", reason="install.sh is for Linux")
def test_the_shell_script_is_sound_and_says_what_to_do_without_a_python(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    script = bundles["linux"] / "install.sh"
    shell = shutil.which("sh") or "sh"
    subprocess.run([shell, "-n", script], check=True)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("cat", "dirname"):
        (programs / name).symlink_to(shutil.which(name) or name)
    (programs / "python3").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")  # one that is too old
    (programs / "python3").chmod(0o755)
    done = subprocess.run(
        [shell, script], env={"PATH": str(programs)}, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (INSTALLER / "needs-python.txt").read_text("utf-8")
