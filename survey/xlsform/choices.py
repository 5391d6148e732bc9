"""The lists of the sheet “choices”."""

from dataclasses import dataclass, field
from typing import Any

from survey.form_content import Wording
from survey.language import SOURCE, current, format_number, near, speak
from survey.language import gettext as _
from survey.xlsform.headers import CHOICES
from survey.xlsform.report import Report
from survey.xlsform.sheet import Row
from survey.xlsform.wording import read_wording

LONGEST_CODE = 64
OTHER = "other"
MOST = 3000  # in a list: all of it goes to the phone


@dataclass
class ChoiceList:
    """`choices` as a version's content has them; `columns` the further ones, which a filter may ask for."""

    choices: list[dict[str, Any]] = field(default_factory=list)
    columns: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


def read_lists(rows: list[Row], report: Report) -> dict[str, ChoiceList]:
    """Every list by its name. Rows without a list name and a name are refused."""
    lists: dict[str, ChoiceList] = {}
    for row in rows:
        if not row["list_name"]:
            row.refuse(report, "list_name", _("the name of the list is missing."))
            continue
        found = lists.setdefault(row["list_name"], ChoiceList())
        choice = read_choice(row, report)
        if choice["code"] in found.codes:
            row.refuse(report, "name", _("the list has “%(code)s” already. Give it another name.", code=choice["code"]))
        found.codes.add(choice["code"])
        found.choices.append(choice)
        if len(found.choices) == MOST + 1:
            what = _("the list “%(name)s” is longer than %(most)s choices. Ask for less at once, or for a text.",
                     name=row["list_name"], most=format_number(MOST))  # fmt: skip
            row.refuse(report, "list_name", what)
        found.columns |= choice.get("columns", {}).keys()
    return lists


def read_choice(row: Row, report: Report) -> dict[str, Any]:
    code = row["name"]
    if not code:
        row.refuse(report, "name", _("the name of the choice is missing."))
    elif len(code) > LONGEST_CODE or code.split() != [code]:
        row.refuse(report, "name", _("“%(code)s” must be one word of at most 64 characters.", code=code[:80]))
    if row["media"]:
        row.refuse(report, "media", _("pictures and sounds cannot be shown with a text. Leave it empty."))
    label = read_wording(row, "label", report)
    if not label:
        row.refuse(report, "label", _("the choice “%(code)s” has no label.", code=code[:80]))
    columns = {column.part: text for column, text in row.cells.items() if column.part not in CHOICES}
    return {"code": code, "label": label} | ({"columns": columns} if columns else {})


def with_other(choices: list[dict[str, Any]], languages: list[str]) -> list[dict[str, Any]]:
    """The choices and one for what is not among them."""
    if any(choice["code"] == OTHER for choice in choices):
        return choices
    return [*choices, {"code": OTHER, "label": other_wording(languages, 0)}]


def other_text(name: str, languages: list[str]) -> dict[str, Any]:
    """The question that follows a choice with “other”."""
    return {
        "type": "short_text",
        "name": f"{name}_other",
        "label": other_wording(languages, 1),
        "logic": {"relevant": f"selected(${{{name}}}, '{OTHER}')"},
    }


def other_wording(languages: list[str], which: int) -> Wording:
    """In our own words, which every language of the software has; English in others."""
    return {code: other_words(code)[which] for code in languages}


def other_words(code: str) -> tuple[str, str]:
    """What the choice “other” and the question after it say in a language."""
    before = current()
    speak(near(code) or SOURCE)
    try:
        return _("Other"), _("What is it? Say it in your own words.")
    finally:
        speak(before)
