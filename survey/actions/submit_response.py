"""Keep what a resident has sent: once, whole, and before anything else happens to it."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from survey.actions.flag_response import Sending, flag_response
from survey.actions.make_records import TypedIn, make_records
from survey.actions.run_analysis import analyse_records
from survey.actions.use_invitation import InvitationRefused, use_invitation
from survey.database import Database
from survey.form_content import FormContent, read_content
from survey.models import (
    Answer,
    FeedbackRecord,
    Image,
    Response,
    SavedForm,
    ShortAddress,
    Survey,
    SurveyVersion,
    utc_now,
)
from survey.question_types import question_type
from survey.reference import code_hash, key_hash, keyed, reference_code
from survey.settings import Settings
from survey.short_code import CODE

log = logging.getLogger(__name__)

#: The question of the area; its answer goes with every record of the response
AREA = "D3"
TRIES = 3


@dataclass(frozen=True)
class SentForm:
    """A form that has been checked: `answers` by question name, as question types store them, none empty.

    `source` is the short address that somebody came by, `invitation` the code of theirs; both may be anything.
    """

    version_id: int
    key: str
    language: str
    answers: dict[str, str]
    marked_sensitive: bool = False
    channel: str = "web"
    sending: Sending = Sending()
    source: str = ""
    invitation: str = ""
    typed_in: TypedIn | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)  # pictures by question


def submit_response(database: Database, sent: SentForm, secret: str, settings: Settings) -> str:
    """Store the form, then analyse it; the reference code. Sent twice it is stored once.

    The same key with other answers is kept beside the first as a conflict; both have the same code. InvitationRefused
    when the survey asks for an invitation and this has none that can be used.
    """
    response_id = store(database, sent, secret, settings)
    analyse_quietly(database, response_id)
    return reference_code(secret, sent.key)


def store(database: Database, sent: SentForm, secret: str, settings: Settings) -> int:
    """The stored response's id. Two that arrive at once meet at a unique index: the later one looks again."""
    for _attempt in range(TRIES - 1):
        try:
            return store_once(database, sent, secret, settings)
        except IntegrityError:
            continue
    return store_once(database, sent, secret, settings)


def store_once(database: Database, sent: SentForm, secret: str, settings: Settings) -> int:
    key = key_hash(secret, sent.key)
    with database.change() as session:
        version = session.get_one(SurveyVersion, sent.version_id)
        content = read_content(version.content)
        content_key = content_hash(secret, sent, content)
        known = session.scalars(select(Response).where(Response.key_hash == key).order_by(Response.id)).all()
        if same := [response.id for response in known if response.content_hash == content_key]:
            return same[0]
        response = make_response(sent, key, content_key, conflict_of=known[0].id if known else None)
        response.reference_hash = code_hash(secret, reference_code(secret, sent.key))
        response.source = source_of(session, version.survey_id, sent.source)
        flag_response(response, content, sent.answers, sent.sending)
        session.add(response)
        session.flush()
        session.execute(delete(SavedForm).where(SavedForm.key_hash == key))
        session.add_all(Image(response_id=response.id, question=name, data=data) for name, data in sent.images.items())
        if not known:
            admit(session, version.survey, sent, secret)
        make_records(session, response, content, settings, sent.typed_in)
        return response.id


def source_of(session: Session, survey_id: int, code: str) -> str | None:
    """The short address, when it is one of this survey's."""
    found = session.get(ShortAddress, code) if CODE.fullmatch(code) else None
    return found.code if found and found.survey_id == survey_id else None


def admit(session: Session, survey: Survey, sent: SentForm, secret: str) -> None:
    """Use up the invitation. A form that comes again, with the same key, has been let in before and needs none."""
    used = use_invitation(session, secret, survey.id, sent.invitation)
    if survey.by_invitation and not used and sent.typed_in is None:
        raise InvitationRefused


def content_hash(secret: str, sent: SentForm, content: FormContent) -> str:
    """The same for the same answers; keyed, because a short answer could be guessed from a plain hash.

    What is calculated is no answer: a form that is sent again may calculate another time of the day.
    """
    given = [(name, sent.answers[name]) for name in sorted(answered(content) & sent.answers.keys())]
    return keyed(secret, "content", json.dumps([given, sent.marked_sensitive], ensure_ascii=False)).hex()


def answered(content: FormContent) -> set[str]:
    return {question.name for question in content.questions() if question_type(question.type).asks}


def make_response(sent: SentForm, key: str, content: str, conflict_of: int | None) -> Response:
    return Response(
        survey_version_id=sent.version_id,
        key_hash=key,
        content_hash=content,
        conflict_of=conflict_of,
        language=sent.language,
        channel=sent.channel,
        area=area_of(sent.answers),
        marked_sensitive=sent.marked_sensitive,
        received_at=sent.typed_in.received_at if sent.typed_in else utc_now(),
        answers=[Answer(question=question, value=value) for question, value in sent.answers.items()],
    )


def area_of(answers: dict[str, str]) -> str | None:
    """The area's code; none when not told or rather not said (a code below zero)."""
    area = answers.get(AREA, "")
    return None if not area or area.startswith("-") else area[:64]


def analyse_quietly(database: Database, response_id: int) -> None:
    """What was sent is safe by now: a failure here is logged, and the record is found again as pending."""
    try:
        with database.session() as session:
            records = session.scalars(select(FeedbackRecord.id).where(FeedbackRecord.response_id == response_id)).all()
        if records:
            analyse_records(database, records)
    except Exception as error:
        log.error("the analysis of a new response failed: %s", type(error).__name__)
