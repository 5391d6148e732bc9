"""A survey from a file: made, given a new version, or left as it is."""

from pathlib import Path

import pytest
from sqlalchemy import select

from survey.actions.import_survey import ImportedSurvey, import_survey
from survey.actions.publish_survey import publish_survey
from survey.database import Database
from survey.models import Survey
from survey.settings import Settings
from survey.survey_problem import SurveyProblem

FORM = "| survey |\n| | type | name | label::en |\n| | text | a | {label} |\n| settings |\n| | form_id |\n| | bins |"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.md"
    path.write_text(FORM.format(label="Well?"), "utf-8")
    return path


def versions(database: Database, slug: str) -> list[str]:
    with database.session() as session:
        survey = session.scalars(select(Survey).where(Survey.slug == slug)).one()
        return [version.content["items"][0]["label"]["en"] for version in survey.versions]


def test_a_new_survey_is_a_draft_named_by_its_form_id(database: Database, form: Path) -> None:
    assert import_survey(database, form) == ImportedSurvey("bins", 1, is_new=True)
    with database.session() as session:
        assert [survey.state for survey in session.scalars(select(Survey))] == ["draft"]


def test_the_same_form_again_is_no_new_version(database: Database, form: Path) -> None:
    import_survey(database, form)
    assert import_survey(database, form) == ImportedSurvey("bins", 1, is_new=False)
    assert versions(database, "bins") == ["Well?"]


def test_another_wording_is_a_new_version_and_the_published_one_stays(
    database: Database, form: Path, settings: Settings
) -> None:
    import_survey(database, form)
    publish_survey(database, "bins", settings)
    form.write_text(FORM.format(label="Better?"), "utf-8")
    assert import_survey(database, form) == ImportedSurvey("bins", 2, is_new=True)
    assert versions(database, "bins") == ["Well?", "Better?"]
    with database.session() as session:
        opened = session.scalars(select(Survey)).one().open_version
        assert opened and opened.number == 1


def test_another_slug_is_another_survey(database: Database, form: Path) -> None:
    import_survey(database, form)
    assert import_survey(database, form, "Autumn 2026!") == ImportedSurvey("autumn-2026", 1, is_new=True)


def test_only_new_leaves_what_is_there(database: Database, form: Path) -> None:
    import_survey(database, form)
    form.write_text(FORM.format(label="Better?"), "utf-8")
    assert import_survey(database, form, only_new=True) is None
    assert versions(database, "bins") == ["Well?"]


def test_nothing_is_saved_of_a_form_with_a_problem(database: Database, form: Path) -> None:
    form.write_text(FORM.format(label="Well?") + "\n| survey |\n| | type | name |\n| | date | b |", "utf-8")
    with pytest.raises(SurveyProblem):
        import_survey(database, form)
    with database.session() as session:
        assert session.scalars(select(Survey)).all() == []
