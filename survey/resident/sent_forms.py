"""What was sent under a reference code, and where it stands."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from survey import pages
from survey.models import Agency, FeedbackRecord, Response
from survey.models.agency import LEAD


def is_sent(session: Session, reference_hash: str) -> bool:
    return session.scalar(select(Response.id).where(Response.reference_hash == reference_hash).limit(1)) is not None


def find_responses(session: Session, reference_hash: str) -> list[Response]:
    """The form, and the others sent with the same key; they share the code."""
    query = select(Response).where(Response.reference_hash == reference_hash).order_by(Response.id)
    return list(session.scalars(query.options(selectinload(Response.version))))


def find_records(session: Session, reference_hash: str) -> list[FeedbackRecord]:
    query = (
        select(FeedbackRecord)
        .join(Response, FeedbackRecord.response_id == Response.id)
        .where(Response.reference_hash == reference_hash)
        .order_by(FeedbackRecord.id)
        .options(selectinload(FeedbackRecord.replies), selectinload(FeedbackRecord.involvements))
    )
    return list(session.scalars(query))


def agency_names(session: Session) -> dict[int, str]:
    return {agency.id: pages.agency_name(agency) for agency in session.scalars(select(Agency))}


def default_agency(session: Session) -> str | None:
    return session.scalar(select(Agency.name).where(Agency.is_default))


def lead_of(record: FeedbackRecord) -> int | None:
    return next((involvement.agency_id for involvement in record.involvements if involvement.part == LEAD), None)
