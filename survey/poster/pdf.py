"""The poster to print, with our own letters in it. What they cannot write is left out, and told by `left_out`."""

from dataclasses import replace

from fpdf import FPDF

from survey.poster.layout import MARGIN, PAGE, TEXT_WIDTH, Line, lines_of, squares
from survey.poster.letters import BOLD, POINT, REGULAR, can_write, ours
from survey.poster.wording import Poster, Words

FAMILY = "DejaVu"


def left_out(poster: Poster) -> list[str]:
    """Languages that the PDF cannot write."""
    return [words.language for words in poster.words if not is_writable(words)]


def draw_pdf(poster: Poster) -> bytes:
    """One page, A4."""
    page = FPDF(format=PAGE)
    page.set_margin(0)
    page.set_auto_page_break(False)
    page.add_font(FAMILY, "", REGULAR)
    page.add_font(FAMILY, "B", BOLD)
    page.set_text_shaping(True)
    page.set_title(poster.spelled)
    page.add_page()
    for line in lines_of(written(poster)):
        add_line(page, line)
    for square in squares(poster.address):
        page.rect(square.x, square.y, square.width, square.height, style="F")
    return bytes(page.output())


def is_writable(words: Words) -> bool:
    return can_write(words.title)


def written(poster: Poster) -> Poster:
    """The poster with the letters that we bring and no others."""
    own = (words for words in poster.words if is_writable(words))
    words = (Words(one.language, ours(one.title), ours(one.invitation)) for one in own)
    return replace(poster, organisation=ours(poster.organisation), words=tuple(words))


def add_line(page: FPDF, line: Line) -> None:
    page.set_font(FAMILY, "B" if line.bold else "", line.size)
    height = line.size * POINT
    page.set_xy(MARGIN, line.base - 0.8 * height)
    page.cell(TEXT_WIDTH, height, line.text, align="C")
