"""What leaves the ordinary queue, and what only sounds as if it should."""

import pytest

from analysis import analyse

GRAVE = [
    ("S2", "fraud_corruption", "The inspector wanted cash before he would sign the permit."),
    ("S2", "abuse_of_position", "The director hired her nephew without an interview."),
    ("S2", "privacy_breach", "The nurse told my boss about my diagnosis."),
    ("S3", "child_at_risk", "The boy next door has bruises and is left alone at night."),
    ("S3", "trafficking_forced_labour", "The farm took our passports and has not paid us."),
    ("S4", "self_harm_suicide", "I don't want to live anymore."),
    ("S4", "gender_based_or_domestic_violence", "Please hurry, he is beating his wife right now!"),
    ("S2", "fraud_corruption", "Ordföranden skrev in påhittade namn för att få bidrag."),
    ("S2", "hate_discrimination", "Vi får inga visningar för att vi har utländskt namn."),
    ("S3", "adult_at_risk", "Min farmor får ingen mat på boendet."),
    ("S4", "self_harm_suicide", "Jag orkar inte leva längre."),
    ("S4", "self_harm_suicide", "jag vill do, orkar inte leva langre"),
    ("S2", "fraud_corruption", "Cán bộ đòi phong bì mới ký giấy."),
    ("S2", "fraud_corruption", "Can bo doi phong bi moi ky giay to cho dan."),
    ("S3", "gender_based_or_domestic_violence", "Chồng em hay nhậu rồi đánh em."),
    ("S4", "self_harm_suicide", "Em không muốn sống nữa."),
    ("S4", "self_harm_suicide", "khong muon song nua, met moi lam roi"),
]
ROUTINE = [
    "I would kill for a bakery downtown.",
    "I was bored to death at the budget meeting.",
    "Suicide prevention training in schools is a good idea.",
    "Kids beat the heat at the splash pad, love it!",
    "Please paint the crosswalk by the school.",
    "Priserna på badhuset är rena rånet.",
    "Centrum håller på att dö ut.",
    "Barnen skriker av glädje på nya lekplatsen.",
    "Föreläsningen om våld i nära relationer var bra.",
    "Nóng chết đi được, trồng thêm cây đi.",
    "Nong chet di duoc, trong them cay di.",
    "Lễ hội vui muốn chết, năm sau làm nữa nha.",
    "Chương trình phòng ngừa tự tử cho học sinh rất hay.",
]


@pytest.mark.parametrize(("level", "type_", "text"), GRAVE)
def test_grave_matters_are_found_and_named(level, type_, text):
    analysis = analyse(text)
    assert analysis.sensitivity == level
    assert type_ in analysis.sensitivity_types
    assert all(
        text[start:end] == words for spans in analysis.sensitivity_evidence.values() for start, end, words in spans
    )


@pytest.mark.parametrize("text", ROUTINE)
def test_idioms_and_programmes_stay_routine(text):
    analysis = analyse(text)
    assert (analysis.sensitivity, analysis.sensitivity_types) == ("S0", ())


def test_harm_to_a_person_happening_now_is_an_immediate_danger():
    assert analyse("My neighbor hits his kids.").sensitivity == "S3"
    assert analyse("My neighbor hits his kids right now, please come.").sensitivity == "S4"


def test_personal_data_alone_is_the_lowest_level_of_care():
    assert analyse("Call me at 270-555-0143 about the park.").sensitivity == "S1"
