"""Names of files and sheets as they may be shown and kept."""

from __future__ import annotations


def shown_name(name: str) -> str:
    """The name as text that every output can hold. What unzip leaves of a Windows name is no UTF-8: its odd bytes show
    as a mark, while the file is opened by its own name."""
    return name.encode("utf-8", "surrogateescape" if _is_escaped(name) else "replace").decode("utf-8", "replace")


def _is_escaped(name: str) -> bool:
    """Whether all that cannot be encoded in the name stands for bytes of a file system."""
    return all("\udc80" <= char <= "\udcff" for char in name if "\ud800" <= char <= "\udfff")
