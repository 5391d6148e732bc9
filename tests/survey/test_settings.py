"""Settings come from the environment, a file and defaults, and say what is wrong with them."""

import stat
from pathlib import Path

import pytest

from survey.settings import Settings, SettingsError, read_settings, secret_key


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
])  # fmt: skip
def test_a_wrong_value_is_named(tmp_path: Path, file: str, words: str) -> None:
    (tmp_path / "lyhord.toml").write_text(file, "utf-8")
    with pytest.raises(SettingsError, match=words):
        read_settings(instance=str(tmp_path))


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    settings = Settings(instance=str(tmp_path))
    key = secret_key(settings)
    assert len(key) > 40
    assert secret_key(settings) == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
