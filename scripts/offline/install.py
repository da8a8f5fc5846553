"""Installs eshram from the bundle that this file lies in, and from nothing else. Run by install.bat and install.sh.

    install.py [FOLDER]     makes FOLDER (or "program" beside this file) and installs there; an earlier one is made anew
    install.py --fits       exits 0 where this Python is one that the bundle has files for

Exits 0 when `eshram --version` ran, 3 where the computer lacks something, 4 where the bundle or the folder is at fault.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARK = "made-by-eshram-bundle.txt"
WINDOWS_PATH_LIMIT = 259


class Refused(Exception):
    """What stops the installation: in English, in Hindi, and the exit code."""

    def __init__(self, english: str, hindi: str, code: int = 4) -> None:
        super().__init__(f"{english}\n{hindi}")
        self.code = code


def described() -> dict:
    """What the bundle is for: version, platform, Pythons, the oldest glibc, the longest path in it."""
    return json.loads((HERE / "bundle.json").read_text(encoding="utf-8"))


def fits(bundle: dict) -> bool:
    """Whether the bundle has files for this Python."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return version in bundle["pythons"] and sysconfig.get_platform() == bundle["platform"]


def check_computer(bundle: dict, folder: Path) -> None:
    """Refuse a Python, a Linux or a path that the files are not for."""
    if not fits(bundle):
        raise Refused((HERE / "needs-python.txt").read_text(encoding="utf-8").strip(), "", 3)
    if "glibc" in bundle:
        kind, version = platform.libc_ver()
        if kind != "glibc" or [int(part) for part in version.split(".")] < bundle["glibc"]:
            needed = ".".join(map(str, bundle["glibc"]))
            raise Refused(
                f"This Linux is too old or of another kind: it needs glibc {needed} or newer and has {kind} {version}.",
                f"यह लिनक्स बहुत पुराना है या दूसरी तरह का है: glibc {needed} या नया चाहिए, यहाँ {kind} {version} है।",
                3,
            )
    room = WINDOWS_PATH_LIMIT - len(str(folder)) - 1 - bundle["longest_path"]
    if os.name == "nt" and room < 0:
        raise Refused(
            f"The folder's path is too long by {-room} letters for Windows: {folder}\n"
            'Give a shorter one: install.bat "C:\\eshram"',
            f'फ़ोल्डर का पथ Windows के लिए {-room} अक्षर अधिक लंबा है। छोटा पथ दें: install.bat "C:\\eshram"',
        )


def check_files() -> None:
    """Hold every file of the bundle against its checksum."""
    sums = HERE / "SHA256SUMS"
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else [f"  {sums.name}"]
    for line in lines:
        wanted, _, name = line.partition("  ")
        path = HERE / name
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None
        if found != wanted:
            english, hindi = ("is missing", "नहीं है") if found is None else ("is damaged", "बिगड़ गई है")
            raise Refused(
                f"{name} {english}. Copy the zip here again, and extract all of it into a new folder.",
                f"{name} {hindi}। ज़िप को फिर से यहाँ लाएँ और पूरी की पूरी नए फ़ोल्डर में निकालें।",
            )


def make_room(folder: Path, version: str) -> None:
    """An empty folder with our mark; an earlier installation goes, anything else in the way is left and refused."""
    if (folder / MARK).is_file():  # the mark stays to the end, so that a removal that stops halfway can be run again
        for part in folder.iterdir():
            if part.is_dir() and not part.is_symlink():
                shutil.rmtree(part)
            elif part.name != MARK:
                part.unlink()
    elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(
            f"{folder} holds other files. Name a new folder, or empty this one.",
            f"{folder} में दूसरी फ़ाइलें हैं। नया फ़ोल्डर बताएँ या इसे खाली करें।",
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(f"eshram {version}\n", encoding="utf-8")


def install(folder: Path) -> Path:
    """Make the environment and fill it from the bundle's wheels.

    pip is run from its own wheel, so that a Python without pip will do; it reads no settings of this computer.
    """
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    if os.name == "nt":
        python, program = folder / "Scripts" / "python.exe", folder / "Scripts" / "eshram.exe"
    else:
        python, program = folder / "bin" / "python", folder / "bin" / "eshram"
    pip = next((HERE / "wheels").glob("pip-*.whl")) / "pip"
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith(("PIP_", "PYTHON"))}
    subprocess.run(
        [python, "-X", "utf8", pip, "--isolated", "--disable-pip-version-check", "--no-cache-dir",
         "install", "-q", "--no-index", "--find-links", HERE / "wheels", "--no-deps", "--require-hashes",
         "-r", HERE / "requirements.txt"],
        check=True, env=environment,
    )  # fmt: skip
    print(subprocess.run([program, "--version"], check=True, stdout=subprocess.PIPE, env=environment).stdout.decode())
    return program


def main(arguments: list) -> int:
    """Install, and say in both languages how it went."""
    if arguments == ["--fits"]:
        try:
            return 0 if fits(described()) else 3
        except (OSError, ValueError):  # of a damaged bundle the installation itself tells; this Python is not to blame
            return 0
    if len(arguments) > 1:
        print("install.py [FOLDER]", file=sys.stderr)
        return 4
    folder = Path(arguments[0] if arguments else HERE / "program").absolute()
    try:
        check_files()
        bundle = described()
        check_computer(bundle, folder)
        make_room(folder, bundle["version"])
        print(f"Installing to {folder} ...\n{folder} में स्थापित हो रहा है ...", flush=True)
        program = install(folder)
    except Refused as refused:
        print(refused, file=sys.stderr)
        return refused.code
    except (OSError, subprocess.CalledProcessError) as failure:
        why = "the lines above say why" if isinstance(failure, subprocess.CalledProcessError) else failure
        print(
            f"The installation did not finish: {why}.\n"
            "Close every window in which eshram runs, see that the disk has 500 MB free, and run this again.\n"
            "स्थापना पूरी नहीं हुई। जिन खिड़कियों में eshram चल रहा है उन्हें बंद करें, देखें कि डिस्क में 500 एमबी जगह है, और इसे फिर चलाएँ।",
            file=sys.stderr,
        )
        return 4
    print(f'eshram is installed. Run it so:\neshram स्थापित हो गया। ऐसे चलाएँ:\n\n    "{program}" --help')
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
