"""The options of questions that a lake can be asked instead of the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from eshram_cli.cli._options import panel_options
from eshram_cli.cli._run import Bundle, Run
from eshram_cli.errors import EshramError
from eshram_cli.language.words import tr

if TYPE_CHECKING:
    from eshram_cli.jobs.session import Session

_option = panel_options("Instead of the ledger")

LakeOption = Annotated[
    str | None,
    _option("--lake", metavar="DIR", help="Ask a lake, made by `eshram export lake`, instead of the ledger."),
]
EngineOption = Annotated[
    Literal["duckdb", "spark"] | None, _option("--engine", help="What reads the lake. Default: duckdb.")
]
MasterOption = Annotated[
    str | None,
    _option(
        "--master",
        metavar="ADDRESS",
        help="With --engine spark: local[2], spark://HOST:7077, yarn, or sc://HOST for Spark Connect. Default: all of "
        "this computer.",
    ),
]
VerboseOption = Annotated[bool, _option("-v", "--verbose", help="Say which engine answered, and why.")]


@dataclass(frozen=True)
class FromLake(Bundle):
    """A lake to ask instead of the ledger, and the engine that reads it."""

    run: Run
    lake: LakeOption = None
    engine: EngineOption = None
    master: MasterOption = None
    verbose: VerboseOption = False

    @contextmanager
    def reading(self, drive: str | None = None) -> Iterator[Session]:
        """The lake, or the ledger where none is named, opened to be asked, about a drive where one is named.

        Raises `lake-options`, `lake-no-spark` for options that say nothing.
        """
        from eshram_cli.jobs.session import asking_lake

        given = {"--engine": self.engine, "--master": self.master, "-v": self.verbose}
        vain = next((name for name, value in given.items() if value), None)
        if self.lake is None and vain:
            raise EshramError("lake-options", name=vain)
        if self.master and self.engine != "spark":
            raise EshramError("lake-no-spark")
        if self.lake is None:
            with self.run.reading() as session:
                yield session.in_drive(drive)
            return
        engine, master = self.engine or "duckdb", self.master or "local[*]"
        with asking_lake(self.lake, self.run.settings.place, engine=engine, master=master) as session:
            if self.verbose:
                told = f"lake-engine-{engine}-asked" if self.engine else f"lake-engine-{engine}"
                self.run.say(tr(told, self.run.language, master=master))
            yield session.in_drive(drive)
