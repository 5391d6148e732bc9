"""The mood of community comments: negation, intensity, contrast, wishes, emoji, with and without tone marks."""

import pytest

from analysis import analyse

CASES = [
    ("en", "The new library is wonderful and the staff are so kind.", "positive"),
    ("en", "The bus never comes and nobody answers the phone.", "negative"),
    ("en", "The staff were not helpful.", "negative"),
    ("en", "We need more buses on Sundays.", "neutral"),
    ("en", "It would be great to have better sidewalks.", "neutral"),
    ("en", "The city should reduce crime and noise.", "neutral"),
    ("en", "I love the pool 😍", "positive"),
    ("en", "The park is beautiful but the toilets are disgusting.", "mixed"),
    ("en", "My ethnicity is White.", "neutral"),
    ("en", "Where to: the station. When: at nine.", "neutral"),
    ("en", "Nothing has been done about this crossing in ten years.", "negative"),
    ("en", "We are still waiting for the sidewalk we were promised.", "negative"),
    ("en", "They keep building apartments and never widen the road.", "negative"),
    ("en", "More benches along the river.", "neutral"),
    ("es", "Llevamos años esperando el centro de salud y siguen sin empezar.", "negative"),
    ("es", "Nadie contesta al teléfono del ayuntamiento.", "negative"),
    ("es", "Huertos urbanos en los solares del barrio.", "neutral"),
    ("es", "Soy jubilado.", "neutral"),
    ("sv", "De lovade en ny skola men inget har hänt.", "negative"),
    ("sv", "Svenska är mitt modersmål.", "neutral"),
    ("vi", "Hứa xây trường mà tới giờ vẫn chưa có gì.", "negative"),
    ("vi", "Tôi thuê nhà.", "neutral"),
    ("sv", "Personalen på biblioteket är jättetrevlig, tack!", "positive"),
    ("sv", "Bussen kommer aldrig i tid och ingen svarar i telefon.", "negative"),
    ("sv", "Det är inte bra att ni lägger ner skolan.", "negative"),
    ("sv", "Det behövs fler cykelvägar i centrum.", "neutral"),
    ("sv", "Vore bra med fler bänkar i parken.", "neutral"),
    ("sv", "Insatser mot otrygghet och våld vid stationen.", "neutral"),
    ("sv", "Parken är jättefin men toaletterna är äckliga.", "mixed"),
    ("sv", "Personalen ar helt fantastisk", "positive"),
    ("vi", "Cán bộ phường rất nhiệt tình, cảm ơn nhiều.", "positive"),
    ("vi", "can bo phuong rat nhiet tinh, cam on nhieu", "positive"),
    ("vi", "Đường ngập hoài mà không ai giải quyết, bực mình quá.", "negative"),
    ("vi", "Duong ngap hoai ma khong ai giai quyet, buc minh qua.", "negative"),
    ("vi", "Thái độ nhân viên không tốt.", "negative"),
    ("vi", "Nên có thêm xe buýt vào cuối tuần.", "neutral"),
    ("vi", "Nen co them xe buyt vao cuoi tuan.", "neutral"),
    ("vi", "Đề nghị chống ngập cho hẻm 12.", "neutral"),
    ("es", "Me encanta el parque nuevo, gracias.", "positive"),
    ("es", "Las calles están sucias y nadie hace nada.", "negative"),
]


@pytest.mark.parametrize(("language", "text", "sentiment"), CASES)
def test_mood(language, text, sentiment):
    analysis = analyse(text)
    assert (analysis.language, analysis.sentiment) == (language, sentiment)


@pytest.mark.parametrize(
    ("weaker", "stronger"),
    [
        ("The park is nice.", "The park is very nice."),
        ("Parken är fin.", "Parken är väldigt fin."),
        ("The service is somewhat bad.", "The service is extremely bad."),
    ],
)
def test_intensifiers_move_the_score_outward(weaker, stronger):
    assert abs(analyse(stronger).sentiment_score) > abs(analyse(weaker).sentiment_score)


@pytest.mark.parametrize(
    "text", ["Tarvitsemme lisää busseja keskustaan.", "نحتاج المزيد من الحافلات", "Нам потрібно більше автобусів"]
)
def test_languages_without_feeling_words_are_not_scored(text):
    analysis = analyse(text)
    assert (analysis.sentiment, analysis.sentiment_score) == ("not_scored", None)


def test_scores_stay_within_bounds():
    assert (
        -1
        <= analyse("The service is terrible. " * 800).sentiment_score
        < 0
        < analyse("The park is wonderful. " * 800).sentiment_score
        <= 1
    )
