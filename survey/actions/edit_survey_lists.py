"""Lists of choices that several questions have, and the table that such questions make."""

from collections.abc import Collection
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

from survey.actions.edit_survey_problem import EditProblem
from survey.actions.edit_survey_texts import Content, Item, Section, chooses, every, owner
from survey.language import gettext as _
from survey.language import near
from survey.xlsform import read_xlsform
from survey.xlsform.choices import OTHER, other_text, other_wording
from survey.xlsform.matrix import TABLE

BUILT_IN = Path(__file__).parent.parent / "builtin" / "community.md"
#: Kinds of question that a table can show
IN_TABLES = ("one_choice", "agreement", "scale")
MOST_OFFERED = 20


def owners(content: Content, item: Item) -> list[Item]:
    """The questions whose choices another may have too: the first of each list, but for the item's own."""
    found: dict[str, Item] = {}
    for other in every(content["items"]):
        if other.get("choices") and other is not item and not is_shared(other, item):
            found.setdefault(other.get("list") or f"\n{other['name']}", other)
    return list(found.values())[:MOST_OFFERED]


def is_shared(first: Item, second: Item) -> bool:
    return bool(first.get("list")) and first.get("list") == second.get("list")


def same_choices(item: Item, other: Item) -> None:
    """The item has from now on the list of the other; its own “other” stays."""
    if chooses(item["type"]) and other.get("choices"):
        item["list"] = other.setdefault("list", other["name"])
        item["choices"] = [*deepcopy(plain(other)), *(one for one in item.get("choices", ()) if is_other(item, one))]


def begin(content: Content, item: Item) -> None:
    """What a new question that has the same choices everywhere begins with: those of another such question, or usual
    ones in the languages of the survey that we speak."""
    others = [other for other in every(content["items"]) if other["type"] == item["type"] and other.get("choices")]
    if item["type"] == "scale":
        item["choices"] = [{"code": code, "label": dict.fromkeys(content["languages"], code)} for code in "12345"]
    if item["type"] == "agreement" and others:
        same_choices(item, others[0])
    elif item["type"] == "agreement":
        item["choices"] = [
            {**choice, "label": {code: said for code, said in choice["label"].items() if code in content["languages"]}}
            for choice in usual_agreement()
        ]


@lru_cache(maxsize=1)
def usual_agreement() -> list[Item]:
    """The choices of the built-in survey; never to be changed."""
    found = every(read_xlsform(BUILT_IN).content["items"])
    return list(next(item["choices"] for item in found if item["type"] == "agreement"))


def add_other(content: Content, siblings: list[Item], item: Item) -> None:
    """A choice “other”, and after the question a text that is asked if it is chosen. The list becomes its own."""
    if "choices" not in item or any(choice["code"] == OTHER for choice in item["choices"]):
        return
    taken = {other["name"] for other in every(content["items"])}
    if any(other is not item and is_shared(other, item) for other in every(content["items"])):
        item["list"] = unused(item["name"], {other.get("list") for other in every(content["items"])})
    spoken = [code for code in content["languages"] if near(code)]
    apart = [choice for choice in item["choices"] if choice["code"].startswith("-")]
    other = {"code": OTHER, "label": other_wording(spoken, 0)}
    item["choices"] = [*item["choices"][: len(item["choices"]) - len(apart)], other, *apart]
    text = other_text(item["name"], spoken) | {"name": unused(f"{item['name']}_other", taken)}
    siblings.insert(siblings.index(item) + 1, text)


def share(content: Content, first: Item) -> None:
    """Everybody who has the list of `first` gets its choices; who has “other” keeps it."""
    if owner(content, first) is not first:
        return
    for item in every(content["items"]):
        if item is not first and is_shared(first, item):
            others = [choice for choice in item.get("choices", ()) if is_other(item, choice)]
            item["choices"] = [*deepcopy(plain(first)), *others]


def plain(item: Item) -> list[Item]:
    """Its choices without “other”."""
    return [choice for choice in item.get("choices", ()) if not is_other(item, choice)]


def is_other(item: Item, choice: Item) -> bool:
    return bool(item.get("or_other")) and choice["code"] == OTHER


def put_table(content: Content, section: Section, wanted: bool) -> None:
    """Show the section as a table, or not. EditProblem when its questions do not have the same choices."""
    assert section.item is not None
    words = [word for word in section.item.get("appearance", "").split() if word != TABLE]
    section.item["appearance"] = " ".join([*words, TABLE] if wanted else words)
    if not section.item["appearance"]:
        del section.item["appearance"]
    rows = [item for item in section.items if chooses(item["type"])]
    for item in rows[1:] if wanted else ():
        if item["type"] not in IN_TABLES or not has_choices_of(rows[0], item):
            raise EditProblem([(f"table:{section.name}", _("A table needs questions with the same choices, of which "
                               "one is chosen. Give the others the choices of the first one."))])  # fmt: skip
        if not is_shared(rows[0], item):
            same_choices(item, rows[0])


def has_choices_of(first: Item, item: Item) -> bool:
    """Whether they are the same, or still to be written."""
    codes = [[choice["code"] for choice in one.get("choices", ())] for one in (first, item)]
    return not codes[1] or codes[0] == codes[1]


def unused(wanted: str, taken: Collection[str | None]) -> str:
    code, number = wanted, 1
    while code in taken:
        number += 1
        code = f"{wanted}_{number}"
    return code
