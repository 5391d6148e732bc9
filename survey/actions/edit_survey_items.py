"""What an author does with the parts of a draft: put in, take out, move. Each changes the content it is given."""

import re
from collections.abc import Collection

from analysis.words import fold, strip_marks
from survey.actions.edit_survey_lists import begin, share, unused
from survey.actions.edit_survey_problem import EditProblem
from survey.actions.edit_survey_texts import Content, Item, Section, chooses, every, find_section
from survey.form_content import Wording
from survey.language import gettext as _
from survey.question_types import question_types
from survey.xlsform.choices import OTHER
from survey.xlsform.names import RESERVED

MOST_ITEMS, MOST_CHOICES = 500, 300
LONGEST_MADE = 32
UP, DOWN = -1, 1


def find(content: Content, name: str) -> tuple[list[Item], Item]:
    """The list an item stands in, and the item."""
    for siblings in [content["items"], *(item["items"] for item in every(content["items"]) if "items" in item)]:
        for item in siblings:
            if item["name"] == name:
                return siblings, item
    raise EditProblem([("", _("This part of the survey is not there any more."))])


def move(content: Content, name: str, step: int) -> None:
    """Past the nearest of its kind, sections past sections and questions past questions; at the end nothing happens."""
    siblings, item = find(content, name)
    is_group = item["type"] == "group"
    places = [place for place, other in enumerate(siblings) if (other["type"] == "group") == is_group]
    here = places.index(siblings.index(item))
    if 0 <= here + step < len(places):
        first, second = places[here], places[here + step]
        siblings[first], siblings[second] = siblings[second], siblings[first]


def move_to(content: Content, name: str, section: str) -> None:
    """A question to the end of another section; `section` is its name, "" for outside any."""
    siblings, item = find(content, name)
    there = find_section(content, section)
    if there is None or item["type"] == "group":
        raise EditProblem([("", _("This part of the survey is not there any more."))])
    siblings.remove(item)
    (content["items"] if there.item is None else there.item["items"]).append(item)


def remove(content: Content, name: str) -> None:
    siblings, item = find(content, name)
    siblings.remove(item)


def add_question(content: Content, section: Section, kind: str, label: Wording) -> str:
    """At the end of the section; its name, made of the label."""
    if kind not in question_types():
        raise EditProblem([("add:type", _("Choose what kind of question it is."))])
    check_number(content)
    name = free_name(content, label, "question")
    item: Item = {"type": kind, "name": name, "label": label}
    begin(content, choosing(item))
    (content["items"] if section.item is None else section.item["items"]).append(item)
    return name


def choosing(item: Item) -> Item:
    """The item with a list of choices of its own if its type has choices, without one if not."""
    if chooses(item["type"]):
        item.setdefault("list", item["name"])
        item.setdefault("choices", [])
    else:
        for part in ("list", "choices", "or_other"):
            item.pop(part, None)
    return item


def add_section(content: Content, label: Wording) -> str:
    """At the end of the survey; its name, made of the heading."""
    check_number(content)
    name = free_name(content, label, "section")
    content["items"].append({"type": "group", "name": name, "label": label, "items": []})
    return name


def check_number(content: Content) -> None:
    if sum(1 for _item in every(content["items"])) >= MOST_ITEMS:
        raise EditProblem([("", _("A survey can have %(most)s questions and sections.", most=MOST_ITEMS))])


def move_choice(content: Content, name: str, code: str, step: int) -> None:
    choices, place = find_choice(content, name, code)
    if 0 <= place + step < len(choices):
        choices[place], choices[place + step] = choices[place + step], choices[place]
    share(content, find(content, name)[1])


def remove_choice(content: Content, name: str, code: str) -> None:
    choices, place = find_choice(content, name, code)
    del choices[place]
    share(content, find(content, name)[1])


def find_choice(content: Content, name: str, code: str) -> tuple[list[Item], int]:
    choices = find(content, name)[1].get("choices", [])
    places = [place for place, choice in enumerate(choices) if choice["code"] == code]
    if not places:
        raise EditProblem([("", _("This part of the survey is not there any more."))])
    return choices, places[0]


def add_choice(content: Content, item: Item, label: Wording) -> None:
    """At the end, before those that stand apart and before “other”. Its code is made of the label, or the next number
    on a scale."""
    choices = item.setdefault("choices", [])
    if len(choices) >= MOST_CHOICES:
        raise EditProblem([("", _("A question can have %(most)s choices.", most=MOST_CHOICES))])
    codes = [choice["code"] for choice in choices]
    code = next_number(codes) if item["type"] in ("agreement", "scale") else made_of(label, codes, "choice")
    last = [c for c in choices if c["code"].startswith("-") or (c["code"] == OTHER and item.get("or_other"))]
    choices.insert(len(choices) - len(last), {"code": code, "label": label})


def own_choices(content: Content, name: str) -> None:
    """A list of its own for a question that has shared one; the same choices at first."""
    _siblings, item = find(content, name)
    lists = {other.get("list") for other in every(content["items"])}
    item["list"] = unused(item["name"], lists)


def free_name(content: Content, label: Wording, otherwise: str) -> str:
    taken = {item["name"] for item in every(content["items"])} | set(RESERVED)
    return made_of(label, taken, otherwise, as_name=True)


def made_of(label: Wording, taken: Collection[str], otherwise: str, *, as_name: bool = False) -> str:
    """The label in plain letters, such as `very_good`; a name begins with a letter."""
    text = label.get("en") or next(filter(None, label.values()), "")
    plain = re.sub(r"[^a-z0-9]+", "_", strip_marks(fold(text))).strip("_")[:LONGEST_MADE].rstrip("_") or otherwise
    return unused(f"q_{plain}" if as_name and plain[0].isdigit() else plain, taken)


def next_number(codes: list[str]) -> str:
    numbers = [int(code) for code in codes if code.isascii() and code.isdigit()]
    return str(max(numbers) + 1 if numbers else 1)
