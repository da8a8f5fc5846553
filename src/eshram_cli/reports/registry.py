"""Which layout belongs to which result.

A layout is one function from a result to a document, and one from a result to its JSON fields, registered by the type
of the result:

    @layout(Ranking, "eshram.rank/1", fields=ranking_fields)
    def ranking_document(ranking: Ranking) -> Document: ...

The layouts of the results of `analysis/standing.py` stand in `layouts/standing.py` and are imported when the first such
result is shown, so that a command which ranks nothing does not load what ranking needs. A room above registers the
layouts of its own results where it defines them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from eshram_cli.reports.document import Document

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
    result: type[R], schema: str, fields: Callable[[R], Fields] | None = None
) -> Callable[[Callable[[R], Document]], Callable[[R], Document]]:
    """Register the decorated function as the layout of results of this type; a second one is refused.

    Without `fields` the JSON is `{"schema": …, "rows": […]}`, the rows of the document's table.
    """

    def register(document: Callable[[R], Document]) -> Callable[[R], Document]:
        """The function itself, registered."""
        if result in _LAYOUTS:
            raise ValueError(f"{result.__name__} has a layout already")
        _LAYOUTS[result] = Layout(schema, document, fields or (lambda value: _rows(document(value))))
        return document

    return register


def document_of(result: object) -> Document:
    """The document of a result; a document is its own. TypeError for a result that has no layout."""
    return result if isinstance(result, Document) else _layout_of(result).document(result)


def json_of(result: object) -> dict[str, object]:
    """The JSON fields of a result, its schema first. TypeError for a result that has no layout."""
    found = _layout_of(result)
    return {"schema": found.schema, **found.fields(result)}


def _layout_of(result: object) -> Layout[Any]:
    kind = type(result)
    if kind not in _LAYOUTS:
        _import_layouts(kind.__module__)
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


def _rows(document: Document) -> Fields:
    return {"rows": document.csv_table.records()}
