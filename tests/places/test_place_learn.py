"""Places and spellings that a ledger learns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import alias_command, learned_place, new_alias, tidy
from eshram_cli.places.model import Alias, Level, Place, PlaceId
from eshram_cli.places.resolve import resolve

ANANTNAG, KHAGARIA = PlaceId("d1"), PlaceId("d202")


def test_a_learned_place_hangs_on_its_parent() -> None:
    assert learned_place(ANANTNAG, Level.block, "1. ACHABAL BLOCK *") == Place(
        PlaceId("d1/achabal"), Level.block, "Achabal", ANANTNAG
    )


def test_a_name_in_hindi_is_also_the_hindi_name() -> None:
    place = learned_place(PlaceId("b1819"), Level.panchayat, "ग्राम पंचायत - सैदपुर")
    assert (place.name, place.name_hi) == ("सैदपुर", "सैदपुर")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Block: Pipra-Kothi (12)", "Pipra-Kothi"),
        ("Rampur (North)", "Rampur (North)"),
        ("मानसी प्रखण्ड", "मानसी"),
        ("NEW AREA", "New Area"),
        ("K. Nagar", "K. Nagar"),
        ("WARD NO.03", "Ward 3"),
        ("वार्ड संख्या १२", "वार्ड 12"),
        ("Ward 5A", "Ward 5A"),
    ],
)
def test_names_are_tidied(written: str, name: str) -> None:
    assert tidy(written) == name


@pytest.mark.parametrize("written", ["", "*", "--", "12", "0.0)"])
def test_no_name_cannot_be_learned(written: str) -> None:
    with pytest.raises(ValueError, match="is no name"):
        learned_place(ANANTNAG, Level.block, written)


@given(st.text(alphabet="abcdefgABC अचबलमानसी.-*0123456789()", min_size=1, max_size=20))
def test_a_learned_place_answers_to_what_was_written(written: str) -> None:
    """The same spelling finds it again, and every office that learns it gives it the same id."""
    try:
        place = learned_place(ANANTNAG, Level.block, written)
    except ValueError:
        return
    assert learned_place(ANANTNAG, Level.block, place.name).id == place.id
    wider = Gazetteer.bundled().with_places([place])
    assert resolve(wider, place.name, level=Level.block, within=ANANTNAG).place == place


def test_a_new_spelling(india: Gazetteer) -> None:
    assert new_alias(india, KHAGARIA, " Khagarya ") == Alias(KHAGARIA, "Khagarya", "told")


def test_a_known_spelling_needs_no_alias(india: Gazetteer) -> None:
    assert new_alias(india, KHAGARIA, "खगड़िया") is None


def test_a_neighbours_name_is_refused(india: Gazetteer) -> None:
    with pytest.raises(EshramError) as refused:
        new_alias(india, KHAGARIA, "East Champaran")
    assert refused.value.exit_code == 2
    assert str(refused.value) == (
        '"East Champaran" is already a name of Purbi Champaran, Bihar, so it cannot also be a name of Khagaria. '
        "Choose a spelling that names one place only."
    )


def test_a_name_elsewhere_may_be_an_alias_here(india: Gazetteer) -> None:
    assert new_alias(india, KHAGARIA, "Bilaspur") == Alias(KHAGARIA, "Bilaspur", "told")


def test_marks_are_no_alias(india: Gazetteer) -> None:
    with pytest.raises(EshramError) as refused:
        new_alias(india, KHAGARIA, "**")
    assert refused.value.problem.code == "alias-empty"
    assert '"**" has no letter or digit' in str(refused.value)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Gayaa", '"Gayaa"'),
        ("गयाा (सदर)", '"गयाा (सदर)"'),
        ("Gayaa $(rm x)", "NAME"),
        ('Gayaa" & del x', "NAME"),
        ("%PATH%", "NAME"),
        ("-h", "NAME"),
    ],
)
def test_a_command_to_copy_holds_nothing_that_a_shell_would_act_on(written: str, name: str) -> None:
    assert alias_command(written, "Gaya, Bihar") == f'eshram places alias add {name} "Gaya, Bihar"'
