"""How the response behind a record was given: its time, its flags, and the other version of a form sent twice."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import access, labels
from survey.answer_quality import STRAIGHT_LINE, longest_run, read_flags
from survey.form_content import read_content
from survey.language import ngettext
from survey.models import FeedbackRecord, Response, User


@dataclass(frozen=True)
class Answering:
    """`seconds` is None when not known. `versions` counts the forms sent with this one's key, itself among them;
    `others` are the records of the other versions that this person may see, and `siblings` those of this one."""

    seconds: int | None
    flags: list[str]
    versions: int
    others: list[int]
    siblings: list[int]


def answering(session: Session, user: User, record: FeedbackRecord) -> Answering | None:
    """None for a record that came with no form."""
    response = record.response
    if response is None:
        return None
    same_key = select(Response.id).where(Response.key_hash == response.key_hash)
    visible = access.visible_to(user, access.READERS)
    found = session.execute(
        select(FeedbackRecord.id, FeedbackRecord.response_id)
        .where(FeedbackRecord.response_id.in_(same_key), FeedbackRecord.id != record.id, visible)
        .order_by(FeedbackRecord.id)
    ).all()
    return Answering(
        seconds=response.seconds,
        flags=[in_words(flag, response) for flag in read_flags(response.flags)],
        versions=len(session.scalars(same_key).all()),
        others=[number for number, of in found if of != response.id],
        siblings=[number for number, of in found if of == response.id],
    )


def in_words(flag: str, response: Response) -> str:
    said = str(labels.FLAG[flag]) if flag in labels.FLAG else flag
    if flag != STRAIGHT_LINE:
        return said
    run = longest_run(read_content(response.version.content), {one.question: one.value for one in response.answers})
    return ngettext("%(sign)s: %(num)s in a row", "%(sign)s: %(num)s in a row", run, sign=said)
