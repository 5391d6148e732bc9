"""Conditions on responses by their flags, and on the records that came with them; put so that the partial index of
flagged responses finds the few there are."""

from sqlalchemy import ColumnElement, and_, literal_column, or_, select

from survey.answer_quality import FLAGS, NOT_COUNTED
from survey.models import FeedbackRecord, Response

ANY, NONE = "any", "none"
#: what can be asked for
WANTED = (ANY, NONE, *FLAGS)
#: written out, so that the partial index is found
FLAGGED = Response.flags != literal_column("''")


def has_flag(*codes: str) -> ColumnElement[bool]:
    """Responses with one of the flags, without codes with any; no code is part of another."""
    found = [Response.flags.contains(code, autoescape=True) for code in codes]
    return and_(FLAGGED, or_(*found)) if found else FLAGGED


def is_counted(careful: bool = False) -> ColumnElement[bool]:
    """Responses that belong in totals of answers; with `careful` only those without any flag."""
    return ~FLAGGED if careful else or_(~FLAGGED, ~has_flag(*NOT_COUNTED))


def of_quality(wanted: str) -> ColumnElement[bool]:
    """Records whose response has the flag `wanted`, has any, or has none."""
    codes = () if wanted in (ANY, NONE) else (wanted,)
    flagged = FeedbackRecord.response_id.in_(select(Response.id).where(has_flag(*codes)))
    return or_(FeedbackRecord.response_id.is_(None), ~flagged) if wanted == NONE else flagged
