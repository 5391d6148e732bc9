"""An XLSForm as the content of a survey version. Every problem is found and told at once."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey.form_content import Wording
from survey.language import gettext as _
from survey.survey_problem import SurveyProblem
from survey.xlsform.check import Check, has_answer
from survey.xlsform.choices import read_lists
from survey.xlsform.items import Items
from survey.xlsform.report import Report
from survey.xlsform.sheet import Workbook, read_workbook

#: The note with this name is the survey's title in every language; XLSForm's own title has only one
TITLE = "survey_title"
#: Cells of the sheet “settings” that come back when the form is written again
KEPT = ("form_id", "version", "style")


@dataclass(frozen=True)
class XLSForm:
    """`slug` is made of the form_id; `content` is what survey.form_content describes; `advice` is what was left out."""

    slug: str
    content: dict[str, Any]
    advice: tuple[str, ...] = ()


def read_xlsform(path: Path) -> XLSForm:
    """Raises SurveyProblem with every problem found."""
    report = Report()
    book = read_workbook(path, report)
    items = Items(read_lists(book.choices, report), book.languages, report)
    read = items.read(book.survey)
    check = Check(read, items.rows, report)
    check.run()
    title = take_title(read) or dict.fromkeys(book.languages, book.settings.get("form_title") or path.stem)
    settings = kept_settings(book, path.stem)
    content = {"languages": book.languages, "title": title, "items": read, "settings": settings}
    if not report.problems:
        check.check_circles(content)
    problems = report.problems
    if not any(has_answer(item) for item in check.items):
        problems.append(_("The form asks nothing. Add at least one question."))
    elif not book.languages and not problems:
        problems.append(_("The form has no language. Add a column label::English (en) to the sheet “survey”."))
    if problems:
        raise SurveyProblem(problems)
    return XLSForm(make_slug(settings["form_id"]), content, tuple(report.advice))


def kept_settings(book: Workbook, stem: str) -> dict[str, str]:
    return {"form_id": stem} | {name: book.settings[name] for name in KEPT if book.settings.get(name)}


def take_title(items: list[dict[str, Any]]) -> Wording | None:
    """The title note's wording; the note itself leaves the form, because the page's heading says it."""
    for item in items:
        if item["name"] == TITLE and item["type"] == "note":
            items.remove(item)
            return dict(item["label"])
        if found := take_title(item.get("items", [])):
            return found
    return None


def make_slug(name: str) -> str:
    """A name as it stands in an address: small letters, digits and hyphens, at most 64."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:64].strip("-") or "survey"
