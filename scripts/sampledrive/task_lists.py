"""Lists of tasks as meetings leave them: Khagaria's of 04.12.2021, Rajasthan's ten-day lists, Haridwar's training.

What was asked for is of the reports; who was to do it by when, where no report says so, is made up.
"""

from __future__ import annotations

import datetime as dt

from sampledrive.files import Page, Plain, Row, delimited, workbook
from sampledrive.other_forms import HARIDWAR_DAY, RAJASTHAN_DAY

KHAGARIA_MEETING = dt.date(2021, 12, 4)
KHAGARIA = (
    ("प्रखंडवार लक्ष्य निर्धारित करना", "श्रम अधीक्षक", "07.12.2021"),
    ("सीएससी के साथ पंचायतों में निबंधन शिविर की तिथियाँ तय करना", "जिला प्रबंधक, सीएससी", "08.12.2021"),
    ("कृषि मजदूरों की सूची", "जिला कृषि पदाधिकारी", "10 दिन में"),
    ("मनरेगा मजदूरों की सूची", "उप विकास आयुक्त", "10 दिन में"),
    ("विद्यालय रसोइयों की सूची", "जिला शिक्षा पदाधिकारी", "10 दिन में"),
    ("आंगनबाड़ी सेविका और सहायिका की सूची", "जिला कार्यक्रम पदाधिकारी, आईसीडीएस", "10 दिन में"),
    ("ईंट भट्ठा मजदूरों की सूची", "महाप्रबंधक, जिला उद्योग केंद्र", "एक सप्ताह में"),
    ("संवेदकों के मजदूरों का निबंधन", "कार्यपालक अभियंता, बाढ़ नियंत्रण", "20.12.2021"),
    ("संवेदकों के मजदूरों का निबंधन", "कार्यपालक अभियंता, भवन प्रमंडल", "20.12.2021"),
    ("संवेदकों के मजदूरों का निबंधन", "कार्यपालक अभियंता, स्थानीय क्षेत्र अभियंत्रण", "20.12.2021"),
    ("ठेला, खोमचा और फुटपाथ विक्रेताओं का निबंधन", "कार्यपालक पदाधिकारी, नगर परिषद", "25.12.2021"),
    ("जीविका दीदियों का निबंधन", "जिला परियोजना प्रबंधक, जीविका", "31.12.2021"),
    ("विस्तृत कार्ययोजना", "श्रम अधीक्षक", "तत्काल"),
)
RAJASTHAN = (
    ("पंजीकृत संघों से सदस्यों की सूची", "श्रम विभाग"),
    ("विशेष शिविरों का कैलेंडर", "श्रम विभाग"),
    ("विभाग से जुड़े असंगठित श्रमिकों की सूची", "कृषि विभाग"),
    ("विभाग से जुड़े असंगठित श्रमिकों की सूची", "महिला एवं बाल विकास विभाग"),
    ("विभाग से जुड़े असंगठित श्रमिकों की सूची", "शिक्षा विभाग"),
    ("सीएससी के साथ ई-मित्र केंद्रों पर पंजीयन", "सूचना प्रौद्योगिकी विभाग"),
)
HARIDWAR_TRAINING = dt.date(2021, 9, 20)
HARIDWAR = (
    ("Train CSC operators of Haridwar tehsil", "District Manager CSC", "20.09.2021"),
    ("Train CSC operators of Roorkee tehsil", "District Manager CSC", "20.09.2021"),
    ("Train CSC operators of Laksar tehsil", "District Manager CSC", "20.09.2021"),
    ("Train CSC operators of Bhagwanpur tehsil", "District Manager CSC", "20.09.2021"),
    ("Hoardings and social media", "Assistant Labour Commissioner", "30.09.2021"),
    ("Lists of members from unions and NGOs", "Labour Enforcement Officer", "30.09.2021"),
)


def khagaria() -> bytes:
    """A Hindi list under a title with the meeting's day; one task stands once for three engineers in a merged cell."""
    table: list[Row] = [
        ["कार्यालय श्रम अधीक्षक, खगड़िया"],
        ["ई-श्रम समीक्षा बैठक दिनांक 04.12.2021 : कार्यवाही"],
        ["क्र.", "कार्य", "किसके द्वारा", "कब तक", "जिला"],
    ]
    for number, (task, who, due) in enumerate(KHAGARIA, 1):
        repeated = number > 1 and task == KHAGARIA[number - 2][0]
        table.append([number, None if repeated else task, who, due, "खगड़िया"])
    first = next(at for at, row in enumerate(table, 1) if row[1:2] == ["संवेदकों के मजदूरों का निबंधन"])
    page = Page("कार्यवाही", table, (3, 3), len(table), ("A1:E1", "A2:E2", f"B{first}:B{first + 2}"))
    return workbook([page], KHAGARIA_MEETING)


def rajasthan() -> bytes:
    """Lists within ten days, the office's name after the task; the day of the meeting is in the title."""
    table: list[Row] = [
        [f"राजस्थान : मुख्य सचिव की बैठक दिनांक {RAJASTHAN_DAY:%d.%m.%Y} के निर्णय"],
        ["क्र.सं.", "निर्णय", "विभाग", "समय सीमा", "राज्य"],
    ]
    for number, (task, who) in enumerate(RAJASTHAN, 1):
        table.append([number, task, who, "10 दिवस में" if number == 1 else '"', "राजस्थान"])
    return workbook([Page("निर्णय", table, (2, 2), len(table), ("A1:E1",))], RAJASTHAN_DAY)


def haridwar() -> bytes:
    """An English CSV with a column of mobile numbers, which is not read. The numbers are none that anybody can have."""
    table: list[Row] = [["S.No.", "Action point", "Responsible officer", "Mobile", "By when", "District"]]
    for number, (task, who, due) in enumerate(HARIDWAR, 1):
        table.append([number, task, who, "00000 00000", due, "Haridwar"])
    assert HARIDWAR_TRAINING < HARIDWAR_DAY
    return delimited(Plain(table))
