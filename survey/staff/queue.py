"""The queue: the records a person may see, narrowed by the filter in the address, a page at a time."""

from datetime import datetime
from typing import Any

from flask import abort, render_template, request
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from survey import access, web
from survey.blind_coding import awaiting, next_record, progress, visible_samples
from survey.filter_fields import filter_fields, set_parts
from survey.login import only, person
from survey.models import AuditSample, Coding, FeedbackRecord, Reply, User, utc_now
from survey.record_filter import FilterError, RecordFilter
from survey.staff import paging
from survey.staff.due import age, due
from survey.staff.pages import room
from survey.staff.paging import Page, PlaceError
from survey.staff.views import VIEWS

MOST_COUNTED = 1000
MOST_SAMPLES = 5
#: parts of a filter that would tell the codes of the records in an audit sample
TELLING = ("theme", "sentiment", "type", "coded")
MOST_SHOWN = 240  # characters of a comment in the list
OLDEST = "oldest"


@room.get("/")
@only()
def queue() -> str:
    """The list; nothing but what the address asks for decides what it shows."""
    chosen, view = read_filter()
    chosen = chosen.but(**dict.fromkeys(TELLING, "")) if chosen.sample else chosen
    order = OLDEST if request.args.get("order") == OLDEST else ""
    session, now = web.session(), utc_now()
    matching = matching_records(person(), chosen, view, now)
    page = read_page(session, matching, order)
    levels = access.readable_levels(person())
    return render_template(
        "staff/queue.html",
        rows=rows(session, page, now),
        page=page,
        matches=count(session, matching),
        most=MOST_COUNTED,
        chosen=chosen,
        fields=[
            field for field in filter_fields(session, chosen, levels) if not (chosen.sample and field.name in TELLING)
        ],
        parts=set_parts(session, chosen, levels),
        views=VIEWS,
        view=view,
        order=order,
        samples=samples(session, person(), chosen),
        waiting=waiting(session, person()),
        restricted=chosen.sensitivity in access.RESTRICTED_LEVELS,
    )


def read_filter() -> tuple[RecordFilter, str]:
    """The filter and the view asked for; 400 for one that does not exist, 403 for a level the person may not read."""
    try:
        chosen = RecordFilter.read(request.args)
    except FilterError:
        abort(400)
    view = request.args.get("view", "")
    if view not in VIEWS:
        abort(400)
    if chosen.sensitivity and chosen.sensitivity not in access.readable_levels(person()):
        abort(403)
    return chosen, view


def matching_records(user: User, chosen: RecordFilter, view: str, now: datetime) -> Select[Any]:
    zone = web.settings().calendar.zone
    query = chosen.put_on(access.visible_records(user, chosen.levels), zone)
    return query.where(VIEWS[view].condition(user, now))


def read_page(session: Session, query: Select[Any], order: str) -> Page:
    """The page asked for, with what its rows show loaded in two more queries, however many rows."""
    query = query.options(selectinload(FeedbackRecord.codings.and_(Coding.in_force)))
    before, after = request.args.get("before", ""), request.args.get("after", "")
    try:
        return paging.read_page(session, query, before=before, after=after, oldest_first=order == OLDEST)
    except PlaceError:
        abort(400)


def count(session: Session, query: Select[Any]) -> int:
    """How many match, never counting further than one beyond the most that is shown."""
    ids = query.with_only_columns(FeedbackRecord.id).limit(MOST_COUNTED + 1)
    return session.scalar(select(func.count()).select_from(ids.subquery())) or 0


def rows(session: Session, page: Page, now: datetime) -> list[dict[str, Any]]:
    zone = web.settings().calendar.zone
    final = select(Reply.record_id).where(Reply.record_id.in_([r.id for r in page.records]), ~Reply.interim)
    answered = set(session.scalars(final))
    folded, hidden = copies(session, page), awaiting(session, person(), [record.id for record in page.records])
    return [
        {"record": record, "text": clipped(record), "age": age(record, now, zone), "hidden": record.id in hidden,
         "due": None if record.id in hidden else due(record, record.id in answered, now, zone),
         "copies": folded.get(record.copy_of or record.id, 0)}
        for record in page.records
    ]  # fmt: skip


def copies(session: Session, page: Page) -> dict[int, int]:
    """How many have sent a text again, by the first record with it."""
    firsts = {record.copy_of or record.id for record in page.records}
    counted = select(FeedbackRecord.id, FeedbackRecord.copies)
    found = session.execute(counted.where(FeedbackRecord.id.in_(firsts), FeedbackRecord.copies > 0))
    return {record_id: number for record_id, number in found}


def clipped(record: FeedbackRecord) -> str | None:
    """The beginning of the redacted text, "" of a picture; None for a restricted record, which is read only by
    opening it."""
    if record.is_restricted or (record.redacted is None and not record.is_wordless):
        return None
    text = record.redacted or ""
    return text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN].rsplit(None, 1)[0] + " …"


def samples(session: Session, user: User, chosen: RecordFilter) -> list[dict[str, Any]]:
    """The newest audit samples of this person's agencies that are not all coded, and the chosen one, with how many of
    their records are coded and which one comes next for this person."""
    found = session.scalars(visible_samples(user).limit(MOST_SAMPLES)).all()
    if chosen.sample and int(chosen.sample) not in [sample.id for sample in found]:
        found = [*found, *session.scalars(visible_samples(user).where(AuditSample.id == int(chosen.sample)))]
    done = progress(session, user, [sample.id for sample in found]) if found else {}
    rows = [(sample, *done.get(sample.id, (0, 0)), str(sample.id) == chosen.sample) for sample in found]
    return [
        {"sample": sample, "coded": coded, "records": records, "chosen": here,
         "next": next_record(session, user, sample.id, chosen.language) if here else None}
        for sample, coded, records, here in rows if coded < records or here
    ]  # fmt: skip


def waiting(session: Session, user: User) -> list[tuple[str, int]]:
    """(level, how many open restricted records) for the levels this person is the focal point of; no content."""
    condition = VIEWS["open"].condition(user, utc_now())
    levels = [level for level in access.readable_levels(user) if level in access.RESTRICTED_LEVELS]
    counts = ((level, count(session, access.visible_records(user, [level]).where(condition))) for level in levels)
    return [(level, number) for level, number in counts if number]
