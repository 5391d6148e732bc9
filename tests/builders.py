"""Builders of test data: each makes one thing that is real in every respect, with defaults for what a test ignores."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.database import Database
from survey.models import (
    Agency,
    Answer,
    Assessment,
    AuditRecord,
    AuditSample,
    Coding,
    FeedbackRecord,
    Involvement,
    LocalTheme,
    Membership,
    Response,
    SearchWord,
    Survey,
    SurveyVersion,
    User,
)
from survey.models.user import ADMINISTRATOR, ANALYST, REVIEWER
from survey.search_words import search_words

PASSWORD = "correct horse battery"
_numbers = count(1)
_hash = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)

CONTENT: dict[str, Any] = {
    "languages": ["en", "vi", "sv"],
    "title": {"en": "Test survey", "vi": "Khảo sát thử", "sv": "Provenkät"},
    "items": [
        {
            "type": "long_text",
            "name": "O1",
            "label": {"en": "What works well?", "vi": "Điều gì đang tốt?", "sv": "Vad fungerar bra?"},
        }
    ],
}


def add_agency(database: Database, name: str = "Test town", *, default: bool = False) -> int:
    """The agency's id; the default agency is made once and found again."""
    with database.change() as session:
        found = session.scalar(select(Agency).where(Agency.is_default)) if default else None
        agency = found or Agency(slug=f"agency-{next(_numbers)}", name=name, is_default=default)
        session.add(agency)
        session.flush()
        return agency.id


def add_user(database: Database, *roles: str, agency: int | None = None, email: str = "", name: str = "Kim") -> int:
    """The user's id; the password is PASSWORD. Without roles: administrator, reviewer and analyst."""
    agency = agency or add_agency(database, default=True)
    number = next(_numbers)
    user = User(email=email or f"kim{number}@example.org", name=name, password_hash=_hash, session_key=f"key-{number}")
    user.memberships = [Membership(agency_id=agency, role=role) for role in roles or (ADMINISTRATOR, REVIEWER, ANALYST)]
    with database.change() as session:
        session.add(user)
        session.flush()
        return user.id


def add_survey(database: Database, slug: str = "test", content: dict[str, Any] = CONTENT, state: str = "open") -> int:
    """The survey's id; its only version is published unless the state is draft."""
    published = None if state == "draft" else datetime(2026, 1, 5, tzinfo=UTC)
    with database.change() as session:
        survey = Survey(
            slug=slug, state=state, versions=[SurveyVersion(number=1, content=content, published_at=published)]
        )
        session.add(survey)
        session.flush()
        return survey.id


def add_response(database: Database, survey: int, answers: dict[str, str] | None = None, **columns: Any) -> int:
    """A stored response to the survey's newest version; makes no feedback records."""
    number = next(_numbers)
    values = {"key_hash": f"k{number}", "content_hash": f"c{number}", "reference_hash": f"r{number}", "language": "en"}
    with database.change() as session:
        version = session.scalars(
            select(SurveyVersion).where(SurveyVersion.survey_id == survey).order_by(SurveyVersion.number.desc())
        ).first()
        assert version
        rows = [Answer(question=question, value=value) for question, value in (answers or {}).items()]
        response = Response(survey_version_id=version.id, answers=rows, **{**values, **columns})
        session.add(response)
        session.flush()
        return response.id


def add_record(
    database: Database,
    text: str = "The buses are late.",
    *,
    themes: dict[str, str] | None = None,
    agency: int | None = None,
    **columns: Any,
) -> int:
    """An analysed ordinary record (S0) that searches find, led by `agency` or the default one.

    `themes` is {theme: sentiment}.
    """
    agency = agency or add_agency(database, default=True)
    done = {
        "text": text, "redacted": text, "channel": "web", "language": "en", "sentiment": "negative",
        "type": "complaint", "sensitivity": "S0", "analysis_state": "done", "analysis_version": "test",
        "contactable": True,
    }  # fmt: skip
    record = FeedbackRecord(**{**done, **columns})
    record.involvements = [Involvement(agency_id=agency, part="lead")]
    record.codings = [
        Coding(theme=theme, coder="machine", version="test", rank=rank, sentiment=sentiment, confidence=0.9)
        for rank, (theme, sentiment) in enumerate((themes or {}).items(), 1)
    ]
    with database.change() as session:
        session.add(record)
        session.flush()
        session.add_all(SearchWord(word=word, record_id=record.id) for word in search_words(record.redacted or ""))
        return record.id


def add_local_theme(database: Database, slug: str, *, category: str = "service_areas", **strong: list[str]) -> int:
    """A theme `local_<slug>` of the organisation's own; `strong` are its strong words by language."""
    words = {language: {"strong": entries, "weak": [], "not": []} for language, entries in strong.items()}
    with database.change() as session:
        theme = LocalTheme(
            code=f"local_{slug}", category=category, labels={"en": slug.title()}, definitions={}, words=words
        )
        session.add(theme)
        session.flush()
        return theme.id


def add_audit_sample(database: Database, records: list[int], coders: int = 1, agency: int | None = None) -> int:
    """A sample of these records, as if drawn by an analyst of `agency` or the default one."""
    agency = agency or add_agency(database, default=True)
    first, last = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    user = add_user(database, ANALYST, agency=agency)
    with database.change() as session:
        sample = AuditSample(
            user_id=user, agency_id=agency, since=first, until=last, shared_out="equal", seed=1, sizes={}
        )
        session.add(sample)
        session.flush()
        session.add_all(AuditRecord(sample_id=sample.id, record_id=record, coders=coders) for record in records)
        return sample.id


def add_opinions(database: Database, record: int, *opinions: tuple[str, str, str], **said: str) -> None:
    """What coders say of a record: (coder, version, themes), each theme a letter, in the order they come. `said` are
    other columns of each opinion."""
    columns = {"sentiment": "neutral", "type": "concern", "language": "en", "sensitivity": "S0", **said}
    with database.change() as session:
        for coder, version, themes in opinions:
            session.add(Assessment(record_id=record, coder=coder, version=version, blind=version == "blind", **columns))
            session.flush()
            session.add_all(
                Coding(record_id=record, theme=theme, coder=coder, version=version, rank=rank, sentiment="neutral",
                       in_force=False)
                for rank, theme in enumerate(themes, 1)
            )  # fmt: skip


def sign_in(client: FlaskClient, database: Database, user_id: int) -> None:
    """A signed-in session for this person, without going through the sign-in page."""
    with database.session() as session:
        key = session.get_one(User, user_id).session_key
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = key, True
