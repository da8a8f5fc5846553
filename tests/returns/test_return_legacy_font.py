"""Sheets in Kruti Dev: converted where the font or the words prove it, shown with the proof, else left alone."""

from __future__ import annotations

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.read import inspect_book
from tests.krutidev_typist import type_in_krutidev
from tests.returns.conftest import Read, Said, book, grid

HINDI = """
जिला खगड़िया: ई-श्रम निबंधन, दिनांक 14.12.2021 तक
क्रम संख्या|प्रखंड|लक्ष्य|पंजीकरण
1|अलौली|50000|31250
2|बेलदौर|42000|28114
3|चौथम|30000|22961
4|गोगरी|55000|41870
5|खगड़िया|60000|52330
6|मानसी|20000|15002
7|परबत्ता|48000|39018
|कुल योग|305000|230545
"""
ENGLISH = """
Block|Target|Registered
Alauli|50000|31250
Beldaur|42000|28114
Chautham|30000|22961
"""


def kruti(text: str) -> str:
    return "\n".join("|".join(map(type_in_krutidev, line.split("|"))) for line in text.split("\n"))


def fonts(text: str, font: str = "Kruti Dev 010") -> dict[tuple[int, int], str]:
    lines = text.strip("\n").split("\n")
    cells = [(row, column) for row, line in enumerate(lines) for column in range(line.count("|") + 1)]
    return dict.fromkeys(cells, font)


def notes(said: Said) -> list[str]:
    return [problem.message() for problem in said.first.problems if problem.code.startswith("legacy")]


def test_a_sheet_in_the_font_is_read_as_the_same_sheet_in_unicode(read: Read) -> None:
    unicode = read(HINDI)
    assert unicode.first.as_on is not None
    for said in (read(kruti(HINDI), fonts=fonts(HINDI)), read(kruti(HINDI))):
        assert said.roles == unicode.roles
        assert said.rows.replace("प्रखण्ड", "प्रखंड") == unicode.rows
        assert said.records == unicode.records
        assert said.targets == unicode.targets
        assert said.first.as_on == unicode.first.as_on


def test_the_note_shows_a_cell_and_the_font(read: Read) -> None:
    assert notes(read(kruti(HINDI), fonts=fonts(HINDI))) == [
        '"Øe la[;k" was read as "क्रम संख्या" (Kruti Dev, 13 cells): the font of the cell is "Kruti Dev 010".'
    ]


def test_without_a_font_the_note_counts_the_words_that_prove_it(read: Read) -> None:
    said = read(kruti(HINDI))
    assert notes(said) == [
        '"Øe la[;k" was read as "क्रम संख्या" (Kruti Dev, 13 cells): so 12 texts make Hindi words or places that are '
        "known, and none does as it stands."
    ]
    assert [problem.code for problem in said.first.problems if problem.code == "legacy-font"] == ["legacy-font"]


def test_an_english_sheet_is_left_alone(read: Read) -> None:
    said = read(ENGLISH, within="d202", as_on="2021-12-14")
    assert len(said.records) == 3
    assert notes(said) == []


def test_english_words_in_a_hindi_font_stay(read: Read) -> None:
    said = read(ENGLISH, within="d202", as_on="2021-12-14", fonts=fonts(ENGLISH))
    assert len(said.records) == 3
    assert notes(said) == []


def test_names_in_the_font_under_english_headings_are_converted_alone(read: Read) -> None:
    names = "\n".join([ENGLISH.split("\n")[1], *kruti(HINDI).split("\n")[3:6]])
    sheet = "\n".join(line.partition("|")[2] if line[0].isdigit() else line for line in names.split("\n"))
    said = read(sheet, within="d202", as_on="2021-12-14")
    assert said.records == ["Alauli registered 31250", "Beldaur registered 28114", "Chautham registered 22961"]


def test_another_old_font_is_told_not_guessed(read: Read) -> None:
    sheet = "Block|Target|Registered\nAlauli|50000|31250\nbaolaaOr|42000|28114"
    said = read(sheet, within="d202", as_on="2021-12-14", fonts={(2, 0): "Shusha"})
    assert "legacy-font-other A3" in said.problems
    assert said.records == ["Alauli registered 31250"]


def test_too_few_words_prove_nothing(read: Read) -> None:
    said = read("xyz|iathdj.k|Qwert\nAlauli|50000|31250\nBeldaur|42000|28114".replace("Alauli", "Foo"), within="d202")
    assert "legacy-font-unsure B1" in said.problems
    assert said.records == []


def test_commas_and_dates_typed_in_the_font(read: Read) -> None:
    text = HINDI.replace("|31250", "|31,250").replace("|28114", "|28,114")
    for said in (read(kruti(text), fonts=fonts(text)), read(kruti(text))):
        assert said.records[:2] == ["Alauli registered 31250", "Beldaur registered 28114"]


def test_a_list_of_workers_in_the_font_is_refused_and_no_cell_shown() -> None:
    text = "श्रमिक का नाम|पिता का नाम|प्रखंड\nराम विलास|श्याम सुंदर|अलौली\nसीता देवी|मोहन दास|बेलदौर"
    seen = inspect_book(book(grid(kruti(text), fonts=fonts(text))), Gazetteer.bundled())
    assert seen.refused is not None
    assert seen.refused.code == "persons"
    assert seen.problems == ()
