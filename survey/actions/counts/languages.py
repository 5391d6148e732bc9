"""Languages that residents speak, as set: (code, "served" or "missing") -> 1.

Served: every text of the software and of every open survey is there in that language.
"""

from collections import Counter
from functools import lru_cache

from babel.messages.pofile import read_po
from sqlalchemy import select
from sqlalchemy.orm import Session

from analysis.indicator import Histogram, Need
from survey.actions.collect_counts import Scope
from survey.actions.publish_survey import wordings
from survey.form_content import FormContent, read_content
from survey.language import CATALOGUES, SOURCE, screen_languages
from survey.models import Survey
from survey.models.survey import OPEN


def collect(session: Session, need: Need, scope: Scope) -> Histogram:
    open_surveys = session.scalars(select(Survey).where(Survey.state == OPEN))
    versions = [survey.open_version for survey in open_surveys]
    forms = [read_content(version.content) for version in versions if version]
    return Counter((code, "served" if is_served(code, forms) else "missing") for code in scope.resident_languages)


def is_served(code: str, forms: list[FormContent]) -> bool:
    return software_speaks(code) and all(is_translated(form, code) for form in forms)


@lru_cache
def software_speaks(code: str) -> bool:
    """True when the catalogue of `code` has a translation, not a doubtful one, of every message."""
    if code == SOURCE or code not in screen_languages():
        return code == SOURCE
    with (CATALOGUES / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=code) if message.id]
    return all(is_whole(message.string) and not message.fuzzy for message in messages)


def is_whole(text: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(text) if isinstance(text, (tuple, list)) else bool(text)


def is_translated(form: FormContent, code: str) -> bool:
    """True when every wording of the form is there in `code` too."""
    return code in form.languages and all(wording.get(code) for _place, wording in wordings(form))
