"""Themes of comments: what is found, what is left out, and on which words it rests."""

import pytest

from analysis.tagging import MOST_THEMES, compile_themes, confidence, tag_themes
from analysis.theme import Theme, ThemeWords
from analysis.words import tokens


def codes(text, language, themes=None):
    return [hit.code for hit in tag_themes(tokens(text), language, themes)]


def evidence(text, language, code):
    hits = {hit.code: hit.evidence for hit in tag_themes(tokens(text), language)}
    return [text[start:end] for start, end in hits.get(code, [])]


ENGLISH = [
    ("Rents went up again and the waiting list for public housing is endless", {"housing_affordability"}),
    ("Two people sleep rough outside the station every night", {"homelessness"}),
    ("No doctor at the clinic will see new patients", {"health_care"}),
    ("My son has waited a year for counselling and his anxiety is worse", {"mental_health"}),
    ("I stepped on a needle, we need treatment for addicts", {"substance_use"}),
    ("Smaller classes and better paid teachers", {"education_schools"}),
    ("Teenagers need a youth center with mentors", {"youth_development"}),
    ("The foster family got no family support", {"child_welfare"}),
    ("Disabled people lost their benefits", {"social_services"}),
    ("Burglars broke in twice, where are the police patrols?", {"policing_safety"}),
    ("The bus never stops at our crosswalk", {"transport_mobility"}),
    ("Potholes everywhere, repave the street", {"public_works"}),
    ("The new zoning allows high rises in an old neighborhood", {"land_use_planning"}),
    ("Plant trees and protect the wetlands", {"environment_climate"}),
    ("Garbage was not collected and the bins overflow", {"waste_sanitation"}),
    ("A playground, a library and a museum would be lovely", {"parks_recreation_culture"}),
    ("Only one broadband provider and the internet is slow", {"digital_connectivity"}),
    ("Small businesses need apprentices and fair wages", {"jobs_economy"}),
    ("The siren failed during the flood and nobody was evacuated", {"emergency_management"}),
    ("Property taxes are too high", {"taxes_fees"}),
    ("Publish where our money goes, we want transparency", {"transparency"}),
    ("The council never listens, the decision was already made", {"voice_influence"}),
    ("Nobody got back to me about my complaint", {"accountability_response"}),
    ("Corporate lobbyists and their vested interests run this town", {"competing_interests_power"}),
    ("Immigrants face discrimination here", {"diversity_inclusion"}),
    ("Hold more town hall meetings and ask residents", {"participation_opportunities"}),
    ("Neighbors help each other, there is a sense of community", {"community_resilience"}),
    ("Attract new businesses to the old mill", {"jobs_economy"}),
    ("We never get a say in what the board decides", {"voice_influence"}),
    ("People who live by the quarry should be consulted first", {"participation_opportunities"}),
    ("Nobody trusts the council any more", {"trust_respect"}),
    ("Explain how the levy money was spent", {"transparency", "taxes_fees"}),
    ("Too much red tape and paperwork, regulations on top of regulations", {"shared_services_efficiency"}),
    ("Māori should sit on every board", {"diversity_inclusion"}),
    ("A path for bikers along the canal", {"transport_mobility"}),
    ("Nobody returned my phone call, I called many times", {"accountability_response"}),
]
VIETNAMESE = [
    ("Tiền thuê nhà tăng hoài, dân lao động không kham nổi", {"housing_affordability"}),
    ("Nhiều người vô gia cư ngủ gầm cầu", {"homelessness"}),
    ("Bệnh viện thiếu bác sĩ", {"health_care"}),
    ("Con tôi bị trầm cảm mà không có ai tư vấn tâm lý", {"mental_health"}),
    ("Thầy cô dạy giỏi nhưng trường học chật", {"education_schools"}),
    ("Xe buýt trễ, vỉa hè thì hẹp", {"transport_mobility"}),
    ("Ổ gà đầy đường, đèn đường hư", {"public_works"}),
    ("Rác thải chất đống, bốc mùi hôi", {"waste_sanitation"}),
    ("Cần thêm công viên và thư viện", {"parks_recreation_culture"}),
    ("Thuế nhà đất cao quá", {"taxes_fees"}),
    ("Trộm cắp nhiều mà công an không tuần tra", {"policing_safety"}),
    ("Ngân sách phải công khai minh bạch", {"transparency"}),
    ("Gọi hoài không ai trả lời", {"accountability_response"}),
    ("Bà con hàng xóm giúp đỡ nhau", {"community_resilience"}),
    ("Mướn cái phòng cũng mắc mỏ, chi phí sống ở đây cao quá", {"housing_affordability"}),
    ("Đừng xây thêm cao ốc nữa, chật chội lắm rồi", {"land_use_planning"}),
    ("Thả bẫy thú ăn thịt để cứu mấy con chim bản địa", {"environment_climate"}),
    ("Kéo mạng cáp quang về mấy ấp xa đi", {"digital_connectivity"}),
    ("Mất niềm tin vào mấy ông cán bộ rồi", {"trust_respect"}),
    ("Nói hoài mà có ai nghe dân đâu", {"voice_influence"}),
    ("Xài tiền phung phí, bộ máy thì cồng kềnh", {"shared_services_efficiency"}),
    ("Dân tị nạn với bà con nhập cư bị kỳ thị", {"diversity_inclusion"}),
]
SWEDISH = [
    ("Bostadskön är tio år och hyresrätterna försvinner", {"housing_affordability"}),
    ("Hemlösa sover ute på torget", {"homelessness"}),
    ("Vårdcentralen har inga läkare", {"health_care"}),
    ("Skolorna behöver fler lärare", {"education_schools"}),
    ("Kollektivtrafiken fungerar inte, bussen kom aldrig", {"transport_mobility"}),
    ("Laga potthålen och gatlyktorna", {"public_works"}),
    ("Sophämtningen uteblev och det är nedskräpat", {"waste_sanitation"}),
    ("Stadsparken behöver en lekplats", {"parks_recreation_culture"}),
    ("Kommunalskatten är för hög", {"taxes_fees"}),
    ("Polisen borde synas mer, det är otryggt", {"policing_safety"}),
    ("Ingen svarar när man klagar", {"accountability_response"}),
    ("Politikerna lyssnar aldrig, allt är redan bestämt", {"voice_influence"}),
    ("Äldreomsorgen och hemtjänsten måste bli bättre", {"social_services"}),
    ("Bredband på landet, fibern når inte oss", {"digital_connectivity"}),
    ("Det har blivit för dyrt att leva här och vanligt folk trängs ut", {"housing_affordability"}),
    ("Grundvattnet måste skyddas", {"environment_climate"}),
    ("Kranvattnet är brunt och rören läcker", {"public_works"}),
    ("Fyll igen hålen i Bruksgatan", {"public_works"}),
    ("P-huset är alltid fullt och rondellen korkar igen", {"transport_mobility"}),
    ("Det är slagsmål varje helg, skicka hit snuten", {"policing_safety"}),
    ("Hjärnskakningar borde tas på större allvar på vårdcentralen", {"health_care"}),
    ("Ge kommunen ett utebad och en discgolfbana", {"parks_recreation_culture"}),
    ("Befolkningen växer och byggloven drar iväg", {"land_use_planning"}),
    ("Lägstalönen är ett skämt och butikslokalerna gapar tomma", {"jobs_economy"}),
    ("Byt ut kommunstyrelsen, de håller inte vad de lovar", {"accountability_response"}),
    ("Vårt valsystem gör att min röst är bortkastad", {"voice_influence"}),
    ("Sluta detaljstyra, det är inte kommunens sak", {"roles_responsibilities"}),
    ("Mindre pappersarbete och onödiga utgifter", {"shared_services_efficiency"}),
    ("Kommunen är fristad för papperslösa", {"diversity_inclusion"}),
    ("Handläggaren var oförskämd och nedlåtande", {"staff_conduct"}),
    ("Samma lösning för alla passar inte, se till våra behov", {"service_responsiveness"}),
    ("Jag får vänta, allt tar för lång tid", {"service_timeliness"}),
    ("Håll möten på tider som passar", {"participation_capacity"}),
    ("Visa hur pengarna används, full insyn tack", {"transparency"}),
    ("Hemlosa sover ute", {"homelessness"}),
]
SPANISH = [
    ("El alquiler está por las nubes, hacen falta viviendas", {"housing_affordability"}),
    ("Más carriles bici y menos coches", {"transport_mobility"}),
    ("Las calles llenas de basura y excrementos de perro", {"waste_sanitation"}),
    ("Bajar los impuestos como el IBI", {"taxes_fees"}),
    ("Plantar arboles contra la contaminacion", {"environment_climate"}),
    ("Los del ático no nos dejan dormir con el ruido", {"policing_safety"}),
    ("Que los vecinos decidan en una consulta popular", {"participation_opportunities"}),
    ("Teleasistencia para quienes viven solos", {"social_services"}),
    ("Aceras rotas y farolas fundidas en toda la avenida", {"public_works"}),
    ("Ni un euro más en asesores y coches oficiales", {"shared_services_efficiency"}),
    ("Que se publiquen las facturas de cada concejal", {"transparency"}),
    ("Ayudas para abrir un negocio en un local vacío", {"jobs_economy"}),
]


