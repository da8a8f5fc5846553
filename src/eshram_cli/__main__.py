"""The way in, as `eshram` and as `python -m eshram_cli` (what schedules call, since it needs no search path)."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Sets what has to be set before anything large is loaded, then runs the command line."""
    if os.name != "nt" and sys.getfilesystemencoding() != "utf-8" and os.environ.get("PYTHONUTF8") != "1":
        # Under LC_ALL=C Python may take names and texts for ASCII; it has to be told before it starts.
        os.environ["PYTHONUTF8"] = "1"
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606  ourselves once more
    # A command lives for a second; looking for circular garbage every 700 objects takes a sixth of it and finds none.
    gc.set_threshold(1_000_000, 50, 50)
    # Nothing here multiplies large matrices, and numpy starts a thread for each processor as soon as it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from eshram_cli.cli import main as run

    run()


if __name__ == "__main__":
    main()
