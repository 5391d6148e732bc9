"""How the editor speaks: the kinds of question in words, and where a text stands."""

from survey.actions.edit_survey_texts import Content, Item, Text, every
from survey.form_content import spoken
from survey.language import current
from survey.language import gettext as _
from survey.language import lazy_gettext as lazy
from survey.question_types import question_types

#: In the order in which they are offered
KINDS = {
    "one_choice": lazy("One of several choices"),
    "several_choices": lazy("Any of several choices"),
    "long_text": lazy("Open question, a long answer"),
    "short_text": lazy("Open question, one line"),
    "agreement": lazy("How far somebody agrees"),
    "scale": lazy("A row of numbers to choose from"),
    "range": lazy("A number between two others"),
    "rank": lazy("Choices to put in order"),
    "integer": lazy("A whole number"),
    "decimal": lazy("A number with decimals"),
    "date": lazy("A day"),
    "time": lazy("A time of day"),
    "place": lazy("A place"),
    "image": lazy("A picture"),
    "acknowledge": lazy("Something to agree to"),
    "note": lazy("A text to read, nothing to answer"),
    "calculation": lazy("Worked out from other answers, nobody sees it"),
    "hidden": lazy("A fixed value, nobody sees it"),
}
TEMPLATES = {
    "quick_feedback": (
        lazy("Quick feedback"),
        lazy("One open question and three closed ones. About a minute."),
    ),
    "event_evaluation": (
        lazy("Event evaluation"),
        lazy("How a meeting was, whether people were heard, what to do better. About two minutes."),
    ),
    "community": (
        lazy("Community survey"),
        lazy("The built-in survey of trust and collaboration, with the same questions everywhere. About four minutes."),
    ),
}


def kinds() -> dict[str, str]:
    """Every kind of question there is, in words."""
    known = [*(name for name in KINDS if name in question_types()), *(set(question_types()) - set(KINDS))]
    return {name: str(KINDS.get(name, name)) for name in known}


def shown(item: Item) -> str:
    """An item as people recognise it: by its label in their language, else by its name."""
    return spoken(item.get("label", {}), current()) or item["name"]


def place(content: Content, text: Text) -> str:
    """Where a text stands."""
    named = {item["name"]: shown(item) for item in every(content["items"])}
    values = {"name": named.get(text.name, text.name), "code": spoken(text.wording, current()) or text.code}
    return {
        "title": lambda: _("The title"),
        "heading": lambda: _("The heading “%(name)s”", **values),
        "label": lambda: _("The question “%(name)s”", **values),
        "hint": lambda: _("The hint of “%(name)s”", **values),
        "required": lambda: _("What “%(name)s” says when it is not answered", **values),
        "constraint": lambda: _("What “%(name)s” says when the answer cannot be", **values),
        "choice": lambda: _("The choice “%(code)s” of “%(name)s”", **values),
    }[text.part]()
