"""Analysis: what waits is found, a comment that cannot be analysed is set aside, nobody's codes are lost."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from survey.actions import run_analysis
from survey.actions.run_analysis import analyse_again, analyse_records, analyse_waiting, claim_waiting
from survey.database import Database
from survey.models import Assessment, Coding, FeedbackRecord, HistoryEvent, SearchWord, utc_now
from survey.models.coding import person
from tests.builders import add_record, add_user

WAITING = {"analysis_state": "pending", "sensitivity": None, "sentiment": None, "type": None, "language": None}


def get(database: Database, record: int) -> FeedbackRecord:
    with database.session() as session:
        return session.get_one(FeedbackRecord, record)


def test_what_waits_is_analysed(database: Database) -> None:
    record = add_record(database, "The buses are always late. Call me on +46 70 174 06 05.", **WAITING, redacted=None)
    assert list(analyse_waiting(database)) == [1]
    found = get(database, record)
    assert (found.analysis_state, found.language, found.sensitivity) == ("done", "en", "S1")
    assert "174" not in (found.redacted or "")
    with database.session() as session:
        assert (
            session.scalars(select(Coding.theme).where(Coding.in_force).order_by(Coding.rank)).first()
            == "transport_mobility"
        )
        assert "buses" in session.scalars(select(SearchWord.word)).all()
        assert "174" not in "".join(session.scalars(select(SearchWord.word)))
        assert {event.user_id for event in session.scalars(select(HistoryEvent))} == {None}


def test_a_comment_that_breaks_the_analysis_stops_no_other(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    poisoned = add_record(database, "poison", **WAITING)
    sound = add_record(database, "The park is lovely.", **WAITING)
    real = run_analysis.analyse_many

    def break_on_poison(texts: tuple[str, ...], *hints: Any, **how: Any) -> object:
        if "poison" in texts:
            raise RuntimeError("the words of somebody")
        return real(texts, *hints, **how)

    monkeypatch.setattr(run_analysis, "analyse_many", break_on_poison)
    assert sum(analyse_waiting(database)) == 1 + run_analysis.ATTEMPTS
    failed = get(database, poisoned)
    assert (failed.analysis_state, failed.analysis_attempts, failed.analysis_failure) == ("failed", 3, "RuntimeError")
    assert failed.is_restricted
    assert get(database, sound).analysis_state == "done"
    assert list(analyse_waiting(database)) == []


def test_a_dead_workers_claim_ends_by_itself(database: Database) -> None:
    now = utc_now()
    held = add_record(
        database, "held", **{**WAITING, "analysis_state": "claimed"}, claimed_until=now + timedelta(minutes=1)
    )
    left = add_record(
        database, "left", **{**WAITING, "analysis_state": "claimed"}, claimed_until=now - timedelta(minutes=1)
    )
    assert claim_waiting(database, 10) == [left]
    assert get(database, held).analysis_state == "claimed"


def test_who_fails_after_another_has_finished_leaves_the_record_as_it_is(database: Database) -> None:
    record = add_record(database)
    run_analysis.set_aside(database, record, "TooLate")
    assert (get(database, record).analysis_state, get(database, record).analysis_failure) == ("done", None)


def test_two_workers_never_take_the_same_record(database: Database) -> None:
    records = [add_record(database, f"Comment {number}", **WAITING) for number in range(40)]
    taken: list[list[int]] = []

    def work() -> None:
        while found := claim_waiting(database, 3):
            taken.append(found)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(record for batch in taken for record in batch) == records


def test_a_persons_codes_survive_analysing_again(database: Database) -> None:
    user = add_user(database)
    record = add_record(database, "The buses are late.", reviewed_at=utc_now(), sentiment="mixed", type="concern")
    with database.change() as session:
        session.add(
            Coding(record_id=record, theme="homelessness", coder=person(user), version="1", rank=1, sentiment="mixed")
        )
    assert list(analyse_again(database)) == [1]
    found = get(database, record)
    assert (found.analysis_state, found.sentiment, found.type) == ("done", "mixed", "concern")
    with database.session() as session:
        assert session.scalars(select(Coding.theme).where(Coding.in_force)).all() == ["homelessness"]
        assert session.scalars(select(Assessment.coder)).all() == ["machine"]


@pytest.mark.parametrize("before, marked, by_person, text, after", [
    (None, False, False, "More benches, please.", "S0"),
    (None, True, False, "More benches, please.", "S3"),
    ("S2", False, False, "More benches, please.", "S2"),
    ("S0", False, False, "I want to kill myself.", "S4"),
    ("S0", True, True, "I want to kill myself.", "S0"),
])  # fmt: skip
def test_only_a_person_lowers_the_level(
    database: Database, before: str | None, marked: bool, by_person: bool, text: str, after: str
) -> None:
    user = add_user(database)
    record = add_record(database, text, **{**WAITING, "sensitivity": before}, marked_sensitive=marked)
    if by_person:
        with database.change() as session:
            session.add(HistoryEvent(record_id=record, kind="sensitivity", before="S4", after="S0", user_id=user))
    assert analyse_records(database, [record]) == 1
    assert get(database, record).sensitivity == after
