"""The written sheets say what the reports say, opened with openpyxl and csv alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

Rows = list[list[Any]]
Read = Callable[[str], Rows]
DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")


def number(cell: object) -> int | None:
    text = str(cell if cell is not None else "").translate(DIGITS).replace(",", "")
    return int(text) if text.isdigit() else None


def columns(rows: Rows) -> dict[str, int]:
    """Where a state sheet keeps its name, target, registered and new, by the words of its heading rows."""
    words = {
        "name": ("District", "जिला", "जिला का नाम"),
        "target": ("Target", "लक्ष्य"),
        "registered": ("Registered", "Registered till date", "अब तक कुल", "कुल निबंधन", "अब तक निबंधित"),
        "new": ("New", "New (last 24 hours)", "आज", "आज का निबंधन", "आज निबंधित"),
    }
    heads = [(cell, column) for row in rows[:6] for column, cell in enumerate(row)]
    return {role: next(column for cell, column in heads if cell in names) for role, names in words.items()}


def body(rows: Rows, role: str) -> list[int | None]:
    """A column's figures in the 38 rows of districts, whatever stands above and below them."""
    at = columns(rows)
    numbered = [row for row in rows if len(row) > at["target"] and (number(row[at["target"]]) or 0) > 100]
    return [number(row[at[role]]) for row in numbered[:38]]


def test_there_is_a_state_sheet_for_each_of_25_days(state_sheets: dict[dt.date, str]) -> None:
    assert sorted(state_sheets) == [dt.date(2021, 12, day) for day in range(4, 29)]
    assert state_sheets[dt.date(2021, 12, 28)].endswith(".xlsx")
    assert sum(name.endswith(".csv") for name in state_sheets.values()) == 6


def test_every_state_sheet_holds_the_curves(drive: Any, state_sheets: dict[dt.date, str], rows_of: Read) -> None:
    returns = drive("returns")
    for day, name in state_sheets.items():
        rows, lines = rows_of(name), returns.lines(day)
        for role in ("registered", "new"):
            expected = [getattr(line, role) for line in lines]
            assert sorted(body(rows, role), key=str) == sorted(expected, key=str), (name, role)
        assert sorted(body(rows, "target"), key=str) == sorted((line.district.target for line in lines), key=str)


def test_khagarias_row_on_the_first_day(state_sheets: dict[dt.date, str], rows_of: Read) -> None:
    rows = rows_of(state_sheets[dt.date(2021, 12, 4)])
    assert next(row[1:] for row in rows if row[1] == "Khagaria") == ["Khagaria", 560286, 207528, 1469, 37.04]


def test_east_champarans_row_on_the_last_two_days(state_sheets: dict[dt.date, str], rows_of: Read) -> None:
    last = [rows_of(state_sheets[dt.date(2021, 12, day)]) for day in (27, 28)]
    found = [next(row[1:] for row in rows if row[1] == "पूर्वी चम्पारण") for rows in last]
    assert found[0][1:4] == [1714038, 38937, 942511]
    assert found[1][1:] == [1714038, 46401, 988912, 57.69, 725126]


def test_khagarias_blocks_add_up_and_have_no_targets(rows_of: Read) -> None:
    rows = rows_of("bihar/khagaria/खगड़िया प्रखंडवार 04-12-2021.xlsx")
    assert rows[2] == ["क्र.", "प्रखंड", "आज का निबंधन", "कुल निबंधन"]
    blocks, closing = rows[3:-1], rows[-1]
    assert [row[0] for row in blocks] == list(range(1, 8))
    assert sum(row[3] for row in blocks) == closing[3] == 207528
    assert sum(row[2] for row in blocks) == closing[2] == 1469


def test_east_champarans_27_blocks_add_up(rows_of: Read) -> None:
    rows = rows_of("bihar/purbi champaran/मोतिहारी 28-12-2021 प्रखंडवार.xlsx")
    blocks, closing = rows[5:-1], rows[-1]
    assert len(blocks) == 27
    assert [sum(row[column] for row in blocks) for column in (2, 3, 4)] == [1714038, 988912, 46401]
    assert closing[2:] == [1714038, 988912, 46401, 57.69]


def test_bilaspurs_channels_reach_the_target_exactly(rows_of: Read) -> None:
    rows = rows_of("himachal pradesh/Bilaspur e-Shram 12.02.2022.xlsx")
    assert rows[3][3:6] == ["लोक मित्र केन्द्र", "स्वयं", "कुल"]
    blocks, closing = rows[4:-1], rows[-1]
    assert len(blocks) == 4
    assert [sum(row[column] for row in blocks) for column in range(2, 6)] == [116124, 73557, 42567, 116124]
    assert closing[2:6] == [116124, 73557, 42567, 116124]
    assert all(row[3] + row[4] == row[5] for row in blocks)


def test_rajasthan_adds_up_to_what_the_total_says_in_words(rows_of: Read) -> None:
    rows = rows_of("rajasthan/राजस्थान जिलेवार 10-02-2022.xlsx")
    districts, closing = rows[4:-1], rows[-1]
    assert len(districts) == 33
    assert [sum(row[column] for row in districts) for column in (2, 3)] == [18_000_000, 12_200_000]
    assert closing[2:4] == ["1 करोड़ 80 लाख", "1.22 करोड़"]
    assert dt.date(2022, 2, 10).strftime("%A") == "Thursday"


def test_haridwar_has_a_row_for_each_category(rows_of: Read) -> None:
    rows = rows_of("uttarakhand/haridwar_shreni_25-09-2021.csv")
    assert [row[2] for row in rows[2:-1]] == ["रिक्शा चालक", "रेहड़ी", "ठेली", "ठेकेदार के कामगार"]
    assert sum(number(row[3]) or 0 for row in rows[2:-1]) == number(rows[-1][3])


def test_one_district_is_silent_for_three_days(state_sheets: dict[dt.date, str], rows_of: Read) -> None:
    found = [rows_of(state_sheets[dt.date(2021, 12, day)]) for day in range(13, 18)]
    cells = [next(row for row in rows if {"किशनगंज", "Kishanganj"} & set(row)) for rows in found]
    shown = [row[columns(rows)["registered"]] for row, rows in zip(cells, found, strict=True)]
    assert shown[1:4] == ["-", "", "NA"]
    assert number(shown[0]) and number(shown[4])


def test_only_the_total_of_9_december_does_not_add_up(state_sheets: dict[dt.date, str], rows_of: Read) -> None:
    wrong = []
    for day, name in state_sheets.items():
        rows = rows_of(name)
        at = columns(rows)["registered"]
        labels = {"Total", "कुल योग", "कुल", "Grand Total", "योग", "TOTAL (BIHAR)"}
        closing = [number(row[at]) for row in rows if labels & {str(cell) for cell in row[:2]}]
        if closing and closing != [sum(value or 0 for value in body(rows, "registered"))]:
            wrong.append(day.day)
    assert wrong == [9]


def test_the_correction_lowers_one_district_and_is_read_second(rows_of: Read) -> None:
    names = ["bihar/जिलावार प्रतिवेदन 20.12.2021.xlsx", "bihar/जिलावार प्रतिवेदन 20.12.2021_संशोधित.xlsx"]
    assert sorted(names) == names
    first, second = (rows_of(name) for name in names)
    changed = [(old[1], old[3], new[3]) for old, new in zip(first, second, strict=False) if old[2:] != new[2:]]
    assert [name for name, _, _ in changed] == ["सिवान", "कुल"]
    assert [number(changed[0][1]), number(changed[0][2])] == [363057, 336057]
