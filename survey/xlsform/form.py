"""An XLSForm as the content of a survey version. Every problem is found and told at once."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from survey.form_content import Wording
from survey.language import gettext as _
from survey.survey_problem import SurveyProblem
from survey.xlsform.items import Items
from survey.xlsform.sheet import Sheet, read_sheet
from survey.xlsform.wording import column_problems, language_code, texts

#: The note with this name is the survey's title in every language; XLSForm's own title has only one
TITLE = "survey_title"


@dataclass(frozen=True)
class XLSForm:
    """`slug` is made of the form_id; `content` is what survey.form_content describes."""

    slug: str
    content: dict[str, Any]


def read_xlsform(path: Path) -> XLSForm:
    """Raises SurveyProblem with every problem found."""
    sheet = read_sheet(path)
    form = sheet.form
    only = language_code(str(form.get("default_language", "")))
    items = Items(sheet.rows, only)
    read = items.read(form["children"])
    title = take_title(read)
    languages = languages_of(sheet, only)
    problems = [*column_problems(form, only), *items.problems, *items.advice()]
    if not any(item["type"] not in ("note", "group") for item in flat(read)):
        problems.append(_("The form asks nothing. Add at least one question."))
    if problems:
        raise SurveyProblem(problems)
    name = path.stem if form["id_string"] == "data" else str(form["id_string"])
    fallback = dict.fromkeys(languages, path.stem if form["title"] == "data" else str(form["title"]))
    return XLSForm(make_slug(name), {"languages": languages, "title": title or fallback, "items": read})


def flat(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for item in items for part in (item.get("items") or [item])]


def languages_of(sheet: Sheet, only: str | None) -> list[str]:
    """Codes in the order of the columns; the default language first. An empty column is a promise to translate."""
    columns = [*sheet.languages, *(column for part in texts(sheet.form) for column in part)]
    found = (only if column == "default" else language_code(column) for column in columns)
    return list(dict.fromkeys(code for code in (only, *found) if code))


def take_title(items: list[dict[str, Any]]) -> Wording | None:
    """The title note's wording; the note itself leaves the form, because the page's heading says it."""
    for group in (items, *(item["items"] for item in items if item["type"] == "group")):
        for item in group:
            if item["name"] == TITLE and item["type"] == "note":
                group.remove(item)
                return dict(item["label"])
    return None


def make_slug(name: str) -> str:
    """A name as it stands in an address: small letters, digits and hyphens, at most 64."""
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")[:64].strip("-") or "survey"
