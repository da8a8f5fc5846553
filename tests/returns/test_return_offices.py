"""Sheets as block and district offices make them: headings, titles and rows that count less than all workers of a
place, or something else than a casual look would take them for. Each kind has a twin that is read as it stands."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.returns.conftest import Read

KHAGARIA = {"as_on": "2021-12-28", "within": "d202"}
TWO = "Alauli|{}\nGogri|{}"


@pytest.mark.parametrize(
    ("heading", "trade"),
    [
        ("MGNREGA workers registered", "mgnrega workers"),
        ("Registered street vendors", "street vendors"),
        ("No. of migrant workers registered on e-Shram", "migrant workers"),
        ("Construction workers registered", "construction workers"),
        ("निबंधित मनरेगा मजदूर", "मनरेगा मजदूर"),
    ],
)
def test_registered_workers_of_one_trade_are_not_all_workers(read: Read, heading: str, trade: str) -> None:
    said = read(f"Block|{heading}\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == [f"Alauli registered[category={trade}] 412", f"Gogri registered[category={trade}] 377"]
    assert said.problems == ["cut-alone B1"]


@pytest.mark.parametrize("heading", ["Workers registered", "Total unorganised labour registered", "निबंधित मजदूर"])
def test_registered_workers_without_a_trade_are_all_workers(read: Read, heading: str) -> None:
    said = read(f"Block|{heading}\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.roles == "place:block registered"


def test_workers_of_several_trades_in_one_column_are_not_read(read: Read) -> None:
    said = read(f"Block|Masons and hawkers registered\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == []
    assert said.problems == ["no-count"]


@pytest.mark.parametrize(
    ("headings", "roles"),
    [
        ("Tgt.|Regd. upto prev. day|Regd. today|Cumm. Regd.|Bal.", "target other new registered balance"),
        ("Tgt|Ach. upto prev. day|Ach. today|Cumm. Ach.|Bal. Tgt", "target other new registered balance"),
        ("Tgt|Prog. upto preceding day|Day's Prog.|Prog. Total|Bal.", "target other new registered balance"),
    ],
)
def test_abbreviated_headings_of_a_daily_return(read: Read, headings: str, roles: str) -> None:
    said = read(f"Block|{headings}\nAlauli|90000|36329|412|36741|53259\nGogri|98000|42273|377|42650|55350", **KHAGARIA)
    assert said.roles == f"place:block {roles}"
    assert said.problems == []


@pytest.mark.parametrize("heading", ["Increase since 21.12.2021", "New regn. over 21.12.21", "21.12.2021 से वृद्धि"])
def test_what_is_new_since_a_date_is_not_new_on_it(read: Read, heading: str) -> None:
    said = read(f"Block|Registered|{heading}\nAlauli|36741|2472\nGogri|42650|2262", **KHAGARIA)
    assert said.records == ["Alauli registered 36741", "Gogri registered 42650"]


def test_what_is_new_on_a_date_is_new_on_it(read: Read) -> None:
    said = read("Block|Registered|New on 28.12.2021\nAlauli|36741|412\nGogri|42650|377", **KHAGARIA)
    assert "Alauli new 412" in said.records


@pytest.mark.parametrize("heading", ["e-Shram Card Distributed", "Cards printed", "वितरित ई-श्रम कार्ड"])
def test_cards_given_out_are_not_persons_registered(read: Read, heading: str) -> None:
    said = read(f"Block|{heading}\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == []
    assert "no-count" in said.problems


@pytest.mark.parametrize(
    "heading",
    ["Sub-Division", "अनुमंडल का नाम", "Police Station", "थाना", "Range", "Lok Sabha constituency", "Name of ULB"],
)
def test_units_that_bear_the_names_of_blocks_are_not_the_blocks(read: Read, heading: str) -> None:
    said = read(f"{heading}|Registered\nKhagaria|146693\nGogri|75669", **KHAGARIA)
    assert said.records == []
    assert said.problems == ["row-level A1"]


@pytest.mark.parametrize(
    ("within", "heading", "problems"),
    [
        ("s9", "Mandal", ["row-level A1"]),
        ("s9", "मण्डल का नाम", ["row-level A1"]),
        ("s36", "Division", ["row-level A1"]),
    ],
)
def test_divisions_that_bear_the_names_of_districts_are_not_the_districts(
    read: Read, within: str, heading: str, problems: list[str]
) -> None:
    names = "Agra|5\nMeerut|6" if within == "s9" else "Adilabad|5\nHyderabad|6"
    said = read(f"{heading}|Registered\n{names}", as_on="2021-12-28", within=within)
    assert said.records == []
    assert said.problems == problems


def test_a_unit_beside_the_blocks_only_groups_them(read: Read) -> None:
    said = read("Sub-Division|Block|Registered\nKhagaria|Alauli|1\n|Khagaria|2\nGogri|Gogri|3", **KHAGARIA)
    assert said.records == ["Alauli registered 1", "Khagaria registered 2", "Gogri registered 3"]
    assert said.problems == []


@pytest.mark.parametrize(
    "first, second", [("Sub-Division Khagaria", "Sub-Division Gogri"), ("Khagaria SD", "Gogri SD")]
)
def test_a_unit_below_its_blocks_is_their_total(read: Read, first: str, second: str) -> None:
    rows = f"Alauli|30\nKhagaria|20\n{first}|50\nGogri|7\nParbatta|5\n{second}|12\nTotal|62"
    said = read(f"Block|Registered\n{rows}", **KHAGARIA)
    assert said.rows == f"1; -; 2-6; 4 {first} yes; 7 {second} yes; 8 Total yes"
    assert said.problems == []
    wrong = read(f"Block|Registered\n{rows.replace('|50', '|49')}", **KHAGARIA)
    assert "row-place-unknown A4" in wrong.problems


@pytest.mark.parametrize(
    "title",
    [
        "e-Shram registration of FEMALE workers",
        "ई-श्रम निबंधन - महिला कामगार",
        "Registration of urban areas",
        "CSC द्वारा निबंधन",
        "e-Shram registration of street vendors",
        "ग्रामीण क्षेत्र",
    ],
)
def test_a_title_of_some_workers_is_asked_about(read: Read, title: str) -> None:
    said = read(f"{title}|\nBlock|Registered\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == []
    assert said.problems == ["title-part B2"]
    told = read(f"{title}|\nBlock|Registered\n{TWO.format(412, 377)}", mapping={"registered": "B"}, **KHAGARIA)
    assert told.records == ["Alauli registered 412", "Gogri registered 377"]


@pytest.mark.parametrize(
    "title",
    [
        "Women and Child Development Department, e-Shram",
        "महिला एवं बाल विकास, ई-श्रम निबंधन",
        "Rural Development Department",
        "e-Shram registration of male and female workers",
        "Registration of rural and urban areas",
        "निर्माण श्रमिक, प्रवासी मजदूर आदि का निबंधन",
        "CSC e-Governance Services, Khagaria",
        "Daily report of registration",
        "Unorganised workers registered",
    ],
)
def test_a_title_of_an_office_or_of_all_workers_is_not(read: Read, title: str) -> None:
    said = read(f"{title}|\nBlock|Registered\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == ["Alauli registered 412", "Gogri registered 377"]


@pytest.mark.parametrize("sheet", ["Female", "Urban", "CSC", "Self", "महिला"])
def test_a_sheet_of_some_workers_is_asked_about(read: Read, sheet: str) -> None:
    said = read(f"Block|Registered\n{TWO.format(412, 377)}", sheet=sheet, **KHAGARIA)
    assert said.problems == ["title-part B1"]


def test_headings_that_name_the_parts_themselves_stand(read: Read) -> None:
    said = read("Male and female workers, CSC|\nBlock|CSC|Total\nAlauli|400|412\nGogri|300|377", **KHAGARIA)
    assert "Alauli registered 412" in said.records


@pytest.mark.parametrize(
    "title", ["Today's registration", "आज का निबंधन", "No. of registrations done during the day 28.12.2021"]
)
def test_a_title_of_one_day_is_asked_about(read: Read, title: str) -> None:
    said = read(f"{title}|\nBlock|Registration\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == []
    assert said.problems == ["role-unclear B2"]


def test_a_heading_of_all_days_below_a_title_of_one_stands(read: Read) -> None:
    said = read(f"Today's registration|\nBlock|Registered till date\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == ["Alauli registered 412", "Gogri registered 377"]


@pytest.mark.parametrize(
    "headings", ["Week 1|Week 2|Total", "01.12.21 to 07.12.21|08.12.21 to 14.12.21|Total", "प्रथम सप्ताह|द्वितीय सप्ताह|कुल"]
)
def test_the_sum_of_some_weeks_is_not_the_count_of_all_days(read: Read, headings: str) -> None:
    said = read(f"e-Shram|||\nBlock|{headings}\nAlauli|5|6|11\nGogri|7|8|15", **KHAGARIA)
    assert said.records == []
    assert "role-unclear D2" in said.problems
    total = read(f"e-Shram|||\nBlock|{headings}\nAlauli|5|6|900\nGogri|7|8|800", **KHAGARIA)
    assert total.records == ["Alauli registered 900", "Gogri registered 800"]


def test_the_total_of_today_beside_that_of_yesterday_is_not_the_days(read: Read) -> None:
    said = read("Block|Yesterday's total|Today's total\nAlauli|36329|36741\nGogri|42273|42650", **KHAGARIA)
    assert said.records == []
    assert said.problems == ["no-count"]


def test_what_yesterday_had_is_not_registered_today(read: Read) -> None:
    said = read("Block|Yesterday's registration|Today's registration\nAlauli|400|412\nGogri|300|377", **KHAGARIA)
    assert said.records == ["Alauli new 412", "Gogri new 377"]


@pytest.mark.parametrize("note", ["Note: figures are in thousand", "नोट: सभी आंकड़े हजार में हैं", "(in thousands)"])
def test_a_note_below_may_give_the_unit(read: Read, note: str) -> None:
    said = read(f"Block|Registered\n{TWO.format(36, 42)}\n|\n{note}|", **KHAGARIA)
    assert said.records == ["Alauli registered 36000 (about)", "Gogri registered 42000 (about)"]


@pytest.mark.parametrize("note", ["Note: amount in lakh", "Note: target in thousand", "Note: figures up to 5 PM"])
def test_a_note_of_something_else_gives_no_unit(read: Read, note: str) -> None:
    said = read(f"Block|Registered\n{TWO.format(36, 42)}\n|\n{note}|", **KHAGARIA)
    assert said.records == ["Alauli registered 36", "Gogri registered 42"]


@pytest.mark.parametrize(
    "title",
    [
        "Target to be completed by 31.12.2021",
        "Last date: 31.12.2021",
        "e-Shram: deadline 31.12.2021",
        "अंतिम तिथि 31.12.2021",
    ],
)
def test_a_last_day_is_not_the_day_of_the_figures(read: Read, title: str) -> None:
    said = read(f"{title}|\nBlock|Registered\n{TWO.format(412, 377)}", within="d202")
    assert said.problems == ["no-date"]
    dated = read(f"{title}|\nAs on 28.12.2021|\nBlock|Registered\n{TWO.format(412, 377)}", within="d202")
    assert dated.first.as_on == dt.date(2021, 12, 28)


@pytest.mark.parametrize(
    "heading",
    [
        "Registered in November",
        "Registration upto November",
        "नवंबर में निबंधन",
        "Registered from 01.12.2021 to 28.12.2021",
        "Registered 21.12.21-28.12.21",
        "Registration failed",
        "Registration cancelled",
        "Establishments registered",
        "Ayushman cards made",
        "राशन कार्ड बने",
        "Registration per panchayat",
        "Highest registration in a day",
        "No. of GPs with zero registration",
        "Registered (18-40 yrs)",
        "दिव्यांग निबंधित",
        "Registered workers of other states",
    ],
)
def test_what_is_not_the_count_of_all_workers_is_not_read_as_it(read: Read, heading: str) -> None:
    alone = read(f"Block|{heading}\n{TWO.format(412, 377)}", **KHAGARIA)
    assert alone.records == []
    assert "no-count" in alone.problems
    beside = read(f"Block|{heading}|Total Registered\nAlauli|412|36741\nGogri|377|42650", **KHAGARIA)
    assert beside.records == ["Alauli registered 36741", "Gogri registered 42650"]


@pytest.mark.parametrize(
    "heading",
    ["Registered since 26.08.2021", "Registered from 26.08.2021 to 28.12.2021", "Regd. as on 28 December 2021"],
)
def test_all_days_since_the_drive_began_are_the_count_of_all(read: Read, heading: str) -> None:
    said = read(f"Block|{heading}\n{TWO.format(36741, 42650)}", **KHAGARIA)
    assert said.records == ["Alauli registered 36741", "Gogri registered 42650"]


def test_a_trade_below_registered_is_a_part(read: Read) -> None:
    said = read(f"Block|Registered\n|Mason\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == []


@pytest.mark.parametrize(
    "heading", ["Alumni registered", "Registered by Jeevika", "Registered (K)", "निबंधित शिक्षामित्र"]
)
def test_a_word_of_a_heading_that_nobody_knows_is_told(read: Read, heading: str) -> None:
    said = read(f"Block|{heading}\n{TWO.format(412, 377)}", **KHAGARIA)
    assert said.records == ["Alauli registered 412", "Gogri registered 377"]
    assert said.problems == ["heading-unsure B1"]


@pytest.mark.parametrize(
    "heading", ["U.W. Regd.", "No. of labours registered", "e-Shram cards generated", "पोर्टल पर निबंधन", "Registered 10"]
)
def test_words_that_change_nothing_are_not(read: Read, heading: str) -> None:
    assert read(f"Block|{heading}\n{TWO.format(412, 377)}", **KHAGARIA).problems == []


@pytest.mark.parametrize(
    "label", ["Tot.", "Ttl", "T O T A L", "Gr. Tot.", "Aggregate", "Overall", "सम्पूर्ण जिला", "মোট", "மொத்தம்", "ମୋଟ"]
)
def test_a_total_under_another_name(read: Read, label: str) -> None:
    said = read(f"Block|Registered\n{TWO.format(412, 377)}\n{label}|789", **KHAGARIA)
    assert said.rows == f"1; -; 2-3; 4 {label} yes"
    assert said.problems == []


def test_target_and_balance_below_a_total_are_no_blocks(read: Read) -> None:
    said = read(f"Block|Registered\n{TWO.format(412, 377)}\nTotal|789\nTarget|1000\nBalance|211\n%|78.9", **KHAGARIA)
    assert said.records == ["Alauli registered 412", "Gogri registered 377"]
    assert said.problems == []


def test_targets_on_a_sheet_of_their_own_are_told(read: Read) -> None:
    said = read("Block|Registered\nAlauli|412\nGogri|377\n|\nBlock|Target\nAlauli|900\nGogri|800", **KHAGARIA)
    assert said.records == ["Alauli registered 412", "Gogri registered 377"]
    assert (said.targets, said.problems) == ([], ["targets-alone"])


@pytest.mark.parametrize("heading", ["Today's total", "Total today", "आज का योग"])
def test_a_total_of_today_alone_is_asked_about(read: Read, heading: str) -> None:
    assert read(f"Block|{heading}\n{TWO.format(36741, 42650)}", **KHAGARIA).problems == ["role-unclear B1"]
    beside = read(f"Block|{heading}|Total till date\nAlauli|412|36741\nGogri|377|42650", **KHAGARIA)
    assert (beside.roles, beside.problems) == ("place:block new registered", [])


@pytest.mark.parametrize(
    ("headings", "figures", "stored"),
    [
        ("Registration on 28.12.2021|Total registration", "412|41412", ["new 412", "registered 41412"]),
        ("Total registration|Registration on 28.12.2021", "41412|412", ["registered 41412", "new 412"]),
        ("दिनांक 28.12.2021 को निबंधन|अब तक निबंधन", "412|41412", ["new 412", "registered 41412"]),
        # The days before it are of their days too, unless they and the day's new make all.
        (
            "Registered on 27.12.2021|Registered on 28.12.2021|Total registered",
            "390|412|41412",
            ["new 412", "registered 41412"],
        ),
        (
            "Registered on 27.12.2021|Registered on 28.12.2021|Total registered",
            "41000|412|41412",
            ["registered 41000 2021-12-27", "new 412", "registered 41412"],
        ),
        # Said to be of all days, or more than the total: nobody can say which is meant.
        ("Registered as on 28.12.2021|Total registered", "412|41412", []),
        ("Registered on 28.12.2021|Registered", "41412|412", []),
        # Another day's count, or the same figures twice, contradict nothing.
        (
            "Registered on 21.12.2021|Total registered",
            "40412|41412",
            ["registered 40412", "registered 41412 2021-12-28"],
        ),
        ("Registered on 28.12.2021|Total registered", "41412|41412", ["registered 41412", "registered 41412"]),
    ],
)
def test_a_count_on_the_days_own_date_beside_a_count_of_all(
    read: Read, headings: str, figures: str, stored: list[str]
) -> None:
    said = read(f"Block|{headings}\nAlauli|{figures}\nGogri|{figures}", **KHAGARIA)
    assert [record for record in said.records if record.startswith("Alauli")] == [f"Alauli {one}" for one in stored]
    assert bool(stored) != any(problem.startswith("role-twice") for problem in said.problems)


@pytest.mark.parametrize("heading", ["Registration on 28.12.2021", "दिनांक 28.12.2021 को निबंधन"])
def test_a_count_on_a_date_alone_is_of_all_days_and_told(read: Read, heading: str) -> None:
    said = read(f"Block|{heading}\n{TWO.format(41412, 42377)}", **KHAGARIA)
    assert (said.roles, said.problems) == ("place:block registered", ["role-assumed B1"])
    for clear in (heading.replace(" on ", " as on ").replace("को", "तक"), f"Total {heading} till date"):
        assert read(f"Block|{clear}\n{TWO.format(41412, 42377)}", **KHAGARIA).problems == []


@pytest.mark.parametrize("heading", ["Mobile (Self)", "Self/Mobile", "Self (UMANG App)", "स्वयं (मोबाइल)"])
def test_persons_who_registered_themselves_on_a_mobile_are_no_mobile_numbers(read: Read, heading: str) -> None:
    said = read(f"Block|CSC|{heading}|Total\nAlauli|400|12|412\nGogri|370|7|377", **KHAGARIA)
    assert "Alauli registered[channel=self] 12" in said.records
    assert said.problems == []


LISTS = "State|District|Block|Registered\nBihar|Khagaria|Alauli|412\nBihar|Khagaria|Gogri|377\nBihar|Araria|Araria|900"


@pytest.mark.parametrize(
    ("within", "stored"),
    [
        (None, ["Alauli registered 412", "Gogri registered 377", "Araria registered 900"]),
        ("s10", ["Alauli registered 412", "Gogri registered 377", "Araria registered 900"]),
        ("d202", ["Alauli registered 412", "Gogri registered 377"]),
    ],
)
def test_a_column_of_the_state_or_district_that_the_user_named_says_nothing_new(
    read: Read, within: str | None, stored: list[str]
) -> None:
    said = read(LISTS, as_on="2021-12-28", within=within) if within else read(LISTS, as_on="2021-12-28")
    assert said.records == stored
    assert said.problems == ([] if len(stored) == 3 else ["row-place-unheard-of B4"])


def test_a_row_of_the_place_around_is_the_total_of_the_rows_below_it(read: Read) -> None:
    said = read(
        "State|District|Registered\nBihar|Araria|900\nBihar|Gaya|700\nBihar||1600", as_on="2021-12-28", within="s10"
    )
    assert said.records == ["Araria registered 900", "Gaya registered 700"]
    other = read("State|District|Registered\nJharkhand|Ranchi|900\nBihar|Gaya|700", as_on="2021-12-28", within="s10")
    assert other.records == ["Gaya registered 700"]


def test_a_place_listed_very_often_is_not_told_row_by_row(read: Read) -> None:
    rows = "\n".join(f"Alauli|{100 + row}" for row in range(40))
    said = read(f"Block|Registered\n{rows}\nGogri|5", **KHAGARIA)
    assert len(said.problems) == 10


def test_what_is_new_on_a_date_is_not_told_to_be_a_count_of_all_days(read: Read) -> None:
    said = read(f"Block|New registrations on 28.12.2021\n{TWO.format(412, 377)}", **KHAGARIA)
    assert (said.roles, said.problems) == ("place:block new", [])


@pytest.mark.parametrize(
    ("headings", "problems"),
    [
        ("Target for 28.12.2021|Achievement on 28.12.2021", ["role-unclear B1", "no-count"]),
        ("Target for 31.12.2021|Achievement as on 28.12.2021", []),
        ("Target for 28.12.2021|Achievement till 28.12.2021", []),
        ("Target|Achievement on 28.12.2021", ["role-assumed C1"]),
    ],
)
def test_a_target_for_the_day_beside_what_was_achieved_on_it_is_asked_about(
    read: Read, headings: str, problems: list[str]
) -> None:
    said = read(f"Block|{headings}\nAlauli|90000|36741\nGogri|98000|42650", **KHAGARIA)
    assert said.problems == problems
    assert len(said.records) == (0 if "no-count" in problems else 2)
