"""A page as a tree, to ask it what it shows."""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Grower(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def tree(page: str) -> Element:
    """The page's root; every element must be closed where it was opened."""
    grower = Grower()
    grower.feed(page.partition(">")[2].strip())  # after the doctype
    grower.close()
    return grower.builder.close()


def words(element: Element) -> str:
    """What the element says, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def find(root: Element, path: str, **attributes: str) -> list[Element]:
    """Elements at an ElementTree path whose attributes have these words among theirs (class_="card" for class)."""
    wanted = {name.rstrip("_"): value for name, value in attributes.items()}
    return [
        element for element in root.findall(path)
        if all(value in element.get(name, "").split() for name, value in wanted.items())
    ]  # fmt: skip
