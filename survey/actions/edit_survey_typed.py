"""What was typed on a page of the editor, put into the content. Fields that the page did not send stay as they are."""

import re
from collections.abc import Iterator, Mapping

from survey.actions.edit_survey_check import Problems, wrong_code, wrong_name, wrong_text
from survey.actions.edit_survey_conditions import rename_codes
from survey.actions.edit_survey_items import add_choice
from survey.actions.edit_survey_lists import is_shared, put_table, share
from survey.actions.edit_survey_problem import EditProblem
from survey.actions.edit_survey_settings import put_relevant, put_settings, put_word
from survey.actions.edit_survey_texts import LINES, Content, Item, Section, Text, every, owner, section_texts, title
from survey.form_content import Wording
from survey.language import gettext as _
from survey.plain_text import clean, clean_line

Typed = Mapping[str, str]
MOST_NEW = 12


def put_title(content: Content, typed: Typed) -> Problems:
    return list(put_text(title(content), content["languages"], typed))


def put_section(content: Content, section: Section, typed: Typed) -> Problems:
    """Everything that the page of a section has. Codes and names come last, for the fields go by the old ones."""
    problems = [
        problem for text in section_texts(content, section) for problem in put_text(text, content["languages"], typed)
    ]
    if section.item is not None:
        problems += put_relevant(content, section.item, typed)
    for item in section.items:
        problems += put_settings(content, item, typed)
    for item in section.items:
        if owner(content, item) is item:
            problems += put_choices(content, item, typed)
    problems += put_appearance(content, section, typed)
    for item in section.items:
        problems += put_name(content, item, typed)
    return problems


def put_text(text: Text, languages: list[str], typed: Typed) -> Iterator[tuple[str, str]]:
    for language in languages:
        field = text.field(language)
        if field not in typed:
            continue
        said = (clean_line if text.part in LINES else clean)(typed[field])
        if words := wrong_text(said):
            yield field, words
        put_word(text.wording, language, said)


def put_appearance(content: Content, section: Section, typed: Typed) -> Problems:
    if section.item is None or f"table-of:{section.name}" not in typed:
        return []
    try:
        put_table(content, section, f"table:{section.name}" in typed)
    except EditProblem as problem:
        return problem.problems
    return []


def put_choices(content: Content, item: Item, typed: Typed) -> Problems:
    """Codes that were changed, choices that were typed into the empty rows; then all who share the list have them."""
    name, problems, codes, renamed = item["name"], [], set(), {}
    sharers = {name} | {other["name"] for other in every(content["items"]) if is_shared(item, other)}
    for choice in item.get("choices", ()):
        field = f"code:{name}:{choice['code']}"
        code = clean_line(typed.get(field, choice["code"]))
        if words := wrong_code(code) or (_("Another choice has this code.") if code in codes else ""):
            problems.append((field, words))
        codes.add(code)
        renamed[choice["code"]] = code
        choice["code"] = code
    rename_codes(content, sharers, renamed)
    for row in range(MOST_NEW):
        if "choices" in item and (label := new_label(content, f"new:{name}:{row}", typed)):
            problems += [
                (f"new:{name}:{row}:{code}", words) for code, text in label.items() if (words := wrong_text(text))
            ]
            add_choice(content, item, label)
    share(content, item)
    return problems


def new_label(content: Content, field: str, typed: Typed) -> Wording:
    """What was typed for something new, by language."""
    said = {code: clean_line(typed.get(f"{field}:{code}", "")) for code in content["languages"]}
    return {code: text for code, text in said.items() if text}


def put_name(content: Content, item: Item, typed: Typed) -> Problems:
    """A new name goes into every condition that asks for the old one."""
    old, field = item["name"], f"name:{item['name']}"
    new = clean_line(typed.get(field, old))
    if new == old:
        return []
    if words := wrong_name(new) or (_("Another question has this name.") if is_taken(content, new) else ""):
        return [(field, words)]
    item["name"] = new
    reference = re.compile(r"\$\{\s*" + re.escape(old) + r"\s*\}")
    for other in every(content["items"]):
        logic = other.get("logic", {})
        other["logic"] = {part: reference.sub(f"${{{new}}}", expression) for part, expression in logic.items()}
    return []


def is_taken(content: Content, name: str) -> bool:
    return any(item["name"] == name for item in every(content["items"]))
