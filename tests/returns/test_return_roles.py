"""What a column is: by the words of its heading, by its neighbours, by what the user says; never by a guess."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.errors import EshramError
from eshram_cli.language.lexicon import is_label, member, read_words

Read = Callable[..., Any]
BIHAR = {"as_on": "2021-12-04", "within": "s10"}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("निबंधन", "registered"),
        ("कुल पंजीकृत श्रमिकों की संख्या", "registered"),
        ("अब तक कुल पंजीयन", "registered"),
        ("आज तक का निबंधन", "registered"),
        ("first_doses_cumulative", "registered"),
        ("Total Registered", "registered"),
        ("Achievement", "registered"),
        ("लक्ष्य के विरुद्ध निबंधन", "registered"),
        ("Target achieved", "registered"),
        ("आज का निबंधन", "new"),
        ("Registered today", "new"),
        ("New registrations during the day", "new"),
        ("लक्ष्य", "target"),
        ("Target for registration", "target"),
        ("पंजीकरण लक्ष्य", "target"),
        ("Achievement %", "percent"),
        ("लक्ष्य के विरुद्ध प्रतिशत", "percent"),
        ("शेष लक्ष्य", "balance"),
        ("Remaining", "balance"),
        ("दैनिक लक्ष्य", "other"),
        ("Registered till yesterday", "other"),
        ("कल तक का निबंधन", "other"),
        ("Registered in the month", "other"),
        ("Registered male", "other"),
        ("No. of registered households", "other"),
        ("Active CSC", "other"),
        ("सीएससी की संख्या", "other"),
        ("Population", "other"),
        ("Rank", "other"),
        ("LGD Code", "code"),
        ("xyz", "other"),
        ("CSC", "registered:channel=csc"),
        ("वसुधा केन्द्र", "registered:channel=csc"),
        ("लोक मित्र केन्द्र", "registered:channel=csc"),
        ("SSK द्वारा निबंधन", "registered:channel=ssk"),
        ("स्वयं", "registered:channel=self"),
        ("UMANG", "registered:channel=umang"),
        ("CSC / UMANG", "other"),
        ("शिक्षा विभाग", "registered:department=शिक्षा विभाग"),
        ("Labour Department", "registered:department=labour department"),
        ("ग्रामीण विकास विभाग", "registered:department=ग्रामीण विकास विभाग"),
        ("Urban Development Department", "registered:department=urban development department"),
        ("Registered women, Labour Department wise", "other"),
    ],
)
def test_a_heading_of_figures(read: Read, heading: str, role: str) -> None:
    said = read(f"District|{heading}\nAraria|10\nArwal|22", **BIHAR)
    assert said.roles == f"place:district {role}"


def test_total_beside_channels_is_the_whole(read: Read) -> None:
    said = read("District|CSC|SSK|कुल\nAraria|10|5|15\nArwal|20|5|25", **BIHAR)
    assert said.roles == "place:district registered:channel=csc registered:channel=ssk registered"


def test_total_beside_yesterday_and_today_is_their_sum(read: Read) -> None:
    said = read(
        "District|Registered till yesterday|Registered today|Total\nAraria|10|20|30\nArwal|1000|400|1400", **BIHAR
    )
    assert said.roles == "place:district other new registered"


def test_total_of_nothing_known_asks(read: Read) -> None:
    said = read("District|xyz|Total\nAraria|10|20\nArwal|1000|400", **BIHAR)
    assert said.records == []
    assert said.problems == ["no-count"]


def test_two_columns_that_claim_the_same_are_not_guessed_between(read: Read) -> None:
    said = read("District|Registered|Achievement\nAraria|1000|500\nArwal|1000|400", **BIHAR)
    assert said.records == []
    assert said.problems == ["role-twice B1", "no-count"]


def test_of_two_equal_columns_one_is_kept(read: Read) -> None:
    said = read("District|Registered|Achievement\nAraria|1000|1000\nArwal|400|400", **BIHAR)
    assert said.records == ["Araria registered 1000", "Arwal registered 400"]


def test_the_sum_of_the_others_is_kept(read: Read) -> None:
    said = read("District|पंजीयन क|पंजीयन ख|पंजीयन\nAraria|1|2|3\nArwal|4|5|9", **BIHAR)
    assert said.records == ["Araria registered 3", "Arwal registered 9"]


def test_dates_as_headings_are_cumulative_where_the_figures_rise(read: Read) -> None:
    said = read("""
