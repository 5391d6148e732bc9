"""Agencies: the default one, which receives what nobody has routed yet, and those that join it."""

import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.database import Database
from survey.language import gettext as _
from survey.models import Agency
from survey.plain_text import clean_line

LONGEST_NAME = 200


class AgencyProblem(ValueError):
    """The agency cannot be stored so; the message says why and what to do."""


def default_agency(session: Session, name: str) -> Agency:
    """The default agency; it is made, under `name`, when there is none."""
    found = session.scalar(select(Agency).where(Agency.is_default))
    if found is None:
        found = Agency(slug=slug_of(name or "default"), name=name[:LONGEST_NAME], is_default=True)
        session.add(found)
        session.flush()
    return found


def add_agency(database: Database, name: str) -> int:
    """The new agency's id; AgencyProblem when the name is empty, too long or taken."""
    name = clean_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise AgencyProblem(_("Enter a name of 1 to %(longest)s characters for the agency.", longest=LONGEST_NAME))
    with database.change() as session:
        if session.scalar(select(Agency.id).where((Agency.slug == slug_of(name)) | (Agency.name == name))):
            raise AgencyProblem(_("There is already an agency called %(name)s.", name=name))
        agency = Agency(slug=slug_of(name), name=name)
        session.add(agency)
        session.flush()
        return agency.id


def slug_of(name: str) -> str:
    """An address-safe word for the agency: `Barn och utbildning` becomes `barn-och-utbildning`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("đ", "d").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64] or f"agency-{name.encode().hex()[:50]}"
