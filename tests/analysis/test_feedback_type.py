"""The eight feedback types in the languages that have a pack."""

import pytest

from analysis import analyse

CASES = [
    ("question", "When does the library open on Sundays?"),
    ("request", "The street light is out. Please fix it."),
    ("suggestion", "The city should build a skate park."),
    ("suggestion", "Diversity in policing"),
    ("observation", "I live near the river."),
    ("rumour", "I heard that the clinic is closing next month."),
    ("praise", "Thank you, the staff did a great job!"),
    ("concern", "I am worried about the traffic near the school."),
    ("complaint", "The garbage truck never comes and nobody answers. Terrible service."),
    ("suggestion", "It's time for a swimming hall."),
    ("suggestion", "Scrap the plan and start again"),
    ("observation", "I am a widow with two sons."),
    ("observation", "The old mill attracts visitors from three counties."),
    ("observation", "A new tram would bring more noise than the one we have had."),
    ("praise", "Our library is top of the line!"),
    ("concern", "I'm concerned that the wells will run dry."),
    ("complaint", "Water prices are outrageous."),
    ("complaint", "The clerk was rude and the queue is way too long."),
    ("suggestion", "Regular los patinetes en las aceras"),
    ("suggestion", "Que se abra la piscina en septiembre."),
    ("observation", "Totalmente de acuerdo."),
    ("observation", "Creo que esto corresponde a otra administración."),
    ("praise", "Enhorabuena, me gusta mucho el nuevo parque."),
    ("concern", "Me preocupa el cruce, antes de que haya accidentes."),
    ("complaint", "Llevan años con la acera rota y nadie viene."),
    ("question", "Hur länge är badhuset stängt?"),
    ("suggestion", "Bygg en lekplats i parken."),
    ("rumour", "Jag har hört att skolan ska läggas ner."),
    ("praise", "Tack för bra jobb med snöröjningen!"),
    ("concern", "Jag är orolig för trafiken vid skolan."),
    ("complaint", "Oacceptabelt att ingen svarar i telefon."),
    ("question", "Bao giờ đường này làm xong?"),
    ("suggestion", "Nên xây thêm công viên cho trẻ em."),
    ("suggestion", "Nen xay them cong vien cho tre em."),
    ("rumour", "Nghe nói bệnh viện sắp đóng cửa."),
    ("praise", "Cảm ơn cán bộ phường rất nhiệt tình."),
    ("complaint", "Gọi hoài mà không ai trả lời, bức xúc lắm."),
]


@pytest.mark.parametrize(("type_", "text"), CASES)
def test_type(type_, text):
    analysis = analyse(text)
    assert analysis.type == type_
    assert 0 < analysis.type_confidence <= 1


@pytest.mark.parametrize("text", ["Why is the road always broken?", "Varför är det alltid trasigt och smutsigt?"])
def test_asking_why_in_anger_is_a_complaint(text):
    assert analyse(text).type == "complaint"


def test_nothing_said_is_an_observation_without_confidence():
    assert (analyse("😀").type, analyse("😀").type_confidence) == ("observation", 0.0)
