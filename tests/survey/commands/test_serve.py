"""`lyhord run` and `lyhord demo` set up what is missing and keep what is there."""

from collections import Counter
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from survey.actions.fill_demonstration import fill_demonstration
from survey.commands import lyhord, serve
from survey.commands.serve import catch_up, prepare
from survey.database import Database
from survey.models import Coding, FeedbackRecord, HistoryEvent, Reply, Response, Survey, User
from survey.settings import Settings
from tests.builders import add_local_theme, add_record


def counts(database: Database) -> list[int | None]:
    with database.session() as session:
        return [session.scalar(select(func.count()).select_from(model)) for model in (User, Survey, Response)]


def test_preparing_twice_keeps_everything(
    database: Database, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare(database, settings)
    first = capsys.readouterr().out
    with database.session() as session:
        password = session.scalars(select(User.password_hash)).one()
    prepare(database, settings)
    assert "Password, shown only now" in first
    assert capsys.readouterr().out == ""
    assert counts(database) == [1, 1, 0]
    with database.session() as session:
        assert session.scalars(select(User.password_hash)).one() == password
        assert session.scalars(select(Survey)).one().open_version is not None


def test_what_a_stopped_server_has_left_is_analysed(database: Database) -> None:
    record = add_record(database, "The park is lovely.", analysis_state="pending", sensitivity=None)
    catch_up(database)
    with database.session() as session:
        assert session.get_one(FeedbackRecord, record).analysis_state == "done"


def test_what_other_themes_have_coded_is_coded_anew(database: Database) -> None:
    record = add_record(database, "The skateboard ramp is broken.")
    add_local_theme(database, "skating", en=["skateboard ramp"])
    catch_up(database)
    with database.session() as session:
        assert session.scalars(select(Coding.theme).where(Coding.record_id == record, Coding.in_force)).first() == (
            "local_skating"
        )


def test_what_hinders_the_background_once_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[str] = []

    def fail(_database: object) -> None:
        tries.append("tried")
        if len(tries) == 3:
            raise SystemExit
        raise RuntimeError("the words of somebody")

    monkeypatch.setattr(serve, "catch_up", fail)
    monkeypatch.setattr(serve, "LOOK_AGAIN", 0)
    with pytest.raises(SystemExit):
        serve.keep_up(cast(Database, None))
    assert len(tries) == 3


def test_the_demonstration_is_half_a_year_of_feedback_in_three_languages(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path))
    database = Database(settings.database_url)
    prepare(database, settings)
    assert fill_demonstration(database, settings, "secret") >= 150
    assert fill_demonstration(database, settings, "secret") >= 150  # is not filled twice
    with database.session() as session:
        records = session.scalars(select(FeedbackRecord)).all()
        languages = Counter(record.language_hint for record in records)
        days = {record.received_at.date() for record in records}
        replies = session.scalar(select(func.count()).select_from(Reply)) or 0
        statuses = set(session.scalars(select(HistoryEvent.after).where(HistoryEvent.kind == "status")))
    database.close()
    assert len({record.text for record in records}) >= 90
    assert min(languages[code] for code in ("en", "vi", "sv")) >= 30
    assert (max(days) - min(days)).days > 150
    assert replies > 40
    assert {"acknowledged", "in_progress", "resolved", "closed"} <= statuses


@pytest.mark.parametrize("environment, words", [
    ({"LYHORD_PORT": "eighty"}, "port cannot be 'eighty'"),
    ({"LYHORD_TIME_ZONE": "Mars/Olympus"}, "time_zone"),
])  # fmt: skip
@pytest.mark.parametrize("command", [["run"], ["settings"], ["database", "upgrade"]])
def test_a_wrong_setting_stops_with_a_clear_message(
    tmp_path: Path, command: list[str], environment: dict[str, str], words: str
) -> None:
    result = CliRunner().invoke(lyhord, command, env={"LYHORD_INSTANCE": str(tmp_path), **environment})
    assert result.exit_code == 2
    assert words in result.output
    assert not list(tmp_path.iterdir())


def test_settings_are_listed_without_secrets(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        lyhord, ["settings"], env={"LYHORD_INSTANCE": str(tmp_path), "LYHORD_SECRET_KEY": "hush"}
    )
    assert result.exit_code == 0
    assert "LYHORD_EMERGENCY_NUMBER = '112'" in result.output
    assert "hush" not in result.output
