"""Make a short address for a survey, with a word for where it is given out."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.database import Database
from survey.language import gettext as _
from survey.models import ShortAddress, Survey
from survey.plain_text import clean_line
from survey.short_code import new_short_code

LONGEST_TAG = 80
#: A list that people can still read
MOST = 500


class AddressProblem(ValueError):
    """The short address cannot be made; the message says why and what to do."""


def make_short_address(database: Database, survey_id: int, tag: str) -> str:
    """The new address's code. AddressProblem when the tag is empty, too long or taken."""
    tag = clean_line(tag)
    with database.change() as session:
        session.get_one(Survey, survey_id, with_for_update=True)
        check_tag(session, survey_id, tag)
        code = next(code for code in iter(new_short_code, None) if session.get(ShortAddress, code) is None)
        session.add(ShortAddress(code=code, survey_id=survey_id, tag=tag))
        return code


def check_tag(session: Session, survey_id: int, tag: str) -> None:
    if not tag:
        raise AddressProblem(_("Enter where the address will be given out."))
    if len(tag) > LONGEST_TAG:
        raise AddressProblem(_("Shorten this to %(longest)s characters at most.", longest=LONGEST_TAG))
    own = select(func.count()).select_from(ShortAddress).where(ShortAddress.survey_id == survey_id)
    if session.scalar(own.where(ShortAddress.tag == tag)):
        raise AddressProblem(_("There is already a short address for “%(tag)s”.", tag=tag))
    if (session.scalar(own) or 0) >= MOST:
        raise AddressProblem(_("A survey has %(most)s short addresses at most.", most=MOST))