District|01.12.2021|02.12.2021|03.12.2021|04.12.2021
Araria|10|20|30|40
Arwal|11|21|31|41
Banka|5|6|7|8
Gaya|5|6|7|8
""")
    assert said.roles == "place:district registered registered registered registered"
    assert said.first.as_on.isoformat() == "2021-12-04"
    assert said.records[:2] == ["Araria registered 10 2021-12-01", "Arwal registered 11 2021-12-01"]


def test_dates_as_headings_ask_where_the_figures_fall(read: Read) -> None:
    said = read("District|01.12.2021|02.12.2021|03.12.2021\nAraria|10|2|30\nArwal|11|21|3")
    assert said.records == []
    assert said.problems == ["role-unclear B1", "no-count"]


def test_a_lone_column_of_workers_counts_where_the_sheet_speaks_of_registration(read: Read) -> None:
    said = read("ई-श्रम\nDistrict|No. of workers\nAraria|10\nArwal|20", **BIHAR)
    assert said.records == ["Araria registered 10", "Arwal registered 20"]
    assert said.problems == ["role-assumed B2"]


def test_a_lone_column_of_workers_asks_where_it_does_not(read: Read) -> None:
    said = read("District|No. of workers|Cards\nAraria|10|1200\nArwal|20|1300", **BIHAR)
    assert said.problems == ["no-count"]
    assert "--map registered=B." in said.first.problems[0].line()


def test_the_hint_names_the_columns_that_may_be_the_count(read: Read) -> None:
    said = read("District|Remark|Foo|Bar\nAraria|none|10|1200\nArwal|none|20|1300", **BIHAR)
    assert "--map registered=C (or D)." in said.first.problems[0].line()


def test_figures_in_lakh_are_multiplied_and_about(read: Read) -> None:
    said = read("District|Registered (in lakh)\nAraria|1.25\nArwal|12", **BIHAR)
    assert said.records == ["Araria registered 125000 (about)", "Arwal registered 1200000 (about)"]


def test_the_title_gives_the_unit_too(read: Read) -> None:
    said = read("Figures in lakh\nDistrict|Registered\nAraria|1.25\nArwal|12", **BIHAR)
    assert said.records == ["Araria registered 125000 (about)", "Arwal registered 1200000 (about)"]


@pytest.mark.parametrize("heading", ["Registered (Lakh)", "निबंधित [लाख]", "Regn. (lacs)"])
def test_a_unit_alone_in_brackets(read: Read, heading: str) -> None:
    said = read(f"District|{heading}\nAraria|1.25\nArwal|12", **BIHAR)
    assert said.records == ["Araria registered 125000 (about)", "Arwal registered 1200000 (about)"]


def test_a_number_in_the_title_is_no_unit(read: Read) -> None:
    said = read("Registered of a target of 17,00,000\nDistrict|Registered\nAraria|1250\nArwal|1200", **BIHAR)
    assert said.records == ["Araria registered 1250", "Arwal registered 1200"]


def test_a_column_named_by_the_user(read: Read) -> None:
    sheet = "District|xyz|abc\nAraria|10|5\nArwal|20|6"
    said = read(sheet, mapping={"registered": "XYZ", "channel:csc": "C"}, **BIHAR)
    assert said.roles == "place:district registered registered:channel=csc"
    assert read(sheet, mapping={"new": "3"}, **BIHAR).roles == "place:district other new"


def test_the_user_settles_a_claim(read: Read) -> None:
    sheet = "District|Registered|Achievement\nAraria|1000|500\nArwal|1000|400"
    said = read(sheet, mapping={"registered": "achievement"}, **BIHAR)
    assert said.records == ["Araria registered 500", "Arwal registered 400"]
    assert said.problems == []


def test_a_heading_that_is_not_there_is_refused_with_those_that_are(read: Read) -> None:
    with pytest.raises(EshramError) as raised:
        read("District|xyz\nAraria|10", mapping={"registered": "nope"}, **BIHAR)
    assert raised.value.problem.code == "map-heading"
    assert "District; xyz" in raised.value.problem.hint()


def test_a_role_that_does_not_exist_is_refused(read: Read) -> None:
    with pytest.raises(EshramError) as raised:
        read("District|xyz\nAraria|10", mapping={"regstered": "xyz"}, **BIHAR)
    assert raised.value.problem.code == "map-role"


def test_targets_of_another_subject_are_not_kept(read: Read) -> None:
    said = read("District|Total targeted visits\nAngul|25231", as_on="2021-12-04", within="s21")
    assert said.targets == []


@pytest.mark.parametrize("label", ["Total", "Total :-", "कुल", "योग", "कुल योग", "महायोग", "GRAND TOTAL", "Sub-Total"])
def test_labels_of_totals(label: str) -> None:
    assert is_label(label, "total")


def test_members_of_a_channel_by_any_name() -> None:
    assert {member("channel", name) for name in ("CSC/VLE", "वसुधा केन्द्र", "e-Mitra", "लोकमित्र")} == {"csc"}
    assert member("channel", "कुल") == member("category", "All ages") == ""


@given(st.text(max_size=40))
def test_any_heading_can_be_read(text: str) -> None:
    words = read_words(text)
    assert isinstance(words.tags, frozenset)


@pytest.mark.parametrize("heading", ["", "Block", "Regitered"])
def test_figures_that_nothing_names_are_told(read: Read, heading: str) -> None:
    said = read(f"District|New|{heading}\nAraria|5|1005\nArwal|7|2007", as_on="2021-12-04", within="s10")
    assert said.problems == ["column-unread C1"]
    assert len(said.records) == 2


def test_a_row_with_a_blank_row_above_it_and_few_figures_ends_no_table(read: Read) -> None:
    said = read(
        "District|Target|Registered|New\nAraria|50|10|5\nArwal|60|20|7\n\nBanka|70||\nBuxar|80|30|9",
        as_on="2021-12-04",
        within="s10",
    )
    assert [record for record in said.records if " new " not in record] == [
        "Araria registered 10",
        "Arwal registered 20",
        "Buxar registered 30",
    ]


def test_others_beside_men_and_women_are_a_part(read: Read) -> None:
    sheet = "जिला|पंजीकृत|||\n|पुरुष|महिला|अन्य|कुल\nपटना|5|4|1|10\nगया|10|9|1|20"
    spans = {"merges": [(0, 1, 0, 4), (0, 0, 1, 0)]}
    said = read(sheet, as_on="2021-12-04", within="s10", **spans)
    assert said.roles == (
        "place:district registered:gender=male registered:gender=female registered:gender=other registered"
    )
    said = read(sheet.replace("|9|1|20", "|9|1|21"), as_on="2021-12-04", within="s10", **spans)
    assert said.roles == "place:district other other other registered"


def test_a_heading_of_three_rows_without_merged_cells_runs_on(read: Read) -> None:
    sheet = "जिला|निबंधन|||\n|CSC||Self|\n|आज|कुल|आज|कुल\nपटना|1|10|2|20\nगया|1|20|2|30"
    said = read(sheet, as_on="2021-12-04", within="s10")
    channels = "new:channel=csc registered:channel=csc new:channel=self registered:channel=self"
    assert said.roles == f"place:district {channels}"


@pytest.mark.parametrize("names", [("वार्ड 1", "वार्ड 02", "Ward No. 3"), ("1", "2", "3")])
def test_wards_are_told_apart_by_their_number(read: Read, names: tuple[str, ...]) -> None:
    rows = "\n".join(f"{name}|{10 * at}" for at, name in enumerate(names, start=1))
    said = read(f"वार्ड संख्या|निबंधन\n{rows}\nकुल|60", as_on="2021-12-04", within="b1818")
    assert [one.place.id for one in said.first.unknown] == ["b1818/ward1", "b1818/ward2", "b1818/ward3"]
    assert said.problems == ["places-new A2"]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Registered today upto 5 PM", "new"),
        ("आज 5 बजे तक निबंधन", "new"),
        ("विगत 24 घण्टे में पंजीकरण", "new"),
        ("Registered in last 24 hrs", "new"),
        ("AWW completed 60% visits", "other"),
        ("Registered in last 7 days", "other"),
    ],
)
def test_what_a_heading_says_in_passing(read: Read, heading: str, role: str) -> None:
    said = read(f"District|Total registered|{heading}\nAraria|1000|10\nArwal|2000|20", as_on="2021-12-04", within="s10")
    assert said.roles == f"place:district registered {role}"


def test_wards_that_are_all_zero_are_a_code_and_the_name_is_the_place(read: Read) -> None:
    said = read(
        "State|Ward|Level|Name|Registered\n10|0000|STATE|Bihar|5\n20|0000|STATE|Jharkhand|6", as_on="2021-12-04"
    )
    assert said.roles == "other other other place:state registered"


def test_a_list_of_figures_about_one_place_names_no_places(read: Read) -> None:
    for text in (
        "No. of Blocks|12\nNo. of Gram Panchayats|159\nTotal Population|1025213",
        "Total area|5327Sq. Km\nTotal Population|10,25,213\nRural|960132\nUrban|65081",
    ):
        with pytest.raises(EshramError) as error:
            read(text, **BIHAR)
        assert error.value.problem.code == "no-place"


@pytest.mark.parametrize(
    ("headings", "cuts"),
    [
        ("पुरुष|महिला|कुल", ["gender=male", "gender=female"]),
        ("Male|Female|Total", ["gender=male", "gender=female"]),
        ("Registered Men|Registered Women|Total Registered", ["gender=male", "gender=female"]),
        ("18-40|Above 40|Total", ["age=18-40", "age=40+"]),
        ("18 से 40 वर्ष|40 वर्ष से अधिक|कुल", ["age=18-40", "age=40+"]),
        ("कृषि|अन्य|योग", ["category=कृषि", "category=अन्य"]),
        ("Construction|Street Vendors|Total", ["category=construction", "category=street vendors"]),
        ("CSC|Umang|Total", ["channel=csc", "channel=umang"]),
    ],
)
def test_bare_headings_are_cuts_where_they_add_up(read: Read, headings: str, cuts: list[str]) -> None:
    rows = "Araria|10|5|15\nArwal|20|6|26\nकुल|30|11|41"
    columns = read(f"e-Shram, बिहार, 04.12.2021\nजिला|{headings}\n{rows}").first.table.columns
    assert [column.cut for column in columns] == ["", *cuts, ""]
    assert {column.role for column in columns[1:]} == {"registered"}


def test_men_and_women_of_anything_else_are_no_counts(read: Read) -> None:
    said = read("Voters of Bihar\nDistrict|Male|Female|Total\nAraria|10|5|15\nArwal|20|6|26", **BIHAR)
    assert said.roles == "place:district other other other"
    assert said.records == []


def test_what_the_user_said_of_a_bare_heading_stands(read: Read) -> None:
    sheet = "District|Male|Female|Registered\nAraria|10|5|15\nArwal|20|6|26"
    assert read(sheet, mapping={"other": "Female"}, **BIHAR).roles == "place:district other other registered"


def test_a_column_that_names_the_gender_is_a_cut(read: Read) -> None:
    said = read("District|लिंग|Registered\nAraria|पुरुष|10\nAraria|Women|5\nAraria|Total|15", **BIHAR)
    assert said.records == [
        "Araria registered[gender=male] 10",
        "Araria registered[gender=female] 5",
        "Araria registered 15",
    ]


def test_a_name_with_its_code_is_a_place(read: Read) -> None:
    said = read("Sr|District Name (Code)|District Code|Registered\n1|ARARIA (209)|209|5\n2|ARWAL (240)|240|6", **BIHAR)
    assert said.roles == "serial place:district code registered"


def test_rural_and_urban_under_area_name_no_place(read: Read) -> None:
    said = read("District|Area|Registered\nAraria|Rural|5\nArwal|Urban|6\nTotal|Total|11", **BIHAR)
    assert said.roles == "place:district other registered"
    assert said.records == ["Araria registered 5", "Arwal registered 6"]


def test_registered_on_a_day_is_new_where_the_total_adds_it_to_the_days_before(read: Read) -> None:
    sheet = "District|Registered upto 03.12.2021|Registered on 04.12.2021|Total\nAraria|100|20|120\nArwal|200|30|230"
    said = read(sheet, within="s10")
    assert said.roles == "place:district registered new registered"
    assert said.records == [
        "Araria registered 100 2021-12-03",
        "Arwal registered 200 2021-12-03",
        "Araria new 20",
        "Arwal new 30",
        "Araria registered 120",
        "Arwal registered 230",
    ]
    alone = read("\n".join(line.rpartition("|")[0] for line in sheet.split("\n")), within="s10")
    assert alone.records == []
    assert "role-unclear B1" in alone.problems


def test_what_is_new_between_two_dates_proves_them_cumulative(read: Read) -> None:
    said = read("District|03.12.2021|04.12.2021|Increase\nAraria|100|120|20\nArwal|200|230|30", within="s10")
    assert said.roles == "place:district registered registered new"
    assert said.problems == []


def test_up_to_a_day_and_on_the_next_one_with_their_sum(read: Read) -> None:
    said = read("""
