"""Tables that cross rooms: columns and dtypes declared once, checked at the door.

Nullable counts are `Int64`, dates `datetime64[s]` at midnight, words `str`, words of long tables that are few and come
often `category`. A room declares its tables as `Columns` and
calls `checked` where one comes in; `frame` makes one from rows of plain Python values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from pandas.api.extensions import ExtensionArray

Columns = Mapping[str, str]
"""The columns of a table in order, each with the name of its dtype."""

DATE = "datetime64[s]"
COUNT = "Int64"
TEXT = "str"
WORD = "category"


def frame(rows: Iterable[Sequence[object]], columns: Columns) -> pd.DataFrame:
    """A table of these columns from rows of values in the same order; None is missing; dates as ISO text or dates."""
    import pandas as pd

    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    pairs = zip(columns.items(), values, strict=True)
    # Bare arrays: series would be aligned by their indexes, which takes longer than all the rest of a small table.
    return pd.DataFrame({name: column(data, dtype) for (name, dtype), data in pairs}, copy=False)


def column(values: Sequence[object] | np.ndarray, dtype: str) -> np.ndarray | ExtensionArray:
    """Plain Python values, or an array of them, as a column of that dtype."""
    import numpy as np
    import pandas as pd

    if dtype == DATE:
        return np.array(values, dtype=DATE)
    given = values if isinstance(values, np.ndarray) else list(values)
    return pd.array(given, dtype=dtype)  # type: ignore[call-overload, no-any-return, unused-ignore]


def checked(table: pd.DataFrame, columns: Columns) -> pd.DataFrame:
    """The same table, with its dtypes as declared; columns beyond these pass. A missing column is a TypeError."""
    missing = [name for name in columns if name not in table.columns]
    if missing:
        raise TypeError(f"the table has no column {', '.join(missing)}")
    wrong = {name: dtype for name, dtype in columns.items() if str(table[name].dtype) != dtype}
    return table.astype(wrong) if wrong else table
