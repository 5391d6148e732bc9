"""Samples are random, stratified by language, and hold no record twice nor one that may not be seen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from survey.actions.draw_audit_sample import SampleRefused, Wish, draw_audit_sample
from survey.actions.review_record import Review, review_record
from survey.database import Database
from survey.models import AuditRecord, AuditSample
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, REVIEWER
from survey.settings import Settings
from tests.builders import add_agency, add_record, add_user

SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
REVIEW = Review((), "neutral", "observation", "en")


@pytest.fixture
def town(database: Database) -> int:
    return add_agency(database, default=True)


def wish(agency: int, size: int, **other) -> Wish:
    return Wish(**{"agency_id": agency, "since": SINCE, "until": UNTIL, "size": size, **other})


def add_records(database: Database, **numbers: int) -> dict[str, list[int]]:
    when = datetime(2026, 5, 1, tzinfo=UTC)
    return {
        code: [add_record(database, language=code, received_at=when) for _ in range(n)] for code, n in numbers.items()
    }


def sample(database: Database, sample_id: int) -> tuple[AuditSample, list[AuditRecord]]:
    with database.session() as session:
        rows = session.scalars(select(AuditRecord).where(AuditRecord.sample_id == sample_id)).all()
        return session.get_one(AuditSample, sample_id), list(rows)


@pytest.mark.parametrize(("shared_out", "size", "expected"), [
    ("proportional", 12, {"sv": 8, "vi": 4}), ("equal", 12, {"sv": 6, "vi": 6}), ("equal", 24, {"sv": 12, "vi": 10}),
    ("proportional", 900, {"sv": 20, "vi": 10}),
])  # fmt: skip
def test_each_language_has_its_share(
    database: Database, town: int, shared_out: str, size: int, expected: dict[str, int]
) -> None:
    records = add_records(database, sv=20, vi=10)
    user = add_user(database, ANALYST)
    found, rows = sample(
        database, draw_audit_sample(database, user, wish(town, size, shared_out=shared_out, coders=2), 7)
    )
    drawn = {row.record_id for row in rows}
    assert {code: len(drawn & set(ids)) for code, ids in records.items()} == expected
    assert {code: part["got"] for code, part in found.sizes.items()} == expected
    assert {code: part["available"] for code, part in found.sizes.items()} == {"sv": 20, "vi": 10}
    assert {row.coders for row in rows} == {2}
    assert (found.user_id, found.agency_id, found.seed, found.since) == (user, town, 7, SINCE)


def test_a_seed_draws_the_same_records_and_another_seed_others(database: Database, town: int) -> None:
    add_records(database, sv=40)
    drawn = []
    for seed in (1, 1, 2):
        found = draw_audit_sample(database, add_user(database, ANALYST), wish(town, 10), seed)
        drawn.append([row.record_id for row in sample(database, found)[1]])
        with database.change() as session:
            session.delete(session.get_one(AuditSample, found))
    assert drawn[0] == drawn[1] != drawn[2]


def test_no_record_is_drawn_twice(database: Database, town: int) -> None:
    add_records(database, sv=25)
    user = add_user(database, ANALYST)
    drawn = [sample(database, draw_audit_sample(database, user, wish(town, 10), seed))[1] for seed in (1, 2, 3)]
    ids = [row.record_id for rows in drawn for row in rows]
    assert [len(rows) for rows in drawn] == [10, 10, 5] and len(set(ids)) == 25
    with pytest.raises(SampleRefused, match="nothing_to_draw"):
        draw_audit_sample(database, user, wish(town, 10), 4)


def test_sent_twice_is_drawn_once(database: Database, town: int) -> None:
    add_records(database, sv=25)
    user = add_user(database, ANALYST)
    assert draw_audit_sample(database, user, wish(town, 5), 9) == draw_audit_sample(database, user, wish(town, 5), 9)
    other = draw_audit_sample(database, add_user(database, ANALYST), wish(town, 5), 9)
    with database.session() as session:
        assert session.scalars(select(AuditSample.id)).all() == [1, other]


def test_only_what_anybody_may_code_and_nobody_has(database: Database, town: int) -> None:
    right = add_records(database, sv=2)["sv"]
    when = datetime(2026, 5, 1, tzinfo=UTC)
    for columns in (
        {"sensitivity": "S2"}, {"analysis_state": "failed"}, {"analysis_state": "pending"}, {"text": ""},
        {"agency": add_agency(database, "Elsewhere")}, {"received_at": SINCE - timedelta(seconds=1)},
        {"received_at": UNTIL},
    ):  # fmt: skip
        add_record(database, **{"received_at": when, **columns})
    reviewed = add_record(database, received_at=when)
    review_record(database, add_user(database, REVIEWER), reviewed, 1, REVIEW, Settings())
    rows = sample(database, draw_audit_sample(database, add_user(database, ANALYST), wish(town, 99), 1))[1]
    assert sorted(row.record_id for row in rows) == right


def test_two_who_draw_at_once_draw_different_records(database: Database, town: int) -> None:
    add_records(database, sv=15)
    users = [add_user(database, ANALYST) for _ in range(2)]
    with ThreadPoolExecutor() as threads:
        drawn = list(threads.map(lambda user: draw_audit_sample(database, user, wish(town, 10), 3), users))
    ids = [row.record_id for found in drawn for row in sample(database, found)[1]]
    assert len(ids) == len(set(ids)) == 15


@pytest.mark.parametrize(("roles", "elsewhere", "refused"), [
    ([ANALYST], False, False), ([ADMINISTRATOR], False, False), ([REVIEWER], False, True), ([INTEGRITY], False, True),
    ([ANALYST, ADMINISTRATOR], True, True),
])  # fmt: skip
def test_who_may_draw(database: Database, town: int, roles: list[str], elsewhere: bool, refused: bool) -> None:
    add_records(database, sv=3)
    user = add_user(database, *roles, agency=add_agency(database, "Elsewhere") if elsewhere else None)
    if refused:
        with pytest.raises(SampleRefused, match="not_allowed"):
            draw_audit_sample(database, user, wish(town, 2), 1)
    else:
        assert draw_audit_sample(database, user, wish(town, 2), 1)


@pytest.mark.parametrize("wrong", [
    {"size": 0}, {"size": -3}, {"size": 2001}, {"coders": 0}, {"coders": 3}, {"shared_out": "unfair"},
    {"since": UNTIL}, {"until": SINCE},
])  # fmt: skip
def test_a_wish_that_makes_no_sense(database: Database, town: int, wrong: dict[str, object]) -> None:
    add_records(database, sv=3)
    with pytest.raises(SampleRefused, match="wrong_wish"):
        draw_audit_sample(database, add_user(database, ANALYST), wish(town, **{"size": 2, **wrong}), 1)
    with pytest.raises(SampleRefused, match="wrong_wish"):
        draw_audit_sample(database, add_user(database, ANALYST), wish(town, 2), -1)
