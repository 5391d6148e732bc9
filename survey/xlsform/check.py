"""What the expressions and the defaults of a form ask for: that all of it is there, and nothing goes in a circle."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from survey.form_content import read_content
from survey.language import gettext as _
from survey.logic import LogicError, Tree, check_order, check_patterns, names, parse
from survey.question_types import question_type
from survey.xlsform.check_default import wrong_default
from survey.xlsform.report import Report
from survey.xlsform.sheet import Row

Item = dict[str, Any]


def every(items: list[Item]) -> Iterator[Item]:
    """Groups and what stands in them, in the order of the form."""
    for item in items:
        yield item
        yield from every(item.get("items", []))


class Check:
    """Goes over the items once all of them are known."""

    def __init__(self, items: list[Item], rows: dict[str, Row], report: Report) -> None:
        self.items = list(every(items))
        self.rows = rows
        self.report = report
        self.answers = {item["name"]: item for item in self.items if has_answer(item)}

    def run(self) -> None:
        for item in self.items:
            for part, expression in item.get("logic", {}).items():
                self.check_expression(item, part, expression)
            if item.get("default") and (what := wrong_default(item)):
                self.refuse(item, "default", what)

    def refuse(self, item: Item, part: str, what: str) -> None:
        if row := self.rows.get(item["name"]):
            row.refuse(self.report, part, what)

    def check_expression(self, item: Item, part: str, expression: str) -> None:
        of_choices = part == "choice_filter"
        try:
            tree = parse(expression, of_choices)
            check_patterns(tree)
        except LogicError as error:
            self.refuse(item, part, str(error))
            return
        columns = {"@name"} | {f"@{name}" for choice in item.get("choices", ()) for name in choice.get("columns", ())}
        for name in dict.fromkeys(names(tree)):
            if name.startswith("@"):
                if name not in columns:
                    what = _("the sheet “choices” has no column “%(name)s” for this list.", name=name[1:])
                    self.refuse(item, part, what)
            elif name not in self.answers:
                self.refuse(item, part, self.say_unknown(name))
        for name, code in codes_asked(tree):
            self.check_code(item, part, name, code)

    def say_unknown(self, name: str) -> str:
        near = get_close_matches(name.lower(), [known.lower() for known in self.answers], 1, 0.6)
        if not near:
            return _("no question has the name “%(name)s” that ${%(name)s} asks for.", name=name)
        meant = next(known for known in self.answers if known.lower() == near[0])
        return _("no question has the name “%(name)s” that ${%(name)s} asks for. Did you mean ${%(other)s}?",
                 name=name, other=meant)  # fmt: skip

    def check_code(self, item: Item, part: str, name: str, code: str) -> None:
        codes = [choice["code"] for choice in self.answers.get(name, {}).get("choices", ())]
        if codes and code not in ("", *codes):
            known = ", ".join(codes[:20])
            what = _("“%(code)s” is no choice of “%(name)s”, which has: %(known)s.", code=code, name=name, known=known)
            self.refuse(item, part, what)

    def check_circles(self, content: dict[str, Any]) -> None:
        """Only for a form in which all else is right."""
        try:
            check_order(read_content(content))
        except LogicError as error:
            circle = error.__cause__.args[1] if error.__cause__ else []
            self.refuse_circle(next((self.answers[name] for name in circle if name in self.answers), None), str(error))

    def refuse_circle(self, item: Item | None, what: str) -> None:
        if item is None:
            self.report.refuse("survey", 1, "relevant", what)
        else:
            part = "calculation" if "calculation" in item.get("logic", {}) else "relevant"
            self.refuse(item, part, what)


def has_answer(item: Item) -> bool:
    """Whether other questions can ask for its answer."""
    return item["type"] != "group" and (item["type"] == "calculation" or question_type(item["type"]).asks)


def codes_asked(tree: Tree) -> Iterator[tuple[str, str]]:
    """(question, choice) wherever an expression compares an answer with a text: selected(${a}, 'x'), ${a} = 'x'."""
    if not isinstance(tree, list):
        return
    match tree:
        case ["selected" | "=" | "!=", ["$", str(name)], str(code)]:
            yield name, code
        case ["=" | "!=", str(code), ["$", str(name)]]:
            yield name, code
    for part in tree[1:]:
        yield from codes_asked(part)
