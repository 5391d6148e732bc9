"""Make invitations for a sample, and say whether a survey asks for one. The codes are given out once."""

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from survey.database import Database
from survey.invitation_code import invitation_hash, new_invitation_code
from survey.language import format_number
from survey.language import gettext as _
from survey.models import Invitation, InvitationSample, Survey, utc_now
from survey.plain_text import clean_line
from survey.settings import Settings

LONGEST_LABEL = 80
#: Fewer would let whoever watches the count tell who answered
FEWEST, MOST = 10, 20_000
AT_ONCE = 500


class InvitationProblem(ValueError):
    """The invitations cannot be made or taken back; the message says why and what to do."""


def make_invitations(
    database: Database, settings: Settings, secret: str, survey_id: int, label: str, stratum: str, count: int
) -> list[str]:
    """`count` new codes, in no order. They are stored in the order of their hashes, which is no order either."""
    label, stratum = clean_line(label), clean_line(stratum)
    check(label, stratum, count)
    with database.change() as session:
        session.get_one(Survey, survey_id, with_for_update=True)
        refuse_twins(session, survey_id, label, stratum)
        made_on = utc_now().astimezone(settings.calendar.zone).date()
        sample = InvitationSample(survey_id=survey_id, label=label, stratum=stratum, issued=count, made_on=made_on)
        session.add(sample)
        session.flush()
        codes = new_codes(session, secret, count)
        session.execute(insert(Invitation), [{"code_hash": one, "sample_id": sample.id} for one in sorted(codes)])
        return list(codes.values())


def check(label: str, stratum: str, count: int) -> None:
    if not label:
        raise InvitationProblem(_("Enter a name for the sample."))
    if max(len(label), len(stratum)) > LONGEST_LABEL:
        raise InvitationProblem(_("Shorten the name to %(longest)s characters at most.", longest=LONGEST_LABEL))
    if not FEWEST <= count <= MOST:
        least, most = format_number(FEWEST), format_number(MOST)
        raise InvitationProblem(_("Make from %(least)s to %(most)s invitations at a time.", least=least, most=most))


def refuse_twins(session: Session, survey_id: int, label: str, stratum: str) -> None:
    """The same sample twice is a page sent twice: half of its codes would never reach anybody."""
    same = select(InvitationSample.id).where(
        InvitationSample.survey_id == survey_id, InvitationSample.label == label, InvitationSample.stratum == stratum
    )
    if session.scalar(same.limit(1)) is not None:
        raise InvitationProblem(_("There is already a sample with this name and part. Give this one another name."))


def new_codes(session: Session, secret: str, count: int) -> dict[str, str]:
    """{hash: code}, none of them in use."""
    codes: dict[str, str] = {}
    while len(codes) < count:
        made = (new_invitation_code(secret) for _number in range(min(count - len(codes), AT_ONCE)))
        found = {invitation_hash(secret, code): code for code in made}
        taken = set(session.scalars(select(Invitation.code_hash).where(Invitation.code_hash.in_(found))))
        codes |= {hashed: code for hashed, code in found.items() if hashed not in taken}
    return codes


def take_back(database: Database, survey_id: int, sample_id: int) -> None:
    """Forget a sample none of whose invitations has been used: its list was lost before anybody was invited."""
    with database.change() as session:
        sample = session.get(InvitationSample, sample_id, with_for_update=True)
        if sample is None or sample.survey_id != survey_id:
            raise InvitationProblem(_("There is no such sample."))
        if used(session, sample):
            raise InvitationProblem(_("Invitations of this sample have been used, so it stays."))
        session.execute(delete(Invitation).where(Invitation.sample_id == sample.id))
        session.delete(sample)


def used(session: Session, sample: InvitationSample) -> int:
    """How many have been used: those that are not left."""
    left = select(func.count()).select_from(Invitation).where(Invitation.sample_id == sample.id)
    return sample.issued - (session.scalar(left) or 0)


def ask_for_invitations(database: Database, survey_id: int, by_invitation: bool) -> None:
    """From now on only who has an invitation can answer, or everybody can."""
    with database.change() as session:
        session.get_one(Survey, survey_id, with_for_update=True).by_invitation = by_invitation
