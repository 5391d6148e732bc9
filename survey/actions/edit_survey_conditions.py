"""The condition that authors choose without writing it: asked only if one choice of an earlier question was chosen.

On a page it goes as `question choice`; "" is always, WRITTEN any other condition, which stands in a field as text.
"""

import re

from survey.actions.edit_survey_texts import Content, Item, chooses, every
from survey.logic import LogicError, parse
from survey.logic.words import chosen
from survey.question_types import question_types
from survey.xlsform.kinds import SEVERAL

WRITTEN = "-"
MOST_OFFERED = 20


def picked(expression: str) -> str:
    """The condition as a page has it."""
    if not expression:
        return ""
    try:
        found = chosen(parse(expression))
    except LogicError:
        return WRITTEN
    return " ".join(found) if found and len(found[1].split()) == 1 else WRITTEN


def expression_for(content: Content, pick: str) -> str | None:
    """The condition as it is stored; None when there is no such question or choice."""
    if not pick:
        return ""
    name, _space, code = pick.partition(" ")
    item = next((item for item in every(content["items"]) if item["name"] == name), {})
    if code not in {choice["code"] for choice in item.get("choices", ())} or "'" in code:
        return None
    return f"selected(${{{name}}}, '{code}')" if is_several(item) else f"${{{name}}} = '{code}'"


def is_several(item: Item) -> bool:
    return any(base == SEVERAL for base, _appearance in question_types()[item["type"]].xlsform)


def offered(content: Content, item: Item) -> list[Item]:
    """The questions with choices that stand before the item, the nearest MOST_OFFERED, and the one that it asks for."""
    before: list[Item] = []
    asked = picked(item.get("logic", {}).get("relevant", "")).partition(" ")[0]
    for other in every(content["items"]):
        if other is item:
            break
        if other["type"] != "group" and chooses(other["type"]) and other["type"] != "rank" and other.get("choices"):
            before.append(other)
    far = [other for other in every(content["items"]) if other["name"] == asked and other.get("choices")]
    near = before[-MOST_OFFERED:]
    return [*(other for other in far if other not in near), *near]


def rename_codes(content: Content, names: set[str], codes: dict[str, str]) -> None:
    """New codes of choices, by the old ones, go into every condition that asks for them at the questions `names`."""
    if all(old == new for old, new in codes.items()):
        return
    question = r"\$\{\s*(?:" + "|".join(map(re.escape, sorted(names))) + r")\s*\}"
    asks = re.compile(rf"({question}\s*!?=\s*|selected\(\s*{question}\s*,\s*)(['\"])([^'\"]*)\2")
    for item in every(content["items"]):
        logic = item.get("logic", {})
        for part, expression in logic.items():
            logic[part] = asks.sub(
                lambda found: f"{found[1]}{found[2]}{codes.get(found[3], found[3])}{found[2]}", expression
            )
