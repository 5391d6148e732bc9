"""The rows of the form as items of a survey version: groups, notes and questions."""

from typing import Any

from survey.form_content import Wording
from survey.language import gettext as _
from survey.question_types import question_types, written_as
from survey.xlsform.wording import unknown_placeholders, wording

#: Names of the form's own controls, which a question would shadow
RESERVED = ("form_key", "form_version", "form_language", "form_sensitive", "switch_language")
#: What an author may write in a row but this form cannot do yet: (part of pyxform's tree, column)
UNKNOWN_COLUMNS = (
    (("bind", "relevant"), "relevant"),
    (("bind", "constraint"), "constraint"),
    (("bind", "calculate"), "calculation"),
    (("bind", "readonly"), "read_only"),
    (("choice_filter",), "choice_filter"),
    (("default",), "default"),
    (("trigger",), "trigger"),
    (("parameters", "randomize"), "parameters"),
    (("media",), "media"),
)
LONGEST_NAME = 64
YES = ("yes", "true", "true()")
NO = ("", "no", "false", "false()")


class Items:
    """Reads pyxform's tree; `problems` gathers what stands in the way, each with its row."""

    def __init__(self, rows: dict[str, int], only: str | None) -> None:
        self.rows = rows
        self.only = only
        self.problems: list[str] = []
        self.refused_kind = False

    def read(self, children: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Items, groups one level deep: a group inside a group becomes a section of its own after it."""
        items: list[dict[str, Any]] = []
        for child in children:
            if child["name"] == "meta" and child.get("control", {}).get("bodyless"):
                continue
            items += self.group(child) if child["type"] == "group" else self.question(child)
        return items

    def group(self, child: dict[str, Any]) -> list[dict[str, Any]]:
        self.check_columns(child)
        inside = self.read(child["children"])
        own = [item for item in inside if item["type"] != "group"]
        group = {"type": "group", "name": child["name"], "label": self.words(child, "label"), "items": own}
        return [group, *(item for item in inside if item["type"] == "group")]

    def question(self, child: dict[str, Any]) -> list[dict[str, Any]]:
        """The question as a list of one; empty when nothing here can ask it."""
        appearance = str(child.get("control", {}).get("appearance", "")).strip()
        kind = written_as(child["type"], appearance)
        if kind is None:
            self.refuse_kind(child, appearance)
            return []
        self.check_columns(child)
        if child["name"] in RESERVED:
            self.problem(child, _("this name is taken by the form itself. Choose another."))
        if len(child["name"]) > LONGEST_NAME:
            self.problem(child, _("the name must have at most %(longest)s characters.", longest=LONGEST_NAME))
        item = {"type": kind, "name": child["name"], "label": self.words(child, "label")}
        if not child.get("label"):
            self.problem(child, _("the label is missing. Write what people should read."))
        if hint := self.words(child, "hint"):
            item["hint"] = hint
        if self.is_required(child):
            item["required"] = True
        if "choices" in child:
            item["choices"] = [self.choice(child, choice) for choice in child["choices"]]
        return [item]

    def choice(self, child: dict[str, Any], choice: dict[str, Any]) -> dict[str, Any]:
        code = str(choice["name"])
        label = self.words(choice, "label", child)
        if not choice.get("label"):
            self.problem(child, _("the choice “%(code)s” has no label.", code=code))
        if len(code) > LONGEST_NAME or code.split() != [code]:
            self.problem(child, _("the choice name “%(code)s” must be one word of at most 64 characters.", code=code))
        return {"code": code, "label": label}

    def words(self, part: dict[str, Any], name: str, row: dict[str, Any] | None = None) -> Wording:
        found = wording(part.get(name), self.only)
        for unknown in unknown_placeholders(found):
            self.problem(row or part, _("nothing is known to put in the place of {%(name)s}.", name=unknown))
        return found

    def is_required(self, child: dict[str, Any]) -> bool:
        written = str(child.get("bind", {}).get("required", "")).strip().lower()
        if written not in (*YES, *NO):
            self.problem(child, _("required can only be yes or no."))
        return written in YES

    def check_columns(self, child: dict[str, Any]) -> None:
        for path, column in UNKNOWN_COLUMNS:
            value: Any = child
            for step in path:
                value = value.get(step) if isinstance(value, dict) else None
            if value and not (column == "read_only" and child["type"] == "note"):
                self.problem(child, _("the column “%(column)s” cannot be used here. Leave it empty.", column=column))

    def refuse_kind(self, child: dict[str, Any], appearance: str) -> None:
        words = f"{child['type']}, {appearance}" if appearance else child["type"]
        self.refused_kind = True
        self.problem(child, _("“%(kind)s” cannot be asked here.", kind=words))

    def problem(self, child: dict[str, Any], what: str) -> None:
        name = child["name"]
        row = self.rows.get(name, "?")
        self.problems.append(_("Row %(row)s, “%(name)s”: %(what)s", row=row, name=name, what=what))

    def advice(self) -> list[str]:
        """Said once, after the rows that hold something else."""
        known = "; ".join(sorted(kind.written for kind in question_types().values()))
        return [_("These can be asked: %(known)s.", known=known)] if self.refused_kind else []
