"""One run of a command: its settings, where its answer goes, and what it says on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.cli._options import (
    DigitsOption,
    FormatOption,
    LanguageOption,
    LedgerOption,
    NumbersOption,
    OutputOption,
    QuietOption,
)
from eshram_cli.cli._talk import talk
from eshram_cli.counted import counted
from eshram_cli.language.words import tr
from eshram_cli.problems import Language, Problem, Severity

if TYPE_CHECKING:
    import datetime as dt

    from eshram_cli.answers.loaded import Loaded
    from eshram_cli.answers.outbox import Delivered
    from eshram_cli.answers.places import Loaded as LoadedPlaces
    from eshram_cli.jobs.session import Session
    from eshram_cli.reports.look import Look
    from eshram_cli.settings import Settings

SHOWN_NOTES = 5
"""How many notes are told in full; more of them are only counted: a folder sent again has one a sheet."""

SHOWN_WARNINGS = 5
"""How many warnings of one file are told in full; the rest are counted, so that a long list does not hide an error."""


@dataclass(frozen=True)
class Run:
    """The options that all commands share, read."""

    settings: Settings
    format: str | None
    output: Path | None
    quiet: bool
    given: Mapping[str, object | None] = field(default_factory=dict)

    @classmethod
    def from_options(
        cls,
        format_: FormatOption = None,
        output: OutputOption = None,
        lang: LanguageOption = None,
        numbers: NumbersOption = None,
        digits: DigitsOption = None,
        quiet: QuietOption = False,
        ledger: LedgerOption = None,
    ) -> Run:
        """From the options as typed; None where not given."""
        from eshram_cli.settings import load_settings

        given = {"ledger": ledger, "lang": lang, "numbers": numbers, "digits": digits}
        return cls(load_settings(given), format_, output, quiet, given)

    def reading(self) -> AbstractContextManager[Session]:
        """The ledger, opened to be asked. A missing one is an error."""
        from eshram_cli.jobs.session import reading

        return reading(self.settings.ledger, self.settings.place)

    def trying(self) -> AbstractContextManager[Session]:
        """The ledger for a trial that stores nothing; an empty one where there is none."""
        from eshram_cli.jobs.session import trying

        return trying(self.settings.ledger, self.settings.place)

    def rehearsing(self) -> AbstractContextManager[Session]:
        """A copy of the ledger to store in, which is thrown away; an empty one where there is none."""
        from eshram_cli.jobs.session import rehearsing

        return rehearsing(self.settings.ledger, self.settings.place)

    def writing(self, *, create: bool = True) -> AbstractContextManager[Session]:
        """The ledger, opened to store; made where there is none, unless `create` is false."""
        from eshram_cli.jobs.session import writing

        settings = self.settings
        return writing(settings.ledger, settings.place, create=create, backup=settings.backup, tell=self.tell)

    @property
    def language(self) -> Language:
        """The language of this run."""
        return self.settings.lang

    @property
    def look(self) -> Look:
        """How people are shown what this run answers."""
        from eshram_cli.reports.look import look_of

        return look_of(self.settings)

    def show(self, result: object, *, compact: bool = False) -> None:
        """The result, on stdout or in the file asked for; `compact` JSON stands on one line."""
        from eshram_cli.reports.output import write

        written = write(result, self.format, self.output, look=replace(self.look, compact=compact))
        if written is not None:
            self.say(tr("output-written", self.language, file=written))

    def finish(self, result: Loaded | LoadedPlaces | Delivered) -> int:
        """Tells what went wrong with what was done, and shows the rest; the exit code."""
        self.tell(result.problems)
        self.show(result)
        return result.exit_code

    def say(self, text: str) -> None:
        """Talk, on stderr."""
        if not self.quiet:
            talk(text)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Problems on stderr, one line each: every error; warnings and notes where talk is wanted, the first few."""
        worst_first = sorted(problems, key=lambda problem: -problem.weight)
        errors, warnings, notes = ([one for one in worst_first if one.severity is severity] for severity in Severity)
        for problem in errors:
            talk(self._line(problem))
        told: Counter[str] = Counter()
        for problem in warnings:
            told[problem.where.file] += 1
            if told[problem.where.file] <= SHOWN_WARNINGS:
                self.say(self._line(problem))
        for file, count in told.items():
            if count > SHOWN_WARNINGS:
                self.say(tr("more-warnings", self.language, file=file, count=counted(count - SHOWN_WARNINGS)))
        if len(notes) > SHOWN_NOTES:
            self.say(tr("more-notes", self.language, count=counted(len(notes))))
        else:
            for problem in notes:
                self.say(self._line(problem))

    def tell_stopped(self, began: dt.datetime) -> None:
        """Says that the command, begun at that moment, was stopped, and what it had stored by then."""
        from eshram_cli.jobs.machine.log import stored_since

        acts = stored_since(self.settings.ledger, began)
        first, last = (acts[0], acts[-1]) if acts else (0, 0)
        key = "stopped-stored" if acts else "stopped"
        talk(tr(key, self.language, count=counted(len(acts)), first=first, last=last))

    def _line(self, problem: Problem) -> str:
        return f"{tr(f'severity-{problem.severity}', self.language)}: {problem.line(self.language)}"


class Bundle:
    """Options that several commands have in common: a frozen dataclass of the run and, behind it, a field for each. A
    command that takes one has these options."""
