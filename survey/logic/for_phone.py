"""The logic of a form as its page carries it: trees by question and section, and the columns that filters ask for."""

from typing import Any

from survey.form_content import LOGIC, FormContent, Question
from survey.logic.pattern import tree_for_phone
from survey.logic.settle import columns
from survey.logic.tree import parse, tells_time


def for_phone(content: FormContent) -> dict[str, Any]:
    """{"questions": {name: {part: tree}}, "sections": {number from 1: tree}, "columns": {name: {code: {…}}}}; empty
    when the form has no logic at all."""
    questions = {question.name: trees for question in content.questions() if (trees := trees_of(question))}
    sections = {
        str(at): tree_for_phone(parse(group.relevant)) for at, group in enumerate(content.groups, 1) if group.relevant
    }
    filtered = {
        question.name: {choice.code: columns(choice) for choice in question.choices}
        for question in content.questions()
        if question.logic.get("choice_filter")
    }
    return {"questions": questions, "sections": sections, "columns": filtered} if questions or sections else {}


def trees_of(question: Question) -> dict[str, Any]:
    """Of the defaults only those that tell the time: a page that is opened without a network is an old one."""
    default = parse(question.default) if "(" in question.default else None
    return {
        **({"default": tree_for_phone(default)} if tells_time(default) else {}),
        **{
            part: tree_for_phone(parse(expression, of_choices=part == "choice_filter"))
            for part in LOGIC
            if (expression := question.logic.get(part, ""))
        },
    }
