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
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, Generic, TypeVar

from eshram_cli.described import Answer
from eshram_cli.reports.document import Document, table_of
from eshram_cli.reports.plain import fields_of

R = TypeVar("R")
Fields = Mapping[str, object]


@dataclass(frozen=True)
class Layout(Generic[R]):
    """How a result of one type is shown: its document, and its JSON fields under the name of their schema."""

    schema: str
    document: Callable[[R], Document]
    fields: Callable[[R], Fields]


_LAYOUTS: dict[type, Layout[Any]] = {}


def layout(
    result: type[R], schema: str = "", fields: Callable[[R], Fields] | None = None
) -> Callable[[Callable[[R], Document]], Callable[[R], Document]]:
    """Register the decorated function as the layout of results of this type; a second one is refused.

    `schema` and `fields` are what the type's own description says unless given.
    """

    def register(document: Callable[[R], Document]) -> Callable[[R], Document]:
        """The function itself, registered."""
        if result in _LAYOUTS:
            raise ValueError(f"{result.__name__} has a layout already")
        described = issubclass(result, Answer)
        made: Callable[[Any], Fields] = fields_of if described else lambda value: _rows(document(value))
        _LAYOUTS[result] = Layout(schema or getattr(result, "SCHEMA", ""), document, fields or made)
        return document

    return register


def document_of(result: object) -> Document:
    """The document of a result; a document is its own. TypeError for what is neither described nor laid out."""
    if isinstance(result, Document):
        return result
    document: Document = _layout_of(result).document(result)
    if isinstance(result, Answer) and document.data is None and not document.tables:
        return replace(document, data=table_of(result))
    return document


def json_of(result: object) -> dict[str, object]:
    """The JSON fields of a result, its schema first. TypeError for what is neither described nor laid out."""
    found = _layout_of(result)
    return {"schema": found.schema, **found.fields(result)}


def _layout_of(result: object) -> Layout[Any]:
    kind = type(result)
    if kind not in _LAYOUTS:
        _import_layouts(kind.__module__)
    if kind not in _LAYOUTS and isinstance(result, Answer):
        layout(type(result))(_table)
    if kind not in _LAYOUTS:
        raise TypeError(f"no layout is registered for {kind.__name__}")
    return _LAYOUTS[kind]


def _import_layouts(module: str) -> None:
    name = f"eshram_cli.reports.layouts.{module.rpartition('.')[2]}"
    try:
        import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise


def _table(answer: Answer) -> Document:
    return Document(tables=[table_of(answer)])


def _rows(document: Document) -> Fields:
    return {"rows": document.csv_table.records()}
