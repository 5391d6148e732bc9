"""The first who codes a record blind puts codes in force; the second is kept beside them."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.actions.change_record import ChangeRefused
from survey.actions.code_blind import code_blind
from survey.actions.review_record import Review, review_record
from survey.actions.set_sensitivity import set_sensitivity
from survey.blind_coding import is_blind, next_record, progress, visible_samples
from survey.database import Database
from survey.models import Assessment, AuditRecord, AuditSample, Coding, FeedbackRecord, HistoryEvent, User
from survey.models.user import ANALYST, REVIEWER
from survey.settings import Settings
from tests.builders import add_agency, add_audit_sample, add_record, add_user

FIRST = Review((("homelessness", "negative"), ("taxes_fees", "mixed")), "negative", "complaint", "en")
SECOND = Review((("transport_mobility", "positive"),), "positive", "praise", "sv")


@pytest.fixture
def record(database: Database) -> int:
    return add_record(database, themes={"homelessness": "neutral"}, sentiment="neutral")


def code(database: Database, user: int, record: int, review: Review = FIRST, level: str = "S0") -> None:
    code_blind(database, user, record, review, level, Settings())


def codings(database: Database, record: int, user: int) -> list[tuple[str, bool, str]]:
    with database.session() as session:
        query = select(Coding.theme, Coding.in_force, Coding.version).order_by(Coding.id)
        rows = session.execute(query.where(Coding.record_id == record, Coding.coder == f"user:{user}"))
        return [tuple(row) for row in rows]


def asked(database: Database, user: int, record: int) -> bool:
    with database.session() as session:
        return is_blind(session, session.get_one(User, user), record)


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_first_takes_force_and_the_second_is_an_opinion(database: Database, record: int) -> None:
    first, second = add_user(database, REVIEWER), add_user(database, REVIEWER)
    add_audit_sample(database, [record], coders=2)
    code(database, first, record)
    code(database, second, record, SECOND)
    assert codings(database, record, first) == [("homelessness", True, "blind"), ("taxes_fees", True, "blind")]
    assert codings(database, record, second) == [("transport_mobility", False, "blind")]
    with database.session() as session:
        now = session.get_one(FeedbackRecord, record)
        assert (now.sentiment, now.type, now.language) == ("negative", "complaint", "en") and now.reviewed_at
        found = session.execute(select(Assessment.sentiment, Assessment.blind).order_by(Assessment.id))
        assert [tuple(row) for row in found] == [("negative", True), ("positive", True)]
        kinds = session.scalars(select(HistoryEvent.kind).where(HistoryEvent.user_id == second)).all()
        assert kinds == ["opinion"]


def test_who_is_asked_and_until_when(database: Database, record: int) -> None:
    first, second, third = (add_user(database, REVIEWER) for _ in range(3))
    strangers = [add_user(database, ANALYST), add_user(database, REVIEWER, agency=add_agency(database, "Elsewhere"))]
    assert not asked(database, first, record)
    add_audit_sample(database, [record], coders=2)
    assert [asked(database, who, record) for who in (first, second, third, *strangers)] == [True] * 3 + [False] * 2
    code(database, first, record)
    assert [asked(database, who, record) for who in (first, second, third)] == [False, True, True]
    code(database, second, record)
    assert [asked(database, who, record) for who in (first, second, third)] == [False] * 3


def test_sent_twice_is_coded_once(database: Database, record: int) -> None:
    user = add_user(database, REVIEWER)
    add_audit_sample(database, [record])
    code(database, user, record)
    code(database, user, record, SECOND, "S3")
    with database.session() as session:
        assert (count(session, Assessment), session.get_one(FeedbackRecord, record).sensitivity) == (1, "S0")
    assert [theme for theme, *_rest in codings(database, record, user)] == ["homelessness", "taxes_fees"]


def test_who_has_seen_the_codes_codes_no_longer_blind(database: Database, record: int) -> None:
    user = add_user(database, REVIEWER)
    add_audit_sample(database, [record])
    review_record(database, user, record, 1, SECOND, Settings())
    assert not asked(database, user, record)
    code(database, user, record)
    with database.session() as session:
        assert session.scalars(select(Assessment.blind)).all() == [False]
    other = add_user(database, REVIEWER)
    assert asked(database, other, record)


def test_a_coder_may_review_afterwards(database: Database, record: int) -> None:
    first, second = add_user(database, REVIEWER), add_user(database, REVIEWER)
    add_audit_sample(database, [record], coders=2)
    code(database, first, record)
    code(database, second, record, SECOND)
    with database.session() as session:
        revision = session.get_one(FeedbackRecord, record).revision
    review_record(database, second, record, revision, SECOND, Settings())
    assert codings(database, record, second) == [
        ("transport_mobility", False, "blind"), ("transport_mobility", True, str(revision)),
    ]  # fmt: skip


@pytest.mark.parametrize("order", ["first", "second"])
@pytest.mark.parametrize(("level", "after"), [("S0", "S1"), ("S1", "S1"), ("S3", "S3")])
def test_a_higher_level_takes_force_a_lower_one_is_an_opinion(
    database: Database, order: str, level: str, after: str
) -> None:
    record = add_record(database, sensitivity="S1")
    add_audit_sample(database, [record], coders=2)
    if order == "second":
        code(database, add_user(database, REVIEWER), record, level="S1")
    user = add_user(database, REVIEWER)
    code(database, user, record, level=level)
    with database.session() as session:
        assert session.get_one(FeedbackRecord, record).sensitivity == after
        said = session.scalars(select(Assessment.sensitivity).where(Assessment.coder == f"user:{user}")).one()
        assert said == level


@pytest.mark.parametrize(("case", "reason"), [
    ("no sample", "wrong_step"), ("no such theme", "wrong_step"), ("no such level", "wrong_step"),
    ("analyst", "not_allowed"), ("restricted", "not_allowed"), ("no such record", "unknown"),
])  # fmt: skip
def test_what_is_refused_changes_nothing(database: Database, record: int, case: str, reason: str) -> None:
    user = add_user(database, ANALYST if case == "analyst" else REVIEWER)
    if case != "no sample":
        add_audit_sample(database, [record])
    if case == "restricted":
        set_sensitivity(database, user, record, 1, "S3")
    review = Review((("nothing", "mixed"),), "mixed", "praise", "en") if case == "no such theme" else FIRST
    with pytest.raises(ChangeRefused, match=reason):
        code(database, user, 4711 if case == "no such record" else record, review,
             "S9" if case == "no such level" else "S0")  # fmt: skip
    with database.session() as session:
        assert count(session, Assessment) == 0
        assert session.get_one(FeedbackRecord, record).reviewed_at is None


def test_progress_and_what_comes_next(database: Database) -> None:
    records = [add_record(database, language=code) for code in ("sv", "vi", "sv")]
    gone = [add_record(database, sensitivity="S3"), add_record(database, text="", language="sv")]
    user = add_user(database, REVIEWER)
    sample = add_audit_sample(database, [*gone, *records], coders=1)

    def state(language: str | None = None) -> tuple[object, ...]:
        with database.session() as session:
            me = session.get_one(User, user)
            return progress(session, me, [sample])[sample], next_record(session, me, sample, language)

    assert state() == ((0, 3), records[0]) and state("vi") == ((0, 3), records[1])
    code(database, user, records[0])
    assert state("sv") == ((1, 3), records[2])
    for record in records[1:]:
        code(database, user, record)
    assert state("sv") == ((3, 3), None)


def test_samples_are_seen_in_their_agency(database: Database, record: int) -> None:
    sample = add_audit_sample(database, [record])
    people = [add_user(database, REVIEWER), add_user(database, ANALYST, agency=add_agency(database, "Elsewhere")),
              add_user(database, "integrity")]  # fmt: skip
    with database.session() as session:
        seen = [[s.id for s in session.scalars(visible_samples(session.get_one(User, who)))] for who in people]
    assert seen == [[sample], [], []]


def test_a_sample_goes_with_its_records_and_they_stay_without_it(database: Database, record: int) -> None:
    sample = add_audit_sample(database, [record, add_record(database)])
    with database.change() as session:
        session.delete(session.get_one(FeedbackRecord, record))
    with database.session() as session:
        assert count(session, AuditRecord) == 1
    with database.change() as session:
        session.delete(session.get_one(AuditSample, sample))
    with database.session() as session:
        assert (count(session, AuditRecord), count(session, FeedbackRecord)) == (0, 1)
