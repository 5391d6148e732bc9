"""What a draft may hold: its texts, its names and codes, its logic. The same that an XLSForm may."""

import re
from collections.abc import Iterator, Mapping

from survey.actions.edit_survey_texts import Content, Item, chooses, every
from survey.form_content import PLACEHOLDER, PLACEHOLDERS, read_content, spoken
from survey.language import current, format_number
from survey.language import gettext as _
from survey.logic import LogicError, check_order, check_patterns, names, parse
from survey.markdown_text import plain_line
from survey.question_types import question_types
from survey.xlsform.check import codes_asked
from survey.xlsform.check_default import wrong_default
from survey.xlsform.matrix import TABLE
from survey.xlsform.names import LONGEST_NAME, NAME, RESERVED

Problems = list[tuple[str, str]]
LONGEST_TEXT = 5000
FIELDS = {"required": "required_if"}  # `required` is the tick
ANSWER = re.compile(r"\$\{[^}]*\}")


def wrong_text(text: str) -> str:
    """What is wrong with a text that people are to read; "" when nothing is."""
    if len(text) > LONGEST_TEXT:
        return _("Use at most %(most)s characters.", most=format_number(LONGEST_TEXT))
    if answers := ANSWER.findall(text):
        return _("An answer cannot be put into a text. Write it without %(answer)s.", answer=answers[0][:40])
    if unknown := [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS]:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        return _("Nothing is known to put in the place of {%(name)s}. These can be used: %(known)s.",
                 name=unknown[0][:40], known=known)  # fmt: skip
    return ""


def wrong_name(name: str) -> str:
    """What is wrong with the name of a question."""
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        return _("Use letters, digits, _ and - for a name, and begin with a letter. At most 64 characters.")
    return _("The form itself uses this name. Choose another.") if name in RESERVED else ""


def wrong_code(code: str) -> str:
    """What is wrong with the code of a choice."""
    if not code or len(code) > LONGEST_NAME or code.split() != [code]:
        return _("Write the code as one word of at most 64 characters.")
    return ""


def logic_problems(content: Content) -> Iterator[tuple[str, str]]:
    """Expressions that cannot be read, that ask for what is not there, that go in a circle; impossible defaults."""
    items = list(every(content["items"]))
    answers = {item["name"]: item for item in items if has_answer(item)}
    found = [
        (f"{FIELDS.get(part, part)}:{item['name']}", words)
        for item in items
        for part, expression in item.get("logic", {}).items()
        if (words := wrong_expression(part, expression, answers))
    ]
    yield from found
    for name, item in answers.items():
        if item.get("default") and (words := wrong_default(item)):
            yield f"default:{name}", words
    if not found:
        yield from circles(content)


def circles(content: Content) -> Iterator[tuple[str, str]]:
    try:
        check_order(read_content(content))
    except LogicError as error:
        yield "", str(error)


def wrong_expression(part: str, expression: str, answers: Mapping[str, Item]) -> str:
    try:
        tree = parse(expression, part == "choice_filter")
        check_patterns(tree)
    except LogicError as error:
        return str(error)
    unknown = sorted(name for name in set(names(tree)) - answers.keys() if not name.startswith("@"))
    if unknown:
        return _("There is no question with the name “%(name)s”, which the condition “%(expression)s” asks for.",
                 name=unknown[0], expression=expression[:80])  # fmt: skip
    return next(filter(None, (wrong_choice(answers[name], code) for name, code in codes_asked(tree))), "")


def wrong_choice(item: Item, code: str) -> str:
    codes = [choice["code"] for choice in item.get("choices", ())]
    if not codes or code in ("", *codes):
        return ""
    return _("“%(code)s” is no choice of “%(name)s”, which has: %(known)s.",
             code=code, name=item["name"], known=", ".join(codes[:20]))  # fmt: skip


def has_answer(item: Item) -> bool:
    return item["type"] != "group" and question_types()[item["type"]].asks


def unready(content: Content) -> Iterator[str]:
    """Why a version cannot be published yet: what an XLSForm could not lack, but a draft may."""
    items = list(every(content["items"]))
    if not any(has_answer(item) and question_types()[item["type"]].speaks for item in items):
        yield _("The survey asks nothing. Add at least one question.")
    for item in items:
        if item["type"] != "group" and chooses(item["type"]) and not item.get("choices"):
            yield _("“%(name)s” has no choices yet. Add at least one.", name=called(item))
        if is_uneven(item):
            yield _("“%(name)s” is shown as a table, but its questions have different choices.", name=called(item))


def called(item: Item) -> str:
    """An item as people know it."""
    return plain_line(spoken(item.get("label", {}), current())) or str(item["name"])


def is_uneven(group: Item) -> bool:
    """Whether it is a table whose questions do not share their choices."""
    if TABLE not in group.get("appearance", "").split():
        return False
    codes = {tuple(choice["code"] for choice in item["choices"]) for item in group["items"] if "choices" in item}
    return len(codes) > 1
