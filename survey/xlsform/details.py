"""What stands in a question's row besides its type, name and label."""

import re
from typing import Any

from survey.form_content import Wording
from survey.language import gettext as _
from survey.question_types import question_type
from survey.xlsform.kinds import Kind, strange_appearances
from survey.xlsform.parameters import read_parameters
from survey.xlsform.report import Report
from survey.xlsform.sheet import Row
from survey.xlsform.wording import read_wording

YES = ("yes", "true", "true()", "1")
NO = ("", "no", "false", "false()", "0")
STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\N{NO-BREAK SPACE}": " ", "\n": " "}
)
MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d) 00:00:00")


class Details:
    """Reads the cells of a row into an item; what cannot be followed is reported."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def read(self, row: Row, kind: Kind, item: dict[str, Any]) -> None:
        self.check_foreign(row, is_note=item["type"] == "note")
        if hint := read_wording(row, "hint", self.report):
            item["hint"] = hint
        self.add(item, "logic", self.logic(row, kind, item))
        self.add(item, "messages", self.messages(row, item))
        self.add(item, "parameters", read_parameters(row, item["type"], kind, self.report))
        self.add(item, "default", MIDNIGHT.sub(r"\1", row["default"]))

    def add(self, item: dict[str, Any], part: str, value: Any) -> None:
        if value:
            item[part] = value

    def logic(self, row: Row, kind: Kind, item: dict[str, Any]) -> dict[str, str]:
        """The expressions as written; `required` of the item itself when it always is."""
        required = self.expression(row, "required")
        if required.lower() in YES:
            item["required"] = True
        parts = ("relevant", "constraint", "calculation", "choice_filter")
        found = {part: expression for part in parts if (expression := self.expression(row, part))}
        if required.lower() not in (*YES, *NO):
            found["required"] = required
        if not kind.chooses and found.pop("choice_filter", ""):
            row.refuse(self.report, "choice_filter", _("this question has no choices. Leave it empty."))
        if item["type"] == "calculation" and "calculation" not in found:
            row.refuse(self.report, "calculation", _("write what is to be calculated."))
        if "constraint" in found and not question_type(item["type"]).asks:
            row.refuse(self.report, "constraint", _("nothing is answered here. Leave it empty."))
        return found

    def messages(self, row: Row, item: dict[str, Any]) -> dict[str, Wording]:
        known = {part: read_wording(row, f"{part}_message", self.report) for part in ("required", "constraint")}
        needed = {"required": item.get("required"), "constraint": None}
        for part, message in known.items():
            if message and not (needed[part] or part in item.get("logic", {})):
                what = _("this message is never said: the column “%(column)s” is empty.", column=part)
                row.refuse(self.report, f"{part}_message", what)
        return {part: message for part, message in known.items() if message}

    def expression(self, row: Row, part: str) -> str:
        """With the quotes that word processors put in made straight."""
        return row[part].translate(STRAIGHT).strip()

    def appearance(self, row: Row, written: str) -> str:
        for word in strange_appearances(written):
            what = _("the appearance “%(word)s” cannot be shown here. Leave it out.", word=word[:80])
            row.refuse(self.report, "appearance", what)
        return written

    def check_group(self, row: Row) -> None:
        self.check_foreign(row, is_note=False)
        for part in ("required", "constraint", "calculation", "choice_filter", "default", "parameters"):
            if row[part] and row[part].lower() not in NO:
                row.refuse(self.report, part, _("a group can only have relevant and appearance. Leave it empty."))

    def check_foreign(self, row: Row, is_note: bool) -> None:
        """Columns that nothing here can follow."""
        if row["read_only"].lower() not in NO and not is_note:
            row.refuse(self.report, "read_only", _("nobody could answer it. Write a note, or leave this empty."))
        if row["trigger"]:
            row.refuse(self.report, "trigger", _("calculations follow every answer by themselves. Leave it empty."))
        if row["repeat_count"]:
            row.refuse(self.report, "repeat_count", _("questions cannot be repeated here. Leave it empty."))
        if row["media"]:
            row.refuse(self.report, "media", _("pictures and sounds cannot be shown with a text. Leave it empty."))
        if any(column.part == "guidance_hint" for column in row.cells):
            what = _("this hint is for interviewers; residents do not see it. It was left out.")
            self.report.advise(row.sheet, row.number, row.written("guidance_hint"), what)
