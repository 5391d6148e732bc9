"""Prepared texts are folded together when they are analysed: each first one counts its copies."""

import pytest
from sqlalchemy import func, select

from survey.actions.expire_texts import expire_texts
from survey.actions.run_analysis import analyse_again, analyse_waiting
from survey.database import Database
from survey.models import FeedbackRecord, TextBand, utc_now
from tests.builders import add_record

LETTER = "Please keep the library on Hill Street open in the evening, our children need a warm place to read. {}"
WAITING = {"analysis_state": "pending", "redacted": None}


def analyse(database: Database) -> None:
    for _taken in analyse_waiting(database, batch=2):
        pass


def folded(database: Database) -> list[tuple[int | None, int]]:
    with database.session() as session:
        record = FeedbackRecord
        return [tuple(row) for row in session.execute(select(record.copy_of, record.copies).order_by(record.id))]


@pytest.mark.parametrize("rounds", [1, 2])
def test_copies_are_counted_on_the_first(database: Database, rounds: int) -> None:
    first = add_record(database, LETTER.format(""), **WAITING)
    add_record(database, "The bus was late again and nobody at the stop knew when the next one would come.", **WAITING)
    for name in ("Anna", "Binh", "Carl"):
        add_record(database, LETTER.format(name), **WAITING)
    analyse(database)
    for _again in range(rounds - 1):
        list(analyse_again(database))
    assert folded(database) == [(None, 3), (None, 0), (first, 0), (first, 0), (first, 0)]


def test_short_texts_are_no_copies(database: Database) -> None:
    for _time in range(3):
        add_record(database, "More buses please", **WAITING)
    analyse(database)
    assert folded(database) == [(None, 0)] * 3


def test_that_a_copy_came_is_no_edit_of_the_first(database: Database) -> None:
    first = add_record(database, LETTER.format(""), **WAITING)
    analyse(database)
    with database.session() as session:
        before = session.get_one(FeedbackRecord, first).revision
    add_record(database, LETTER.format("Anna"), **WAITING)
    analyse(database)
    with database.session() as session:
        assert (session.get_one(FeedbackRecord, first).revision, session.get_one(FeedbackRecord, first).copies) == (
            before,
            1,
        )


def test_nothing_of_an_expired_text_is_left(database: Database) -> None:
    add_record(database, LETTER.format(""), **WAITING)
    analyse(database)
    expire_texts(database, 0, utc_now())
    with database.session() as session:
        assert session.scalar(select(func.count()).select_from(TextBand)) == 0
