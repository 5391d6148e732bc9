"""What a survey version holds: its languages, its wording and its questions, as plain data.

Stored as JSON: {"languages": [code, …], "title": {code: text}, "items": [item, …]}. An item is
{"type", "name", "label": {code: text}, "hint": {…}, "required", "choices": [{"code", "label": {…}, "columns": {…}}],
"logic": {part: expression}, "messages": {part: {code: text}}, "default", "parameters": {…}, "appearance",
"items": […]};
`type` is "group" (with items, groups among them) or the name of a question type. Absent and empty are the same.

`offered` are the languages people can choose, when these are not all. "settings" of the content, and "list" and
"or_other" of an item, are there only for the way back to a spreadsheet.

An expression is XLSForm's own ("${age} >= 16"); its parts are named in LOGIC. Groups know only "relevant".
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from survey.markdown_text import plain_line

Wording = dict[str, str]

#: The languages that a published version is offered in, when these are not all it declares
OFFERED = "offered"

#: What a text may hold in braces; filled from the settings when it is shown
PLACEHOLDERS = ("organisation", "contact", "emergency_number", "retention_months")
PLACEHOLDER = re.compile(r"(?<!\$)\{(\w+)\}")

#: What an expression may decide: whether a question is asked, must be answered, may be answered so, with what
LOGIC = ("relevant", "required", "constraint", "calculation", "choice_filter")
Logic = Mapping[str, str]


@dataclass(frozen=True)
class Choice:
    code: str
    label: Wording
    columns: Mapping[str, str] = field(default_factory=dict)  # further columns, which a choice filter may ask for

    @property
    def stands_apart(self) -> bool:
        """True for what is no point on a scale: don't know, does not apply. Their codes are below zero."""
        return self.code.startswith("-")


@dataclass(frozen=True)
class Question:
    """One question or note. `type` names a file in question_types/; `required` is True when it always is."""

    type: str
    name: str
    label: Wording
    hint: Wording
    required: bool
    choices: tuple[Choice, ...]
    logic: Logic = field(default_factory=dict)
    messages: Mapping[str, Wording] = field(default_factory=dict)  # for "required" and "constraint"
    default: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    appearance: str = ""

    @property
    def is_shuffled(self) -> bool:
        """True when its choices come in another order for each person."""
        return self.parameters.get("randomize", "").lower() in ("true", "yes")


@dataclass(frozen=True)
class Group:
    """Questions that belong together under one heading: a section. `relevant` is an expression, "" for always."""

    name: str
    label: Wording
    questions: tuple[Question, ...]
    relevant: str = ""
    appearance: str = ""

    @property
    def is_table(self) -> bool:
        """True for questions with the same choices, shown as one table."""
        return "table-list" in self.appearance.split()


LOOSE = Group("", {}, ())


@dataclass(frozen=True)
class FormContent:
    """The whole form. Questions outside any group come in groups without a label."""

    languages: tuple[str, ...]
    title: Wording
    groups: tuple[Group, ...]

    def questions(self) -> Iterator[Question]:
        for group in self.groups:
            yield from group.questions

    def question(self, name: str) -> Question | None:
        return next((question for question in self.questions() if question.name == name), None)


def read_content(content: dict[str, Any]) -> FormContent:
    """The stored JSON as FormContent."""
    languages = content.get(OFFERED) or content["languages"]
    title = {code: plain_line(text) for code, text in content["title"].items()}
    return FormContent(tuple(languages), title, tuple(read_groups(content["items"])))


def read_groups(items: list[dict[str, Any]], outer: Group = LOOSE) -> Iterator[Group]:
    """Sections in the order of the form. A group inside a group is a section of its own, asked only when both are;
    what stands between groups is a section without a heading, or a further one of the group it stands in."""
    loose: list[Question] = []
    for item in items:
        if item["type"] != "group":
            loose.append(read_question(item))
            continue
        if loose or outer.label:
            yield replace(outer, questions=tuple(loose))
            loose, outer = [], replace(outer, label={})
        yield from read_groups(item["items"], read_group(item, outer))
    if loose or outer.label:
        yield replace(outer, questions=tuple(loose))


def read_group(item: dict[str, Any], outer: Group) -> Group:
    own = item.get("logic", {}).get("relevant", "")
    both = f"({outer.relevant}) and ({own})" if outer.relevant and own else outer.relevant or own
    return Group(item["name"], item.get("label", {}), (), both, item.get("appearance", ""))


def read_question(item: dict[str, Any]) -> Question:
    choices = (Choice(choice["code"], choice["label"], choice.get("columns", {})) for choice in item.get("choices", ()))
    return Question(
        type=item["type"],
        name=item["name"],
        label=item.get("label", {}),
        hint=item.get("hint", {}),
        required=item.get("required", False),
        choices=tuple(choices),
        logic=item.get("logic", {}),
        messages=item.get("messages", {}),
        default=item.get("default", ""),
        parameters=item.get("parameters", {}),
        appearance=item.get("appearance", ""),
    )


def spoken(wording: Wording, language: str) -> str:
    """The wording in `language`, else in the first language that has it."""
    return wording.get(language) or next(filter(None, wording.values()), "")


def in_language(content: FormContent, language: str, values: Mapping[str, object]) -> FormContent:
    """The form as read in one language: every wording holds that language alone, placeholders filled from `values`."""

    def say(wording: Wording) -> Wording:
        return {language: fill(spoken(wording, language), values)}

    groups = tuple(
        replace(group, label=say(group.label), questions=tuple(say_question(part, say) for part in group.questions))
        for group in content.groups
    )
    return replace(content, title=say(content.title), groups=groups)


def say_question(question: Question, say: Callable[[Wording], Wording]) -> Question:
    choices = tuple(replace(choice, label=say(choice.label)) for choice in question.choices)
    messages = {part: say(message) for part, message in question.messages.items()}
    return replace(question, label=say(question.label), hint=say(question.hint), choices=choices, messages=messages)


def fill(text: str, values: Mapping[str, object]) -> str:
    """`text` with its known placeholders filled; anything else in braces stays as written."""
    return PLACEHOLDER.sub(lambda found: str(values.get(found[1], found[0])), text)
