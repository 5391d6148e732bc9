"""What a default may be: what the question itself would take as an answer, or an expression that says it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from wtforms.form import BaseForm

from survey.form_content import read_question
from survey.language import gettext as _
from survey.logic import LogicError, Now, check_patterns, evaluate, names, parse
from survey.logic.functions import text
from survey.logic.tree import tells_time
from survey.question_types import question_type
from survey.xlsform.kinds import ONE, RANK, SEVERAL

ANY_MOMENT = Now(datetime(2000, 1, 1))


def wrong_default(item: dict[str, Any]) -> str:
    """What is wrong with a question's default, and what to write instead; "" when nothing is."""
    default = item["default"]
    if not question_type(item["type"]).asks:
        return _("nothing is answered here. Leave it empty.")
    return wrong_said(item, default) if "(" in default or "${" in default else wrong_answer(item, default)


def wrong_said(item: dict[str, Any], default: str) -> str:
    """Of a default that is worked out when the form is opened."""
    try:
        tree = parse(default)
        check_patterns(tree)
    except LogicError as error:
        return _("%(reason)s Write a text that has brackets in quotes: 'North (old town)'.", reason=error)
    if any(names(tree)):
        return _("a form that is opened has no answers yet. Use the column “calculation”.")
    value = "" if tells_time(tree) else text(evaluate(default, {}, ANY_MOMENT))
    return wrong_answer(item, value) if value else ""


def wrong_answer(item: dict[str, Any], default: str) -> str:
    """In the words of the question's own checks; nothing while its list of choices is missing."""
    if needs_choices(item["type"]) and "choices" not in item:
        return ""
    question = replace(read_question(item), label={"": ""}, hint={"": ""}, required=False)
    kind = question_type(item["type"])
    form = BaseForm({"answer": kind.field(question, "")})
    form.process(data={"answer": kind.fill(default)})
    form["answer"].raw_data = [default]  # a field that seems not to be sent is not checked
    if form.validate():
        return ""
    what = _("“%(default)s” is no answer to this question.", default=default[:80])
    return f"{what} {form['answer'].errors[0]}"


def needs_choices(kind: str) -> bool:
    return any(base in (ONE, SEVERAL, RANK) for base, _appearance in question_type(kind).xlsform)
