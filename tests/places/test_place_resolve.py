"""From a written name to a place."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import place_key
from eshram_cli.places.model import INDIA, Level, Place, PlaceId
from eshram_cli.places.resolve import bearers, resolve

BIHAR, KHAGARIA, CHAMPARAN = PlaceId("s10"), PlaceId("d202"), PlaceId("d213")
DISTRICTS = Gazetteer.bundled().all(Level.district)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("khagaria", "d202"),
        ("  KHAGARIA ", "d202"),
        ("खगड़िया", "d202"),
        ("खगडिया", "d202"),
        ("ख\u200dगड़िया", "d202"),
        ("Khagaria *", "d202"),
        ("Khagaria-202", "d202"),
        ("202 Khagaria", "d202"),
        ("KHAGARIA [10]", "d202"),
        ("Khagaria (LGD 202)", "d202"),
        ("District - Khagaria", "d202"),
        ("Distt. Khagaria", "d202"),
        ("जिला खगड़िया", "d202"),
        ("Khagaria / खगड़िया", "d202"),
        ("खगड़िया Khagaria", "d202"),
        ("Khagaria (Bihar)", "d202"),
        ("Khagaria Block", "b1818"),
        ("Khagaria (Sadar)", "b1818"),
        ("प्रखंड - खगड़िया", "b1818"),
        ("East Champaran", "d213"),
        ("Purbi Champaran", "d213"),
        ("पूर्वी चंपारण", "d213"),
        ("पूर्वी चम्पारण", "d213"),
        ("पूर्वी चम्पारन", "d213"),
        ("West Champaran", "d211"),
        ("Paschim Champaran", "d211"),
        ("East Champaran (Motihari)", "d213"),
        ("motihari", "b1984"),
        ("मोतिहारी", "b1984"),
        ("Kaimur", "d200"),
        ("Kaimur (Bhabua)", "d200"),
        ("Bhabua", "d200"),
        ("मुज़फ़्फ़रपुर", "d208"),
        ("मुजफ्फरपुर", "d208"),
        ("Chhauradano", "b1974"),
        ("Narkatia", "b1974"),
        ("Chawradano", "b1974"),
        ("Lakhimpur Kheri", "d159"),
        ("Allahabad", "d120"),
        ("Gurgaon", "d62"),
        ("24 Paraganas North", "d303"),
        ("5. North 24 Parganas *", "d303"),
        ("Bagaha-1", "b1928"),
        ("UP", "s9"),
        ("M.P.", "s23"),
        ("Orissa", "s21"),
        ("J&K", "s1"),
        ("Uttaranchal", "s5"),
        ("Chattisgarh", "s22"),
        ("Pondicherry", "s34"),
        ("NCT of Delhi", "s7"),
        ("DNH & DD", "s38"),
        ("उत्तर प्रदेश", "s9"),
        ("State : Bihar", "s10"),
        ("बिहार राज्य", "s10"),
        ("India", "in"),
        ("अखिल भारत", "in"),
    ],
)
def test_a_name_in_any_spelling(india: Gazetteer, text: str, place: str) -> None:
    found = resolve(india, text)
    assert found.place == india.get(PlaceId(place))
    assert found.candidates == ()
    assert found.suggestions == ()


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("Aurangabad", ["Bihar", "Maharashtra"]),
        ("Balrampur", ["Chhattisgarh", "Uttar Pradesh"]),
        ("बिलासपुर", ["Chhattisgarh", "Himachal Pradesh"]),
        ("Hamirpur", ["Himachal Pradesh", "Uttar Pradesh"]),
        ("Pratapgarh", ["Rajasthan", "Uttar Pradesh"]),
    ],
)
def test_one_name_in_two_states_needs_the_state(india: Gazetteer, name: str, states: list[str]) -> None:
    found = resolve(india, name)
    assert found.place is None
    assert found.ambiguous
    above = [india.parents(place.id)[0] for place in found.candidates]
    assert [state.name for state in above] == states
    for state, candidate in zip(above, found.candidates, strict=True):
        assert resolve(india, name, within=state.id).place == candidate
        assert resolve(india, f"{name}, {state.name.lower()}").place == candidate
        assert resolve(india, f"{name} ({state.name_hi})").place == candidate


def test_one_block_in_two_districts_needs_the_district(india: Gazetteer) -> None:
    found = resolve(india, "kalyanpur")
    assert [india.title(place.id) for place in found.candidates] == [
        "Kalyanpur, Purbi Champaran, Bihar",
        "Kalyanpur, Samastipur, Bihar",
    ]
    assert resolve(india, "kalyanpur, purbi champaran").place == india.get(PlaceId("b1979"))
    assert resolve(india, "kalyanpur, east champaran, bihar").place == india.get(PlaceId("b1979"))
    assert resolve(india, "कल्याणपुर", within=CHAMPARAN).place == india.get(PlaceId("b1979"))


def test_a_name_here_that_is_an_old_name_there_is_ambiguous(india: Gazetteer) -> None:
    assert {place.name for place in resolve(india, "Bijapur").candidates} == {"Bijapur", "Vijayapura"}


def test_the_highest_level_that_bears_the_name_wins(india: Gazetteer) -> None:
    assert resolve(india, "khagaria").place == india.get(KHAGARIA)
    assert resolve(india, "khagaria", level=Level.block).place == india.get(PlaceId("b1818"))
    assert resolve(india, "khagaria", within=KHAGARIA).place == india.get(PlaceId("b1818"))
    assert resolve(india, "chandigarh").place == india.get(PlaceId("s4"))
    assert resolve(india, "chandigarh", level=Level.district).place == india.get(PlaceId("d44"))


def test_bihars_districts_with_a_block_of_their_own_name(india: Gazetteer) -> None:
    districts = india.children(BIHAR)
    own = [one for one in districts if any(block.name == one.name for block in india.children(one.id))]
    assert len(own) == 23
    assert all(resolve(india, one.name, within=BIHAR).place == one for one in own)


def test_a_word_for_another_level_than_asked_finds_nothing(india: Gazetteer) -> None:
    assert resolve(india, "Khagaria Block", level=Level.district).place is None


@pytest.mark.parametrize(
    "text",
    [
        "Khagaria (Urban)",
        "Khagaria, Himachal Pradesh",
        "Khagaria / Patna",
        "Bilaspur (Patna)",
        "",
        "*",
    ],
)
def test_what_may_be_another_unit_is_not_taken(india: Gazetteer, text: str) -> None:
    assert resolve(india, text).place is None
    assert bearers(india, text) == ()


def test_outside_the_place_asked_within(india: Gazetteer) -> None:
    assert resolve(india, "motihari", within=KHAGARIA).place is None
    assert resolve(india, "bilaspur, himachal pradesh", within=BIHAR).place is None
    assert resolve(india, "Delhi", within=PlaceId("s7")).place is None


def test_east_is_never_taken_for_west(india: Gazetteer) -> None:
    """The misreading that a likeness score makes."""
    for text in ("Paschim Champarn", "Pashchmi Champaran", "Champaran", "West Champran", "E Champarn"):
        found = resolve(india, text, level=Level.district, within=BIHAR)
        assert found.place is None
        assert 1 <= len(found.suggestions) <= 3


@given(
    district=st.sampled_from(DISTRICTS),
    at=st.integers(0, 40),
    kind=st.sampled_from(["drop", "swap", "insert", "replace"]),
    letter=st.sampled_from(string.ascii_lowercase),
)
def test_a_slip_of_one_letter_is_never_another_district(district: Place, at: int, kind: str, letter: str) -> None:
    """Unless the slip is letter for letter a name of that other one."""
    gazetteer = Gazetteer.bundled()
    written = _slip(district.name, at % len(district.name), kind, letter)
    found = resolve(gazetteer, written, level=Level.district, within=district.parent)
    if found.place not in {None, district}:
        assert found.place is not None
        assert place_key(written) in map(place_key, gazetteer.names(found.place.id))
    assert len(found.suggestions) <= 3


def _slip(name: str, at: int, kind: str, letter: str) -> str:
    before, char, after = name[:at], name[at], name[at + 1 :]
    if kind == "swap" and after:
        return f"{before}{after[0]}{char}{after[1:]}"
    return {"insert": f"{before}{letter}{char}{after}", "replace": f"{before}{letter}{after}"}.get(kind, before + after)


@given(
    place=st.sampled_from([one for one in Gazetteer.bundled().all() if one.id != INDIA]),
    dress=st.sampled_from(["{n}", " {n}  ", "7. {n}", "({c}) {n}", "{n} *", "{n} [{c}]", "{c} - {n}", "{n} ({c})#"]),
    case=st.sampled_from([str, str.upper, str.lower]),
    hindi=st.booleans(),
)
def test_serials_codes_flags_and_case_change_nothing(place: Place, dress: str, case: type[str], hindi: bool) -> None:
    name = place.name_hi if hindi and place.name_hi else case(place.name)
    written = dress.format(n=name, c=place.code)
    assert resolve(Gazetteer.bundled(), written, level=place.level, within=place.parent).place == place


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    found = resolve(Gazetteer.bundled(), text)
    assert not (found.place and found.candidates)
    assert len(found.suggestions) <= 3


ABBREVIATIONS = (
    *(
        "AN 35",
        "AP 28",
        "AR 12",
        "AS 18",
        "BR 10",
        "CG 22",
        "CH 4",
        "CT 22",
        "DD 38",
        "DL 7",
        "DN 38",
        "GA 30",
        "GJ 24",
    ),
    *("HP 2", "HR 6", "JH 20", "JK 1", "KA 29", "KL 32", "LA 37", "LD 31", "MH 27", "ML 17", "MN 14", "MP 23", "MZ 15"),
    *("NL 13", "OD 21", "OR 21", "PB 3", "PY 34", "RJ 8", "SK 11", "TG 36", "TN 33", "TR 16", "TS 36", "UA 5", "UK 5"),
    *("UP 9", "WB 19"),
)


def test_every_state_has_its_letters_where_a_state_is_asked_for(india: Gazetteer) -> None:
    found = [resolve(india, one.split()[0], level=Level.state).place for one in ABBREVIATIONS]
    assert found == [india.get(PlaceId(f"s{one.split()[1]}")) for one in ABBREVIATIONS]
    assert {place.id for place in found if place} == {place.id for place in india.all(Level.state)}


@pytest.mark.parametrize("text", ["OR", "as", "an", "br", "LA", "Raj"])
def test_the_letters_of_a_state_are_a_word_elsewhere(india: Gazetteer, text: str) -> None:
    assert resolve(india, text).place is None
    assert resolve(india, text, level=Level.district).place is None


@pytest.mark.parametrize("text", ["Aurangabad (BR)", "Aurangabad, BR"])
def test_the_letters_of_a_state_beside_its_district(india: Gazetteer, text: str) -> None:
    assert resolve(india, text).place == india.get(PlaceId("d189"))
