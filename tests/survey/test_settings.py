"""Settings come from the environment, a file and defaults, and say what is wrong with them."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from survey.secret_key import secret_key
from survey.settings import Settings, SettingsError, read_settings


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lyhord.toml").write_text('organisation = "Huế"\nport = 9000\n', "utf-8")
    monkeypatch.setenv("LYHORD_PORT", "9001")
    settings = read_settings(instance=str(tmp_path))
    assert (settings.organisation, settings.port, settings.emergency_number) == ("Huế", 9001, "112")


@pytest.mark.parametrize("file, words", [
    ("port = ", "not valid TOML"),
    ('colour = "red"', "unknown settings: colour"),
    ('port = "many"', "port cannot be 'many'"),
    ('https = "perhaps"', "true or false"),
    ('time_zone = "Mars/Olympus"', "time_zone"),
    ('holidays = "Christmas"', "holidays"),
    ('working_days = "0 8"', "working_days"),
    ('working_days = ""', "working_days"),
    ("retention_months = 0", "retention_months must lie from 1"),
    ("retention_months = -3", "retention_months must lie from 1"),
    ("retention_months = 99999", "to 1200"),
    ("port = 99999", "port must lie from 0 to 65535"),
    ("proxies = -1", "proxies must lie from 0"),
    ('sign_in_limit = "ten a minute"', "sign_in_limit cannot be 'ten a minute'"),
    ('status_limit = ""', "status_limit cannot be ''"),
    ('form_limit = "many"', "form_limit cannot be 'many'"),
    ('all_forms_limit = "-1 per minute"', "all_forms_limit cannot be '-1 per minute'"),
    ('database = "garbage"', "database cannot be read"),
    ('database = "postgresql://user:hidden@host:many/name"', "database cannot be read"),
    ('database = "mysql://host/name"', "database cannot be read"),
])  # fmt: skip
def test_a_wrong_value_is_named(tmp_path: Path, file: str, words: str) -> None:
    (tmp_path / "lyhord.toml").write_text(file, "utf-8")
    with pytest.raises(SettingsError, match=words) as problem:
        read_settings(instance=str(tmp_path))
    assert "hidden" not in str(problem.value)


def test_programs_that_start_at_once_share_one_secret_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [Settings(instance=str(tmp_path))] * 8))
    assert len(keys) == 1
    assert len(keys.pop()) > 40
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_an_empty_secret_key_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("\n")
    with pytest.raises(SettingsError, match="empty"):
        secret_key(Settings(instance=str(tmp_path)))


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path))
    key = secret_key(settings)
    assert len(key) > 40
    assert secret_key(settings) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
