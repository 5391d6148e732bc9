"""Every change to a record: who may make it, that it is written down, and that none is made over somebody else's."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from survey.actions.change_record import ChangeRefused
from survey.actions.involve_agency import involve_agency
from survey.actions.open_record import open_record
from survey.actions.reply_to_resident import reply_to_resident
from survey.actions.review_record import Review, review_record
from survey.actions.set_sensitivity import set_sensitivity
from survey.actions.set_status import next_statuses, set_status
from survey.actions.write_note import write_note
from survey.database import Database
from survey.models import AccessEvent, Assessment, Coding, FeedbackRecord, HistoryEvent, Involvement, Note, Reply
from survey.models.feedback import STATUSES
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, PROTECTION, REVIEWER
from survey.settings import Settings
from tests.builders import add_agency, add_record, add_user

REVIEW = Review((("transport_mobility", "negative"),), "negative", "complaint", "en")


def change_status(database: Database, user: int, record: int, revision: int = 1) -> None:
    set_status(database, user, record, revision, "in_progress")


def reply(database: Database, user: int, record: int, revision: int = 1) -> None:
    reply_to_resident(database, user, record, revision, "We are looking into it.", "en")


def review(database: Database, user: int, record: int, revision: int = 1) -> None:
    review_record(database, user, record, revision, REVIEW, Settings())


def restrict(database: Database, user: int, record: int, revision: int = 1) -> None:
    set_sensitivity(database, user, record, revision, "S4", "It says so.")


def add_support(database: Database, user: int, record: int, revision: int = 1) -> None:
    involve_agency(database, user, record, revision, add_agency(database, "Schools"), "support")


def add_note(database: Database, user: int, record: int, revision: int = 1) -> None:
    write_note(database, user, record, "Ask the depot.")


AT_A_REVISION = [change_status, reply, review, restrict, add_support]
CHANGES = [*AT_A_REVISION, add_note]
EVENTS = {
    change_status: [("status", "received", "in_progress")],
    reply: [("reply", None, "answer")],
    review: [("themes", "transport_mobility:positive", "transport_mobility:negative")],
    restrict: [("sensitivity", "S0", "S4")],
    add_note: [("note", None, None)],
}


def events(database: Database) -> list[tuple[str, str | None, str | None]]:
    with database.session() as session:
        rows = session.scalars(select(HistoryEvent).order_by(HistoryEvent.id))
        return [(event.kind, event.before, event.after) for event in rows]


def load(database: Database, record: int) -> FeedbackRecord:
    with database.session() as session:
        return session.get_one(FeedbackRecord, record)


@pytest.mark.parametrize("make", EVENTS, ids=lambda make: make.__name__)
def test_a_change_writes_who_did_what(database: Database, make: Callable[..., None]) -> None:
    user = add_user(database, REVIEWER, PROTECTION)
    make(database, user, add_record(database, themes={"transport_mobility": "positive"}))
    assert events(database) == EVENTS[make]
    with database.session() as session:
        assert {event.user_id for event in session.scalars(select(HistoryEvent))} == {user}


@pytest.mark.parametrize("make", AT_A_REVISION, ids=lambda make: make.__name__)
def test_a_change_is_not_made_over_another(database: Database, make: Callable[..., None]) -> None:
    user, record = add_user(database, REVIEWER), add_record(database)
    change_status(database, user, record)
    before = events(database)
    with pytest.raises(ChangeRefused) as refused:
        make(database, user, record, revision=1)
    assert (refused.value.reason, events(database)) == ("stale", before)


@pytest.mark.parametrize("make", AT_A_REVISION, ids=lambda make: make.__name__)
def test_each_change_is_a_new_revision(database: Database, make: Callable[..., None]) -> None:
    record = add_record(database)
    make(database, add_user(database, REVIEWER), record)
    assert load(database, record).revision == 2


@pytest.mark.parametrize("make", CHANGES, ids=lambda make: make.__name__)
@pytest.mark.parametrize(
    ("roles", "level", "state", "may"),
    [
        ([ADMINISTRATOR], "S0", "done", True),
        ([REVIEWER], "S1", "done", True),
        ([ANALYST], "S0", "done", False),
        ([INTEGRITY, PROTECTION], "S0", "done", False),
        ([ADMINISTRATOR, REVIEWER, ANALYST], "S2", "done", False),
        ([INTEGRITY], "S2", "done", True),
        ([PROTECTION], "S2", "done", False),
        ([INTEGRITY], "S3", "done", False),
        ([PROTECTION], "S3", "done", True),
        ([REVIEWER], "S0", "pending", False),
        ([REVIEWER], "S0", "claimed", False),
        ([REVIEWER], "S1", "failed", False),
        ([REVIEWER], None, "done", False),
        ([PROTECTION], None, "failed", True),
    ],
)
def test_who_may_change(
    database: Database, make: Callable[..., None], roles: list[str], level: str | None, state: str, may: bool
) -> None:
    user = add_user(database, *roles)
    record = add_record(database, sensitivity=level, analysis_state=state)
    if may:
        make(database, user, record)
        assert events(database)
        return
    with pytest.raises(ChangeRefused) as refused:
        make(database, user, record)
    assert (refused.value.reason, events(database)) == ("not_allowed", [])


@pytest.mark.parametrize("make", CHANGES, ids=lambda make: make.__name__)
def test_another_agency_may_not(database: Database, make: Callable[..., None]) -> None:
    user = add_user(database, REVIEWER, agency=add_agency(database, "Police"))
    with pytest.raises(ChangeRefused, match="not_allowed"):
        make(database, user, add_record(database))


@pytest.mark.parametrize("make", CHANGES, ids=lambda make: make.__name__)
def test_a_record_that_is_gone(database: Database, make: Callable[..., None]) -> None:
    with pytest.raises(ChangeRefused, match="unknown"):
        make(database, add_user(database), 4711)


# Status


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_leads_somewhere_and_never_back_to_received(status: str) -> None:
    following = next_statuses(status)
    assert following and set(following) <= set(STATUSES) - {status, "received"}


@pytest.mark.parametrize(
    ("status", "columns", "to", "outcome", "reason", "refusal"),
    [
        ("received", {}, "received", "", "", "wrong_step"),
        ("in_progress", {}, "reopened", "", "", "wrong_step"),
        ("in_progress", {}, "no such", "", "", "wrong_step"),
        ("closed", {"outcome": "duplicate"}, "in_progress", "", "", "wrong_step"),
        ("in_progress", {}, "resolved", "", "", "needs_outcome"),
        ("in_progress", {}, "closed", "no such", "", "needs_outcome"),
        ("in_progress", {}, "closed", "not_adopted_with_reason", " ", "needs_reason"),
    ],
)
def test_a_step_that_cannot_be_taken(
    database: Database, status: str, columns: dict[str, Any], to: str, outcome: str, reason: str, refusal: str
) -> None:
    record = add_record(database, status=status, **columns)
    with pytest.raises(ChangeRefused, match=refusal):
        set_status(database, add_user(database), record, 1, to, outcome, reason)
    assert load(database, record).status == status


def test_an_end_has_an_outcome_and_a_new_start_has_none(database: Database) -> None:
    user, record = add_user(database), add_record(database)
    set_status(database, user, record, 1, "resolved", "action_taken")
    set_status(database, user, record, 2, "closed")
    assert (load(database, record).status, load(database, record).outcome) == ("closed", "action_taken")
    set_status(database, user, record, 3, "reopened")
    assert (load(database, record).status, load(database, record).outcome) == ("reopened", None)
    assert events(database)[-2:] == [("outcome", "action_taken", None), ("status", "closed", "reopened")]


def test_a_no_is_explained_by_a_reply_or_by_a_note(database: Database) -> None:
    user, first, second = add_user(database), add_record(database), add_record(database)
    set_status(database, user, first, 1, "closed", "not_adopted_with_reason", "The road belongs to the state.")
    reply(database, user, second)
    set_status(database, user, second, 2, "closed", "not_adopted_with_reason")
    with database.session() as session:
        assert [note.text for note in session.scalars(select(Note))] == ["The road belongs to the state."]


# Replies and notes


@pytest.mark.parametrize("text", ["", " \r\n\t", "\x00"])
def test_an_empty_text_is_not_sent(database: Database, text: str) -> None:
    user, record = add_user(database), add_record(database)
    with pytest.raises(ChangeRefused, match="empty"):
        reply_to_resident(database, user, record, 1, text, "en")
    with pytest.raises(ChangeRefused, match="empty"):
        write_note(database, user, record, text)
    assert events(database) == []


def test_nobody_replies_to_a_person_who_cannot_read_it(database: Database) -> None:
    with pytest.raises(ChangeRefused, match="no_contact"):
        reply(database, add_user(database), add_record(database, contactable=False))


def test_a_reply_is_in_the_name_of_the_writers_agency(database: Database) -> None:
    police = add_agency(database, "Police")
    officer, record = add_user(database, REVIEWER, agency=police), add_record(database)
    involve_agency(database, add_user(database), record, 1, police, "support")
    reply_to_resident(database, officer, record, 2, "Đã nhận\r\nvà sẽ trả lời.", "vi", interim=True)
    with database.session() as session:
        sent = session.scalars(select(Reply)).one()
    assert (sent.agency_id, sent.language, sent.text, sent.interim) == (police, "vi", "Đã nhận\nvà sẽ trả lời.", True)
    assert events(database)[-1] == ("reply", None, "interim")


# Codes


def test_a_persons_codes_count_and_the_machines_stay(database: Database) -> None:
    user, record = (
        add_user(database),
        add_record(database, themes={"transport_mobility": "positive", "education_schools": "neutral"}),
    )
    review_record(database, user, record, 1, REVIEW, Settings())
    review_record(database, user, record, 2, Review((), "mixed", "praise", "sv"), Settings())
    with database.session() as session:
        rows = session.scalars(select(Coding).order_by(Coding.id)).all()
        assert [(row.coder, row.theme, row.in_force) for row in rows] == [
            ("machine", "transport_mobility", False),
            ("machine", "education_schools", False),
            (f"user:{user}", "transport_mobility", False),
        ]
        kept = session.scalars(select(Assessment).order_by(Assessment.id)).all()
        assert [(row.coder, row.version, row.type) for row in kept] == [
            (f"user:{user}", "1", "complaint"),
            (f"user:{user}", "2", "praise"),
        ]
    now = load(database, record)
    assert (now.sentiment, now.type, now.language, now.reviewed_at is not None) == ("mixed", "praise", "sv", True)


def test_a_confirmed_theme_keeps_its_evidence(database: Database) -> None:
    user, record = add_user(database), add_record(database, themes={"transport_mobility": "negative"})
    with database.change() as session:
        session.scalars(select(Coding)).one().evidence = [[4, 9]]
    review(database, user, record)
    with database.session() as session:
        assert session.scalars(select(Coding).where(Coding.in_force)).one().evidence == [[4, 9]]


@pytest.mark.parametrize(("kind", "day"), [("complaint", 16), ("rumour", 9), ("praise", None)])
def test_what_turns_out_to_need_an_answer_gets_its_day(database: Database, kind: str, day: int | None) -> None:
    user, record = add_user(database), add_record(database, type="observation")
    with database.change() as session:
        acknowledged = datetime(2026, 3, 2, 9, tzinfo=UTC)
        session.add(HistoryEvent(record_id=record, kind="acknowledged", at=acknowledged))
    review_record(database, user, record, 1, Review((), "negative", kind, "en"), Settings())
    due = load(database, record).answer_by
    assert (due and due.day) == day


@pytest.mark.parametrize(
    "unsound",
    [
        Review((("no such theme", "negative"),), "negative", "complaint", "en"),
        Review((("transport_mobility", "angry"),), "negative", "complaint", "en"),
        Review((("transport_mobility", "negative"), ("transport_mobility", "positive")), "negative", "complaint", "en"),
        Review((), "angry", "complaint", "en"),
        Review((), "negative", "rant", "en"),
        Review((), "negative", "complaint", ""),
    ],
)
def test_codes_that_do_not_exist(database: Database, unsound: Review) -> None:
    with pytest.raises(ChangeRefused, match="wrong_step"):
        review_record(database, add_user(database), add_record(database), 1, unsound, Settings())


# Sensitivity


def test_only_the_focal_point_lowers_and_says_why(database: Database) -> None:
    point, record = add_user(database, PROTECTION), add_record(database, sensitivity="S3")
    with pytest.raises(ChangeRefused, match="needs_reason"):
        set_sensitivity(database, point, record, 1, "S0", " ")
    set_sensitivity(database, point, record, 1, "S0", "A figure of speech.")
    with database.session() as session:
        assert [note.text for note in session.scalars(select(Note))] == ["A figure of speech."]
    assert events(database) == [("note", None, None), ("sensitivity", "S3", "S0")]


def test_a_person_clears_what_could_not_be_analysed(database: Database) -> None:
    point, record = add_user(database, PROTECTION), add_record(database, sensitivity=None, analysis_state="failed")
    with pytest.raises(ChangeRefused, match="needs_reason"):
        set_sensitivity(database, point, record, 1, "S0")
    set_sensitivity(database, point, record, 1, "S0", "Harmless.")
    assert not load(database, record).is_restricted


def test_a_restricted_record_never_waits_unseen(database: Database) -> None:
    default, police = add_agency(database, default=True), add_agency(database, "Police")
    officer, record = add_user(database, REVIEWER, agency=police), add_record(database, agency=police)
    restrict(database, officer, record)
    with database.session() as session:
        parts = {row.agency_id: row.part for row in session.scalars(select(Involvement))}
    assert parts == {police: "lead", default: "support"}


@pytest.mark.parametrize("level", ["S0", "S9", ""])
def test_a_level_that_is_none_or_the_same(database: Database, level: str) -> None:
    with pytest.raises(ChangeRefused, match="wrong_step"):
        set_sensitivity(database, add_user(database), add_record(database), 1, level, "Why not.")


# Agencies


def test_one_agency_leads(database: Database) -> None:
    user, record, first = add_user(database), add_record(database), add_agency(database, default=True)
    second = add_agency(database, "Schools")
    involve_agency(database, user, record, 1, second, "lead")
    with database.session() as session:
        parts = {row.agency_id: row.part for row in session.scalars(select(Involvement))}
    assert parts == {first: "support", second: "lead"}
    assert events(database) == [
        ("agency", f"lead:{first}", f"support:{first}"),
        ("agency", None, f"lead:{second}"),
    ]


@pytest.mark.parametrize(
    ("who", "part", "refusal"),
    [
        ("lead", None, "needs_lead"),
        ("lead", "support", "needs_lead"),
        ("lead", "lead", "wrong_step"),
        ("other", None, "wrong_step"),
        ("other", "boss", "wrong_step"),
        ("nobody", "support", "wrong_step"),
    ],
)
def test_a_part_that_cannot_be_given(database: Database, who: str, part: str | None, refusal: str) -> None:
    agency = {"lead": add_agency(database, default=True), "other": add_agency(database), "nobody": 4711}[who]
    with pytest.raises(ChangeRefused, match=refusal):
        involve_agency(database, add_user(database), add_record(database), 1, agency, part)


def test_a_support_leaves(database: Database) -> None:
    user, record, other = add_user(database), add_record(database), add_agency(database, "Schools")
    involve_agency(database, user, record, 1, other, "support")
    involve_agency(database, user, record, 2, other, None)
    assert events(database)[-1] == ("agency", f"support:{other}", None)


# Opening


@pytest.mark.parametrize(
    ("roles", "level", "opens", "logged"),
    [
        ([REVIEWER], "S1", True, []),
        ([ANALYST], "S0", True, []),
        ([REVIEWER, ADMINISTRATOR, ANALYST], "S3", False, []),
        ([PROTECTION], "S3", True, ["S3"]),
        ([INTEGRITY], "S2", True, ["S2"]),
        ([PROTECTION], "S0", False, []),
    ],
)
def test_opening_a_restricted_record_is_logged(
    database: Database, roles: list[str], level: str, opens: bool, logged: list[str]
) -> None:
    user, record = add_user(database, *roles), add_record(database, sensitivity=level)
    assert open_record(database, user, record) is opens
    with database.session() as session:
        assert [event.level for event in session.scalars(select(AccessEvent))] == logged
