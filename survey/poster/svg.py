"""The poster as a drawing: the letters are those of whoever looks at it, so every script is there."""

from lxml import etree

from survey.language import direction
from survey.poster.layout import PAGE, Line, Square, lines_of, squares
from survey.poster.letters import POINT
from survey.poster.wording import Poster

SVG = "http://www.w3.org/2000/svg"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def draw_svg(poster: Poster) -> bytes:
    """A4, as XML in UTF-8."""
    wide, high = PAGE
    size = {"width": f"{wide:g}mm", "height": f"{high:g}mm", "viewBox": f"0 0 {wide:g} {high:g}"}
    root = etree.Element("svg", size, nsmap={None: SVG})  # type: ignore[dict-item]
    etree.SubElement(root, "title").text = " · ".join(words.title for words in poster.words) or poster.spelled
    etree.SubElement(root, "rect", width="100%", height="100%", fill="#fff")
    for line in lines_of(poster):
        add_line(root, line)
    path = "".join(
        f"M{s.x:.3f} {s.y:.3f}h{s.width:.3f}v{s.height:.3f}h-{s.width:.3f}z" for s in squares(poster.address)
    )
    etree.SubElement(root, "path", d=path)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return made


def outline(square: Square) -> str:
    across = f"{square.width:.3f}"
    return f"M{square.x:.3f} {square.y:.3f}h{across}v{square.height:.3f}h-{across}z"


def add_line(root: etree._Element, line: Line) -> None:
    text = etree.SubElement(root, "text", {
        "x": f"{PAGE[0] / 2:g}", "y": f"{line.base:.2f}", "text-anchor": "middle",
        "font-family": "'DejaVu Sans', 'Noto Sans', sans-serif", "font-size": f"{line.size * POINT:.3f}",
        "font-weight": "bold" if line.bold else "normal",
    })  # fmt: skip
    if line.language:
        text.set(LANGUAGE, line.language)
        text.set("direction", "rtl" if direction(line.language) == "rtl" else "ltr")
    text.text = line.text