@pytest.mark.parametrize(
    ("text", "language", "themes"),
    [
        *((text, "en", themes) for text, themes in ENGLISH),
        *((text, "vi", themes) for text, themes in VIETNAMESE),
        *((text, "sv", themes) for text, themes in SWEDISH),
        *((text, "es", themes) for text, themes in SPANISH),
    ],
)
def test_a_comment_is_about(text, language, themes):
    assert themes <= set(codes(text, language))
    assert codes(text, language)[0] in themes


@pytest.mark.parametrize(
    ("text", "language", "code", "words"),
    [
        ("Fix the BUS STOP near the school", "en", "transport_mobility", ["BUS STOP"]),
        ("Bostadskön är lång", "sv", "housing_affordability", ["Bostadskön"]),
        ("Cần thêm thư viện, thư viện nhỏ quá", "vi", "parks_recreation_culture", ["thư viện", "thư viện"]),
        ("Los impuestos suben", "es", "taxes_fees", ["impuestos"]),
    ],
)
def test_evidence_is_the_words_as_typed(text, language, code, words):
    assert evidence(text, language, code) == words


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("Repave our street, the potholes are dangerous", "en", "transport_mobility"),
        ("Job training for grown-ups", "en", "education_schools"),
        ("Clean water for all", "en", "waste_sanitation"),
        ("The animal shelter is full", "en", "homelessness"),
        ("Stop wasting money on consultants", "en", "waste_sanitation"),
        ("Mental health first", "en", "health_care"),
        ("Biodiversity matters", "en", "diversity_inclusion"),
        ("Park your car in the industrial park", "en", "parks_recreation_culture"),
        ("The transition to a new system was smooth", "en", "transport_mobility"),
        ("A celebrity lives on our hill", "en", "parks_recreation_culture"),
        ("An approach from the left", "en", "staff_conduct"),
        ("Instant runoff is a fair way to count", "en", "environment_climate"),
        ("Podemos mejorar entre todos", "es", "environment_climate"),
        ("No lo entiendo porque nadie lo cuenta", "es", "waste_sanitation"),
        ("Cobrar esto es un robo", "es", "policing_safety"),
        ("Llamé al hospital ayer", "es", "community_resilience"),
        ("Nhà hàng ở đây ngon", "vi", "housing_affordability"),
        ("Cần nhà vệ sinh sạch sẽ", "vi", "housing_affordability"),
        ("Bảo vệ môi trường", "vi", "education_schools"),
        ("Giảm thuế thuốc lá", "vi", "health_care"),
        ("Thue nha dat cao qua", "vi", "housing_affordability"),
        ("Kinh thua ong thi truong", "vi", "environment_climate"),
        ("Kinh thua ong thi truong", "vi", "jobs_economy"),
        ("Cai nay cua chung toi lam", "vi", "ownership_empowerment"),
        ("Đó là cái nhìn một chiều", "vi", "transport_mobility"),
        ("Mở một cửa hàng ở góc phố", "vi", "integrated_services"),
        ("Tiền thuê nhà cao quá", "vi", "land_use_planning"),
        ("Parkeringen är full", "sv", "parks_recreation_culture"),
        ("Biologisk mångfald", "sv", "diversity_inclusion"),
        ("Städerna växer", "sv", "waste_sanitation"),
        ("Färre ska vänta", "sv", "housing_affordability"),
        ("Jag kör bara moped", "sv", "parks_recreation_culture"),
        ("Jag vill att ni lyssnar", "sv", "housing_affordability"),
        ("Hundar i varma bilar", "sv", "environment_climate"),
        ("Vi var rädda hela kvällen", "sv", "emergency_management"),
        ("Det behövs en bänk", "sv", "social_services"),
        ("Det finns olika val i livet", "sv", "environment_climate"),
        ("Priserna har skjutit i höjden", "sv", "policing_safety"),
        ("Högskolans ledning", "sv", "public_works"),
        ("Medicinsk cannabis hjälper", "sv", "health_care"),
        ("Trafikljusen är fel inställda", "sv", "service_timeliness"),
        ("Jag är en social person", "sv", "social_services"),
        ("Kultur för alla", "sv", "diversity_inclusion"),
    ],
)
def test_what_a_theme_excludes_does_not_count(text, language, code):
    assert code not in codes(text, language)


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("Cần thêm xe buýt và vỉa hè", "Can them xe buyt va via he"),
        ("Tiền thuê nhà cao quá", "Tien thue nha cao qua"),
        ("Trường học thiếu giáo viên", "Truong hoc thieu giao vien"),
        ("Công viên có nhiều rác thải", "Cong vien co nhieu rac thai"),
    ],
)
def test_vietnamese_without_tone_marks_is_read_too(marked, bare):
    assert codes(bare, "vi")[0] in codes(marked, "vi")


