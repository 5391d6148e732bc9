"""Times and flags are stored with the response, whatever the clocks say; nothing is dropped for them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from survey.actions.flag_response import Sending, flag_response
from survey.actions.submit_response import SentForm, submit_response
from survey.database import Database
from survey.form_content import read_content
from survey.models import FeedbackRecord, Response, SurveyVersion
from survey.settings import Settings
from tests.builders import CONTENT, add_agency, add_survey

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("sending", "seconds", "flags"),
    [
        (Sending(), None, ""),
        (Sending(NOW - 240 * SECOND), 240, ""),
        (Sending(NOW), 0, "speeder"),
        (Sending(NOW - 0.9 * SECOND), 0, "speeder"),
        (Sending(NOW + 30 * SECOND), 0, "speeder"),  # its clock was ahead
        (Sending(NOW - timedelta(days=1)), None, ""),
        (Sending(NOW, waited=True), None, ""),
        (Sending(in_trap=True), None, "honeypot"),
        (Sending(late=True), None, "late"),
        (Sending(NOW, in_trap=True, late=True), 0, "speeder honeypot late"),
    ],
)
def test_times_and_flags(sending: Sending, seconds: int | None, flags: str) -> None:
    response = Response(received_at=NOW, language="en")
    flag_response(response, read_content(CONTENT), {"O1": "The bus"}, sending)
    assert (response.started_at, response.seconds, response.flags) == (sending.started_at, seconds, flags)


def test_flagged_responses_are_kept_whole(database: Database, settings: Settings) -> None:
    add_agency(database, default=True)
    survey = add_survey(database)
    with database.session() as session:
        version = session.scalars(select(SurveyVersion.id).where(SurveyVersion.survey_id == survey)).one()
    for text in ("First words", "Other words"):
        sending = Sending(in_trap=True, late=True)
        submit_response(database, SentForm(version, "k" * 22, "en", {"O1": text}, sending=sending), "secret", settings)
    with database.session() as session:
        assert session.scalars(select(Response.flags).order_by(Response.id)).all() == [
            "honeypot late",
            "honeypot late conflict",
        ]
        assert len(session.scalars(select(FeedbackRecord.id)).all()) == 2
