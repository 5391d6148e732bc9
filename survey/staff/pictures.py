"""Pictures that came with a record's form. They may show anybody: only the handling team sees them."""

from flask import Response, abort
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey import access, language, web
from survey.form_content import read_content, spoken
from survey.login import only, person
from survey.markdown_text import plain_line
from survey.models import FeedbackRecord, Image, SurveyVersion, User
from survey.models import Response as SentResponse
from survey.staff.pages import RECORD, room

#: What is opened by itself has no script, no style and no address of its own
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Content-Disposition": "inline; filename=picture.jpg",
}


@room.get(f"{RECORD}/pictures/<question>")
@only()
def picture(record_id: int, question: str) -> Response:
    session = web.session()
    visible = access.visible_records(person(), access.READERS).where(FeedbackRecord.id == record_id)
    found = session.scalar(visible)
    if found is None or not sees_pictures(session, person(), found):
        abort(404)
    kept = session.get(Image, (found.response_id, question.replace("\0", ""))) or abort(404)
    return Response(kept.data, mimetype="image/jpeg", headers=HEADERS)


def find_pictures(session: Session, user: User, record: FeedbackRecord) -> list[tuple[str, str]]:
    """(question, what it asks) of each picture that came with the record and that `user` may see."""
    if not sees_pictures(session, user, record):
        return []
    names = session.scalars(
        select(Image.question).where(Image.response_id == record.response_id).order_by(Image.question)
    )
    if not (found := names.all()):
        return []
    version = select(SurveyVersion.content).join(SentResponse).where(SentResponse.id == record.response_id)
    content = read_content(session.scalars(version).one())
    asked = {question.name: plain_line(spoken(question.label, language.current())) for question in content.questions()}
    return [(name, asked.get(name, name)) for name in found]


def sees_pictures(session: Session, user: User, record: FeedbackRecord) -> bool:
    """A picture belongs to all that somebody wrote: who may not read one part of it does not see the picture."""
    if record.response_id is None or not access.reads_original(user, record):
        return False
    of_form = FeedbackRecord.response_id == record.response_id
    written = session.scalar(select(func.count()).where(of_form))
    seen = select(func.count()).select_from(access.visible_records(user, access.READERS).where(of_form).subquery())
    return session.scalar(seen) == written
