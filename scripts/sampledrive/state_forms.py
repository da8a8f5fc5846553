"""Bihar's state sheet in the eight forms that it came in over the 25 days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sampledrive.bihar import DAYS, District
from sampledrive.curves import devanagari, lakh, percent
from sampledrive.files import Page, Plain, Row, delimited, workbook
from sampledrive.returns import MISTYPED_ON, Line, lines, registered_total, total

ENGLISH = {
    "Purbi Champaran": "East Champaran",
    "Pashchim Champaran": "West Champaran",
}
"""How the state's English sheets write the names that differ from the official directory."""

SHORT_HINDI = {
    "Purbi Champaran": "पूर्वी चंपारण",
    "Pashchim Champaran": "पश्चिमी चंपारण",
    "Kaimur (Bhabua)": "कैमूर",
    "Muzaffarpur": "मुज़फ्फरपुर",
    "Siwan": "सिवान",
}
"""How another hand writes the Hindi names, in the sheets with Devanagari digits."""

HINDI_DATES = {
    9: "दिनांक 09-12-2021",
    10: "दिनांक : 10 दिसम्बर 2021",
    11: "दिनांक 11/12/2021",
    12: "12.12.2021 तक की स्थिति",
    26: "दिनांक 26-12-2021 (रविवार)",
    27: "दिनांक 27-12-2021 (सोमवार)",
    28: "दिनांक 28-12-2021 (मंगलवार)",
}


def english_name(district: District) -> str:
    """As the English sheets write it."""
    return ENGLISH.get(district.name, district.name)


def dotted(day: dt.date) -> str:
    """`04.12.2021`."""
    return day.strftime("%d.%m.%Y")


def _target(row: Line) -> int:
    return row.district.target


def _registered(row: Line) -> int | None:
    return row.registered


def _new(row: Line) -> int | None:
    return row.new


def _shown(row: Line, figure: int | None) -> int | str | None:
    """The figure, or what the sheet shows for want of one."""
    return row.mark if figure is None else figure


def _grouped(row: Line, figure: int | None) -> str | None:
    return row.mark if figure is None else lakh(figure)


def english(day: dt.date) -> bytes:
    """04 to 08.12: English, two title rows, alphabetical, a total row; 06.12 with an empty second sheet."""
    rows = sorted(lines(day), key=lambda row: english_name(row.district))
    table: list[Row] = [
        ["Labour Resources Department, Government of Bihar"],
        [f"District wise registration on e-Shram Portal - As on {dotted(day)}"],
        ["Sl. No.", "District", "Target", "Registered till date", "New (last 24 hours)", "Achievement (%)"],
    ]
    for number, row in enumerate(rows, 1):
        name = english_name(row.district)
        share = float(row.percent or 0)
        table.append([number, name, row.district.target, row.registered, row.new, share])
    registered, target = total(rows, _registered), total(rows, _target)
    table.append([None, "Total", target, registered, total(rows, _new), float(percent(registered, target))])
    page = Page("Sheet1", table, (3, 3), len(table), ("A1:F1", "A2:F2"))
    return workbook([page], day, empty="Sheet2" if day.day == 6 else "")


def hindi(day: dt.date) -> bytes:
    """09 to 12 and 26 to 28.12: Hindi, headings of two rows with merges, a row of column numbers, a total row."""
    rows = lines(day)
    table: list[Row] = [
        ["श्रम संसाधन विभाग, बिहार सरकार"],
        [f"ई-श्रम पोर्टल पर असंगठित कामगारों के निबंधन का जिलावार प्रतिवेदन, {HINDI_DATES[day.day]}"],
        ["क्र० सं०", "जिला का नाम", "लक्ष्य", "निबंधन", None, "उपलब्धि (प्रतिशत)", "शेष"],
        [None, None, None, "आज", "अब तक कुल", None, None],
        list(range(1, 8)),
    ]
    for number, row in enumerate(rows, 1):
        share = float(row.percent or 0)
        table.append([number, row.district.hindi, row.district.target, row.new, row.registered, share, row.balance])
    registered, target = registered_total(rows, day), total(rows, _target)
    closing = [total(rows, _new), registered, float(percent(registered, target)), target - registered]
    table.append([None, "कुल योग", target, *closing])
    merges = ("A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4")
    return workbook([Page(dotted(day), table, (3, 5), len(table), merges)], day)


