"""The texts of a survey version: where each stands, and in which languages it is missing.

Works on the stored JSON (see survey.form_content); a Text holds the very wording that stands there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from survey.form_content import Wording
from survey.question_types import question_types
from survey.xlsform.kinds import ONE, RANK, SEVERAL

Content = dict[str, Any]
Item = dict[str, Any]

#: Parts that may be absent in every language; what stands in one language must stand in all
OPTIONAL = ("heading", "hint", "required", "constraint")
#: Parts that are one line
LINES = ("title", "heading", "choice")


@dataclass(frozen=True)
class Text:
    """`part` is title, heading, label, hint, required, constraint or choice; `name` its item's, `code` its choice's."""

    part: str
    name: str
    code: str
    wording: Wording

    def field(self, language: str) -> str:
        """The name of its field on a page."""
        return f"{self.part}:{self.name}:{self.code}:{language}"

    def lacks(self, language: str) -> bool:
        return not self.wording.get(language) and (self.part not in OPTIONAL or any(self.wording.values()))


@dataclass(frozen=True)
class Section:
    """A group and the questions that stand in it; `name` is "" for what stands outside any group."""

    name: str
    item: Item | None
    items: list[Item]
    depth: int = 0


def chooses(kind: str) -> bool:
    """Whether questions of this type have choices."""
    return any(base in (ONE, SEVERAL, RANK) for base, _appearance in question_types()[kind].xlsform)


def every(items: list[Item]) -> Iterator[Item]:
    """Groups and what stands in them, in the order of the form."""
    for item in items:
        yield item
        yield from every(item.get("items", []))


def sections(content: Content) -> list[Section]:
    """In the order of the form; first what stands outside any group, if anything does."""
    loose = [item for item in content["items"] if item["type"] != "group"]
    found = list(groups(content["items"]))
    return [Section("", None, loose), *found] if loose or not found else found


def groups(items: list[Item], depth: int = 0) -> Iterator[Section]:
    for item in items:
        if item["type"] == "group":
            yield Section(item["name"], item, [part for part in item["items"] if part["type"] != "group"], depth)
            yield from groups(item["items"], depth + 1)


def find_section(content: Content, name: str) -> Section | None:
    return next((section for section in sections(content) if section.name == name), None)


def title(content: Content) -> Text:
    return Text("title", "", "", content["title"])


def section_texts(content: Content, section: Section) -> Iterator[Text]:
    """The heading and every text of the section's questions; choices where their list stands first."""
    if section.item is not None:
        yield Text("heading", section.name, "", section.item.setdefault("label", {}))
    for item in section.items:
        yield from question_texts(item)
        if owner(content, item) is item:
            yield from choice_texts(item)


def question_texts(item: Item) -> Iterator[Text]:
    """Label, hint and messages; the item gets an empty wording for each that it has not."""
    known = question_types()[item["type"]]
    if not known.speaks:
        return
    yield Text("label", item["name"], "", item.setdefault("label", {}))
    if known.asks:
        yield Text("hint", item["name"], "", item.setdefault("hint", {}))
        messages = item.setdefault("messages", {})
        for part in ("required", "constraint"):
            yield Text(part, item["name"], "", messages.setdefault(part, {}))


def choice_texts(item: Item) -> Iterator[Text]:
    for choice in item.get("choices", ()):
        yield Text("choice", item["name"], choice["code"], choice["label"])


def owner(content: Content, item: Item) -> Item:
    """The first question that has the same list of choices: there the list is edited for all."""
    named = item.get("list")
    return next((other for other in every(content["items"]) if named and other.get("list") == named), item)


def texts(content: Content) -> Iterator[Text]:
    yield title(content)
    for section in sections(content):
        yield from section_texts(content, section)


def missing(found: Iterator[Text] | list[Text], languages: list[str]) -> dict[str, int]:
    """How many of the texts are missing, for each language in which any is."""
    known = list(found)
    counts = {code: sum(text.lacks(code) for text in known) for code in languages}
    return {code: count for code, count in counts.items() if count}


def tidy(items: list[Item]) -> None:
    """Takes out what is empty, so that two ways to write the same thing are stored alike."""
    for item in items:
        if "messages" in item:
            item["messages"] = {part: wording for part, wording in item["messages"].items() if wording}
        for part in ("hint", "messages", "logic", "parameters", "default", "required"):
            if part in item and not item[part]:
                del item[part]
        tidy(item.get("items", []))
