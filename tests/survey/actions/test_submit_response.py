"""What is sent is kept once and whole, whatever happens beside it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from survey.actions import submit_response as module
from survey.actions.submit_response import SentForm, submit_response
from survey.database import Database
from survey.models import FeedbackRecord, HistoryEvent, Involvement, Response, SurveyVersion
from survey.reference import code_hash, reference_code
from survey.settings import Settings
from tests.builders import add_agency, add_survey

SECRET = "a secret for tests"
CONTENT: dict[str, Any] = {
    "languages": ["en", "sv"],
    "title": {"en": "Survey", "sv": "Enkät"},
    "items": [
        {"type": "long_text", "name": "O1", "label": {"en": "Well?"}},
        {"type": "short_text", "name": "O2", "label": {"en": "Else?"}},
        {"type": "one_choice", "name": "D3", "label": {"en": "Area?"}, "choices": []},
    ],
}


@pytest.fixture
def sent(database: Database) -> SentForm:
    add_agency(database, "Town", default=True)
    survey = add_survey(database, content=CONTENT)
    with database.session() as session:
        version = session.scalars(select(SurveyVersion.id).where(SurveyVersion.survey_id == survey)).one()
    return SentForm(version, "k" * 22, "sv", {"O1": "Bussen är alltid sen.", "D3": "north"})


def stored(database: Database) -> list[Response]:
    with database.session() as session:
        return list(session.scalars(select(Response).order_by(Response.id)))


def records(database: Database) -> list[FeedbackRecord]:
    with database.session() as session:
        return list(session.scalars(select(FeedbackRecord).order_by(FeedbackRecord.id)))


def test_response_and_its_record(database: Database, settings: Settings, sent: SentForm) -> None:
    code = submit_response(database, sent, SECRET, settings)
    [response], [record] = stored(database), records(database)
    assert code == reference_code(SECRET, sent.key)
    assert response.reference_hash == code_hash(SECRET, code)
    assert (response.language, response.area, response.channel) == ("sv", "north", "web")
    assert (record.question, record.text, record.area) == ("O1", "Bussen är alltid sen.", "north")
    assert (record.language_hint, record.channel, record.contactable) == ("sv", "web", True)
    assert record.acknowledge_by == settings.calendar.due(record.received_at, 5)


def test_record_is_analysed_belongs_to_the_first_agency_and_has_a_history(
    database: Database, settings: Settings, sent: SentForm
) -> None:
    submit_response(database, sent, SECRET, settings)
    with database.session() as session:
        record = session.scalars(select(FeedbackRecord)).one()
        first = session.scalars(select(HistoryEvent).order_by(HistoryEvent.id)).first()
        assert record.analysis_state == "done"
        assert [involvement.part for involvement in session.scalars(select(Involvement))] == ["lead"]
        assert first and (first.kind, first.after, first.at) == ("received", "web", record.received_at)


def test_one_record_for_each_open_answer(database: Database, settings: Settings, sent: SentForm) -> None:
    submit_response(database, replace(sent, answers={"O2": "Two", "O1": "One"}), SECRET, settings)
    assert [(record.question, record.text) for record in records(database)] == [("O1", "One"), ("O2", "Two")]


def test_the_tick_makes_it_sensitive(database: Database, settings: Settings, sent: SentForm) -> None:
    submit_response(database, replace(sent, marked_sensitive=True), SECRET, settings)
    [record] = records(database)
    assert record.marked_sensitive and record.sensitivity == "S3"


@pytest.mark.parametrize(("area", "kept"), [("north", "north"), ("-7", None), ("", None)])
def test_area(database: Database, settings: Settings, sent: SentForm, area: str, kept: str | None) -> None:
    submit_response(database, replace(sent, answers={"O1": "x", "D3": area}), SECRET, settings)
    assert stored(database)[0].area == kept


def test_sent_twice_stored_once(database: Database, settings: Settings, sent: SentForm) -> None:
    codes = {submit_response(database, sent, SECRET, settings) for _ in range(3)}
    assert (len(codes), len(stored(database)), len(records(database))) == (1, 1, 1)


def test_the_same_answers_in_another_language_of_the_page_are_the_same(
    database: Database, settings: Settings, sent: SentForm
) -> None:
    submit_response(database, sent, SECRET, settings)
    submit_response(database, replace(sent, language="en"), SECRET, settings)
    assert len(stored(database)) == 1


@pytest.mark.parametrize("change", [{"answers": {"O1": "Something else"}}, {"marked_sensitive": True}])
def test_the_same_key_with_other_answers_is_kept_beside_the_first(
    database: Database, settings: Settings, sent: SentForm, change: dict[str, Any]
) -> None:
    codes = {submit_response(database, form, SECRET, settings) for form in (sent, replace(sent, **change), sent)}
    first, second = stored(database)
    assert len(codes) == 1
    assert (first.conflict_of, second.conflict_of) == (None, first.id)
    assert [record.response_id for record in records(database)] == [first.id, second.id]


def test_another_key_with_the_same_answers_is_another_response(
    database: Database, settings: Settings, sent: SentForm
) -> None:
    codes = {submit_response(database, replace(sent, key=key * 22), SECRET, settings) for key in "ab"}
    assert (len(codes), len(stored(database))) == (2, 2)


def test_many_at_once(database: Database, settings: Settings, sent: SentForm) -> None:
    """Twelve arrive together: six times one form, and six times other answers with its key."""
    forms = [sent, replace(sent, answers={"O1": "Something else"})] * 6
    with ThreadPoolExecutor(6) as pool:
        codes = set(pool.map(lambda form: submit_response(database, form, SECRET, settings), forms))
    first, second = stored(database)
    assert len(codes) == 1
    assert (first.conflict_of, second.conflict_of) == (None, first.id)
    assert len(records(database)) == 2


def test_a_failing_analysis_loses_nothing_and_the_next_sending_tries_again(
    database: Database, settings: Settings, sent: SentForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> int:
        raise RuntimeError("no analysis today")

    with monkeypatch.context() as broken:
        broken.setattr(module, "analyse_records", fail)
        code = submit_response(database, sent, SECRET, settings)
    assert [record.analysis_state for record in records(database)] == ["pending"]
    assert submit_response(database, sent, SECRET, settings) == code
    assert [record.analysis_state for record in records(database)] == ["done"]


def test_without_an_agency_it_is_kept_all_the_same(database: Database, settings: Settings) -> None:
    survey = add_survey(database, content=CONTENT)
    with database.session() as session:
        version = session.scalars(select(SurveyVersion.id).where(SurveyVersion.survey_id == survey)).one()
    submit_response(database, SentForm(version, "k" * 22, "en", {"O1": "x"}), SECRET, settings)
    assert len(records(database)) == 1


def test_received_now(database: Database, settings: Settings, sent: SentForm) -> None:
    submit_response(database, sent, SECRET, settings)
    [response], [record] = stored(database), records(database)
    assert response.received_at == record.received_at
    assert record.acknowledge_by and record.acknowledge_by - record.received_at > timedelta(days=4)


def test_what_is_calculated_anew_makes_no_other_response(
    database: Database, settings: Settings, sent: SentForm
) -> None:
    """The form comes again a day later, and one of its calculations tells the day."""
    calculated = {"type": "calculation", "name": "day", "logic": {"calculation": "today()"}}
    survey = add_survey(database, "days", {**CONTENT, "items": [*CONTENT["items"], calculated]})
    with database.session() as session:
        version = session.scalars(select(SurveyVersion.id).where(SurveyVersion.survey_id == survey)).one()
    for day in ("2026-11-20", "2026-11-21"):
        submit_response(
            database, replace(sent, version_id=version, answers={**sent.answers, "day": day}), SECRET, settings
        )
    [response] = stored(database)
    assert response.conflict_of is None