पूर्वी चम्पारण: ई-श्रम कार्ड की प्रगति
प्रखण्ड   | दि0 21-12-21 तक | दि0 22-12-21 को | कुल योग
मोतिहारी | 45000           | 120             | 45120
तुरकौलिया | 32000           | 90              | 32090
अरेराज   | 30100           | 75              | 30175
""")
    assert said.roles == "place:block registered new registered"
    assert said.records[-3:] == ["Motihari registered 45120", "Turkaulia registered 32090", "Areraj registered 30175"]


def test_day_and_cum_below_each_date(read: Read) -> None:
    said = read(
        """
East Champaran
Block     | 21.12.2021 |       | 22.12.2021 |
          | Day        | Cum.  | Day        | Cum.
Motihari  | 100        | 45000 | 120        | 45120
Turkaulia | 80         | 32000 | 90         | 32090
""",
        merges=[(1, 1, 1, 2), (1, 3, 1, 4)],
    )
    assert said.roles == "place:block new registered new registered"
    assert said.records[-2:] == ["Motihari registered 45120", "Turkaulia registered 32090"]


def test_headings_abbreviated_with_zeros_for_the_sign(read: Read) -> None:
    said = read("जिला|सी०एस०सी० द्वारा|स्वयं|कुल निबंधन\nअररिया|80|20|100\nअरवल|70|30|100", **BIHAR)
    assert said.roles == "place:district registered:channel=csc registered:channel=self registered"


@pytest.mark.parametrize(
    "heading",
    [
        "Per day required",
        "प्रतिदिन आवश्यक निबंधन",
        "Registration required",
        "Registrations per camp",
        "Duplicate registrations",
        "Registered voters",
        "BOCW registered",
        "Registration camps held",
        "Daily requirement",
        "Today's attendance",
        "Today's camps",
        "Registered in PM-SYM",
        "Eligible for registration",
    ],
)
def test_what_is_no_count_of_those_who_registered(read: Read, heading: str) -> None:
    said = read(f"District|Registered|{heading}\nAraria|1250|35\nArwal|1200|41", **BIHAR)
    assert said.records == ["Araria registered 1250", "Arwal registered 1200"]
