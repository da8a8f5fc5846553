"""The file of a composite: which measures an office ranks by together, each with its weight.

A TOML file with a line a measure, as `percent = 50`. The weights need not add up to 100.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from eshram_cli.analysis.composite import Weights
from eshram_cli.answers.measure import Measure
from eshram_cli.errors import EshramError
from eshram_cli.problems import Where

WEIGHED = tuple(one for one in Measure if one is not Measure.composite)
"""What may stand in the file."""

LARGEST = 1_000_000
_WEIGHTS = TypeAdapter(dict[str, Annotated[float, Field(strict=True, gt=0, le=LARGEST, allow_inf_nan=False)]])


def read_weights(file: Path) -> Weights:
    """The weights of a file by measure, in the order of the measures.

    Raises composite-unreadable (no such file, no TOML), composite-empty, composite-measure (a name that is no measure),
    composite-weight (a weight that is no number above 0).
    """
    where = Where(str(file))
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise EshramError("composite-unreadable", where, why=error.strerror or type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise EshramError("composite-unreadable", where, why="UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise EshramError("composite-unreadable", where, why=str(error)) from error
    if not said:
        raise EshramError("composite-empty", where)
    for name in said:
        if name not in WEIGHED:
            raise EshramError("composite-measure", where, name=name, choices=", ".join(WEIGHED))
    try:
        weights = _WEIGHTS.validate_python(said)
    except ValidationError as error:
        first = error.errors()[0]
        raise EshramError("composite-weight", where, name=str(first["loc"][0]), most=LARGEST) from error
    return {one: weights[one] for one in WEIGHED if one in weights}