def hindi_text(day: dt.date) -> bytes:
    """13 and 14.12: CSV with a byte order mark, a Hindi title and headings, numbers grouped by lakh."""
    rows = lines(day)
    table: list[Row] = [
        [f"बिहार : ई-श्रम निबंधन की जिलावार स्थिति, दिनांक {dotted(day)}", None, None, None, None],
        ["जिला", "लक्ष्य", "कुल निबंधन", "आज का निबंधन", "प्रतिशत"],
    ]
    for row in rows:
        counts = [_grouped(row, row.registered), _grouped(row, row.new)]
        table.append([row.district.hindi, lakh(row.district.target), *counts, row.percent])
    table.append(["कुल", *_text_totals(rows, lakh)])
    return delimited(Plain(table, encoding="utf-8-sig"))


def _text_totals(rows: list[Line], show: Callable[[int], str]) -> list[str]:
    registered, target = total(rows, _registered), total(rows, _target)
    return [show(target), show(registered), show(total(rows, _new)), percent(registered, target)]


def semicolons(day: dt.date) -> bytes:
    """15 and 16.12: semicolons and Windows-1252, the date with slashes, non-breaking spaces in the title, `37.04 %`."""
    rows = sorted(lines(day), key=lambda row: english_name(row.district))
    table: list[Row] = [
        [f"e-Shram\u00a0registration – Bihar – position as on {day.strftime('%d/%m/%Y')}"],
        ["District", "Target", "Registered", "New", "Percent"],
    ]
    for row in rows:
        counts = [_grouped(row, row.registered), _grouped(row, row.new)]
        shown = row.mark if row.registered is None else f"{row.percent} %"
        table.append([english_name(row.district), lakh(row.district.target), *counts, shown])
    table.append(["Grand Total", *_text_totals(rows, lakh)])
    return delimited(Plain(table, ";", "cp1252"))


def unicode_text(day: dt.date) -> bytes:
    """17.12: what Excel saves as "Unicode Text", UTF-16 with tabs, the file renamed to csv."""
    rows = lines(day)
    table: list[Row] = [
        ["श्रम संसाधन विभाग, बिहार"],
        [f"जिलावार ई-श्रम निबंधन दिनांक {day.strftime('%d-%m-%Y')}"],
        ["क्र.सं.", "जिला", "लक्ष्य", "अब तक निबंधित", "आज निबंधित", "प्रतिशत"],
    ]
    for number, row in enumerate(rows, 1):
        figures = [lakh(row.district.target), _grouped(row, row.registered), _grouped(row, row.new), row.percent]
        table.append([number, row.district.hindi, *figures])
    table.append([None, "योग", *_text_totals(rows, lakh)])
    return delimited(Plain([["\ufeff" + str(table[0][0])], *table[1:]], "\t", "utf-16-le"))


def devanagari_digits(day: dt.date, corrected: bool = False) -> bytes:
    """18 to 20.12 and the correction of 20.12: Hindi, all numbers as text in Devanagari digits."""
    rows = lines(day, corrected)
    title = "ई-श्रम निबंधन : जिलावार दैनिक प्रतिवेदन (बिहार)" + (" - संशोधित" if corrected else "")
    table: list[Row] = [
        [title],
        [devanagari(f"दिनांक {day.day} दिसंबर {day.year} तक")],
        ["क्रम", "जिला", "लक्ष्य", "कुल निबंधन", "आज का निबंधन", "प्रतिशत"],
    ]
    for number, row in enumerate(rows, 1):
        name = SHORT_HINDI.get(row.district.name, row.district.hindi)
        figures = [lakh(row.district.target), _grouped(row, row.registered), _grouped(row, row.new), row.percent]
        table.append([devanagari(str(number)), name, *(devanagari(str(figure)) for figure in figures)])
    table.append([None, "कुल", *(devanagari(text) for text in _text_totals(rows, lakh))])
    last = len(table)
    if corrected:
        table += [[], ["नोट : सीवान का आँकड़ा पूर्व प्रतिवेदन में भूलवश अधिक दर्ज हो गया था, सुधार कर पुनः प्रेषित।"]]
    return workbook([Page("प्रतिवेदन", table, (3, 3), last, ("A1:F1", "A2:F2"))], day)


