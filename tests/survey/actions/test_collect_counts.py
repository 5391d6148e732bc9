"""Counts from the tables: which records and answers are in them, and that parts add up to the whole."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from analysis.indicator import DIMENSIONS, Need, load_indicators
from analysis.working_days import WorkingCalendar
from survey.access import visible_to
from survey.actions.collect_counts import Scope, collect, collect_counts
from survey.models import FeedbackRecord, HistoryEvent, Reply, User
from tests.builders import CONTENT, add_agency, add_record, add_response, add_survey, add_user

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
MARCH, APRIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
CALENDAR = WorkingCalendar(holidays=frozenset({date(2026, 3, 6)}))
SCOPE = Scope(MARCH, APRIL, APRIL, CALENDAR)


def day(number: int) -> datetime:
    """A moment `number` days after Monday 2 March."""
    return MONDAY + timedelta(number)


def happen(database, record: int, *events: tuple[int, str, str | None, str]) -> int:
    """Write history events (day, kind, before, after) of a record; gives the record back."""
    with database.change() as session:
        for at, kind, before, after in events:
            session.add(HistoryEvent(record_id=record, at=day(at), kind=kind, before=before, after=after))
    return record


def counted(database, kind: str, scope: Scope = SCOPE, *questions: str) -> Counter:
    with database.session() as session:
        return collect(session, Need(kind, questions), scope)


def test_answers_are_counted_by_code(database) -> None:
    survey = add_survey(database)
    for code in ("7", "7", "-8"):
        add_response(database, survey, {"R11": code, "R02": "4"}, received_at=day(1))
    add_response(database, survey, {"R11": "9"}, received_at=APRIL)
    assert counted(database, "answers", SCOPE, "R11") == {"7": 2, "-8": 1}


@pytest.mark.parametrize(
    ("flags", "counts", "counts_when_careful"),
    [("", 1, 1), ("speeder", 1, 0), ("straight_line", 1, 0), ("speeder straight_line", 1, 0), ("honeypot", 0, 0),
     ("late", 0, 0), ("too_fast", 0, 0), ("speeder too_fast", 0, 0), ("conflict", 0, 0)],
)  # fmt: skip
def test_who_may_have_meant_it_is_counted_and_what_no_person_sent_in_time_is_not(
    database, flags: str, counts: int, counts_when_careful: int
) -> None:
    add_response(database, add_survey(database), {"R11": "3"}, received_at=day(1), flags=flags)
    assert counted(database, "answers", SCOPE, "R11").total() == counts
    assert counted(database, "answer_profiles", SCOPE, "R11").total() == counts
    assert counted(database, "answers", replace(SCOPE, careful=True), "R11").total() == counts_when_careful


def test_a_second_answer_with_the_same_key_is_not_counted(database) -> None:
    survey = add_survey(database)
    first = add_response(database, survey, {"R11": "3"}, received_at=day(1), key_hash="k")
    add_response(database, survey, {"R11": "9"}, received_at=day(1), key_hash="k", conflict_of=first)
    assert counted(database, "answers", SCOPE, "R11") == {"3": 1}


def test_answer_profiles_count_valid_answers_and_their_sum(database) -> None:
    survey = add_survey(database)
    for answers in ({"R01": "4", "R04": "5"}, {"R01": "5", "R04": "4"}, {"R01": "2", "R04": "-8"}, {"R02": "5"}):
        add_response(database, survey, answers, received_at=day(1))
    assert counted(database, "answer_profiles", SCOPE, "R01", "R04") == {(2, 9): 2, (1, 2): 1}


@pytest.mark.parametrize(
    ("columns", "events", "found"),
    [
        ({}, [(3, "acknowledged", None, "receipt")], {"on_time": 1}),
        ({}, [(3, "reply", None, "interim")], {"on_time": 1}),
        ({}, [(3, "status", "received", "acknowledged")], {"on_time": 1}),
        ({}, [(3, "note", None, None)], {"open": 1}),
        ({}, [(9, "acknowledged", None, "receipt")], {"late": 1}),
        ({}, [(40, "acknowledged", None, "receipt")], {"open": 1}),
        ({}, [], {"open": 1}),
        ({"acknowledge_by": APRIL}, [], {}),
        ({"acknowledge_by": None}, [], {}),
        ({"contactable": False}, [], {}),
        ({"outcome": "no_contact_possible"}, [], {}),
        ({"outcome": "withdrawn"}, [], {}),
        ({"outcome": "duplicate"}, [], {}),
        ({"outcome": "action_taken"}, [], {"open": 1}),
        ({"sensitivity": "S2"}, [], {}),
        ({"analysis_state": "pending", "sensitivity": None}, [], {}),
    ],
)
def test_acknowledgements(database, columns: dict, events: list, found: dict) -> None:
    happen(database, add_record(database, **{"received_at": MONDAY, "acknowledge_by": day(7), **columns}), *events)
    assert counted(database, "acknowledgements") == found


@pytest.mark.parametrize(
    ("columns", "events", "found"),
    [
        ({}, [(10, "reply", None, "answer")], {"on_time": 1}),
        ({}, [(10, "reply", None, "interim")], {"open": 1}),
        ({}, [(10, "reply", None, "interim"), (20, "reply", None, "answer")], {"late": 1}),
        ({}, [(10, "reply", None, "answer"), (20, "reply", None, "answer")], {"on_time": 1}),
        ({}, [(10, "status", "assigned", "closed")], {"open": 1}),
        ({"type": "praise"}, [], {}),
        ({"type": "question"}, [], {"open": 1}),
        ({"answer_by": day(200)}, [], {}),
        ({"outcome": "withdrawn"}, [], {}),
    ],
)
def test_answers_on_time(database, columns: dict, events: list, found: dict) -> None:
    happen(database, add_record(database, **{"received_at": MONDAY, "answer_by": day(15), **columns}), *events)
    assert counted(database, "answers_on_time") == found


def test_a_deadline_that_lies_ahead_is_left_out_until_it_has_passed(database) -> None:
    add_record(database, received_at=MONDAY, answer_by=day(15))
    assert counted(database, "answers_on_time", replace(SCOPE, as_of=day(15))) == {}
    assert counted(database, "answers_on_time", replace(SCOPE, as_of=day(16))) == {"open": 1}


@pytest.mark.parametrize(
    ("events", "found"),
    [
        # Friday 6 March is a holiday, and so the next Monday is four working days away
        ([(7, "status", "assigned", "resolved")], (4, "resolved")),
        ([(0, "status", "received", "closed")], (0, "resolved")),
        ([(7, "status", "assigned", "resolved"), (9, "status", "resolved", "closed")], (4, "resolved")),
        ([(1, "status", "received", "resolved"), (2, "status", "resolved", "reopened")], (21, "open")),
        (
            [
                (1, "status", "received", "resolved"),
                (2, "status", "resolved", "reopened"),
                (8, "status", "reopened", "closed"),
            ],
            (5, "resolved"),
        ),
        ([(40, "status", "received", "resolved")], (21, "open")),
        ([], (21, "open")),
    ],
)
def test_resolution_days(database, events: list, found: tuple) -> None:
    happen(database, add_record(database, received_at=MONDAY), *events)
    assert counted(database, "resolution_days") == {found: 1}


def test_theme_mentions_leave_out_what_is_restricted_or_no_longer_in_force(database) -> None:
    add_record(database, received_at=MONDAY, themes={"transport": "negative", "parks": "positive"})
    add_record(database, received_at=MONDAY, themes={"transport": "negative"}, sensitivity="S1")
    add_record(database, received_at=MONDAY, themes={"transport": "negative"}, sensitivity="S3")
    replaced = add_record(database, received_at=MONDAY, themes={"transport": "mixed"})
    with database.change() as session:
        session.get_one(FeedbackRecord, replaced).codings[0].in_force = False
    assert counted(database, "theme_mentions") == {("transport", "negative"): 2, ("parks", "positive"): 1}


def test_replies_are_compared_with_the_language_of_the_comment(database) -> None:
    for written, answered in (("vi", "vi"), ("vi", "en"), ("und", "en"), ("sv", "sv")):
        record = add_record(database, language=written)
        with database.change() as session:
            session.add(Reply(record_id=record, language=answered, text="Thank you", sent_at=day(3)))
    assert counted(database, "reply_languages") == {"same": 2, "other": 1}


def test_a_language_is_served_when_software_and_open_surveys_have_it(database) -> None:
    add_survey(database)
    scope = replace(SCOPE, resident_languages=("en", "xx"))
    assert counted(database, "languages", scope) == {("en", "served"): 1, ("xx", "missing"): 1}
    untranslated = {**CONTENT, "title": {"sv": "Bara på svenska"}, "languages": ["sv"], "items": []}
    add_survey(database, "half", untranslated)
    assert counted(database, "languages", scope) == {("en", "missing"): 1, ("xx", "missing"): 1}


@pytest.fixture
def busy_month(database) -> None:
    """Records and answers spread over days, languages and areas."""
    survey = add_survey(database)
    answers = {"K01": "no", "R11": "6", "R02": "4", **dict.fromkeys(("R01", "R04", "R05", "R06", "R07"), "4")}
    for number in range(12):
        place = {"language": ("en", "vi", "sv")[number % 3], "area": ("north", "south")[number % 2]}
        add_response(database, survey, answers, received_at=day(number), **place)
        due = {"received_at": day(number), "acknowledge_by": day(number + 7), "answer_by": day(number + 15)}
        record = add_record(database, themes={"parks": "mixed"}, survey_id=survey, **due, **place)
        happen(database, record, (number + 3, "reply", None, "answer"), (number + 4, "status", "received", "closed"))
        with database.change() as session:
            session.add(Reply(record_id=record, language="en", text="Thank you", sent_at=day(number + 3)))


WEEKS = [day(number) for number in range(-1, 28, 7)]
PARTS = {
    "day": [{"since": since, "until": until} for since, until in zip(WEEKS, WEEKS[1:], strict=False)],
    "language": [{"language": code} for code in ("en", "vi", "sv")],
    "area": [{"area": code} for code in ("north", "south")],
}


@pytest.mark.parametrize("dimension", PARTS)
def test_counts_of_parts_add_up_to_those_of_the_whole(database, busy_month, dimension: str) -> None:
    whole = Scope(WEEKS[0], WEEKS[-1], APRIL, CALENDAR)
    needs = {need for indicator in load_indicators().values() for need in indicator.needs}
    with database.session() as session:
        for need in sorted((need for need in needs if dimension in DIMENSIONS[need.kind]), key=str):
            parts = [collect(session, need, replace(whole, **part)) for part in PARTS[dimension]]
            assert sum(parts, Counter()) == collect(session, need, whole), need
            assert collect(session, need, whole).total() == 12, need


def test_counts_of_agencies_add_up_and_keep_apart(database) -> None:
    agencies = [add_agency(database, name) for name in ("Police", "School")]
    for agency in (*agencies, agencies[0]):
        add_record(database, received_at=MONDAY, themes={"parks": "mixed"}, agency=agency)
    found = []
    for agency in agencies:
        analyst = add_user(database, "analyst", agency=agency)
        with database.session() as session:
            visible = visible_to(session.get_one(User, analyst))
            found.append(collect(session, Need("theme_mentions"), replace(SCOPE, visible=visible)))
    assert [histogram.total() for histogram in found] == [2, 1]
    assert found[0] + found[1] == counted(database, "theme_mentions")


def test_a_survey_has_its_own_counts(database, busy_month) -> None:
    add_survey(database, "other")
    assert counted(database, "theme_mentions", replace(SCOPE, survey="other")) == {}
    assert counted(database, "answers", replace(SCOPE, survey="other"), "R11") == {}
    assert counted(database, "answers", replace(SCOPE, survey="test"), "R11") == {"6": 12}


def test_every_need_of_every_indicator_can_be_collected(database) -> None:
    indicators = load_indicators().values()
    with database.session() as session:
        counts = collect_counts(session, indicators, SCOPE)
    assert {figure.state for figure in (one.measure(counts) for one in indicators)} == {"too_few"}
