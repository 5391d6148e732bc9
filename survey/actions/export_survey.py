"""A survey as the XLSForm it came from, or could have come from."""

from survey.actions.publish_survey import find
from survey.database import Database
from survey.language import gettext as _
from survey.models import SurveyVersion
from survey.survey_problem import SurveyProblem
from survey.xlsform import WRITERS, to_sheets


def export_survey(database: Database, slug: str, ending: str, number: int | None = None) -> bytes:
    """The file's content; `ending` is one of WRITERS. The newest version, or the one of that `number`.

    Raises SurveyProblem when there is no such survey or version.
    """
    with database.session() as session:
        survey = find(session, slug)
        version = survey.latest if number is None else numbered(survey.versions, number)
        return WRITERS[ending](to_sheets(version.content, survey.slug))


def numbered(versions: list[SurveyVersion], number: int) -> SurveyVersion:
    for version in versions:
        if version.number == number:
            return version
    known = ", ".join(str(version.number) for version in versions)
    raise SurveyProblem([_("There is no version %(number)s. There are: %(known)s.", number=number, known=known)])
