"""The newest schema equals the models, and every step goes up and down with data in."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select

from survey.actions.upgrade_database import alembic_config, upgrade_database
from survey.database import Database
from survey.models import Base, Survey, SurveyVersion, utc_now
from tests.builders import add_record, add_response, add_survey, add_user


@pytest.fixture
def empty(database_url: str):
    made = Database(database_url)
    Base.metadata.drop_all(made.engine)
    with made.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    yield made
    made.close()


def test_newest_schema_equals_the_models(empty: Database) -> None:
    upgrade_database(empty)
    with empty.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_every_step_goes_down_and_up_again(empty: Database) -> None:
    upgrade_database(empty)
    steps = [step.revision for step in ScriptDirectory.from_config(alembic_config(empty)).walk_revisions()]
    for below in [*steps[1:], "base"]:
        command.downgrade(alembic_config(empty), below)
    assert inspect(empty.engine).get_table_names() == ["alembic_version"]
    upgrade_database(empty)
    with empty.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_steps_survive_data(empty: Database) -> None:
    upgrade_database(empty)
    add_response(empty, add_survey(empty), {"R11": "7"})
    add_record(empty, themes={"transport_mobility": "negative"})
    command.downgrade(alembic_config(empty), "base")
    upgrade_database(empty)


def test_no_step_takes_rows_along(empty: Database) -> None:
    """SQLite rebuilds a table to change it; what hangs on it must stay."""
    upgrade_database(empty)
    add_response(empty, add_survey(empty), {"R11": "7"})
    add_record(empty, themes={"transport_mobility": "negative"})
    before = rows(empty)
    assert {"feedback_record", "coding", "involvement", "search_word", "answer", "response"} <= before.keys()
    command.downgrade(alembic_config(empty), "0001")
    upgrade_database(empty)
    assert before.items() <= rows(empty).items()


def test_what_is_known_of_older_surveys_becomes_their_history(empty: Database) -> None:
    upgrade_database(empty)
    kim, survey = add_user(empty), add_survey(empty, state="closed")
    with empty.change() as session:
        found = session.get_one(Survey, survey)
        found.versions[0].published_by, found.closed_at = kim, utc_now()
        found.versions.append(SurveyVersion(number=2, content=found.latest.content))
    command.downgrade(alembic_config(empty), "0010")
    upgrade_database(empty)
    with empty.session() as session:
        events = [(one.kind, one.version, one.user_id) for one in session.get_one(Survey, survey).events]
    assert events == [("made", 1, None), ("made", 2, None), ("published", 1, kim), ("closed", 2, None)]


def rows(database: Database) -> dict[str, int]:
    """How many there are in each table that holds any."""
    with database.session() as session:
        counts = {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
    return {name: number for name, number in counts.items() if number}