@pytest.mark.parametrize("text", ["thue", "duong", "Ma ba ma ca", "bac nao do"])
def test_one_bare_syllable_is_too_little(text):
    assert codes(text, "vi") == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi behover fler larare i skolan", "sv"),
        ("Sophamtningen fungerar inte", "sv"),
        ("Mas autobuses y menos trafico", "es"),
    ],
)
def test_words_typed_without_accents_are_read(text, language):
    assert codes(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The buses are great, but the roads are terrible", "en"),
        ("buses good, roads bad", "en"),
        ("Xe buýt tốt nhưng đường xấu", "vi"),
        ("Bussarna är bra men vägarna är dåliga", "sv"),
        ("Los buses son excelentes, pero las carreteras están malas", "es"),
    ],
)
def test_both_things_a_comment_weighs_are_heard(text, language):
    assert set(codes(text, language)) == {"transport_mobility", "public_works"}


def test_at_most_three_themes_most_confident_first():
    text = "Rents, potholes, taxes, schools, hospitals, buses, garbage, police and parks"
    hits = tag_themes(tokens(text), "en")
    assert len(hits) == MOST_THEMES
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(0 <= hit.score <= 1 for hit in hits)


@pytest.mark.parametrize(
    "text", ["", "   ", "!!!", "Great idea!", "I am 30 years of age or older", "https://a.example/parks"]
)
def test_no_theme_is_an_answer(text):
    assert codes(text, "en") == []


