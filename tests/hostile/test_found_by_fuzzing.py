"""What nonsense has broken once."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Eshram

SHEET = """District,Department,Registered 28.12.2021
Patna,ASHA | ANM,150
Patna,Labour,90
"""


def test_a_department_with_the_sign_that_parts_cuts(eshram: Eshram, home: Path) -> None:
    """`department=asha | anm` would be a cut of two dimensions, of which nobody knows the second."""
    sheet = home / "departments.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    assert eshram("ingest", sheet, "--state", "bihar").code == 0
    told = json.loads(eshram("by", "department", "--state", "bihar", "--format", "json").out)
    assert [(row["member"], row["registered"]) for row in told["rows"]] == [("asha / anm", 150), ("labour", 90)]
