"""The rows of the survey sheet as items of a version: groups, notes and questions."""

from difflib import get_close_matches
from typing import Any

from survey.language import format_number, near
from survey.language import gettext as _
from survey.language import name as language_name
from survey.question_types import question_type
from survey.xlsform.choices import ChoiceList, other_text, with_other
from survey.xlsform.details import Details
from survey.xlsform.kinds import BEGIN, END, RANK, TIMES, TODAY, TYPES, Kind, askable, read_kind, type_of
from survey.xlsform.matrix import check_table, fold_legacy
from survey.xlsform.names import misnamed
from survey.xlsform.report import Report
from survey.xlsform.sheet import Row
from survey.xlsform.wording import read_wording

Item = dict[str, Any]

DEEPEST = 5
MOST = 1000  # questions and groups: all of them are one page
YES = ("yes", "true", "true()")


class Items:
    """Reads rows one after the other. `rows` tells the row of each name; `lists` the choices that may be asked for."""

    def __init__(self, lists: dict[str, ChoiceList], languages: list[str], report: Report) -> None:
        self.lists = lists
        self.languages = languages
        self.report = report
        self.rows: dict[str, Row] = {}
        self.details = Details(report)

    def read(self, rows: list[Row]) -> list[Item]:
        """Items in the order of the sheet, groups with what stands in them."""
        root: list[Item] = []
        open_groups: list[tuple[Row, Item]] = []
        for row in rows:
            if row["disabled"].lower() in YES:
                continue
            if len(self.rows) == MOST + 1:
                what = _("a survey has at most %(most)s questions and groups. Divide it.", most=format_number(MOST))
                row.refuse(self.report, "type", what)
                break
            kind = read_kind(row["type"])
            here = open_groups[-1][1]["items"] if open_groups else root
            if kind.base == BEGIN:
                here.append(group := self.group(row))
                open_groups.append((row, group))
                if len(open_groups) == DEEPEST + 1:
                    row.refuse(self.report, "type", _("groups can stand at most %(most)s deep.", most=DEEPEST))
            elif kind.base == END:
                self.close(row, open_groups)
            else:
                here += self.question(row, kind)
        for row, _group in open_groups:
            row.refuse(self.report, "type", _("this group has no end. Write a row end_group after its last question."))
        return root

    def close(self, row: Row, open_groups: list[tuple[Row, Item]]) -> None:
        if not open_groups:
            row.refuse(self.report, "type", _("no group is open here. Delete this row, or write begin_group before."))
            return
        begin, group = open_groups.pop()
        fold_legacy(group)
        check_table(begin, group, self.report)

    def group(self, row: Row) -> Item:
        self.take_name(row)
        self.details.check_group(row)
        label = read_wording(row, "label", self.report)
        group: Item = {"type": "group", "name": row["name"], "label": label, "items": []}
        if relevant := self.details.expression(row, "relevant"):
            group["logic"] = {"relevant": relevant}
        if row["appearance"]:
            group["appearance"] = self.details.appearance(row, row["appearance"])
        return group

    def question(self, row: Row, kind: Kind) -> list[Item]:
        """The question, with the text that follows a choice “other”; nothing when it cannot be asked."""
        if kind.base in TIMES:
            return []
        written, appearance = ("calculation", "") if kind.base == TODAY else type_of(kind, row["appearance"])
        if written is None or kind.refusal:
            self.refuse_kind(row, kind)
            return []
        self.take_name(row)
        item: Item = {"type": written, "name": row["name"], "label": read_wording(row, "label", self.report)}
        if kind.base == TODAY:
            return [item | {"label": {}, "logic": {"calculation": "today()"}}]
        if not item["label"] and question_type(written).speaks:
            row.refuse(self.report, "label", _("the label is missing. Write what people should read."))
        if left := self.details.appearance(row, appearance):
            item["appearance"] = left
        self.details.read(row, kind, item)
        return [item, *self.choose(row, kind, item)] if kind.chooses else [item]

    def choose(self, row: Row, kind: Kind, item: Item) -> list[Item]:
        """Puts the list into the question; the text that follows when the list is open."""
        found = self.lists.get(kind.list_name)
        if found is None:
            row.refuse(self.report, "type", self.say_no_list(kind.list_name))
            return []
        item["list"], item["choices"] = kind.list_name, found.choices
        if not kind.or_other:
            return []
        if kind.base == RANK or "choice_filter" in item.get("logic", {}):
            what = _("or_other does not go with this. Write the choice on the sheet “choices”, and a text after it.")
            row.refuse(self.report, "type", what)
        item["or_other"] = True
        item["choices"] = with_other(found.choices, self.languages)
        self.advise_other(row)
        text = other_text(item["name"], self.languages)
        self.take_name(row, text["name"])
        return [text]

    def advise_other(self, row: Row) -> None:
        """Where the software does not speak a language, “other” would stand in English without a word."""
        foreign = ", ".join(language_name(code) for code in self.languages if near(code) is None)
        if foreign:
            what = _("the choice “other” is in English for: %(languages)s. To say it yourself, write it on the sheet "
                     "“choices”, and a text after this question.", languages=foreign)  # fmt: skip
            self.report.advise(row.sheet, row.number, row.written("type"), what)

    def say_no_list(self, name: str) -> str:
        found = [known for known in self.lists if known.lower() == name.lower()] or get_close_matches(
            name, self.lists, 1
        )
        if found:
            return _("there is no list “%(name)s” on the sheet “choices”. Did you mean “%(other)s”?",
                     name=name, other=found[0])  # fmt: skip
        return _("there is no list “%(name)s” on the sheet “choices”.", name=name)

    def take_name(self, row: Row, name: str = "") -> None:
        """Answers are kept by question name, so a name stands once in the whole form."""
        name = name or row["name"]
        if what := self.wrong_name(name):
            row.refuse(self.report, "name", what)
        self.rows.setdefault(name, row)

    def wrong_name(self, name: str) -> str:
        if not name:
            return _("the name is missing.")
        if what := misnamed(name):
            return what
        if name in self.rows:
            number = self.rows[name].number
            return _("the name “%(name)s” stands in row %(row)s already. Give each row its own.", name=name, row=number)
        return ""

    def refuse_kind(self, row: Row, kind: Kind) -> None:
        if not row["type"]:
            row.refuse(self.report, "type", _("the type is missing. These can be asked: %(known)s.", known=askable()))
        elif kind.refusal:
            row.refuse(self.report, "type", kind.refusal)
        elif meant := get_close_matches("_".join(row["type"].lower().split()[:2]), TYPES, 1, 0.8):
            what = _(
                "“%(kind)s” cannot be asked here. Did you mean “%(other)s”?", kind=row["type"][:80], other=meant[0]
            )
            row.refuse(self.report, "type", what)
        else:
            what = _("“%(kind)s” cannot be asked here. These can: %(known)s.", kind=row["type"][:80], known=askable())
            row.refuse(self.report, "type", what)
