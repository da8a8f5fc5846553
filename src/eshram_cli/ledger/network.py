"""Whether a ledger lies on a network share, where SQLite's locks are not to be trusted."""

from __future__ import annotations

from pathlib import Path

from eshram_cli.problems import Problem, Where

_SHARED = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "glusterfs"})


def network_problem(path: Path, mounts: str | None = None) -> Problem | None:
    """A warning when `path` is on a share, else None. `mounts` is the text of /proc/mounts (read where it exists).

    A Windows share is known by its name (`\\\\server\\share`); a drive letter put on a share is not recognised.
    """
    shared = str(path).startswith(("\\\\", "//")) or _kind(path, _mounts() if mounts is None else mounts) in _SHARED
    return Problem("ledger-on-network", Where(file=str(path))) if shared else None


def _mounts() -> str:
    table = Path("/proc/mounts")
    return table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""


def _kind(path: Path, mounts: str) -> str:
    """The file system of the deepest mount that holds the path; blank where unknown."""
    held = [(len(point), kind) for point, kind in _points(mounts) if path.absolute().is_relative_to(point)]
    return max(held, default=(0, ""))[1]


def _points(mounts: str) -> list[tuple[str, str]]:
    fields = [line.split(" ") for line in mounts.splitlines()]
    return [(part[1].replace("\\040", " "), part[2]) for part in fields if len(part) > 2]
