"""Places that the last return of the same scope had and this one has not."""

from __future__ import annotations

from eshram_cli.checks._figures import listed
from eshram_cli.checks._history import History
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import Return

CODE = "places-missing"


def check(ret: Return, history: History) -> list[Problem]:
    """One warning that names them, where both returns share most of their places, and so are of one office.

    Rows that were kept out, or whose place nobody knows yet, have been told already: as many missing places are theirs.
    """
    if not history.last_places:
        return []
    here = {figure.place for figure in ret.figures} | {target.place for target in ret.targets}
    last = history.last_places
    missing = [written for place, written in last.items() if place not in here]
    kept_out = max(ret.rejected, len(ret.unknown))
    shared = len(here & last.keys())
    if len(missing) <= kept_out or shared * 2 < len(last) or shared * 2 < len(here):
        return []
    words = {"places": listed(missing), "count": len(missing), "had": len(last)}
    return [Problem("places-missing", Where(ret.file, ret.sheet), words)]
