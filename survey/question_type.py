"""The shape of a question type. One file each in question_types/ defines QUESTION_TYPE; its name is the file's name.

A question is a part of a survey version's content (see form_content): plain data with codes and wordings.
"""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping

from babel.support import LazyProxy
from wtforms import Field

from survey.form_content import Question, spoken
from survey.markdown_text import plain_line


class QuestionType(ABC):
    """Everything about one kind of question, so that nobody else asks which kind it is."""

    #: XLSForm rows it reads: (type as pyxform names it, appearance), the appearance "" when there is none
    xlsform: tuple[tuple[str, str], ...] = ()
    #: How an author writes it in a spreadsheet
    written: str | LazyProxy = ""
    #: True when an answer becomes a feedback record
    is_open: bool = False
    #: True when there is something to answer
    asks: bool = True
    #: True when people read its label
    speaks: bool = True
    #: True when the answer is words that may tell who somebody is, though no feedback record is made of them
    is_personal: bool = False
    #: True when a file can be sent
    takes_files: bool = False
    #: attributes of the control that is typed in
    input: Mapping[str, str] = {}
    #: the template partial that draws it: resident/questions/<drawing>.html
    drawing: str = ""

    @abstractmethod
    def field(self, question: Question, language: str) -> Field:
        """The WTForms field, for a form to bind: its label, hint and validators speak the language of the moment."""

    def store(self, data: object) -> str | None:
        """What is kept of the field's data: a code, codes with spaces between, or a text. None when not answered."""
        return str(data) if data else None

    def fill(self, value: str) -> object:
        """A stored value as the field's data."""
        return value

    def show(self, value: str, question: Question, language: str) -> str:
        """A stored value as people read it."""
        return value

    def count(self, values: Iterable[str]) -> Counter[str]:
        """How often each code was given; never changes what it counts."""
        return Counter(values)


def label_of(code: str, question: Question, language: str) -> str:
    """The wording of a choice; the code itself when the question has no such choice."""
    labels = {choice.code: plain_line(spoken(choice.label, language)) for choice in question.choices}
    return labels.get(code) or code
