"""Themes by feeling: each record once in the whole, once in each of its themes, and in no theme or in some."""

from collections import Counter
from datetime import UTC

import pytest

from survey.access import has_level
from survey.actions.count_records import count_themes
from survey.models import FeedbackRecord, utc_now
from survey.models.feedback import ORDINARY_LEVELS
from survey.record_filter import RecordFilter
from tests.builders import add_record


@pytest.fixture
def records(database):
    """Two themes, no theme, a restricted record, and one whose codes a person has replaced."""
    add_record(database, themes={"parks_recreation_culture": "positive", "transparency": "negative"}, sentiment="mixed")
    add_record(database, themes={"transparency": "negative"}, reviewed_at=utc_now(), language="sv")
    add_record(database, sentiment="not_scored")
    add_record(database, sentiment=None)
    add_record(database, themes={"transparency": "negative"}, sensitivity="S2")
    replaced = add_record(database, themes={"transparency": "negative"}, sentiment="neutral")
    with database.change() as session:
        session.get_one(FeedbackRecord, replaced).codings[0].in_force = False


def counts(database, **chosen):
    database.learn_sizes()
    with database.session() as session:
        return count_themes(session, has_level(ORDINARY_LEVELS), RecordFilter(**chosen), UTC)


def test_counts(database, records) -> None:
    found = counts(database)
    assert found.themes == {
        "parks_recreation_culture": Counter(positive=1),
        "transparency": Counter(negative=2),
    }
    assert found.everything == Counter(mixed=1, negative=1, not_scored=2, neutral=1)
    assert found.none == Counter(not_scored=2, neutral=1)
    assert found.coded == Counter(confirmed=1, suggested=4)
    assert (found.records, found.largest(1)) == (5, ["transparency"])


def test_counts_of_a_filter(database, records) -> None:
    found = counts(database, language="sv")
    assert (found.records, found.themes, found.none) == (1, {"transparency": Counter(negative=1)}, Counter())


def test_counts_of_nothing(database) -> None:
    found = counts(database)
    assert (found.records, found.themes, found.largest(10)) == (0, {}, [])
