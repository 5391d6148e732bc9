"""A question as its card in the editor shows it."""

from collections.abc import Iterable
from typing import Any

from survey.actions.edit_survey_conditions import WRITTEN, offered, picked
from survey.actions.edit_survey_lists import is_other, owners
from survey.actions.edit_survey_settings import EXPRESSIONS
from survey.actions.edit_survey_texts import Item, Text, choice_texts, every, missing, owner, question_texts
from survey.actions.edit_survey_typed import MOST_NEW
from survey.form_content import spoken
from survey.language import current
from survey.language import lazy_gettext as _
from survey.question_types import question_types
from survey.staff.survey_typed_page import EditorPage
from survey.staff.survey_words import shown
from survey.xlsform.choices import OTHER

FEW, SPARE_ROWS = 2, 2
#: Kinds of question to which “other” can be an answer
OPEN_LISTS = ("one_choice", "several_choices")
BEHIND = ("hint", "required", "constraint", "type", "name", "default", "only_if", *EXPRESSIONS)
CONDITIONS = {
    "relevant": _("Ask it only if"),
    "constraint": _("Accept the answer only if"),
    "calculation": _("Work it out as"),
    "choice_filter": _("Show only the choices for which"),
    "required_if": _("Must be answered if"),
}


def card(page: EditorPage, item: Item) -> dict[str, Any]:
    """What the template of a question asks for."""
    known = question_types()[item["type"]]
    found = {text.part: text for text in question_texts(item)}
    parts = [part for part in EXPRESSIONS if is_offered(item, part)]
    return {
        "item": item,
        "shown": shown(item),
        "texts": found,
        "asks": known.asks and known.speaks,
        "condition": condition(page, item),
        "is_shuffled": item.get("parameters", {}).get("randomize", "").lower() in ("true", "yes"),
        "logic": {part: item.get("logic", {}).get(part.removesuffix("_if"), "") for part in parts},
        "has_default": item["type"] == "hidden" or "default" in item,
        "is_open": page.is_conflict or is_wrong(page, item, BEHIND) or page.opened == f"{item['name']}:more",
        "says_more": says_more(item, found),
        **choices(page, item),
    }


def choices(page: EditorPage, item: Item) -> dict[str, Any]:
    """Its choices, unless another question has the same list before it."""
    if "choices" not in item:
        return {}
    first, found = owner(page.content, item), list(choice_texts(item))
    wrong = is_wrong(page, item, ("code", "new", "choice"))
    return {
        "choices": found,
        "like": "" if first is item else shown(first),
        "sharing": len(sharing(page, item)) - 1,
        "owners": [(other["name"], shown(other)) for other in owners(page.content, item)],
        "fixed": {choice["code"] for choice in item["choices"] if is_other(item, choice)},
        "new_rows": new_rows(page, item),
        "may_add_other": item["type"] in OPEN_LISTS and all(choice["code"] != OTHER for choice in item["choices"]),
        "codes_open": page.is_conflict or is_wrong(page, item, ("code",)),
        "choices_missing": missing(found, page.content["languages"]),
        "choices_open": page.opened == item["name"] or len(found) < FEW or wrong or page.is_conflict,
    }


def condition(page: EditorPage, item: Item) -> dict[str, Any]:
    """What can be chosen for when it is asked: (question, its choices as (value, words)), and what is."""
    asked = [
        (shown(other), [(f"{other['name']} {choice['code']}", spoken(choice["label"], current()) or choice["code"])
                        for choice in other["choices"]])
        for other in offered(page.content, item)
    ]  # fmt: skip
    return {"offered": asked, "picked": picked(item.get("logic", {}).get("relevant", "")), "written": WRITTEN}


def sharing(page: EditorPage, item: Item) -> list[Item]:
    named = item.get("list")
    return [other for other in every(page.content["items"]) if other is item or (named and other.get("list") == named)]


def says_more(item: Item, found: dict[str, Text]) -> bool:
    """Whether there is anything to read behind the summary."""
    return bool(item.get("logic")) or any(text.wording for part, text in found.items() if part != "label")


def is_wrong(page: EditorPage, item: Item, parts: Iterable[str]) -> bool:
    """Whether something of the question in one of these parts was refused."""
    wanted = {(part, item["name"]) for part in parts}
    return any(tuple(name.split(":")[:2]) in wanted for name, _words in page.problems)


def is_offered(item: Item, part: str) -> bool:
    """Conditions that every question may have, and those that this one has already."""
    known = question_types()[item["type"]]
    if part == "relevant" or (part == "calculation" and item["type"] == "calculation"):
        return True
    if part == "constraint" and known.asks and known.speaks:
        return True
    return part.removesuffix("_if") in item.get("logic", {})


def new_rows(page: EditorPage, item: Item) -> int:
    """Empty rows for choices: some to begin with, and as many as were typed into."""
    rows = [row for row in range(MOST_NEW) if any(f"new:{item['name']}:{row}:" in name for name in page.typed)]
    return max(SPARE_ROWS if len(item["choices"]) >= FEW else 2 * SPARE_ROWS, len(rows))
