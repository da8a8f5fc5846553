"""Names of files and sheets as they may be shown and kept."""

from __future__ import annotations

from eshram_cli.language.personal import without_numbers


def shown_name(name: str) -> str:
    """The name as text that every output can hold. What unzip leaves of a Windows name is no UTF-8: its odd bytes show
    as a mark, while the file is opened by its own name. The digits of a person's number are dots."""
    # Whether all that cannot be encoded in the name stands for bytes of a file system.
    escaped = all("\udc80" <= char <= "\udcff" for char in name if "\ud800" <= char <= "\udfff")
    return without_numbers(name.encode("utf-8", "surrogateescape" if escaped else "replace").decode("utf-8", "replace"))
