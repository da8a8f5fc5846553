"""Mutants: a module with one small fault in it, as a tired hand would make it.

The faults of numbers and logic are those of the usual tools (comparisons, signs, `and` and `or`, numbers, conditions,
keyword arguments, answers, statements left out). Two kinds come from us, since half of what is read here stands in
patterns and lists of words: a piece of a regular expression is changed, a word is left out.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from pathlib import Path
from typing import NamedTuple

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
_QUANTIFIER = re.compile(r"(?<=[^(\\|])[?*+]|\{\d+(?:,\d*)?\}")
_PIECES = (
    *(("(?<!", "(?<="), ("(?!", "(?="), ("(?<=", "(?<!"), ("(?=", "(?!")),
    *((r"\d", r"\w"), (r"\s", " "), (r"\b", ""), ("$", ""), ("[^", "[")),
)
_TYPES = {"Literal", "Callable"}
"""What is only for the reader and the type checker: no fault there can be noticed."""


class Mutant(NamedTuple):
    """Which node of the module (in the order of a walk) has which of its faults, and how that reads."""

    file: Path
    node: int
    fault: int
    line: int
    told: str


def mutants_of(file: Path) -> list[Mutant]:
    """Every mutant of a module."""
    made = []
    tree = ast.parse(file.read_text("utf-8"))
    unnoticed = set(_unnoticed(tree))
    for number, node in enumerate(ast.walk(tree)):
        if node not in unnoticed:
            for fault, new in enumerate(faults(node)):
                line = getattr(node, "lineno", 0)
                made.append(Mutant(file, number, fault, line, " -> ".join(_shown(node, new))))
    return made


def broken(mutant: Mutant) -> ast.Module:
    """The module with its fault."""
    tree = ast.parse(mutant.file.read_text("utf-8"))
    at = list(ast.walk(tree))[mutant.node]
    new = list(faults(at))[mutant.fault]
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is at:
                setattr(parent, field, new)
            elif isinstance(value, list) and at in value:
                value[value.index(at) : value.index(at) + 1] = [] if new is None else [new]
    return ast.fix_missing_locations(tree)


def faults(node: ast.AST) -> Iterator[ast.AST | None]:  # noqa: PLR0912 - one case a kind of fault
    """What may stand in the place of a node; None for nothing at all."""
    match node:
        case ast.Compare(ops=[op]):
            yield _with(node, ops=[_OTHER[type(op)]()])
        case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.AugAssign(op=op) if type(op) in _OTHER:
            yield _with(node, op=_OTHER[type(op)]())
        case ast.UnaryOp(operand=operand) if not isinstance(operand, ast.Constant):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=str() as value):
            yield from map(ast.Constant, _spoiled(value))
        case ast.If() | ast.IfExp() | ast.While():
            yield _with(node, test=ast.Constant(False))
            if not isinstance(node, ast.While):
                yield _with(node, test=ast.Constant(True))
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=node.ifs[1:])
        case ast.keyword(arg=str()):
            yield None
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Continue() | ast.AugAssign() | ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.Assign() if not _is_none(node.value):
            yield _with(node, value=ast.Constant(None))


def _spoiled(text: str) -> Iterator[str]:
    if re.search(r"\\[dswb]|\[[^]]+\]|\(\?", text):
        yield from _spoiled_pattern(text)
    elif len(words := text.split()) > 3 and len(text) > 40:
        for word in {words[1], words[len(words) // 2], words[-1]}:
            yield re.sub(rf"(?<!\S){re.escape(word)}(?!\S)", "", text)
    else:
        yield f"{text}XX" if text else "XX"


def _spoiled_pattern(text: str) -> Iterator[str]:
    places = [(match.start(), match.end(), _other_quantifier(match[0])) for match in _QUANTIFIER.finditer(text)]
    for old, new in _PIECES:
        places += [(match.start(), match.end(), new) for match in re.finditer(re.escape(old), text)]
    bars = [match.start() for match in re.finditer(r"(?<=\w)\|(?=\w)", text)]
    places += [(first, second, "") for first, second in pairwise(bars) if text[first + 1 : second].isalpha()]
    for start, end, new in sorted(places):
        made = text[:start] + new + text[end:]
        try:
            re.compile(made)
        except re.error:
            continue
        if made != text:
            yield made


def _other_quantifier(text: str) -> str:
    if text[0] != "{":
        return {"?": "", "*": "+", "+": "*"}[text]
    least, _, most = text[1:-1].partition(",")
    if not most:
        return f"{{{int(least) + 1}{',' if ',' in text else ''}}}"
    return f"{{{least},{int(most) - 1}}}" if int(most) > int(least) + 1 else f"{{{most}}}"


def _unnoticed(tree: ast.AST) -> Iterator[ast.AST]:
    """Annotations, docstrings, names of types, what modules are for other modules."""
    for node in ast.walk(tree):
        hidden: list[ast.AST | None] = []
        match node:
            case ast.FunctionDef():
                arguments = [*node.args.args, *node.args.kwonlyargs]
                hidden = [node.returns, *(one.annotation for one in arguments), *node.decorator_list]
            case ast.AnnAssign():
                hidden = [node.annotation]
            case ast.ClassDef():
                hidden = [*node.decorator_list]
            case ast.Expr(value=ast.Constant()):
                hidden = [node]
            case ast.Assign(value=ast.Subscript(value=ast.Name(id=name))) if name in _TYPES:
                hidden = [node]
        for one in hidden:
            if one is not None:
                yield from ast.walk(one)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    made = copy.copy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _shown(old: ast.AST, new: ast.AST | None) -> tuple[str, str]:
    """What was there and what is, each from shortly before the fault to shortly after it."""
    parts = [one.test if isinstance(one, ast.If | ast.While) else one for one in (old, new)]
    before, after = ("nothing" if one is None else ast.unparse(one) for one in parts)
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    spans = [(text, max(0, start - 25), min(len(text), len(text) - end + 25)) for text in (before, after)]
    first, second = (("…" if a else "") + text[a:b] + ("…" if b < len(text) else "") for text, a, b in spans)
    return first, second


def _shared(first: str, second: str) -> int:
    """How many letters the two begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))
