"""The rules of habit and agreement: each with its sentence in both languages, and what keeps it silent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli.checks import Count, History, chosen, rules, run_checks
from eshram_cli.errors import EshramError
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Language, Severity
from eshram_cli.returns.model import CellCount, Measure, Record, Return, Table, TargetRecord
from eshram_cli.settings import load_settings

DAY = dt.date(2021, 12, 15)
PLACES = [PlaceId(name) for name in ("Alauli", "Beldaur", "Gogri", "Mansi")]


def record(place: PlaceId, value: int, row: int = 4, *, cut: str = "", measure: Measure = "registered") -> Record:
    count = CellCount(value=value, column=3, cut=cut, measure=measure)
    return Record(place=place, as_on=DAY, row=row, written=place, counts=(count,))


def returned(*records: Record, targets: tuple[TargetRecord, ...] = (), rejected: int = 0) -> Return:
    table = Table("Sheet1", (3,), None, 4, 3 + len(records), ())
    aims = [Record(place=one.place, as_on=DAY, row=one.row, targets=(one,)) for one in targets]
    return Return("khagaria.xlsx", "Sheet1", "", table, (*records, *aims), rejected=rejected, as_on=DAY)


def counts(*values: int) -> Return:
    """A return with one count a place."""
    return returned(*(record(place, value, row) for row, (place, value) in enumerate(zip(PLACES, values), start=4)))  # noqa: B905


def days(*values: int, places: list[PlaceId] = PLACES) -> History:
    """Each place with these counts, a day each, the last of them yesterday."""
    recent = [Count(DAY - dt.timedelta(days=back), value) for back, value in enumerate(reversed(values), start=1)]
    return History(
        before=dict.fromkeys(places, (recent[0].as_on, recent[0].value)), recent=dict.fromkeys(places, recent)
    )


def apart(back: int, value: int) -> History:
    """The first place with one count, so many days ago."""
    count = Count(DAY - dt.timedelta(days=back), value)
    return History(before={PLACES[0]: (count.as_on, value)}, recent={PLACES[0]: [count]})


def later(value: int, places: list[PlaceId] = PLACES) -> History:
    """Each place with this count of three days on."""
    return History(after=dict.fromkeys(places, (DAY + dt.timedelta(days=3), value)))


STEADY = (1_000, 1_040, 1_090, 1_130, 1_170, 1_220, 1_260, 1_300, 1_350, 1_390)


def target(value: int, place: PlaceId = PLACES[0], cut: str = "", row: int = 4) -> TargetRecord:
    return TargetRecord(place=place, value=value, cut=cut, row=row, column=4)


def parted(*labour_and_rural: tuple[int, int], cuts: tuple[str, str] = ("labour", "rural")) -> Return:
    """Each place with two departments and no count of all persons."""
    return returned(
        *(
            record(place, value, row, cut=f"department={name}")
            for row, (place, values) in enumerate(zip(PLACES, labour_and_rural), start=4)  # noqa: B905
            for name, value in zip(cuts, values, strict=True)
        )
    )


def wholes(value: int, back: int = 1, places: list[PlaceId] = PLACES) -> History:
    """Each place with this count of all persons, so many days before."""
    return History(wholes={(place, DAY): Count(DAY - dt.timedelta(days=back), value) for place in places})


def cut_rows(*whole_and_parts: tuple[int, int, int]) -> Return:
    rows = []
    for row, (place, (whole, csc, own)) in enumerate(zip(PLACES, whole_and_parts), start=4):  # noqa: B905
        rows += [
            record(place, whole, row),
            record(place, csc, row, cut="channel=csc"),
            record(place, own, row, cut="channel=self"),
        ]
    return returned(*rows)


def with_new(*pairs: tuple[int | None, int]) -> Return:
    rows = []
    for row, (place, (whole, new)) in enumerate(zip(PLACES, pairs), start=4):  # noqa: B905
        rows += [] if whole is None else [record(place, whole, row)]
        rows.append(record(place, new, row, measure="new"))
    return returned(*rows)


TOLD: dict[str, tuple[Return, History, str, str, str]] = {
    "part-alone": (
        parted((400, 300), (100, 200)),
        wholes(2_915),
        "C4",
        "Alauli: only a part came for 15.12.2021, its departments with 700 together. Its last count of all persons is "
        "2,915 of 14.12.2021 (2 such places).",
        "Alauli: 15.12.2021 का केवल एक भाग मिला, विभागों का जोड़ 700। सभी व्यक्तियों की पिछली संख्या 14.12.2021 की 2,915 है "
        "(ऐसे स्थान: 2)।",
    ),
    "count-tenfold": (
        counts(13_900, 1_430),
        days(1_300, 1_390),
        "C4",
        "Alauli has 13,900, many times its figure of 14.12.2021: 1,390.",
        "Alauli का आँकड़ा 13,900 है, जो 14.12.2021 के 1,390 का कई गुना है।",
    ),
    "counts-tenfold": (
        counts(13_900, 14_300, 1_440, 1_450, 1_460),
        days(1_390),
        "C4",
        "The counts of 2 places are many times their last figures (Alauli, Beldaur). The first is Alauli: 13,900, "
        "after 1,390 on 14.12.2021.",
        "2 स्थानों के आँकड़े पिछले आँकड़ों के कई गुना हैं (Alauli, Beldaur), पहला Alauli: 14.12.2021 के 1,390 के बाद 13,900।",
    ),
    "count-above-later": (
        counts(66_741),
        later(37_791),
        "C4",
        "Alauli has 66,741 on 15.12.2021, which is more than its figure for the later date 18.12.2021: 37,791.",
        "Alauli का 15.12.2021 का आँकड़ा 66,741 है, जो बाद के दिनांक 18.12.2021 के 37,791 से अधिक है।",
    ),
    "counts-above-later": (
        counts(66_741, 66_742, 66_743, 66_744),
        later(37_791),
        "C4",
        "4 places have higher counts than on a later date (Alauli, Beldaur, Gogri, Mansi). The first is Alauli: 66,741 "
        "on 15.12.2021, but 37,791 on 18.12.2021.",
        "4 स्थानों के आँकड़े बाद के दिनांक के आँकड़ों से अधिक हैं (Alauli, Beldaur, Gogri, Mansi), पहला Alauli: 15.12.2021 को "
        "66,741, 18.12.2021 को 37,791।",
    ),
    "counts-fall": (
        counts(900, 901, 902, 903),
        days(1_000),
        "C4",
        "The counts of 4 places fall (Alauli, Beldaur, Gogri, Mansi). The first is Alauli: from 1,000 on 14.12.2021 to "
        "900 on 15.12.2021.",
        "4 स्थानों के आँकड़े घटे (Alauli, Beldaur, Gogri, Mansi), पहला Alauli: 14.12.2021 के 1,000 से 15.12.2021 को 900।",
    ),
    "target-kept": (
        returned(record(PLACES[0], 5), targets=(target(700),)),
        History(targets={(PLACES[0], ""): 500}, orders={(PLACES[0], "")}),
        "D4",
        "The target of Alauli was set to 500. This return gives 700, which was not stored.",
        "Alauli का लक्ष्य 500 निर्धारित है। इस प्रतिवेदन में 700 लिखा है, जो दर्ज नहीं किया गया।",
    ),
    "targets-kept": (
        returned(record(PLACES[0], 5), record(PLACES[1], 5, 5), targets=(target(700), target(800, PLACES[1], row=5))),
        History(targets=dict.fromkeys([(PLACES[0], ""), (PLACES[1], "")], 500), orders={(p, "") for p in PLACES}),
        "D4",
        "The targets of 2 places differ from those that were set. The target of Alauli is 500, but 700 here. The new "
        "ones were not stored.",
        "2 स्थानों के लक्ष्य निर्धारित लक्ष्यों से भिन्न हैं। Alauli का लक्ष्य 500 है, यहाँ 700 लिखा है। नए लक्ष्य दर्ज नहीं किए गए।",
    ),
    "count-above-population": (
        counts(120_001, 5),
        History(populations=dict.fromkeys(PLACES, 100_000)),
        "C4",
        "Alauli has 1,20,001 persons registered, which is more than its population: 1,00,000 in the 2011 census, about "
        "1,20,000 now. The figure was not stored.",
        "Alauli में 1,20,001 व्यक्ति लिखे हैं, जो वहाँ की आबादी से अधिक हैं: 2011 की जनगणना में 1,00,000, अब लगभग 1,20,000। आँकड़ा "
        "दर्ज नहीं किया गया।",
    ),
    "counts-above-population": (
        counts(120_001, 120_002, 120_003, 120_004),
        History(populations=dict.fromkeys(PLACES, 100_000)),
        "C4",
        "4 places have more persons registered than their population (Alauli, Beldaur, Gogri, Mansi). The first is "
        "Alauli with 1,20,001: 1,00,000 in the 2011 census, about 1,20,000 now. Their rows were not stored.",
        "4 स्थानों में आबादी से अधिक व्यक्ति लिखे हैं (Alauli, Beldaur, Gogri, Mansi), पहला Alauli, 1,20,001: 2011 की जनगणना में "
        "1,00,000, अब लगभग 1,20,000। ये पंक्तियाँ दर्ज नहीं की गईं।",
    ),
    "count-near-population": (
        counts(84_001, 90_000),
        History(populations=dict.fromkeys(PLACES, 100_000)),
        "C4",
        "Alauli has 84,001 persons registered, more than 70 % of its population of about 1,20,000 (2 such places). "
        "Only about two thirds of a population are adults.",
        "Alauli में 84,001 व्यक्ति लिखे हैं, जो वहाँ की लगभग 1,20,000 की वर्तमान आबादी के 70 % से अधिक हैं (ऐसे स्थान: 2)। आबादी में "
        "वयस्क लगभग दो तिहाई ही होते हैं।",
    ),
    "new-row-differs": (
        with_new((1_000, 5_000), (1_100, 200), (1_200, 300)),
        days(900),
        "C4",
        "Alauli reports 5,000 new registrations in the day, but its count rose by 100 since the day before "
        "(true of 1 of 3 places).",
        "Alauli में दिन के नए निबंधन 5,000 लिखे हैं, पर पिछले दिन से उसकी संख्या 100 बढ़ी है (3 में से ऐसे स्थान: 1)।",
    ),
    "count-jumps": (
        counts(13_900, 1_430, 1_440, 1_420),
        days(*STEADY),
        "C4",
        "The count of Alauli jumps from 1,390 on 14.12.2021 to 13,900. It usually rises by about 40 a day.",
        "Alauli का आँकड़ा 14.12.2021 के 1,390 से अचानक 13,900 हो गया; यहाँ एक दिन में प्रायः लगभग 40 निबंधन होते हैं।",
    ),
    "counts-jump": (
        counts(13_900, 14_300, 1_440, 1_420),
        days(*STEADY),
        "C5",
        "The counts of 2 places jump. Beldaur jumps furthest: from 1,390 on 14.12.2021 to 14,300. It "
        "usually rises by about 40 a day.",
        "2 स्थानों के आँकड़े अचानक बढ़े, सबसे अधिक Beldaur का: 14.12.2021 के 1,390 से 14,300; "
        "यहाँ एक दिन में प्रायः लगभग 40 निबंधन होते हैं।",
    ),
    "figures-repeated": (
        counts(1_390, 1_390, 1_390, 1_390),
        days(*STEADY),
        "C4",
        "4 of 4 places report exactly the same figures on 15.12.2021 as on 14.12.2021.",
        "4 में से 4 स्थानों के 15.12.2021 के आँकड़े ठीक वही हैं जो 14.12.2021 को थे।",
    ),
    "target-changes": (
        returned(record(PLACES[0], 10), targets=(target(560_286),)),
        History(targets={(PLACES[0], ""): 560_000}),
        "D4",
        "The target of Alauli was 5,60,000; this return gives 5,60,286.",
        "Alauli का लक्ष्य 5,60,000 था; इस प्रतिवेदन में 5,60,286 लिखा है।",
    ),
    "targets-change": (
        returned(record(PLACES[0], 10), record(PLACES[1], 10, 5), targets=(target(300), target(400, PLACES[1], row=5))),
        History(targets={(PLACES[0], ""): 200, (PLACES[1], ""): 200}),
        "D4",
        "The targets of 2 places differ from those in force. The target of Alauli was 200 and is 300 here.",
        "2 स्थानों के लक्ष्य लागू लक्ष्यों से भिन्न हैं; Alauli का लक्ष्य 200 था, यहाँ 300 लिखा है।",
    ),
    "count-is-target": (
        returned(record(PLACES[0], 300), targets=(target(300),)),
        History(),
        "C4",
        "In 1 place the persons registered are exactly the target: Alauli.",
        "1 स्थान में निबंधन ठीक लक्ष्य के बराबर है: Alauli।",
    ),
    "target-large": (
        returned(record(PLACES[0], 10), targets=(target(80_000),)),
        History(populations={PLACES[0]: 100_000}),
        "D4",
        "The target of Alauli, 80,000, is 80.00 % of its 2011 population of 1,00,000 (1 such target here).",
        "Alauli का लक्ष्य 80,000 उसकी 2011 की जनसंख्या 1,00,000 का 80.00 % है (ऐसे लक्ष्य यहाँ: 1)।",
    ),
    "places-missing": (
        counts(10, 20, 30),
        History(last_places={place: str(place) for place in PLACES}),
        "",
        "These places were in the last return but are not in this one: Mansi (1 of 4).",
        "ये स्थान पिछले प्रतिवेदन में थे, पर इसमें नहीं हैं: Mansi (4 में से 1)।",
    ),
    "cuts-disagree": (
        cut_rows((30, 10, 20), (40, 10, 30), (50, 20, 30), (70, 20, 30)),
        History(),
        "C7",
        "Mansi: its channels add up to 50, but the total beside them is 70 (1 such figure here).",
        "Mansi: माध्यमों का जोड़ 50 है, पर कुल 70 लिखा है (ऐसे आँकड़े यहाँ: 1)।",
    ),
    "new-is-count": (
        with_new((None, 1_400), (None, 900), (None, 2_000)),
        days(1_390),
        "C4",
        "Alauli reports 1,400 new registrations in the day, but had only 1,390 in all before it. "
        "The same is true of 2 places: Alauli, Gogri.",
        "Alauli में दिन का निबंधन 1,400 लिखा है, जबकि इससे पहले कुल 1,390 ही थे; ऐसा 2 स्थानों में है: Alauli, Gogri।",
    ),
    "row-slipped": (
        with_new((1_000, 40), (1_100, 50), (None, 1_200)),
        History(),
        "C6",
        "Gogri reports 1,200 new registrations in the day and no total; the highest in any other row is 50.",
        "Gogri में दिन का निबंधन 1,200 लिखा है और अब तक का कुल खाली है; बाकी पंक्तियों में दिन का सबसे अधिक 50 है।",
    ),
    "new-differs": (
        with_new((1_490, 100), (1_490, 10), (1_490, 400), (1_490, 30)),
        days(1_390),
        "C5",
        "Beldaur reports 10 new registrations in the day, but its count rose by 100 since the day before. "
        "The same is true of 3 of 4 places.",
        "Beldaur में दिन का निबंधन 10 लिखा है, पर पिछले दिन से संख्या 100 बढ़ी है; 4 में से 3 स्थानों में ऐसा है।",
    ),
}


@pytest.mark.parametrize("code", TOLD)
def test_each_rule_tells_its_cell_and_its_sentence(code: str) -> None:
    ret, history, cell, english, hindi = TOLD[code]
    (problem,) = [one for one in run_checks(ret, history) if one.code == code]
    severity = Severity.error if code.endswith("-above-population") else Severity.warning
    assert (problem.code, problem.severity, problem.where.cell) == (code, severity, cell)
    assert problem.message(Language.en) == english
    assert problem.message(Language.hi) == hindi


SILENT: dict[str, Callable[[], tuple[Return, History]]] = {
    "a part after a count of the same day": lambda: (parted((400, 300)), wholes(2_915, back=0)),
    "a part of places without any count": lambda: (parted((400, 300)), wholes(2_915, places=PLACES[1:])),
    "a part beside the count of its place": lambda: (
        returned(record(PLACES[0], 3_000), record(PLACES[0], 400, cut="department=labour")),
        wholes(2_915),
    ),
    "a list that was counted as a part": lambda: (
        returned(record(PLACES[0], 5, cut="list=camp", measure="new")),
        wholes(2_915),
    ),
    "channels, which are all there are": lambda: (
        returned(record(PLACES[0], 3_000, cut="channel=csc")),
        wholes(2_915),
    ),
    "a jump of a place with few counts before it": lambda: (counts(8_000), days(*STEADY[:8])),
    "ten times a handful": lambda: (counts(990), days(99)),
    "half of the places ten times as many": lambda: (counts(9_000, 9_100, 9_200, 901), days(900)),
    "ten times the count of a month ago": lambda: (counts(9_000), apart(30, 900)),
    "below the next day": lambda: (counts(900), History(after={PLACES[0]: (DAY + dt.timedelta(days=1), 900)})),
    "seven tenths of the people": lambda: (counts(84_000), History(populations={PLACES[0]: 100_000})),
    "new as gained": lambda: (with_new((1_000, 100), (2_000, 300)), days(900)),
    "new of a few hours more than gained": lambda: (with_new((1_000, 390), (2_000, 1_100)), days(900)),
    "new without yesterday's count": lambda: (with_new((1_000, 5_000)), apart(2, 900)),
    "a best day, as large as eight of its best": lambda: (counts(1_390 + 400), days(*STEADY)),
    "half of the places jump together": lambda: (counts(9_000, 9_100, 9_200, 1_400), days(*STEADY)),
    "figures at rest since days": lambda: (counts(1_000, 1_000, 1_000), days(*[1_000] * 10)),
    "two places that gained nothing": lambda: (counts(1_390, 1_390), days(*STEADY)),
    "one of four places moved on": lambda: (counts(1_390, 1_390, 1_390, 1_391), days(*STEADY)),
    "a target as it was": lambda: (
        returned(record(PLACES[0], 10), targets=(target(300),)),
        History(targets={(PLACES[0], ""): 300}),
    ),
    "the target of one channel": lambda: (
        returned(record(PLACES[0], 10), targets=(target(80_000, cut="channel=csc"),)),
        History(populations={PLACES[0]: 100_000}),
    ),
    "nothing of nothing": lambda: (returned(record(PLACES[0], 0), targets=(target(0),)), History()),
    "a missing place whose row was kept out": lambda: (
        returned(*counts(10, 20, 30).records, rejected=1),
        History(last_places={place: str(place) for place in PLACES}),
    ),
    "a return of another office": lambda: (
        counts(10),
        History(last_places={place: str(place) for place in PLACES}),
    ),
    "channels that never make the whole": lambda: (cut_rows((30, 10, 10), (40, 10, 20), (50, 20, 20)), History()),
    "new figures of other hours": lambda: (with_new((1_490, 100), (1_490, 60), (1_490, 180)), days(1_390)),
}


@pytest.mark.parametrize("case", SILENT)
def test_nothing_is_said_of(case: str) -> None:
    assert run_checks(*SILENT[case]()) == ()


def test_parts_above_their_total_are_told_however_few() -> None:
    (problem,) = run_checks(cut_rows((30, 20, 20)), History())
    assert problem.code == "cuts-disagree"


def test_the_worst_comes_first() -> None:
    equal = returned(record(PLACES[0], 9), targets=(target(9),))
    history = History(before={PLACES[0]: (DAY - dt.timedelta(days=1), 10)}, targets={(PLACES[0], ""): 8})
    assert [problem.code for problem in run_checks(equal, history)] == [
        "count-falls",
        "target-changes",
        "count-is-target",
    ]


def test_a_rule_can_be_turned_off_and_on() -> None:
    ret, history, *_ = TOLD["count-is-target"]
    assert run_checks(ret, history, chosen(off=["at-target"])) == ()
    assert "at-target" in chosen(on=["at-target"])
    assert {rule.name for rule in rules() if rule.on} == chosen()


def test_a_rule_that_is_none_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(EshramError) as error:
        chosen(off=["jumps"])
    assert (error.value.problem.code, error.value.exit_code) == ("check-unknown", 4)
    assert "jump, missing-places" in str(error.value)


def test_the_settings_name_rules(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[checks]\noff = ["jump"]\n', encoding="utf-8")
    settings = load_settings({}, {"ESHRAM_SETTINGS": str(file)})
    assert settings.checks.off == ("jump",)
