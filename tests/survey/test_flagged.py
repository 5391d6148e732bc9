"""The few flagged responses are found by their own index, and every flag can be asked for."""

import pytest
from sqlalchemy import Select, func, select, text

from survey import labels
from survey.answer_quality import FLAGS, NOT_COUNTED
from survey.database import Database
from survey.flagged import FLAGGED, has_flag
from survey.models import Response

QUERIES = (
    select(func.count()).select_from(Response).where(FLAGGED),
    select(Response.id).where(has_flag("speeder")),
    select(Response.survey_version_id, Response.flags, func.count()).where(FLAGGED).group_by(
        Response.survey_version_id, Response.flags
    ),
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_flagged_responses_are_found_by_their_index(database: Database, query: Select) -> None:
    with database.session() as session:
        written = query.compile(database.engine, compile_kwargs={"literal_binds": True})
        asked = "EXPLAIN QUERY PLAN" if database.engine.dialect.name == "sqlite" else "EXPLAIN"
        if asked == "EXPLAIN":
            session.execute(text("SET LOCAL enable_seqscan = off"))  # so small a table would be read as it is
        connection = session.connection()
        plan = connection.exec_driver_sql(f"{asked} {written}").all()
    assert "ix_response_flagged" in str(plan)


def test_no_flag_is_part_of_another_and_each_has_words() -> None:
    assert [(one, other) for one in FLAGS for other in FLAGS if one != other and one in other] == []
    assert set(labels.FLAG) == set(FLAGS) >= set(NOT_COUNTED)
    assert len(" ".join(FLAGS)) <= Response.flags.type.length
