"""How the editor speaks: the kinds of question in words, and where a text stands."""

from survey.actions.edit_survey_texts import Content, Item, Text, every
from survey.form_content import spoken
from survey.language import current, gettext
from survey.language import lazy_gettext as _
from survey.markdown_text import plain_line
from survey.question_types import question_types

#: In the order in which they are offered
KINDS = {
    "one_choice": _("One of several choices"),
    "several_choices": _("Any of several choices"),
    "long_text": _("Open question, a long answer"),
    "short_text": _("Open question, one line"),
    "agreement": _("How far somebody agrees"),
    "scale": _("A row of numbers to choose from"),
    "range": _("A number between two others"),
    "rank": _("Choices to put in order"),
    "integer": _("A whole number"),
    "decimal": _("A number with decimals"),
    "date": _("A day"),
    "time": _("A time of day"),
    "place": _("A place"),
    "image": _("A picture"),
    "acknowledge": _("Something to agree to"),
    "note": _("A text to read, nothing to answer"),
    "calculation": _("Worked out from other answers, nobody sees it"),
    "hidden": _("A fixed value, nobody sees it"),
}
TEMPLATES = {
    "quick_feedback": (
        _("Quick feedback"),
        _("One open question and three closed ones. About a minute."),
    ),
    "event_evaluation": (
        _("Event evaluation"),
        _("How a meeting was, whether people were heard, what to do better. About two minutes."),
    ),
    "community": (
        _("Community survey"),
        _("The built-in survey of trust and collaboration, with the same questions everywhere. About four minutes."),
    ),
    "empty": (
        _("Empty survey"),
        _("Nothing is in it yet. You write every question yourself."),
    ),
}
#: What people do with a survey, by survey_event.kind
EVENTS = {
    "made": _("Version %(number)s made"),
    "published": _("Version %(number)s published"),
    "opened": _("Opened to residents again"),
    "closed": _("Closed to residents"),
    "deleted": _("The draft of version %(number)s deleted"),
}


def kinds() -> dict[str, str]:
    """Every kind of question there is, in words."""
    known = [*(name for name in KINDS if name in question_types()), *(set(question_types()) - set(KINDS))]
    return {name: str(KINDS.get(name, name)) for name in known}


def shown(item: Item) -> str:
    """An item as people recognise it: by its label in their language, else by its name."""
    return plain_line(spoken(item.get("label", {}), current())) or item["name"]


def place(content: Content, text: Text) -> str:
    """Where a text stands."""
    named = {item["name"]: shown(item) for item in every(content["items"])}
    values = {"name": named.get(text.name, text.name), "code": spoken(text.wording, current()) or text.code}
    return {
        "title": lambda: gettext("The title"),
        "heading": lambda: gettext("The heading “%(name)s”", **values),
        "label": lambda: gettext("The question “%(name)s”", **values),
        "hint": lambda: gettext("The hint of “%(name)s”", **values),
        "required": lambda: gettext("What “%(name)s” says when it is not answered", **values),
        "constraint": lambda: gettext("What “%(name)s” says when the answer cannot be", **values),
        "choice": lambda: gettext("The choice “%(code)s” of “%(name)s”", **values),
    }[text.part]()
