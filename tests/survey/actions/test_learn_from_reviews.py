"""What people review teaches; it is put in force only if better, and can be taken back; people's codes never move."""

import threading
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update

from analysis import ANALYSIS_VERSION, analyse
from survey.actions.coding_in_use import coding_in_use
from survey.actions.learn_from_reviews import TooFewExamples, learn_from_reviews, reviewed
from survey.actions.recode_records import recode_records
from survey.actions.run_analysis import analyse_waiting
from survey.actions.use_learned_model import ModelRefused, learned_models, use_learned_model
from survey.database import Database
from survey.models import AuditRecord, AuditSample, Coding, FeedbackRecord, LearnedModel, ModelChoice, utc_now
from survey.models.coding import person
from survey.models.user import ADMINISTRATOR, ANALYST, REVIEWER
from tests.builders import add_agency, add_record, add_user

SAYINGS = (
    "I went past {} in the morning.", "What about {} then?", "My thoughts on {} today.", "{} again, as before.",
    "We stood at {} with my mother.", "Nobody does anything at {}.", "It is about {}, of course.", "Look at {}.",
)  # fmt: skip
PLACES = ("Medis", "Tanto", "Hornstull", "Zinken")
LOCAL = "transport_mobility"
Codes = dict[int, tuple[str | None, str | None, tuple[str, ...]]]


def reviewed_record(user: int, text: str, themes: tuple[str, ...] = (), **columns: Any) -> FeedbackRecord:
    """A record that a person has reviewed, with these themes."""
    done = {
        "channel": "web", "redacted": text, "language": "en", "sentiment": "neutral", "type": "observation",
        "sensitivity": "S0", "analysis_state": "done", "analysis_version": ANALYSIS_VERSION,
    }  # fmt: skip
    record = FeedbackRecord(text=text, reviewed_at=utc_now(), **{**done, **columns})
    record.codings = [
        Coding(theme=theme, coder=person(user), version="1", rank=rank, sentiment="neutral")
        for rank, theme in enumerate(themes, 1)
    ]
    return record


def add_reviewed(database: Database, *records: FeedbackRecord) -> list[int]:
    with database.change() as session:
        session.add_all(records)
        session.flush()
        return [record.id for record in records]


def add_town(database: Database, count: int = 100) -> int:
    """Reviewed records of people who mean the traffic when they name Slussen and feel what the machine hears; the
    reviewer's id."""
    user, chance = add_user(database), Random(7)
    records = []
    for number in range(count):
        place, themes = ("Slussen", (LOCAL,)) if number % 2 else (chance.choice(PLACES), ())
        text = chance.choice(SAYINGS).format(place) + f" House {chance.choice('ABCDEFGH')}{number}."
        records.append(reviewed_record(user, text, themes, sentiment=analyse(text).sentiment))
    add_reviewed(database, *records)
    return user


def codes(database: Database) -> Codes:
    with database.session() as session:
        records = session.scalars(select(FeedbackRecord).order_by(FeedbackRecord.id)).all()
        return {r.id: (r.analysis_version, r.sentiment, tuple(c.theme for c in r.codings_in_force)) for r in records}


def recode(database: Database) -> None:
    list(analyse_waiting(database))
    list(recode_records(database))


def version_in_use(database: Database) -> str:
    with database.session() as session:
        return coding_in_use(session).version


@pytest.fixture
def town(database: Database) -> Iterator[Database]:
    add_town(database)
    for place in ("Slussen", "Tanto"):
        add_record(database, f"I stood at {place} today.", analysis_state="pending", sensitivity=None, sentiment=None)
    recode(database)
    yield database


def test_a_local_meaning_is_learned_used_and_taken_back(town: Database) -> None:
    before = codes(town)
    (slussen, tanto) = sorted(before)[-2:]
    assert (before[slussen][2], before[tanto][2]) == ((), ())

    learning = learn_from_reviews(town)
    assert (learning.version, learning.in_force, version_in_use(town)) == (1, True, f"{ANALYSIS_VERSION}+l1")
    recode(town)
    taught = codes(town)
    assert taught[slussen] == (f"{ANALYSIS_VERSION}+l1", before[slussen][1], (LOCAL,))
    assert taught[tanto][2] == ()
    reviewed_ids = sorted(before)[:-2]
    assert [taught[record][1:] for record in reviewed_ids] == [before[record][1:] for record in reviewed_ids]

    assert use_learned_model(town, None) and version_in_use(town) == ANALYSIS_VERSION
    recode(town)
    assert codes(town) == before
    assert use_learned_model(town, 1)
    recode(town)
    assert codes(town) == taught


