"""A survey version as a form to fill in, in one language."""

from collections.abc import Mapping
from typing import Any

from wtforms.form import BaseForm

from survey.form_content import FormContent, in_language
from survey.question_type import QuestionType
from survey.question_types import question_type


class SurveyForm(BaseForm):
    """One field a question, by the question's name. `content` is the form as read in `language`."""

    def __init__(self, content: FormContent, language: str, values: Mapping[str, object]) -> None:
        self.content = in_language(content, language, values)
        self.language = language
        asked = [question for question in self.content.questions() if question_type(question.type).asks]
        super().__init__({question.name: question_type(question.type).field(question, language) for question in asked})
        self.types: dict[str, QuestionType] = {part.name: question_type(part.type) for part in self.content.questions()}
        self.required = {question.name for question in asked if question.required}
        self.process()

    def answers(self) -> dict[str, str]:
        """What was answered, as it is stored."""
        stored = {name: self.types[name].store(field.data) for name, field in self._fields.items()}
        return {name: value for name, value in stored.items() if value}

    def texts(self) -> list[tuple[str, str]]:
        """(question, text) of what was written in words."""
        written = [(name, field) for name, field in self._fields.items() if self.types[name].is_open and field.data]
        return [(field.label.text, str(field.data)) for _name, field in written]

    def problems(self) -> list[tuple[str, str, str]]:
        """(where on the page, question, what is wrong) in the page's order."""
        wrong = [field for field in self._fields.values() if field.errors]
        return [(field.id, field.label.text, str(field.errors[0])) for field in wrong]

    @property
    def last_open_group(self) -> str | None:
        """The section after which somebody may say that their words are about someone's safety."""
        groups = [g.name for g in self.content.groups if any(self.types[q.name].is_open for q in g.questions)]
        return groups[-1] if groups else None

    @property
    def introduces_itself(self) -> bool:
        """True when the form begins with a section that asks nothing: the author's own introduction."""
        first: Any = self.content.groups[0].questions
        return not any(self.types[question.name].asks for question in first)