@pytest.mark.parametrize("language", ["fi", "zh", "other", "und", ""])
def test_a_language_without_words_gets_none(language):
    assert codes("Rents are too high", language) == []


def test_an_organisation_can_bring_its_own_theme():
    words = {"en": ThemeWords(strong=("ferry", "..."), weak=("=pier", "boat"), excluded=("ferry tale",))}
    own = compile_themes([Theme("ferry", "local", "Ferry", words=words)])
    assert codes("The FERRIES are late", "en", own) == ["ferry"]
    assert codes("A ferry tale of long ago", "en", own) == []
    assert codes("Rents are too high", "en", own) == []
    assert codes("Färjan är sen", "sv", own) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the pier we walked along last summer was nice and quiet", []),
        ("the pier and the boat we walked to last summer were nice", ["ferry"]),
        ("Boat, please", []),
    ],
)
def test_a_weak_word_needs_company(text, found):
    own = compile_themes([Theme("ferry", "local", "Ferry", words={"en": ThemeWords(weak=("=pier", "boat"))})])
    assert codes(text, "en", own) == found


def test_more_evidence_gives_more_confidence():
    assert confidence(2.0, 10) > confidence(1.0, 10) > confidence(1.0, 80)


def test_a_long_comment_is_read_in_linear_steps():
    once = len(tag_themes(tokens("parks and roads are bad. "), "en"))
    many = tag_themes(tokens("parks and roads are bad. " * 2000), "en")
    assert once and many and len(many[0].evidence) >= 2000
