"""The record page: what was said, what it is about, and what has been done with it."""

from collections.abc import Sequence

from flask import abort, render_template
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from survey import access, pages, web
from survey.actions.open_record import open_record
from survey.blind_coding import is_blind
from survey.login import only, person
from survey.models import Agency, FeedbackRecord, HistoryEvent, Note, Reply, User, utc_now
from survey.staff.answering import answering
from survey.staff.blind_page import BlindForm, show_blind
from survey.staff.due import age, due
from survey.staff.fields import RecordForm
from survey.staff.forms import FORMS
from survey.staff.history import History, read_history
from survey.staff.marks import marked, quoted
from survey.staff.pages import RECORD, room
from survey.staff.pictures import find_pictures


@room.get(RECORD)
@only()
def record(record_id: int) -> str:
    """The record; 404 when there is none that this person may see, whether or not it exists."""
    return show(record_id)


def show(record_id: int, tried: RecordForm | None = None, conflict: History | None = None) -> str:
    """The page with its forms. `tried` is the one that was sent and refused: it keeps what was typed; `conflict` is
    what others have changed since it was opened. Who is to code the record without seeing its codes gets another page;
    a form of this one comes from somebody who has seen them."""
    if not open_record(web.database(), person().id, record_id):
        abort(404)
    session, now, zone = web.session(), utc_now(), web.settings().calendar.zone
    found = load(session, record_id)
    if found is None:
        abort(404)
    if (tried is None or isinstance(tried, BlindForm)) and is_blind(session, person(), record_id):
        return show_blind(session, found, tried)
    answered = any(not reply.interim for reply in found.replies)
    return render_template(
        "staff/record.html",
        record=found,
        level=access.level_of(found),
        forms=forms(session, found, tried) if access.may_edit(person(), found) else {},
        tried=tried,
        conflict=conflict,
        text=text(found),
        quotes=quotes(found),
        pictures=find_pictures(session, person(), found),
        answering=answering(session, person(), found),
        history=read_history(session, found),
        people=people(session, found),
        agencies={agency.id: pages.agency_name(agency) for agency in session.scalars(select(Agency))},
        age=age(found, now, zone),
        due=due(found, answered, now, zone),
    )


def load(session: Session, record_id: int) -> FeedbackRecord | None:
    """The record if this person may see it, with all that its page shows."""
    parts = (FeedbackRecord.codings, FeedbackRecord.involvements, FeedbackRecord.replies, FeedbackRecord.notes)
    query = access.visible_records(person(), access.READERS).where(FeedbackRecord.id == record_id)
    query = query.options(*(selectinload(part) for part in parts)).execution_options(populate_existing=True)
    return session.scalar(query)


def forms(session: Session, found: FeedbackRecord, tried: RecordForm | None) -> dict[str, RecordForm]:
    """One form of each kind by its name, filled in, at the record's revision of now."""
    agencies = session.scalars(select(Agency).order_by(Agency.name)).all()
    newest = session.scalar(select(func.max(HistoryEvent.id)).where(HistoryEvent.record_id == found.id))
    made = {form.__name__: prepare(form, found, agencies, tried) for form in FORMS}
    for form in made.values():
        form.revision.data, form.seen.data = str(found.revision), str(newest or 0)
    return made


def prepare(
    kind: type[RecordForm], found: FeedbackRecord, agencies: Sequence[Agency], tried: RecordForm | None
) -> RecordForm:
    form = tried if isinstance(tried, kind) else kind(formdata=None)
    form.offer(found, agencies)
    if form is not tried:
        form.fill(found)
    return form


def text(found: FeedbackRecord) -> object:
    """The original with its evidence marked, for those who handle it; for others the redacted text, or None."""
    if not access.reads_original(person(), found):
        return found.redacted
    return marked(found.text, [span[:2] for coding in found.codings_in_force for span in coding.evidence])


def quotes(found: FeedbackRecord) -> dict[str, list[str]]:
    """For each theme the words it rests on; nothing for those who do not read the original."""
    if not access.reads_original(person(), found):
        return {}
    return {coding.theme: quoted(found.text, [span[:2] for span in coding.evidence])
            for coding in found.codings_in_force}  # fmt: skip


def people(session: Session, found: FeedbackRecord) -> dict[int | None, str]:
    """Names of those who wrote its notes and replies."""
    writers: list[Note | Reply] = [*found.notes, *found.replies]
    query = select(User.id, User.name).where(User.id.in_({writer.user_id for writer in writers}))
    return {user_id: name for user_id, name in session.execute(query)}