def ranked(day: dt.date) -> bytes:
    """21 to 24.12: English, ordered by count with a rank, target after the count, per cent as an Excel percentage.

    On 22.12 the date stands only in the file's name; on 23.12 with the hour.
    """
    rows = sorted(lines(day), key=lambda row: -(row.registered or 0))
    dates = {22: "", 23: f"As on {dotted(day)}, 06:00 PM"}
    heads: Row = ["Rank", "District", "Registered", "New", "Target", "% of Target", "Balance"]
    table: list[Row] = [
        ["e-SHRAM: DISTRICT WISE STATUS, BIHAR"],
        [dates.get(day.day, f"As on {dotted(day)}") or None],
        heads,
    ]
    for number, row in enumerate(rows, 1):
        figures: Row = [row.registered, row.new, row.district.target, (row.registered or 0) / row.district.target]
        table.append([number, english_name(row.district), *figures, row.balance])
    registered, target = total(rows, _registered), total(rows, _target)
    closing: Row = [registered, total(rows, _new), target, registered / target, target - registered]
    table.append([None, "TOTAL (BIHAR)", *closing])
    return workbook([Page("Status", table, (3, 3), len(table), ("A1:G1", "A2:G2"), (6,))], day)


def export(day: dt.date) -> bytes:
    """25.12: a plain export, no title and no total, a date in every row, official names."""
    heads: Row = ["Date", "State", "District", "Target", "Registered", "New"]
    rows: list[Row] = [
        [dotted(day), "Bihar", row.district.name, row.district.target, row.registered, row.new] for row in lines(day)
    ]
    return delimited(Plain([heads, *rows]))


def _form(day: dt.date) -> tuple[str, Callable[[dt.date], bytes]]:
    """The file's name and the form of the day."""
    forms: list[tuple[int, str, Callable[[dt.date], bytes]]] = [
        (8, f"e-Shram Bihar {dotted(day)}.xlsx", english),
        (12, f"ई-श्रम बिहार {day.strftime('%d-%m-%Y')}.xlsx", hindi),
        (14, f"bihar_eshram_{day.isoformat()}.csv", hindi_text),
        (16, f"bihar-status-{day.strftime('%d-%m-%Y')}.csv", semicolons),
        (17, f"Bihar {dotted(day)} unicode.csv", unicode_text),
        (20, f"जिलावार प्रतिवेदन {dotted(day)}.xlsx", devanagari_digits),
        (24, f"eShram_Bihar_Status_{day.strftime('%d_%m_%Y')}.xlsx", ranked),
        (25, f"bihar_export_{day.isoformat()}.csv", export),
        (28, f"ई-श्रम बिहार {day.strftime('%d-%m-%Y')}.xlsx", hindi),
    ]
    return next((name, form) for until, name, form in forms if day.day <= until)


def files() -> dict[str, bytes]:
    """All state sheets by file name, the correction of 20.12 among them."""
    made = {}
    for day in DAYS:
        name, form = _form(day)
        made[name] = form(day)
    # The underscore sorts after the first sheet's full stop, so that the correction is read second.
    name = f"जिलावार प्रतिवेदन {dotted(MISTYPED_ON)}_संशोधित.xlsx"
    return made | {name: devanagari_digits(MISTYPED_ON, corrected=True)}
