"""What counts of a form that was filled in: which questions are asked, which must be answered, what is calculated."""

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from survey.form_content import Choice, FormContent, Group, Question
from survey.language import gettext as _
from survey.logic.evaluate import Now, evaluate, is_true
from survey.logic.functions import text, truth
from survey.logic.tree import LogicError, names, parse

#: the parts that decide what an answer is worth to other questions
DECIDING = ("relevant", "calculation")
FILTER = "choice_filter"


@dataclass(frozen=True)
class Settled:
    """The names of the questions that are `asked` and of those that are `required`, and the `answers` that count:
    none that is empty, and none to a question that is not asked."""

    asked: frozenset[str]
    required: frozenset[str]
    answers: dict[str, str]


def settle(content: FormContent, given: Mapping[str, str], now: Now) -> Settled:
    """What counts of the answers `given`, as question types store them. Raises LogicError if the form's logic is wrong.

    A question that is not asked has no answer, for other questions too; what a question is asked by is settled first.
    Where the filter leaves no choice there is nothing to ask.
    """
    places = {question.name: (group, question) for group in content.groups for question in group.questions}
    asked: set[str] = set()
    answers: dict[str, str] = {}
    for name in in_order(content):
        group, question = places[name]
        if not (is_true(group.relevant, answers, now) and is_asked(question, answers, now)):
            continue
        asked.add(name)
        calculation = question.logic.get("calculation", "")
        value = text(evaluate(calculation, answers, now)) if calculation else given.get(name, "")
        if value and value != "NaN":
            answers[name] = value
    required = {name for name in asked if is_required(places[name][1], answers, now)}
    return Settled(frozenset(asked), frozenset(required), answers)


def is_asked(question: Question, answers: Mapping[str, str], now: Now) -> bool:
    """By its own condition, in a section that is asked."""
    if not is_true(question.logic.get("relevant", ""), answers, now):
        return False
    return FILTER not in question.logic or bool(offered(question, answers, now))


def is_required(question: Question, answers: Mapping[str, str], now: Now) -> bool:
    condition = question.logic.get("required", "")
    return question.required or bool(condition and is_true(condition, answers, now))


def offered(question: Question, answers: Mapping[str, str], now: Now) -> tuple[Choice, ...]:
    """The choices that the question's filter lets through; all without one."""
    condition = question.logic.get(FILTER, "")
    if not condition:
        return question.choices
    return tuple(
        choice
        for choice in question.choices
        if truth(evaluate(condition, {**answers, **columns(choice)}, now, of_choices=True))
    )


def columns(choice: Choice) -> dict[str, str]:
    """What a filter can ask of a choice, by the names it has in a tree."""
    return {"@name": choice.code, **{f"@{name}": value for name, value in choice.columns.items()}}


def in_order(content: FormContent) -> list[str]:
    """Every question after those whose answers decide about it or about its choices, else in the order of the page.
    Raises LogicError for questions that decide about each other in a circle; choices alone may hang on each other."""
    places = [(group, question) for group in content.groups for question in group.questions]
    needs = {question.name: deciding(group, question) for group, question in places}
    filtered = {question.name: filtering(question) for _group, question in places}
    try:
        return sort({name: asked | filtered[name] for name, asked in needs.items()})
    except CycleError:
        pass
    try:
        return sort(needs)
    except CycleError as error:
        raise LogicError(circle(error.args[1])) from error


def sort(needs: Mapping[str, set[str]]) -> list[str]:
    """Names with those that each needs before it; the order stays where nothing needs anything."""
    if not any(needs.values()):
        return list(needs)
    return list(TopologicalSorter({name: sorted(asked & needs.keys()) for name, asked in needs.items()}).static_order())


def deciding(group: Group, question: Question) -> set[str]:
    expressions = [group.relevant, *(question.logic.get(part, "") for part in DECIDING)]
    return {name for expression in expressions if expression for name in names(parse(expression))}


def filtering(question: Question) -> set[str]:
    condition = question.logic.get(FILTER, "")
    return set(names(parse(condition, of_choices=True))) - {question.name} if condition else set()


def circle(found: list[str]) -> str:
    said = " → ".join(f"“{name}”" for name in found)
    return _("these questions decide about each other in a circle: %(names)s.", names=said)


def check_order(content: FormContent) -> None:
    """Raises LogicError when some questions decide about each other in a circle."""
    in_order(content)
