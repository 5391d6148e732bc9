"""What a survey version holds: its languages, its wording and its questions, as plain data.

Stored as JSON: {"languages": [code, …], "title": {code: text}, "items": [item, …]}. An item is
{"type", "name", "label": {code: text}, "hint": {…}, "required", "choices": [{"code", "label": {…}}], "items": […]};
`type` is "group" (with items) or the name of a question type.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Wording = dict[str, str]


@dataclass(frozen=True)
class Choice:
    code: str
    label: Wording


@dataclass(frozen=True)
class Question:
    """One question or note. `type` names a file in question_types/."""

    type: str
    name: str
    label: Wording
    hint: Wording
    required: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Group:
    """Questions that belong together under one heading."""

    name: str
    label: Wording
    questions: tuple[Question, ...]


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
    return FormContent(tuple(content["languages"]), content["title"], tuple(read_groups(content["items"])))


def read_groups(items: list[dict[str, Any]]) -> Iterator[Group]:
    loose: list[Question] = []
    for item in items:
        if item["type"] != "group":
            loose.append(read_question(item))
            continue
        if loose:
            yield Group("", {}, tuple(loose))
            loose = []
        yield Group(item["name"], item.get("label", {}), tuple(read_question(part) for part in item["items"]))
    if loose:
        yield Group("", {}, tuple(loose))


def read_question(item: dict[str, Any]) -> Question:
    choices = tuple(Choice(choice["code"], choice["label"]) for choice in item.get("choices", ()))
    return Question(
        item["type"], item["name"], item.get("label", {}), item.get("hint", {}), item.get("required", False), choices
    )


def spoken(wording: Wording, language: str, languages: tuple[str, ...]) -> str:
    """The wording in `language`, else in the survey's first language."""
    return wording.get(language) or next((wording[code] for code in languages if wording.get(code)), "")
