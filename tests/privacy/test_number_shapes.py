"""Numbers of persons in disguise are found, and what only looks like them is not."""

from __future__ import annotations

import pytest

from eshram_cli.language.personal import kind_of_number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2345.6789.0123", "aadhaar"),
        ("2345/6789/0123", "aadhaar"),
        ("2345 - 6789 - 0123", "aadhaar"),
        ("२३४५ ६७८९ ०१२३", "aadhaar"),
        ("UID-345678901234", "aadhaar"),
        ("1012 3456 7890", "aadhaar"),
        ("94310 123 45", "mobile"),
        ("9431-012-345", "mobile"),
        ("+91 94310-12345", "mobile"),
        ("IFSC: SBIN0001234", "bank"),
        ("PUNB0123400", "bank"),
        ("202112041730", ""),
        ("2019-2020-2021", ""),
        ("9876543.210", ""),
        ("98,76,54,321", ""),
        ("BIHAR000000", ""),
        ("eSHRAM0001234X", ""),
        ("12.10.2021 - 04.12.2021", ""),
    ],
)
def test_shapes(text: str, kind: str) -> None:
    assert kind_of_number(text) == kind
