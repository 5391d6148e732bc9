"""What the buttons of the editor do. Each is sent as a word and what it is about: `up O1`, `choice-remove D1 north`."""

from survey.actions import edit_survey_items as items
from survey.actions.edit_survey import add_language, remove_language
from survey.actions.edit_survey_items import DOWN, UP
from survey.actions.edit_survey_lists import add_other, same_choices
from survey.actions.edit_survey_problem import EditProblem
from survey.actions.edit_survey_texts import Content, find_section
from survey.actions.edit_survey_typed import Typed, new_label
from survey.language import gettext as _
from survey.plain_text import clean_line
from survey.staff.survey_page import LOOSE
from survey.xlsform.headers import language_code


def press(content: Content, section: str, button: str, typed: Typed) -> str:
    """Change the content as the button says; where on the page to go on. An unknown button only saves."""
    added = add(content, section, button, typed)
    match button.split(" "):
        case ["up", name]:
            items.move(content, name, UP)
        case ["down", name]:
            items.move(content, name, DOWN)
        case ["remove", name]:
            items.remove(content, name)
            return ""
        case ["like", name]:
            same_choices(items.find(content, name)[1], items.find(content, typed.get(f"like:{name}", ""))[1])
        case ["other", name]:
            add_other(content, *items.find(content, name))
        case ["own", name]:
            items.own_choices(content, name)
        case ["choice-up", name, code]:
            items.move_choice(content, name, code, UP)
        case ["choice-down", name, code]:
            items.move_choice(content, name, code, DOWN)
        case ["choice-remove", name, code]:
            items.remove_choice(content, name, code)
        case ["more", name]:
            items.find(content, name)
        case ["language-remove", name]:
            remove_language(content, name)
            return "languages"
        case ["language-add"]:
            add_language(content, chosen_language(typed))
            return "languages"
        case _:
            return added
    return f"item:{name}"


def move_away(content: Content, button: str, typed: Typed) -> tuple[str, str] | None:
    """The section into which the button has moved its question, and where it stands; None for another button."""
    word, _space, old = button.partition(" ")
    if word != "to":
        return None
    name, section = clean_line(typed.get(f"name:{old}", old)), typed.get(f"to:{old}", "").removeprefix(LOOSE)
    items.move_to(content, name, section)
    return section, f"item:{name}"


def chosen_language(typed: Typed) -> str:
    """From the list, else what was written: a code or a name; as written when it is neither."""
    written = clean_line(typed.get("add:other_language", ""))
    return typed.get("add:language") or language_code(written) or written


def add(content: Content, section: str, button: str, typed: Typed) -> str:
    """A question or a section whose label was typed is added, whichever button was pressed."""
    kind = "question" if find_section(content, section) and "add:type" in typed else "section"
    label = new_label(content, f"add:{kind}", typed)
    if not label:
        if button == f"add-{kind}":
            raise EditProblem(
                [(f"add:{kind}:{content['languages'][0]}", _("Write the text in one language at least."))]
            )
        return ""
    if kind == "section":
        return f"item:{items.add_section(content, label)}"
    found = find_section(content, section)
    assert found is not None
    return f"item:{items.add_question(content, found, typed['add:type'], label)}"
