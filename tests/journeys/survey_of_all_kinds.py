"""A survey with every kind of question and every kind of logic, in four languages, one of them read from the right."""

from typing import Any

LANGUAGES = ("en", "vi", "sv", "ar")


def say(en: str, vi: str, sv: str, ar: str) -> dict[str, str]:
    return dict(zip(LANGUAGES, (en, vi, sv, ar), strict=True))


def choice(code: str, label: dict[str, str], **columns: str) -> dict[str, Any]:
    return {"code": code, "label": label, "columns": columns}


def question(kind: str, name: str, label: dict[str, str], **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": name, "label": label, **more}


def group(name: str, label: dict[str, str], *items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "group", "name": name, "label": label, "items": list(items), **more}


BUS = say("Bus", "Xe buýt", "Buss", "الحافلة")
CAR = say("Car", "Ô tô", "Bil", "السيارة")
TOWNS = [
    choice("north", say("North town", "Thị trấn Bắc", "Norrstad", "البلدة الشمالية"), by="bus"),
    choice("south", say("South town", "Thị trấn Nam", "Söderstad", "البلدة الجنوبية"), by="car"),
]
VALUES = [
    choice("safe", say("Safety", "An toàn", "Trygghet", "الأمان")),
    choice("fast", say("Speed", "Tốc độ", "Snabbhet", "السرعة")),
    choice("cheap", say("Price", "Giá", "Pris", "السعر")),
]

CONTENT: dict[str, Any] = {
    "languages": list(LANGUAGES),
    "title": say("Getting around", "Đi lại", "Att ta sig fram", "التنقل في المدينة"),
    "items": [
        group(
            "travel",
            say("Your journeys", "Chuyến đi của bạn", "Dina resor", "رحلاتك"),
            question(
                "one_choice",
                "how",
                say("How do you travel?", "Bạn đi bằng gì?", "Hur reser du?", "كيف تتنقل؟"),
                required=True,
                choices=[choice("bus", BUS), choice("car", CAR)],
                messages={
                    "required": say(
                        "Say how you travel.",
                        "Hãy cho biết bạn đi bằng gì.",
                        "Säg hur du reser.",
                        "اذكر كيف تتنقل.",
                    )
                },
            ),
            question(
                "one_choice",
                "town",
                say("Where do you go?", "Bạn đi đâu?", "Vart åker du?", "إلى أين تذهب؟"),
                choices=TOWNS,
                logic={"choice_filter": "by = ${how}"},
            ),
            question(
                "integer",
                "times",
                say("How often in a week?", "Mấy lần một tuần?", "Hur ofta i veckan?", "كم مرة في الأسبوع؟"),
                hint=say("From 1 to 50.", "Từ 1 đến 50.", "Från 1 till 50.", "من 1 إلى 50."),
                logic={"constraint": ". > 0 and . <= 50"},
                messages={
                    "constraint": say(
                        "Write a number from 1 to 50.",
                        "Hãy ghi số từ 1 đến 50.",
                        "Skriv ett tal från 1 till 50.",
                        "اكتب رقمًا من 1 إلى 50.",
                    )
                },
            ),
        ),
        group(
            "bus",
            say("The bus", "Xe buýt", "Bussen", "الحافلة"),
            question(
                "long_text",
                "better",
                say("What would be better?", "Điều gì nên tốt hơn?", "Vad kunde bli bättre?", "ما الذي يمكن تحسينه؟"),
            ),
            logic={"relevant": "${how} = 'bus'"},
        ),
        group(
            "car",
            say("The car", "Ô tô", "Bilen", "السيارة"),
            question("decimal", "cost", say("What does it cost?", "Tốn bao nhiêu?", "Vad kostar det?", "كم تكلف؟")),
            logic={"relevant": "${how} = 'car'"},
        ),
        group(
            "more",
            say("Some more", "Thêm nữa", "Lite till", "المزيد"),
            question(
                "rank",
                "values",
                say("What matters most?", "Điều gì quan trọng nhất?", "Vad är viktigast?", "ما الأهم؟"),
                choices=VALUES,
            ),
            question(
                "range",
                "mark",
                say("How good is it?", "Tốt đến mức nào?", "Hur bra är det?", "ما مدى جودتها؟"),
                parameters={"start": "0", "end": "10", "step": "1"},
            ),
            question("date", "day", say("Last journey", "Chuyến đi gần nhất", "Senaste resan", "آخر رحلة")),
            question("time", "clock", say("At what time?", "Lúc mấy giờ?", "Hur dags?", "في أي وقت؟")),
            question("place", "place", say("Where was it?", "Ở đâu?", "Var var det?", "أين كان ذلك؟")),
            question(
                "short_text",
                "late",
                say("Why so often?", "Sao đi nhiều vậy?", "Varför så ofta?", "لماذا كثيرًا؟"),
                logic={"relevant": "${yearly} > 1000", "required": "${yearly} > 2000"},
            ),
            question("calculation", "yearly", {}, logic={"calculation": "${times} * 52"}),
            question(
                "acknowledge",
                "read",
                say("I have read it.", "Tôi đã đọc.", "Jag har läst det.", "لقد قرأت ذلك."),
            ),
        ),
    ],
}
