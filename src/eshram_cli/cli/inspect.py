"""`eshram inspect`: what the tool understands of a file."""

from __future__ import annotations

from eshram_cli.cli._app import Panel, command
from eshram_cli.cli._reading import CountOnlyOption, PathsArgument, Reading
from eshram_cli.cli._run import Run


@command(Panel.figures)
def inspect(
    run: Run,
    paths: PathsArgument,
    how: Reading,
    count_only: CountOnlyOption = False,
) -> int:
    """Show how files are understood, without storing anything.

    Shows each table with its heading, rows and totals, each column with its role and the reason, and the date and
    places with where they were found. With --format json, several files give one object on each line.
    """
    from eshram_cli.jobs.intake.inspect import exit_code, inspect

    with run.trying() as session:
        files = inspect(session, paths, how.hints(session), how.password(), count_only)
    for one in files:
        run.show(one, compact=len(files) > 1)
        run.tell(one.all_problems)
    return exit_code(files)
