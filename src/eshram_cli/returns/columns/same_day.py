"""A column of registered under the table's own date beside one under none: "Registration on 28.12." and "Total
registration" in a table of 28.12. Both claim to be the count of that day. Or beside a target for that day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from eshram_cli.language.lexicon import read_words
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts, is_sum
from eshram_cli.returns.columns.resolve_roles import CLAIM, ON_A_DAY, UNCLEAR, asked
from eshram_cli.returns.columns.roles import Roles

_FOR_A_DAY = re.compile(r"\bfor\b|के लिए", re.IGNORECASE)
_AS_ON = re.compile(r"\bas (?:on|of|at)\b", re.IGNORECASE)


def of_same_day(roles: Roles, date: dt.date | None) -> Roles:
    """The roles, with one column of both under the table's `date` only where it is known which counts all.

    Where the dated one is never more than the other, and neither "as on" nor "up to" its date, it is of its day alone.
    Columns under earlier dates are then of their days too, unless they and the day's new make all. Else a problem asks,
    and neither is kept. So it does where a target "for" that date stands beside the only count, "on" it. A table with a
    column of dates is left as it is.
    """
    plain = [one for one in roles.of("registered") if not one.cut and one.why != "as told"]
    dated, bare = [one for one in plain if one.as_on == date], [one for one in plain if one.as_on is None]
    goals = [one for one in roles.of("target") if one.as_on == date and _FOR_A_DAY.search(one.heading)]
    if date is not None and goals and len(plain) == len(dated) == 1 and ON_A_DAY.search(dated[0].heading):
        # "Target for 28.12." and "Achievement on 28.12." may be that day's, and nothing else says that they are not.
        both = [*goals, *dated]
        columns = tuple(one.with_role("other", UNCLEAR) if one in both else one for one in roles.columns)
        rest = [one for one in roles.problems if one.code != "role-assumed"]
        return replace(roles, columns=columns, problems=(*rest, *asked(both)))
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
