"""A survey version as a form to fill in, in one language."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from wtforms.fields.core import UnboundField
from wtforms.form import BaseForm

from survey.clean_image import CleanImage
from survey.form_content import FormContent, Question, in_language
from survey.language import gettext as _
from survey.logic import Now, Settled, evaluate, is_true, offered, settle
from survey.logic.for_phone import for_phone
from survey.logic.functions import text
from survey.logic.words import condition
from survey.markdown_text import plain_line
from survey.question_type import QuestionType
from survey.question_types import question_type


class SurveyForm(BaseForm):
    """One field a question, by the question's name. `content` is the form as read in `language`.

    `now` is the moment for the form's logic: which questions are asked, which answers they may have.
    """

    def __init__(self, content: FormContent, language: str, values: Mapping[str, object], now: Now) -> None:
        self.content = in_language(content, language, values)
        self.language = language
        self.now = now
        asked = [question for question in self.content.questions() if question_type(question.type).asks]
        super().__init__({question.name: field_of(question, language) for question in asked})
        self.types: dict[str, QuestionType] = {part.name: question_type(part.type) for part in self.content.questions()}
        self.required = {question.name for question in asked if question.required}
        self.process(data=self.defaults())

    def defaults(self) -> dict[str, object]:
        """What stands in a blank form: a default as written, or what its expression says."""
        found = {question.name: question.default for question in self.content.questions() if question.default}
        return {name: self.types[name].fill(said(default, self.now)) for name, default in found.items()}

    def given(self) -> dict[str, str]:
        """What was filled in, as it would be stored."""
        stored = {name: self.types[name].store(field.data) for name, field in self._fields.items()}
        return {name: value for name, value in stored.items() if value}

    def settled(self) -> Settled:
        """What counts of it: questions that are not asked have no answer, others have a calculated one."""
        return settle(self.content, self.given(), self.now)

    def answers(self) -> dict[str, str]:
        """What is stored."""
        return self.settled().answers

    def images(self) -> dict[str, bytes]:
        """The pictures among the answers, by question."""
        sent = {name: self._fields[name].data for name in self.answers() if name in self._fields}
        return {name: data.data for name, data in sent.items() if isinstance(data, CleanImage)}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every question that is asked; a constraint only where there is an answer."""
        settled, valid = self.settled(), True
        for question in self.content.questions():
            if question.name in self._fields and question.name in settled.asked:
                valid = self.check(question, settled) and valid
        return valid

    def check(self, question: Question, settled: Settled) -> bool:
        field, answer = self._fields[question.name], settled.answers.get(question.name, "")
        valid, found = field.validate(self), next(iter(field.errors), "")
        if not answer and question.name in settled.required:
            field.errors = [self.message(question, "required", found or _("Answer this question."))]
        elif valid and answer and not self.may_be(question, answer, settled.answers):
            field.errors = [self.message(question, "constraint", _("This answer is not possible here. Change it."))]
        return not field.errors

    def may_be(self, question: Question, answer: str, answers: Mapping[str, str]) -> bool:
        """Whether the constraint holds, and the choices are among those that the other answers leave."""
        if not is_true(question.logic.get("constraint", ""), answers, self.now, answer):
            return False
        if "choice_filter" not in question.logic:
            return True
        return {choice.code for choice in offered(question, answers, self.now)} >= set(answer.split())

    def message(self, question: Question, part: str, otherwise: str) -> str:
        """The author's words, else ours."""
        return plain_line(question.messages.get(part, {}).get(self.language, "")) or otherwise

    @cached_property
    def logic(self) -> dict[str, Any]:
        """The form's logic for the phone; empty when it has none."""
        return for_phone(self.content)

    @property
    def takes_files(self) -> bool:
        return any(kind.takes_files for kind in self.types.values())

    def when(self, expression: str) -> str:
        """A condition in words, for who reads the page without script."""
        return condition(expression, self.content, self.language)

    def marks(self, question: Question) -> dict[str, str]:
        """What the phone needs to know of a question before anything is sent."""
        messages = {part: plain_line(message.get(self.language, "")) for part, message in question.messages.items()}
        found = {"data-required": messages.get("required", "") if question.required else None,
                 "data-constraint": messages.get("constraint") or None,
                 "data-shuffle": question.parameters.get("seed", "") if question.is_shuffled else None}  # fmt: skip
        return {name: value for name, value in found.items() if value is not None}

    def texts(self) -> list[tuple[str, str]]:
        """(question, text) of what was written in words."""
        written = [(name, field) for name, field in self._fields.items() if self.types[name].is_open and field.data]
        return [(plain_line(field.label.text), str(field.data)) for _name, field in written]

    def problems(self) -> list[tuple[str, str, str]]:
        """(where on the page, question, what is wrong) in the page's order."""
        wrong = [field for field in self._fields.values() if field.errors]
        return [(field.id, plain_line(field.label.text), str(field.errors[0])) for field in wrong]

    @property
    def last_open_group(self) -> str | None:
        """The section after which somebody may say that their words or pictures are about someone's safety."""
        kinds = {name for name, kind in self.types.items() if kind.is_open or kind.takes_files}
        groups = [group.name for group in self.content.groups if any(part.name in kinds for part in group.questions)]
        return groups[-1] if groups else None

    @property
    def introduces_itself(self) -> bool:
        """True when the form begins with a section that asks nothing: the author's own introduction."""
        first: Any = self.content.groups[0].questions
        return not any(self.types[question.name].asks for question in first)


def field_of(question: Question, language: str) -> UnboundField:
    field = question_type(question.type).field(question, language)
    field.kwargs["id"] = place_of(question.name)
    return field


def place_of(name: str) -> str:
    """Where a question is on the page: an id that nothing else has, whatever the question is called."""
    return f"q-{name}"


def said(default: str, now: Now) -> str:
    """A default as written, or what its expression says."""
    return text(evaluate(default, {}, now)) if "(" in default else default
