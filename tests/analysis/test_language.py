"""The language of short comments, in every script, with a hint and without."""

import pytest

from analysis.language import identify
from analysis.words import tokens

CASES = [
    ("en", "We need more buses on Sundays"),
    ("en", "More parks"),
    ("en", "FIX TRAFFIC!"),
    ("en", "public transit, sidewalks"),
    ("en", "taxes, taxes, taxes"),
    ("es", "Más carriles bici y menos coches en el centro de la ciudad"),
    ("sv", "Gatubelysningen på cykelvägen är trasig och det är mörkt"),
    ("other", "Vi har også brug for bedre belysning på cykelstien ved skolen"),
    ("other", "Vi trenger flere barnehager og bedre veier i kommunen vår"),
    ("other", "Precisamos de mais ciclovias e menos carros no centro da cidade"),
    ("sv", "Vi behöver fler bussar"),
    ("sv", "Ja tack, gärna!"),
    ("sv", "Stan haller pa att do ut"),
    ("vi", "Chúng tôi cần thêm xe buýt"),
    ("vi", "khong co duong"),
    ("vi", "toi muon co them san choi cho tre em"),
    ("vi", "duong xau qua"),
    ("es", "Necesitamos más autobuses"),
    ("fr", "Il faut plus de bus"),
    ("fi", "Tarvitsemme lisää busseja"),
    ("so", "Waxaan u baahanahay basas badan"),
    ("ar", "نحتاج المزيد من الحافلات"),
    ("uk", "Нам потрібно більше автобусів"),
    ("zh", "我们需要更多公交车"),
    ("zh", "我們需要更多公車"),
    ("other", "もっとバスが必要です"),
    ("other", "Нам нужно больше автобусов, и ещё мы хотим парк"),
    ("other", "Vi har brug for flere busser, og det er ikke nok"),
    ("other", "Precisamos de mais ônibus, não há nada aqui"),
    ("other", "เราต้องการรถบัสเพิ่ม"),
    ("und", "😀👍"),
    ("und", "https://example.com"),
    ("und", "12345 !!!"),
    ("und", ""),
]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_language(language, text):
    found, confidence = identify(text, tokens(text))
    assert found == language
    assert 0 <= confidence <= 1


def test_the_form_is_a_hint():
    assert identify("Biblioteket", tokens("Biblioteket"), "sv")[0] == "sv"


def test_the_form_is_no_verdict():
    text = "Chúng tôi cần thêm xe buýt vào cuối tuần"
    assert identify(text, tokens(text), "sv")[0] == "vi"
