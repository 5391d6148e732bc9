"""The feeling towards each theme: contrast, lists, dashes, separate sentences, and themes named in passing."""

import pytest

from analysis import analyse

BUS, ROAD, PARK, SCHOOL = "transport_mobility", "public_works", "parks_recreation_culture", "education_schools"
HOME, CARE, WASTE, POLICE, TAX = (
    "housing_affordability",
    "health_care",
    "waste_sanitation",
    "policing_safety",
    "taxes_fees",
)
GOOD, BAD, EVEN, BOTH = "positive", "negative", "neutral", "mixed"

CASES = [
    ("en", "The buses are great, but the roads are terrible.", {BUS: GOOD, ROAD: BAD}),
    ("en", "Buses are good, roads are bad.", {BUS: GOOD, ROAD: BAD}),
    ("en", "The buses are wonderful and the roads are a disgrace.", {BUS: GOOD, ROAD: BAD}),
    ("en", "Lovely parks; awful rents.", {PARK: GOOD, HOME: BAD}),
    ("en", "I love the library. The potholes are horrible.", {PARK: GOOD, ROAD: BAD}),
    ("en", "The bus service is excellent - the schools are failing.", {BUS: GOOD, SCHOOL: BAD}),
    ("en", "Although the parks are beautiful, the rents are outrageous.", {PARK: GOOD, HOME: BAD}),
    ("en", "The library and the parks are great, but the streets are awful.", {PARK: GOOD, ROAD: BAD}),
    ("en", "The buses are excellent but awfully expensive and unfriendly.", {BUS: BOTH}),
    ("en", "Potholes: terrible. Buses: excellent.", {ROAD: BAD, BUS: GOOD}),
    ("en", "The park is beautiful, the library is awful. The bus stops at Main Street.", {PARK: BOTH, BUS: EVEN}),
    ("en", "The teachers are great whereas the clinic is a nightmare.", {SCHOOL: GOOD, CARE: BAD}),
    ("en", "The police are rude. However, the teachers are wonderful.", {POLICE: BAD, SCHOOL: GOOD}),
    ("sv", "Bussarna är jättebra men vägarna är usla.", {BUS: GOOD, ROAD: BAD}),
    ("sv", "Bra bussar, dåliga vägar.", {BUS: GOOD, ROAD: BAD}),
    ("sv", "Parken är underbar och hyrorna är orimliga.", {PARK: GOOD, HOME: BAD}),
    ("sv", "Skolan är toppen; vårdcentralen är en katastrof.", {SCHOOL: GOOD, CARE: BAD}),
    ("sv", "Jag älskar biblioteket. Vägarna är fruktansvärda.", {PARK: GOOD, ROAD: BAD}),
    ("sv", "Bussarna fungerar bra – sophämtningen är en skandal.", {BUS: GOOD, WASTE: BAD}),
    ("sv", "Lärarna är fantastiska, däremot är vårdcentralen hemsk.", {SCHOOL: GOOD, CARE: BAD}),
    ("sv", "Biblioteket och parken är jättefina, men vägarna är eländiga och farliga.", {PARK: GOOD, ROAD: BAD}),
    ("sv", "Vägarna är farliga. Skolan är dock utmärkt.", {ROAD: BAD, SCHOOL: GOOD}),
    ("sv", "Parken är underbar, biblioteket uselt. Skolan har tvåhundra elever.", {PARK: BOTH, SCHOOL: EVEN}),
    ("sv", "Bussarna är jättefina men fula och dyra.", {BUS: BOTH}),
    ("vi", "Xe buýt rất tốt nhưng đường xá quá tệ.", {BUS: GOOD, ROAD: BAD}),
    ("vi", "Xe buýt tốt, đường xấu.", {BUS: GOOD, ROAD: BAD}),
    ("vi", "Công viên rất đẹp; trường học thì xuống cấp, tệ quá.", {PARK: GOOD, SCHOOL: BAD}),
    ("vi", "Công viên đẹp và tiền thuê nhà quá đắt.", {PARK: GOOD, HOME: BAD}),
    ("vi", "Giáo viên rất tận tâm. Bệnh viện thì quá tệ, đợi mệt mỏi.", {SCHOOL: GOOD, CARE: BAD}),
    ("vi", "Tuy xe buýt rất tốt nhưng trường học quá tệ.", {BUS: GOOD, SCHOOL: BAD}),
    ("vi", "Xe buýt tuyệt vời - rác thải bẩn thỉu, hôi thối.", {BUS: GOOD, WASTE: BAD}),
    ("vi", "Thư viện và công viên rất tốt, còn bệnh viện thì quá tệ.", {PARK: GOOD, CARE: BAD}),
    ("vi", "xe buyt rat tot nhung truong hoc qua te", {BUS: GOOD, SCHOOL: BAD}),
    ("vi", "Yêu thích công viên nhưng ghét kẹt xe. Trường học nằm ở đường số 5.", {PARK: GOOD, SCHOOL: EVEN}),
    ("vi", "Bệnh viện rất tốt, tuy nhiên trường học thì quá tệ.", {CARE: GOOD, SCHOOL: BAD}),
    ("es", "Los autobuses son excelentes pero los baches son un desastre.", {BUS: GOOD, ROAD: BAD}),
    ("es", "Buenos autobuses, malos colegios.", {BUS: GOOD, SCHOOL: BAD}),
    ("es", "El parque es precioso y los alquileres son una vergüenza.", {PARK: GOOD, HOME: BAD}),
    ("es", "La biblioteca es maravillosa; la basura es un asco.", {PARK: GOOD, WASTE: BAD}),
    ("es", "Me encanta el colegio. El centro de salud es horrible.", {SCHOOL: GOOD, CARE: BAD}),
    ("es", "Aunque los parques son bonitos, los alquileres son abusivos.", {PARK: GOOD, HOME: BAD}),
    ("es", "Los profesores son estupendos, sin embargo los impuestos son injustos.", {SCHOOL: GOOD, TAX: BAD}),
    ("es", "El metro funciona muy bien - la basura está fatal.", {BUS: GOOD, WASTE: BAD}),
    ("es", "El parque y la biblioteca son geniales, pero el centro de salud da asco.", {PARK: GOOD, CARE: BAD}),
    ("es", "Los autobuses son cómodos pero lentos.", {BUS: BOTH}),
    (
        "es",
        "El parque es precioso, la biblioteca es horrible. El colegio tiene doscientos alumnos.",
        {PARK: BOTH, SCHOOL: EVEN},
    ),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_each_theme_has_the_feeling_of_its_own_clauses(language, text, wanted):
    told = analyse(text, language).theme_sentiments
    assert {theme: told.get(theme) for theme in wanted} == wanted
