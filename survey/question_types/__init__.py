"""The kinds of question, one file each, found by their names."""

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from survey.question_type import QuestionType


@lru_cache
def question_types() -> dict[str, QuestionType]:
    """Name -> type, for every file in this folder."""
    names = sorted(module.name for module in iter_modules(__path__))
    return {name: import_module(f"{__name__}.{name}").QUESTION_TYPE for name in names}


def question_type(name: str) -> QuestionType:
    return question_types()[name]


def written_as(kind: str, appearance: str) -> str | None:
    """The name of the type that reads such an XLSForm row; None when none does."""
    found = (name for name, known in question_types().items() if (kind, appearance) in known.xlsform)
    return next(found, None)
