"""What leaves the ordinary queue, and what only sounds as if it should."""

import pytest

from analysis import analyse
from analysis.language_pack import language_pack
from analysis.sensitivity import SUSPECTED, names, tells_of_harm
from analysis.words import tokens

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
    ("S4", "self_harm_suicide", "I want to kill myself."),
    ("S4", "self_harm_suicide", "Tôi muốn tự tử."),
    ("S3", "gender_based_or_domestic_violence", "Mon mari me frappe et je n'ose pas en parler."),
    ("S3", "gender_based_or_domestic_violence", "Mieheni lyö minua joka viikko ja pelkään."),
    ("S3", "gender_based_or_domestic_violence", "زوجي يضربني كل يوم ولا أعرف ماذا أفعل"),
    ("S2", "fraud_corruption", "Чиновник вимагає хабар за дозвіл на будівництво."),
]
OBLIQUE = [
    "The plumber they sent had to pay the man at the office before he could start, and so did all his friends.",
    "My cousin cleans for a family who keep her papers in a drawer and never let her out.",
    "Min svägerska får inte gå ut ensam och hennes man har tagit hennes telefon.",
    "Läraren kallade min son för dum inför hela klassen och drog honom i örat.",
    "Chị gái tôi bị chồng giữ hết giấy tờ, không cho ra ngoài, hôm qua mặt sưng lên.",
    "Họ bắt tụi tôi làm đêm, giữ giấy tờ, mấy tháng không trả lương.",
]
UNNAMED = "The school secretary takes cash for a place in the good class, three of us mothers have paid."
ROUTINE = [
    "The bakery on Mill Street makes a killer cinnamon roll, let them stay open on Sundays.",
    "Taxes go up every year and we retired people can hardly stay.",
    "My son got his black belt at the rec center.",
    "Grannens tupp mördar min sömn varje morgon.",
    "Jag klagade på bullret och fick svar inom en vecka, tack.",
    "Giá xăng giết chết mấy tiệm nhỏ trong phường.",
    "Nên có thêm ghế đá cho người già ở công viên.",
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
    "More money for the rape crisis center please, it serves nine counties on two salaries.",
    "The suicide barrier on the bridge is ugly but I support it.",
    "Tăng tuần tra buổi tối để giảm trộm cắp, cướp giật.",
    "Självmordsprevention borde vara ett ämne på föräldramötena.",
    "Que se hable de suicidio juvenil sin tabú en las escuelas.",
]


@pytest.mark.parametrize(("level", "type_", "text"), GRAVE)
def test_grave_matters_are_found_and_named(level, type_, text):
    analysis = analyse(text)
    assert analysis.sensitivity == level
    assert type_ in analysis.sensitivity_types
    assert all(
        text[start:end] == words for spans in analysis.sensitivity_evidence.values() for start, end, words in spans
    )


@pytest.mark.parametrize("text", OBLIQUE)
def test_what_no_list_names_is_set_aside_with_a_type_and_its_words(text):
    analysis = analyse(text)
    assert analysis.sensitivity in ("S2", "S3", "S4")
    assert analysis.sensitivity_types
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


def test_where_the_machine_only_suspects_it_names_no_matter():
    analysis = analyse(UNNAMED)
    assert (analysis.sensitivity, analysis.sensitivity_types) == ("S2", (SUSPECTED,))


@pytest.mark.parametrize(
    "text",
    [
        "Our home help sings with my mother and the neighbours' children come to listen.",
        "Min far väntar på hörapparat och läraren är snäll mot barnen.",
        "Con tôi bị bệnh, cô giáo gọi hỏi thăm mỗi ngày.",
    ],
)
def test_people_in_an_ordinary_story_are_nothing_to_suspect(text):
    assert analyse(text).sensitivity == "S0"


@pytest.mark.parametrize(
    ("language", "text", "outright"),
    [
        ("en", "I want to kill myself.", True),
        ("en", "Suicide is a subject for health class.", False),
        ("vi", "Tôi muốn tự tử.", True),
        ("vi", "Nói về tự tử trong giờ học.", False),
    ],
)
def test_a_phrase_names_a_matter_a_word_only_hints_at_it(language, text, outright):
    words = tokens(text)
    assert names(words, language_pack(language).find(words), language) is outright


def test_people_and_money_without_harm_never_call_for_the_model():
    words = tokens("The teacher and my daughter paid the neighbour.")
    assert not tells_of_harm(language_pack("en").find(words))
