"""The two pages of the editor: a draft as a whole, and one of its sections."""

from typing import Any

from flask import render_template

from survey import labels
from survey.actions.edit_survey_lists import IN_TABLES
from survey.actions.edit_survey_texts import (
    Section,
    Text,
    find_section,
    missing,
    section_texts,
    sections,
    texts,
    title,
)
from survey.language import gettext as _
from survey.staff.survey_cards import CONDITIONS, card, condition
from survey.staff.survey_new import offered
from survey.staff.survey_page import LOOSE
from survey.staff.survey_typed_page import EditorPage
from survey.staff.survey_words import kinds, shown
from survey.xlsform.matrix import TABLE


def show_overview(page: EditorPage) -> str:
    content = page.content
    found = [
        {
            "section": section,
            "title": shown(section.item) if section.item else "",
            "missing": missing(section_texts(content, section), content["languages"]),
        }
        for section in sections(content)
    ]
    return draw("staff/survey_edit.html", page, [title(content)], rows=found, offered=offered())


def show_section(page: EditorPage) -> str:
    section = find_section(page.content, page.section)
    if section is None:  # somebody has removed it meanwhile
        return show_overview(page)
    found = list(section_texts(page.content, section))
    return draw(
        "staff/survey_section.html",
        page,
        found,
        [item["name"] for item in section.items],
        section=section,
        heading_text=next((text for text in found if text.part == "heading"), None),
        shown_section=shown(section.item) if section.item else "",
        rows=[card(page, item) for item in section.items],
        section_condition=condition(page, section.item) if section.item else None,
        table=table(section),
        elsewhere=elsewhere(page),
        kinds=kinds(),
        conditions=CONDITIONS,
        condition_hint=_(
            "For those who know XLSForm: ${name} stands for the answer to a question, as in ${age} >= 18. "
            "Empty means always."
        ),
        around=neighbours(page),
    )


def table(section: Section) -> dict[str, bool]:
    """Whether the section is a table, and whether it could be one."""
    is_one = section.item is not None and TABLE in section.item.get("appearance", "").split()
    return {"is_one": is_one, "is_offered": is_one or sum(item["type"] in IN_TABLES for item in section.items) > 1}


def elsewhere(page: EditorPage) -> list[tuple[str, str]]:
    """The other sections, where a question can go."""
    return [
        (section.name or LOOSE, (shown(section.item) if section.item else "") or str(_("Questions without a section")))
        for section in sections(page.content)
        if section.name != page.section
    ]


def neighbours(page: EditorPage) -> dict[str, str | None]:
    names = [section.name for section in sections(page.content)]
    here = names.index(page.section)
    return {
        "before": names[here - 1] if here else None,
        "after": names[here + 1] if here + 1 < len(names) else None,
    }


def draw(template: str, page: EditorPage, present: list[Text], names: list[str] | None = None, **values: Any) -> str:
    content = page.content
    return render_template(
        template,
        page=page,
        survey=page.version.survey,
        version=page.version,
        title=labels.survey(page.version.survey),
        languages=content["languages"],
        wrong=dict(page.problems),
        missing_here=missing(present, content["languages"]),
        missing=missing(texts(content), content["languages"]),
        title_text=title(content),
        lost=page.lost(present, names or []),
        **values,
    )
