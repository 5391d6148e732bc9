"""A change of themes codes everything anew, while the old codes stand and nobody's own are touched."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from analysis import ANALYSIS_VERSION
from survey.actions import run_analysis
from survey.actions.coding_in_use import coding_in_use
from survey.actions.recode_records import Progress, progress, recode_records
from survey.actions.run_analysis import ATTEMPTS, analyse_waiting
from survey.database import Database
from survey.models import Assessment, Coding, FeedbackRecord, LocalTheme, utc_now
from survey.models.coding import person
from tests.builders import add_local_theme, add_record, add_user


def get(database: Database, record: int) -> FeedbackRecord:
    with database.session() as session:
        return session.get_one(FeedbackRecord, record)


def themes_of(database: Database, record: int) -> list[str]:
    with database.session() as session:
        query = select(Coding.theme).where(Coding.record_id == record, Coding.in_force).order_by(Coding.rank)
        return list(session.scalars(query))


def version(database: Database) -> str:
    with database.session() as session:
        return coding_in_use(session).version


def test_everything_is_coded_anew_by_new_themes_and_then_rests(database: Database) -> None:
    record = add_record(database, "The skateboard ramp is broken.", analysis_version=ANALYSIS_VERSION)
    assert list(recode_records(database)) == []
    add_local_theme(database, "skating", en=["skateboard ramp"])
    assert list(recode_records(database)) == [1]
    assert (get(database, record).analysis_version, version(database)) == (f"{ANALYSIS_VERSION}+t1",) * 2
    assert themes_of(database, record)[0] == "local_skating"
    assert list(recode_records(database)) == []


def test_a_comment_that_comes_now_is_coded_by_the_themes_in_use(database: Database) -> None:
    add_local_theme(database, "skating", en=["skateboard ramp"])
    record = add_record(database, "The skateboard ramp is broken.", analysis_state="pending", sensitivity=None)
    assert list(analyse_waiting(database)) == [1]
    assert themes_of(database, record)[0] == "local_skating"
    assert list(recode_records(database)) == []


def test_a_retired_theme_codes_nothing_any_more(database: Database) -> None:
    theme = add_local_theme(database, "skating", en=["skateboard ramp"])
    record = add_record(database, "The skateboard ramp is broken.")
    assert sum(recode_records(database)) == 1
    with database.change() as session:
        found = session.get_one(LocalTheme, theme)
        found.retired_at, found.coding_revision = utc_now(), 2
    assert sum(recode_records(database)) == 1
    assert "local_skating" not in themes_of(database, record)
    assert get(database, record).analysis_version == ANALYSIS_VERSION


def test_a_changed_label_codes_nothing_anew(database: Database) -> None:
    theme = add_local_theme(database, "skating", en=["skateboard ramp"])
    add_record(database, "The skateboard ramp is broken.")
    assert sum(recode_records(database)) == 1
    with database.change() as session:
        found = session.get_one(LocalTheme, theme)
        found.labels, found.changed_at = {"en": "Ramps"}, utc_now()
    assert list(recode_records(database)) == []
    with database.session() as session:
        assert coding_in_use(session).own["local_skating"].labels == {"en": "Ramps"}


def test_a_record_stays_in_view_while_a_worker_has_it(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    record = add_record(database, "The skateboard ramp is broken.")
    seen = []
    real = run_analysis.analyse_many

    def look(*texts: Any, **more: Any) -> object:
        seen.append((get(database, record).is_restricted, get(database, record).claimed_until is not None))
        return real(*texts, **more)

    monkeypatch.setattr(run_analysis, "analyse_many", look)
    assert sum(recode_records(database)) == 1
    assert seen == [(False, True)]


def test_what_people_have_said_stays(database: Database) -> None:
    record = add_record(
        database, "The skateboard ramp is broken.", themes={"homelessness": "mixed"}, reviewed_at=utc_now()
    )
    add_local_theme(database, "skating", en=["skateboard ramp"])
    assert sum(recode_records(database)) == 1
    assert themes_of(database, record) == ["homelessness"]
    assert get(database, record).sentiment == "negative"


def test_who_has_the_page_open_may_still_save_what_they_write(database: Database) -> None:
    record = add_record(database, "The skateboard ramp is broken.")
    assert sum(recode_records(database)) == 1
    before = get(database, record).revision
    add_local_theme(database, "skating", en=["skateboard ramp"])
    assert sum(recode_records(database)) == 1
    assert get(database, record).revision == before


@pytest.mark.parametrize("coded_by_a_person, versions", [
    (True, ["2025.9", ANALYSIS_VERSION, f"{ANALYSIS_VERSION}+t1"]),
    (False, ["2025.9", f"{ANALYSIS_VERSION}+t1"]),
])  # fmt: skip
def test_codes_of_other_themes_stay_only_where_a_person_can_be_compared(
    database: Database, coded_by_a_person: bool, versions: list[str]
) -> None:
    record = add_record(database, "The skateboard ramp is broken.", analysis_version="2025.9")
    user = add_user(database)
    with database.change() as session:
        session.add(Assessment(record_id=record, coder="machine", version="2025.9"))
        if coded_by_a_person:
            session.add(Assessment(record_id=record, coder=person(user), version="1"))
    assert sum(recode_records(database)) == 1
    add_local_theme(database, "skating", en=["skateboard ramp"])
    assert sum(recode_records(database)) == 1
    with database.session() as session:
        machine = select(Assessment.version).where(Assessment.coder == "machine").order_by(Assessment.version)
        assert list(session.scalars(machine)) == versions


def test_the_newest_come_first_and_none_comes_twice(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    records = [add_record(database, f"Bench number {number}.") for number in range(5)]
    taken: list[int] = []
    real = run_analysis.read_texts
    monkeypatch.setattr("survey.actions.recode_records.COMMIT", 2)

    def note(session: object, ids: list[int]) -> object:
        taken.extend(ids)
        return real(session, ids)  # type: ignore[arg-type]

    monkeypatch.setattr(run_analysis, "read_texts", note)
    assert list(recode_records(database)) == [2, 2, 1]
    assert taken == records[::-1]


@pytest.mark.parametrize("columns", [
    {"analysis_state": "pending"},
    {"analysis_state": "failed"},
    {"text": "", "redacted": ""},
    {"claimed_until": utc_now() + timedelta(days=1)},
])  # fmt: skip
def test_what_waits_failed_expired_or_is_in_another_workers_hands_is_left(database: Database, columns: dict) -> None:
    add_record(database, **columns)
    assert list(recode_records(database)) == []


def test_what_cannot_be_coded_anew_keeps_its_codes_and_is_left_after_three_attempts(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = add_record(database, "The park is lovely.", themes={"homelessness": "mixed"})

    def fail(*_texts: object, **_more: object) -> object:
        raise RuntimeError("the words of somebody")

    monkeypatch.setattr(run_analysis, "analyse_many", fail)
    monkeypatch.setattr(run_analysis, "CLAIM", timedelta(minutes=-1))
    tried = sum(sum(recode_records(database)) for _pass in range(5))
    found = get(database, record)
    assert (tried, found.analysis_state, found.analysis_failure) == (ATTEMPTS, "done", "RuntimeError")
    assert themes_of(database, record) == ["homelessness"]


def test_progress_counts_what_the_version_in_use_has_coded(database: Database) -> None:
    for number in range(3):
        add_record(database, f"Bench number {number}.", analysis_version=ANALYSIS_VERSION if number else "2025.9")
    add_record(database, "", redacted="")
    add_record(database, analysis_state="pending", analysis_version=None)
    with database.session() as session:
        assert progress(session) == Progress(2, 3)
    assert sum(recode_records(database)) == 1
    with database.session() as session:
        assert progress(session).left == 0
