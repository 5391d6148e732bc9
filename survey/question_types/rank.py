"""Choices put in order, the first the most important. Stored as codes with spaces between, in that order."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from wtforms import Field, Form
from wtforms.validators import DataRequired, ValidationError

from survey.form_content import Question
from survey.language import gettext as _
from survey.question_type import QuestionType, label_of


class PlacesField(Field):
    """{code: place}, the first place 1; the page sends "code place" for each choice that was given one."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        pairs = [str(value).rsplit(" ", 1) for value in valuelist if " " in str(value)]
        self.data = {
            code: int(place) for code, place in pairs if place.isascii() and place.isdigit() and len(place) < 4
        }


class InOrder:
    """Refuses a code that is not there, two on one place, and a place left out."""

    def __init__(self, question: Question) -> None:
        self.codes = {choice.code for choice in question.choices}

    def __call__(self, form: Form, field: Field) -> None:
        places = dict(field.data or {})
        if not self.codes.issuperset(places):
            raise ValidationError(_("Choose among the answers shown."))
        if sorted(places.values()) != list(range(1, len(places) + 1)):
            raise ValidationError(_("Give each place once, from 1 on."))


class Rank(QuestionType):
    xlsform = (("rank", ""), ("odk:rank", ""))
    written = "rank LIST"
    drawing = "rank"

    def field(self, question: Question, language: str) -> Field:
        required = [DataRequired(_("Put the answers in order."))] if question.required else []
        return PlacesField(
            question.label[language],
            description=question.hint[language],
            validators=[*required, InOrder(question)],
        )

    def store(self, data: object) -> str | None:
        return " ".join(sorted(data, key=lambda code: data[code])) if isinstance(data, dict) and data else None

    def fill(self, value: str) -> object:
        return {code: place for place, code in enumerate(value.split(), 1)}

    def show(self, value: str, question: Question, language: str) -> str:
        return ", ".join(
            f"{place}. {label_of(code, question, language)}" for place, code in enumerate(value.split(), 1)
        )

    def count(self, values: Iterable[str]) -> Counter[str]:
        """How often each came first."""
        return Counter(value.split()[0] for value in values if value.strip())


QUESTION_TYPE = Rank()
