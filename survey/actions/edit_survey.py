"""The one door through which a draft changes. A published version never does; answers stay with theirs."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.actions.edit_survey_check import logic_problems
from survey.actions.edit_survey_problem import DraftConflict, EditProblem, SurveyRefused
from survey.actions.edit_survey_texts import Content, every, texts, tidy
from survey.database import Database
from survey.language import gettext as _
from survey.language_tag import read_tag
from survey.models import Survey, SurveyVersion, User, utc_now
from survey.models.user import ADMINISTRATOR
from survey.plain_text import clean_line

T = TypeVar("T")
MOST_LANGUAGES = 20


@dataclass(frozen=True)
class Draft:
    """Which draft, and as it was when it was opened."""

    slug: str
    number: int
    revision: int


def may_edit_surveys(user: User) -> bool:
    """Surveys speak for everybody: administrators of the default agency look after them."""
    return any(own.role == ADMINISTRATOR and own.agency.is_default for own in user.memberships)


def change_draft(database: Database, user_id: int, draft: Draft, change: Callable[[Content], T]) -> T:
    """What `change` returns; it may change the content it is given, and all of it is stored or nothing.

    EditProblem when it cannot be so, DraftConflict when somebody else was first, SurveyRefused.
    """
    with database.change() as session:
        editor(session, user_id)
        version = fetch(session, draft.slug, draft.number)
        if version.published_at:
            raise EditProblem([("", _("This version has been published meanwhile, and does not change any more. "
                                      "Make a new version and put in there what you typed."))])  # fmt: skip
        if version.revision != draft.revision:
            raise DraftConflict
        content = deepcopy(version.content)
        made = change(content)
        tidy(content["items"])
        if problems := list(logic_problems(content)):
            raise EditProblem(problems)
        if content != version.content:
            version.content, version.revision = content, version.revision + 1
            version.changed_at, version.changed_by = utc_now(), user_id
        return made


def editor(session: Session, user_id: int) -> User:
    user = session.get(User, user_id)
    if user is None or not may_edit_surveys(user):
        raise SurveyRefused
    return user


def fetch(session: Session, slug: str, number: int) -> SurveyVersion:
    query = select(SurveyVersion).join(Survey).where(Survey.slug == clean_line(slug), SurveyVersion.number == number)
    version = session.scalar(query.with_for_update())  # the survey too: nobody publishes it meanwhile
    if version is None:
        raise SurveyRefused
    return version


def add_language(content: Content, code: str) -> None:
    """Every text is missing in it at first. EditProblem when it is no language."""
    if not is_language(code):
        raise EditProblem([("add:language", _("Choose a language from the list, or write its code, such as pt-BR."))])
    if len(content["languages"]) >= MOST_LANGUAGES:
        raise EditProblem([("add:language", _("A survey can have %(most)s languages.", most=MOST_LANGUAGES))])
    if code not in content["languages"]:
        content["languages"].append(code)


def remove_language(content: Content, code: str) -> None:
    """And every text in it. One language stays."""
    if code not in content["languages"]:
        return
    if len(content["languages"]) == 1:
        raise EditProblem([("", _("A survey needs one language at least."))])
    content["languages"].remove(code)
    keep_languages(content, content["languages"])


def keep_languages(content: Content, codes: list[str]) -> None:
    """The survey speaks `codes`, in this order; texts in other languages go."""
    content["languages"] = list(codes)
    for text in list(texts(content)):
        for code in [code for code in text.wording if code not in codes]:
            del text.wording[code]
    for item in every(content["items"]):
        for choice in item.get("choices", ()):
            choice["label"] = {code: said for code, said in choice["label"].items() if code in codes}
    tidy(content["items"])


def is_language(code: str) -> bool:
    """Whether it is one, written as it is stored."""
    return read_tag(code) == code
