"""Whether a ledger lies on a network share, where SQLite's locks are not to be trusted."""

from __future__ import annotations

from pathlib import Path

from eshram_cli.problems import Problem, Where

_SHARED = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs", "glusterfs"})


def network_problem(path: Path, mounts: str | None = None) -> Problem | None:
    """A warning when `path` is on a share, else None. `mounts` is the text of /proc/mounts (read where it exists).

    A Windows share is known by its name (`\\\\server\\share`); a drive letter put on a share is not recognised.
    """
    if mounts is None:
        table = Path("/proc/mounts")
        mounts = table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    mounted = {}
    for line in mounts.splitlines():
        _, at, kind, *_ = [*line.split(" "), "", "", ""]
        mounted[at.replace("\\040", " ")] = kind
    deepest = max((at for at in mounted if at and path.absolute().is_relative_to(at)), key=len, default="")
    shared = str(path).startswith(("\\\\", "//")) or mounted.get(deepest, "") in _SHARED
    return Problem("ledger-on-network", Where(file=str(path))) if shared else None
