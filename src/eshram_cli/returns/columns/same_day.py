"""A count of registered under a date, which may be that of all days or of the one: "Registration on 28.12." alone,
beside "Total registration" in a table of 28.12., or beside a target for that day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from eshram_cli.language.lexicon import read_words
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts, is_sum
from eshram_cli.returns.columns.resolve_roles import CLAIM, UNCLEAR, asked
from eshram_cli.returns.columns.roles import Roles

_ON_A_DAY = re.compile(r"(?<!as )\bon\b|(?:^|\s)को(?=\s)", re.IGNORECASE)
_FOR_A_DAY = re.compile(r"\bfor\b|के लिए", re.IGNORECASE)
_AS_ON = re.compile(r"\bas (?:on|of|at)\b", re.IGNORECASE)


def of_same_day(roles: Roles, date: dt.date | None) -> Roles:
    """The roles, with one column of both under the table's `date` only where it is known which counts all.

    Where the dated one is never more than the other, and neither "as on" nor "up to" its date, it is of its day alone.
    Columns under earlier dates are then of their days too, unless they and the day's new make all. Else a problem asks,
    and neither is kept. So it does where a target "for" that date stands beside the only count, "on" it; without one
    that count is told to have been read as that of all days. A table with a column of dates is otherwise left as it is.
    """
    counts = [one for one in roles.of("registered", "new") if not one.cut]
    plain = [one for one in counts if one.role == "registered" and one.why != "as told"]
    dated, bare = [one for one in plain if one.as_on == date], [one for one in plain if one.as_on is None]
    only = plain[0] if len(counts) == len(plain) == 1 and plain[0].as_on is not None else None
    if only and _ON_A_DAY.search(only.heading) and not read_words(only.heading).has("cumulative", "total"):
        goals = [one for one in roles.of("target") if one.as_on == only.as_on and _FOR_A_DAY.search(one.heading)]
        both = [*goals, only] if goals else []
        columns = tuple(one.with_role("other", UNCLEAR) if one in both else one for one in roles.columns)
        told = asked(both) if both else [Problem("role-assumed", only.where, {"column": only.name})]
        return replace(roles, columns=columns, problems=(*roles.problems, *told))
    if date is None or roles.dates or len(dated) != 1 or len(bare) != 1:
        return roles
    day, whole = dated[0], bare[0]
    pairs = [(d, w) for d, w in zip(amounts(day), amounts(whole), strict=True) if d is not None and w is not None]
    if all(d == w for d, w in pairs):
        return roles
    if any(d > w for d, w in pairs) or read_words(day.heading).has("cumulative") or _AS_ON.search(day.heading):
        words = {"role": "registered", "columns": f"{day.name}, {whole.name}", "column": day.letter}
        changed = {one.index: one.with_role("other", CLAIM) for one in (day, whole)}
        problems = [Problem("role-twice", day.where, words)]
    else:
        others = [one for one in plain if one.as_on is not None and one.as_on < date]
        unsure = [o for o in others if not read_words(o.heading).has("cumulative") and not is_sum(whole, [o, day])]
        changed = {one.index: one.with_role("other", UNCLEAR) for one in unsure}
        changed[day.index] = day.with_role("new", day.why)
        problems = asked(unsure) if unsure else []
    columns = tuple(changed.get(one.index, one) for one in roles.columns)
    return replace(roles, columns=columns, problems=(*roles.problems, *problems))
