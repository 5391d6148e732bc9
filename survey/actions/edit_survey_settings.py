"""What was typed of a question besides its texts: its kind, whether and when it is asked, the order of its choices."""

from collections.abc import Mapping

from survey.actions.edit_survey_check import Problems
from survey.actions.edit_survey_conditions import WRITTEN, expression_for, picked
from survey.actions.edit_survey_items import choosing
from survey.actions.edit_survey_texts import Content, Item
from survey.form_content import Wording
from survey.language import gettext as _
from survey.plain_text import clean_line
from survey.question_types import question_types
from survey.typed_number import read_number, written
from survey.xlsform.details import STRAIGHT
from survey.xlsform.parameters import wrong_range

Typed = Mapping[str, str]
#: Expressions, and the settings of a range, each with a field of its own
EXPRESSIONS = ("relevant", "constraint", "calculation", "choice_filter", "required_if")
LIMITS = ("start", "end", "step")


def put_settings(content: Content, item: Item, typed: Typed) -> Problems:
    """Type, required, conditions, default, the settings of a range."""
    name = item["name"]
    if f"name:{name}" not in typed:
        return []
    kind = typed.get(f"type:{name}", item["type"])
    if kind not in question_types():
        return [(f"type:{name}", _("Choose what kind of question it is."))]
    item["type"] = kind
    choosing(item)
    item["required"] = f"required:{name}" in typed
    problems = put_relevant(content, item, typed)
    for part in EXPRESSIONS[1:]:
        put_expression(item, part, typed)
    put_lot(item, typed)
    if f"default:{name}" in typed:
        item["default"] = clean_line(typed[f"default:{name}"])
    return problems + put_range(item, typed)


def put_relevant(content: Content, item: Item, typed: Typed) -> Problems:
    """What was chosen from the list counts if it was changed, else what was written."""
    before = picked(item.get("logic", {}).get("relevant", ""))
    put_expression(item, "relevant", typed)
    field = f"only_if:{item['name']}"
    pick = typed.get(field, before)
    if pick in (before, WRITTEN):
        return []
    if (expression := expression_for(content, pick)) is None:
        return [(field, _("Choose an answer from the list."))]
    put_word(item.setdefault("logic", {}), "relevant", expression)
    return []


def put_lot(item: Item, typed: Typed) -> None:
    """Whether the choices come in another order for each person; an author's own seed stays as long as they do."""
    found = item.setdefault("parameters", {})
    if "choices" not in item or f"lot:{item['name']}" not in typed:
        for part in ("randomize", "seed"):
            found.pop(part, None)
    else:
        found["randomize"] = "true"


def put_expression(item: Item, part: str, typed: Typed) -> None:
    said = typed.get(f"{part}:{item['name']}")
    if said is not None:
        put_word(item.setdefault("logic", {}), part.removesuffix("_if"), clean_line(said.translate(STRAIGHT)))


def put_range(item: Item, typed: Typed) -> Problems:
    name, found = item["name"], item.setdefault("parameters", {})
    for part in LIMITS:
        if item["type"] == "range" and (said := typed.get(f"{part}:{name}")) is not None:
            number = read_number(said)
            put_word(found, part, clean_line(said) if number is None else written(number))
    wrong = wrong_range(found) if item["type"] == "range" else ""
    return [(f"start:{name}", wrong)] if wrong else []


def put_word(wording: Wording, language: str, said: str) -> None:
    if said:
        wording[language] = said
    else:
        wording.pop(language, None)
