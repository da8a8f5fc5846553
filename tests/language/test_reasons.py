"""Why a column was read so is told in Hindi too: every reason that the reader can give has its words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from eshram_cli import returns
from eshram_cli.language.reasons import key_of, told_reason
from eshram_cli.language.words import has, words_of
from eshram_cli.problems import Language
from eshram_cli.returns.columns import measures, resolve_roles, roles
from tests.conftest import Eshram


def reasons() -> Iterator[str]:
    """The reasons written out in the calls of `with_role`, and those with a name."""
    for file in Path(returns.__file__ or "").parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "with_role":
                yield from (str(why.value) for why in node.args[1:2] if isinstance(why, ast.Constant))
    yield from (why for _, _, why in measures._DECIDING_TAGS)
    yield from (measures.CLASH, measures.DAYS_TARGET, roles.WARDS)
    yield from (resolve_roles.CLAIM, resolve_roles.NUMBERS_OF_A_PLACE)


def test_every_reason_has_its_words() -> None:
    found = set(reasons())
    assert len(found) > 20
    assert [why for why in found if not has(key_of(why))] == []
    assert all(words_of(key_of(why))[Language.en] == why for why in found)


@pytest.mark.parametrize(
    ("reason", "hindi"),
    [
        ("title A2", "शीर्ष A2"),
        ("column AB", "कॉलम AB"),
        ("names the district", "जिला का नाम"),
        ("a part of E", "E का एक भाग"),
        ("the same as E", "E जैसा ही"),
        ('"निबंधन / आज"', '"निबंधन / आज"'),
        ("E + F", "E + F"),
        ("", ""),
    ],
)
def test_what_names_a_cell_or_a_column(reason: str, hindi: str) -> None:
    assert told_reason(reason, Language.hi) == hindi
    assert told_reason(reason, Language.en) == reason


def test_a_sheet_that_is_looked_into_is_explained_in_hindi(eshram: Eshram, tmp_path: Path) -> None:
    sheet = tmp_path / "bihar 4.12.2021.csv"
    sheet.write_text("S.No,District,Percent,Registered\n1,Patna,5,10\n2,Gaya,6,20\n", encoding="utf-8")
    out = eshram("inspect", sheet, "--lang", "hi").out
    assert "पंक्तियों की क्रम संख्या" in out
    assert "फ़ाइल का नाम" in out
    assert "numbers the rows" not in out
