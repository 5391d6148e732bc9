"""The shape of a question type. One file each in question_types/ defines QUESTION_TYPE; its name is the file's name.

A question is a part of a survey version's content (see form_content): plain data with codes and wordings.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable

from wtforms import Field
from wtforms.fields.core import UnboundField

from survey.form_content import Question


class QuestionType(ABC):
    """Everything about one kind of question, so that nobody else asks which kind it is."""

    #: XLSForm rows it reads: (type as pyxform names it, appearance), the appearance "" when there is none
    xlsform: tuple[tuple[str, str], ...] = ()
    #: True when an answer becomes a feedback record
    is_open: bool = False
    #: True when there is something to answer
    asks: bool = True
    #: the template partial that draws it: resident/questions/<drawing>.html
    drawing: str = ""

    @abstractmethod
    def field(self, question: Question, language: str) -> UnboundField[Field]:
        """The WTForms field, with label, hint and validators that speak."""

    def store(self, data: object) -> str | None:
        """What is kept of the field's data: a code, codes with spaces between, or a text. None when not answered."""
        return str(data) if data not in (None, "", "None") else None

    def show(self, value: str, question: Question, language: str) -> str:
        """A stored value as people read it."""
        return value

    def count(self, values: Iterable[str]) -> Counter[str]:
        """How often each code was given; never changes what it counts."""
        return Counter(values)
