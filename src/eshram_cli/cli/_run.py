"""One run of a command: its settings, where its answer goes, and what it says on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.cli._talk import talk
from eshram_cli.counted import counted
from eshram_cli.errors import EshramError
from eshram_cli.problems import Language, Problem, Severity
from eshram_cli.settings import Settings, load_settings

if TYPE_CHECKING:
    from eshram_cli.reports.look import Look

SHOWN_NOTES = 5
"""How many notes are told in full; more of them are only counted: a folder sent again has one a sheet."""

SHOWN_WARNINGS = 5
"""How many warnings of one file are told in full; the rest are counted, so that a long list does not hide an error."""


@dataclass(frozen=True)
class Run:
    """The common options of a command line, read."""

    settings: Settings
    format: str | None
    output: Path | None
    quiet: bool
    given: Mapping[str, object | None] = field(default_factory=dict)

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Run:
        """From the common options as typed; None where not given."""
        asked = {name: options[name] for name in ("ledger", "lang", "numbers", "digits")}
        form, output = options["format_"], options["output"]
        given = {name: None if value is None else str(value) for name, value in asked.items()}
        return cls(
            settings=load_settings(given),
            format=None if form is None else str(form),
            output=output if isinstance(output, Path) else None,
            quiet=bool(options["quiet"]),
            given=given,
        )

    @property
    def language(self) -> Language:
        """The language of this run."""
        return self.settings.lang

    @property
    def look(self) -> Look:
        """How people are shown what this run answers."""
        from eshram_cli.reports.look import look_of

        return look_of(self.settings)

    def guarded(self, command: Callable[[], int | None]) -> int:
        """The command's exit code; what stops it is told in the language of this run."""
        try:
            return command() or 0
        except EshramError as error:
            self.tell([*error.others, error.problem])
            return error.exit_code

    def show(self, result: object, *, compact: bool = False) -> None:
        """The result, on stdout or in the file asked for; `compact` JSON stands on one line."""
        from eshram_cli.reports.output import write

        written = write(result, self.format, self.output, look=replace(self.look, compact=compact))
        if written is not None:
            self.say(_written(written, self.language))

    def say(self, text: str) -> None:
        """Talk, on stderr."""
        if not self.quiet:
            talk(text)

    def tell(self, problems: Iterable[Problem]) -> None:
        """Problems on stderr, one line each: every error; warnings and notes where talk is wanted, the first few."""
        by_weight = sorted(problems, key=lambda problem: (list(Severity).index(problem.severity), -problem.weight))
        for problem in by_weight:
            if problem.severity is Severity.error:
                talk(f"{_label(problem, self.language)}{problem.line(self.language)}")
        if not self.quiet:
            self._tell_warnings([problem for problem in by_weight if problem.severity is Severity.warning])
            self._tell_notes([problem for problem in by_weight if problem.severity is Severity.note])

    def _tell_notes(self, problems: Sequence[Problem]) -> None:
        if len(problems) > SHOWN_NOTES:
            self.say(_more_notes(len(problems), self.language))
            return
        for problem in problems:
            self.say(f"{_label(problem, self.language)}{problem.line(self.language)}")

    def _tell_warnings(self, problems: Sequence[Problem]) -> None:
        told: Counter[str] = Counter()
        for problem in problems:
            told[problem.where.file] += 1
            if told[problem.where.file] <= SHOWN_WARNINGS:
                self.say(f"{_label(problem, self.language)}{problem.line(self.language)}")
        for file, count in told.items():
            if count > SHOWN_WARNINGS:
                self.say(_more(file, count - SHOWN_WARNINGS, self.language))


def _label(problem: Problem, language: Language) -> str:
    from eshram_cli.language.words import tr

    return f"{tr(f'severity-{problem.severity}', language)}: "


def _written(file: Path, language: Language) -> str:
    from eshram_cli.language.words import tr

    return tr("output-written", language, file=file)


def _more(file: str, count: int, language: Language) -> str:
    from eshram_cli.language.words import tr

    return tr("more-warnings", language, file=file, count=counted(count))


def _more_notes(count: int, language: Language) -> str:
    from eshram_cli.language.words import tr

    return tr("more-notes", language, count=counted(count))
