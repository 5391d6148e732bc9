"""`lyhord analyse` codes what waits and what other themes have coded, or everything."""

from collections.abc import Sequence

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from survey.commands import lyhord
from survey.database import Database
from survey.models import Coding
from survey.settings import Settings
from tests.builders import add_local_theme, add_record


def run(settings: Settings, *words: str) -> str:
    environment = {"LYHORD_DATABASE": settings.database, "LYHORD_INSTANCE": settings.instance}
    done = CliRunner().invoke(lyhord, ["analyse", *words], env=environment)
    assert done.exit_code == 0
    return done.output


@pytest.mark.parametrize("words, then", [((), "0 records analysed"), (("--all",), "2 records analysed")])
def test_everything_is_coded_by_the_themes_in_use(
    database: Database, settings: Settings, words: Sequence[str], then: str
) -> None:
    add_record(database, "The skateboard ramp is broken.")
    add_record(database, "A skateboard ramp, please.", analysis_state="pending", sensitivity=None)
    add_local_theme(database, "skating", en=["skateboard ramp"])
    assert "2 records analysed" in run(settings, *words)
    with database.session() as session:
        themes = session.scalars(select(Coding.theme).where(Coding.in_force, Coding.rank == 1)).all()
    assert themes == ["local_skating"] * 2
    assert then in run(settings, *words)
