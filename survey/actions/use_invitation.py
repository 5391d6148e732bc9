"""An invitation is used by forgetting it, in the same change that keeps the answers; nothing joins the two."""

from typing import Any, cast

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.orm import Session

from survey.invitation_code import invitation_hash, read_invitation_code
from survey.models import Invitation, InvitationSample


class InvitationRefused(Exception):
    """The survey asks for an invitation that has not been used yet."""


def use_invitation(session: Session, secret: str, survey_id: int, code: str) -> bool:
    """True when the code was an unused one of this survey; it is gone then. Of two at once one is told False."""
    read = read_invitation_code(code)
    if read is None:
        return False
    gone = delete(Invitation).where(
        Invitation.code_hash == invitation_hash(secret, read), Invitation.sample_id.in_(samples(survey_id))
    )
    return cast(CursorResult[Any], session.execute(gone)).rowcount == 1


def survey_of(session: Session, secret: str, code: str) -> int | None:
    """The survey that this unused invitation opens."""
    joined = select(InvitationSample.survey_id).join(Invitation, Invitation.sample_id == InvitationSample.id)
    return session.scalar(joined.where(Invitation.code_hash == invitation_hash(secret, code)))


def samples(survey_id: int) -> Any:
    return select(InvitationSample.id).where(InvitationSample.survey_id == survey_id)
