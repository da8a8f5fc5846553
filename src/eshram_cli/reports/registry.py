"""What an answer says beside its lines, and its JSON.

An answer is described in its own class (see `described`): its table, CSV, JSON, workbook and page follow from that.
What is particular to it for people, a title, facts, notes, a second table, is one function, registered by its type:

    @layout(Ranking)
    def ranking_document(ranking: Ranking) -> Document: ...

The layouts of the answers of a module NAME stand in `layouts/NAME.py` and are imported when the first such answer is
shown, so that a command which ranks nothing does not load what ranking needs. An answer without one is its table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any, TypeVar

from eshram_cli.described import Answer
from eshram_cli.reports.document import Document, drive_phrase, table_of
from eshram_cli.reports.plain import fields_of

R = TypeVar("R", bound=Answer)
Fields = Mapping[str, object]
_LAYOUTS: dict[type, tuple[Callable[[Any], Document], Callable[[Any], Fields]]] = {}


def layout(
    result: type[R], fields: Callable[[R], Fields] = fields_of
) -> Callable[[Callable[[R], Document]], Callable[[R], Document]]:
    """Register the decorated function as the layout of answers of this type; a second one is refused.

    `fields` makes its JSON where that is more than the answer's own fields.
    """

    def register(document: Callable[[R], Document]) -> Callable[[R], Document]:
        """The function itself, registered."""
        if result in _LAYOUTS:
            raise ValueError(f"{result.__name__} has a layout already")
        _LAYOUTS[result] = document, fields
        return document

    return register


def document_of(result: object) -> Document:
    """The document of an answer; a document is its own. TypeError for what is neither."""
    if isinstance(result, Document):
        return result
    answer = _answer(result)
    document = _layout_of(answer)[0](answer)
    if answer.drive is not None:
        document = replace(document, notes=[drive_phrase(answer.drive), *document.notes])
    return document if document.data or document.tables else replace(document, data=table_of(answer))


def json_of(result: object) -> dict[str, object]:
    """The JSON fields of an answer, its schema first. TypeError for what is none."""
    answer = _answer(result)
    drive = {} if answer.drive is None else {"drive": {"name": answer.drive.name, "since": answer.drive.since}}
    return {"schema": answer.SCHEMA, **drive, **_layout_of(answer)[1](answer)}


def _answer(result: object) -> Answer:
    if not isinstance(result, Answer):
        raise TypeError(f"{type(result).__name__} is no answer")
    return result


def _layout_of(answer: Answer) -> tuple[Callable[[Any], Document], Callable[[Any], Fields]]:
    kind = type(answer)
    if kind not in _LAYOUTS:
        name = f"eshram_cli.reports.layouts.{kind.__module__.rpartition('.')[2]}"
        try:
            import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
    return _LAYOUTS.get(kind, (lambda one: Document(tables=[table_of(one)]), fields_of))
