"""The way in, as `eshram` and as `python -m eshram_cli` (what schedules call, since it needs no search path)."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line."""
    if os.name != "nt" and sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        # Under LC_ALL=C Python may take names and texts for ASCII; it has to be told before it starts.
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  ourselves once more
    # A command lives for a second and leaves no circular garbage; looking for it takes a seventh of a `rank` (.12 s).
    gc.set_threshold(1_000_000, 50, 50)
    from eshram_cli.cli import main as run

    run()


if __name__ == "__main__":
    main()
