"""A person's codes take force; codes that do not exist are refused."""

import pytest
from sqlalchemy import select

from survey.actions.change_record import ChangeRefused
from survey.actions.review_record import Review, review_record
from survey.database import Database
from survey.models import Coding, FeedbackRecord, HistoryEvent
from survey.settings import Settings
from tests.builders import add_record, add_user


def in_force(database: Database, record: int) -> list[tuple[str, str, str]]:
    with database.session() as session:
        query = select(Coding.theme, Coding.sentiment, Coding.coder).where(Coding.record_id == record, Coding.in_force)
        return [tuple(row) for row in session.execute(query.order_by(Coding.rank))]


@pytest.mark.parametrize("themes", [
    (("transport_mobility", "negative"),),
    (("public_works", "negative"), ("transport_mobility", "neutral"), ("service_timeliness", "mixed")),
    (("off_topic_or_spam", "neutral"),),
    (),
])  # fmt: skip
def test_a_persons_codes_take_force(database: Database, themes: tuple[tuple[str, str], ...]) -> None:
    user, record = add_user(database), add_record(database, themes={"homelessness": "negative"})
    review_record(database, user, record, 1, Review(themes, "negative", "complaint", "en"), Settings())
    assert in_force(database, record) == [(*pair, f"user:{user}") for pair in themes]
    with database.session() as session:
        assert session.get_one(FeedbackRecord, record).reviewed_at is not None
        event = session.scalars(select(HistoryEvent).where(HistoryEvent.kind == "themes")).one()
        assert (event.user_id, event.before) == (user, "homelessness:negative")


@pytest.mark.parametrize("review", [
    Review((("no_such_theme", "negative"),), "negative", "complaint", "en"),
    Review((("homelessness", "angry"),), "negative", "complaint", "en"),
    Review((("homelessness", "mixed"), ("homelessness", "neutral")), "negative", "complaint", "en"),
    Review((), "negative", "shout", "en"),
])  # fmt: skip
def test_codes_that_do_not_exist_change_nothing(database: Database, review: Review) -> None:
    user, record = add_user(database), add_record(database, themes={"homelessness": "negative"})
    with pytest.raises(ChangeRefused):
        review_record(database, user, record, 1, review, Settings())
    assert in_force(database, record) == [("homelessness", "negative", "machine")]