def test_choices_are_kept_and_models_never_go(town: Database) -> None:
    analyst = add_user(town, ANALYST, name="Ana")
    learn_from_reviews(town, analyst)
    use_learned_model(town, None)
    assert not use_learned_model(town, None)
    use_learned_model(town, 1, analyst)
    with town.session() as session:
        choices = session.execute(select(ModelChoice.user_id, ModelChoice.before, ModelChoice.after)).all()
        (row,) = learned_models(session)
    assert [tuple(choice) for choice in choices] == [(analyst, None, 1), (None, 1, None), (analyst, None, 1)]
    assert (row.version, row.made_by, row.examples, row.in_force, row.retired_at) == (1, "Ana", 100, True, None)
    assert row.report["themes"]["held_back"]["gain"]["low"] > 0


def test_what_is_no_better_is_kept_and_not_used(town: Database) -> None:
    learn_from_reviews(town)
    again = learn_from_reviews(town)
    assert (again.version, again.in_force, version_in_use(town)) == (2, False, f"{ANALYSIS_VERSION}+l1")
    with town.session() as session:
        assert [(row.version, row.in_force) for row in learned_models(session)] == [(2, False), (1, True)]


def test_a_dry_run_keeps_nothing(town: Database) -> None:
    learning = learn_from_reviews(town, keep=False)
    assert learning.lesson.is_better and learning.version is None
    with town.session() as session:
        assert learned_models(session) == []


def test_two_who_learn_at_once_get_two_versions(town: Database) -> None:
    found: list[tuple[int | None, bool]] = []

    def run() -> None:
        learning = learn_from_reviews(town)
        found.append((learning.version, learning.in_force))

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(version or 0 for version, _ in found) == [1, 2]
    with town.session() as session:
        used = [row.version for row in learned_models(session) if row.in_force]
    assert len(used) == 1 and (used[0], True) in found


def test_damaged_weights_leave_the_coding_to_the_rules(town: Database) -> None:
    learn_from_reviews(town)
    with town.change() as session:
        session.execute(update(LearnedModel).values(weights=b"broken", made_at=utc_now()))
    assert version_in_use(town) == ANALYSIS_VERSION
    use_learned_model(town, None)
    with pytest.raises(ModelRefused) as refused:
        use_learned_model(town, 1)
    assert refused.value.reason == "damaged"


def test_too_few_reviews_teach_nothing(database: Database) -> None:
    add_town(database, 12)
    add_record(database)
    with pytest.raises(TooFewExamples) as few:
        learn_from_reviews(database)
    assert few.value.have == 12


def test_only_ordinary_records_with_a_text_teach_and_audited_ones_judge(database: Database) -> None:
    user, agency = add_user(database), add_agency(database, default=True)
    out_of_reach = ({"sensitivity": "S3"}, {"analysis_state": "pending"}, {"analysis_state": "failed"}, {"text": ""})
    plain, audited, *_others = add_reviewed(
        database,
        reviewed_record(user, "Look at the bridge.", ("public_works", "off_topic_or_spam"), language_hint="en"),
        reviewed_record(user, "Look at the school."),
        *(reviewed_record(user, **{"text": "Look at this.", **columns}) for columns in out_of_reach),
    )
    add_record(database, themes={LOCAL: "negative"})
    with database.change() as session:
        sample = AuditSample(
            user_id=user, agency_id=agency, since=utc_now(), until=utc_now(),
            shared_out="equal", seed=1, sizes={},
        )  # fmt: skip
        session.add(sample)
        session.flush()
        session.add(AuditRecord(sample_id=sample.id, record_id=audited, coders=1))
    with database.session() as session:
        found = {example.number: example for example in reviewed(session, None)}
        assert all(example.earlier for example in reviewed(session, utc_now()))
    assert set(found) == {plain, audited}
    assert (found[plain].themes, found[plain].held, found[plain].earlier) == (
        ("public_works", "off_topic_or_spam"), False, False,
    )  # fmt: skip
    assert found[plain].hint == "en" and found[audited].held and found[audited].themes == ()


@pytest.mark.parametrize(
    ("roles", "elsewhere", "may"),
    [
        ((ADMINISTRATOR,), False, True),
        ((ANALYST,), False, True),
        ((REVIEWER,), False, False),
        ((ANALYST,), True, False),
    ],
)
def test_who_may_choose(database: Database, roles: tuple[str, ...], elsewhere: bool, may: bool) -> None:
    add_agency(database, default=True)
    user = add_user(database, *roles, agency=add_agency(database) if elsewhere else None)
    if may:
        assert not use_learned_model(database, None, user)
    else:
        with pytest.raises(ModelRefused) as refused:
            use_learned_model(database, None, user)
        assert refused.value.reason == "not_allowed"


def test_a_version_that_does_not_exist_is_refused(database: Database) -> None:
    with pytest.raises(ModelRefused) as refused:
        use_learned_model(database, 7)
    assert refused.value.reason == "unknown"
