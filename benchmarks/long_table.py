"""`eshram ingest` of a real drive's long table beside a bare load of the same file into SQLite with pandas."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from timing import compare, eshram, python

FILE = Path(__file__).parents[2] / "shared" / "reference" / "drive" / "district_daily_dev.csv.gz"
BARE = (
    "import pandas, sqlite3, sys; pandas.read_csv(sys.argv[1]).to_sql('t', sqlite3.connect(sys.argv[2]), index=False)"
)


def main() -> int:
    """Print the ratio; the ledger checks, resolves and keeps what pandas only copies."""
    if not FILE.exists():
        print(f"not run: {FILE.name} is not here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        ledger, bare = Path(folder) / "eshram.db", Path(folder) / "bare.db"

        def fresh() -> None:
            for file in Path(folder).iterdir():
                file.unlink()

        ours = eshram(
            "ingest", str(FILE), "--map", "registered=first_doses_cumulative", "--ledger", str(ledger), "--quiet"
        )
        compare(
            "ingest / read_csv + to_sql, 232,117 rows", ours, python("-c", BARE, str(FILE), str(bare)), before=fresh
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
