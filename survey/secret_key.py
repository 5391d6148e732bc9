"""The secret key: signs sessions and reference codes, so it is made once and kept."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from survey.settings import Settings, SettingsError


def secret_key(settings: Settings) -> str:
    """The given key, or a random one made once and kept in the instance folder, readable by its owner only."""
    if settings.secret_key:
        return settings.secret_key
    path = Path(settings.instance) / "secret_key"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        make_key(path)
    key = path.read_text("utf-8").strip()
    if not key:
        raise SettingsError(f"{path} is empty. Put it back from a backup: without it no reference code opens.")
    return key


def make_key(path: Path) -> None:
    """Written whole before it takes its name; of two programs that start at once the first one's key stays."""
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".secret_key.", encoding="utf-8") as part:
        part.write(secrets.token_urlsafe(48))
        part.flush()
        with suppress(FileExistsError):
            os.link(part.name, path)
