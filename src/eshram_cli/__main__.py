"""The way in, as `eshram` and as `python -m eshram_cli` (what schedules call, since it needs no search path)."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    # A command lives for a second and leaves no circular garbage; looking for it takes a seventh of a `rank` (.12 s).
    gc.set_threshold(1_000_000, 50, 50)
    from eshram_cli.cli import main as run

    run()


if __name__ == "__main__":
    main()
