"""The survey that an address of the staff's names."""

import re

from flask import abort
from sqlalchemy import select

from survey import web
from survey.models import Survey

SLUG = re.compile("[a-z0-9-]{1,64}")


def survey_at(slug: str) -> Survey:
    """404 when there is none."""
    found = web.session().scalar(select(Survey).where(Survey.slug == slug)) if SLUG.fullmatch(slug) else None
    return found if found is not None else abort(404)
