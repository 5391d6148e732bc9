"""A poster is drawn whatever the survey is called, and holds what people need to get there."""

import re

import pytest
from lxml import etree

from survey.form_content import FormContent
from survey.poster import Poster, Words, draw_pdf, draw_svg, left_out, words_of
from survey.poster.layout import PAGE, WORDS_TO, lines_of, squares
from survey.poster.letters import known, width
from survey.poster.pdf import is_writable

ADDRESS = "https://answers.example.org/f/KX7PM"
TITLES = {
    "en": "How is it to live here?",
    "sv": "Hur är det att bo här?",
    "vi": "Sống ở đây như thế nào?",
    "ar": "كيف هي الحياة هنا؟",
    "uk": "Як тут живеться?",
    "so": "Sidee buu yahay nolosha halkan?",
    "fi": "Millaista täällä on asua?",
    "es": "¿Cómo es vivir aquí?",
    "fr": "Comment vit-on ici ?",
    "zh": "在这里生活怎么样？",
}


def poster(**titles: str) -> Poster:
    return Poster("Our town", words_of(FormContent(tuple(titles), titles, ()), {"organisation": "Our town"}), ADDRESS)


def letters_in(pdf: bytes) -> set[str]:
    """The characters that a reader of the PDF can copy from it."""
    found = re.findall(rb"<[0-9A-Fa-f]+> <([0-9A-Fa-f]+)>", pdf)
    return set("".join(bytes.fromhex(code.decode()).decode("utf-16-be") for code in found))


@pytest.mark.parametrize("language", TITLES)
def test_every_language_is_on_the_drawing(language: str) -> None:
    drawing = etree.fromstring(draw_svg(poster(**{language: TITLES[language]})))
    texts = drawing.findall("{*}text")
    title = texts[1]
    assert title.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert "".join(text.text or "" for text in texts).replace(" ", "").count(TITLES[language].replace(" ", "")) == 1
    assert texts[-1].text == "answers.example.org/f/KX7PM"


@pytest.mark.parametrize("language", [code for code in TITLES if code != "zh"])
def test_the_pdf_can_be_read_and_copied(language: str) -> None:
    pdf = draw_pdf(poster(**{language: TITLES[language]}))
    assert pdf.startswith(b"%PDF") and pdf.count(b"/Type /Page\n") == 1
    assert set(TITLES[language].replace(" ", "")) <= letters_in(pdf)


def test_what_the_pdf_cannot_write_is_told() -> None:
    assert left_out(poster(**TITLES)) == ["zh"]
    assert not set(TITLES["zh"]) & letters_in(draw_pdf(poster(**TITLES)))


@pytest.mark.parametrize("title", [
    "", " ", "\x00\x01", "\ud800", "<b>&\"'", "😀😀😀", "a" * 5000, "長" * 5000, "x " * 3000, "\u202e\u2066",
    "%(name)s {x}", "🇸🇪 flag", "\ufffe", "ប្រទេសកម្ពុជា",
])  # fmt: skip
def test_no_title_breaks_it(title: str) -> None:
    made = poster(en=title)
    assert etree.fromstring(draw_svg(made)) is not None
    assert draw_pdf(made).startswith(b"%PDF")


@pytest.mark.parametrize("count", range(1, len(TITLES) + 1))
def test_everything_has_its_place(count: int) -> None:
    lines = lines_of(poster(**dict(list(TITLES.items())[:count])))
    assert all(before.base < after.base for before, after in zip(lines, lines[1:], strict=False))
    assert lines[-2].base <= WORDS_TO
    assert all(width(line.text, line.size, line.bold) <= PAGE[0] for line in lines)


def test_the_invitation_stands_where_the_software_speaks_the_language() -> None:
    said = {words.language: bool(words.invitation) for words in poster(**TITLES).words}
    assert (said["en"], said["vi"], said["sv"], said["ar"]) == (True, True, True, False)


@pytest.mark.parametrize("title, words", [
    ("Life in {organisation}", "Life in Our town"),
    ("**How** is it?", "How is it?"),
    ("{unknown} stays", "{unknown} stays"),
    ("x" * 300, "x" * 199 + "…"),
])  # fmt: skip
def test_titles_as_people_read_them(title: str, words: str) -> None:
    assert poster(en=title).words[0].title == words


def test_the_code_is_square_and_inside_the_page() -> None:
    found = list(squares(ADDRESS))
    across = max(s.x + s.width for s in found) - min(s.x for s in found)
    down = max(s.y + s.height for s in found) - min(s.y for s in found)
    assert across == pytest.approx(down) == pytest.approx(88)


def test_the_letters_we_bring() -> None:
    assert {ord(letter) for code, title in TITLES.items() if code != "zh" for letter in title} <= known()
    assert is_writable(Words("fr", "Ouvert 😀", ""))
    assert not is_writable(Words("zh", "在这里 2026", ""))
