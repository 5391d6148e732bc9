"""Every setting: name, default, one-line meaning.

A value comes from, in this order: the environment (`LYHORD_` and the name in capitals), the file `lyhord.toml` in the
instance folder, the default below.
"""

import os
import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from limits import parse_many
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from analysis.working_days import WorkingCalendar
from survey.tries import Tries

#: the least and the most that a number may be
BOUNDS = {
    "port": (0, 65535),
    "proxies": (0, 10),
    "retention_months": (1, 1200),
    "image_megabytes": (1, 100),
    "reuse_seconds": (0, 60),
}
SWITCH = {"true": True, "1": True, "false": False, "0": False, "": False}
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")


class SettingsError(ValueError):
    """A setting holds a value that cannot be used; the message says which, and what to write instead."""


def setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Settings:
    instance: str = setting("instance", "folder for the database, the secret key and lyhord.toml")
    database: str = setting("", "database address; empty means SQLite in the instance folder")
    secret_key: str = setting(
        "", "signs sessions and reference codes; empty means a random one kept in the instance folder"
    )
    host: str = setting("127.0.0.1", "address the server listens on")
    port: int = setting(8000, "port the server listens on")
    https: bool = setting(False, "true when visitors come over https: cookies are then sent over https only")
    proxies: int = setting(0, "how many trusted proxies stand in front and set X-Forwarded-For")
    organisation: str = setting("", "name of the organisation that asks; empty means 'the municipality'")
    contact: str = setting("", "how a person reaches the organisation: a telephone number or an e-mail address")
    emergency_number: str = setting(
        "112", "number to call when someone is in danger; a survey cannot be published without it"
    )
    support_contacts: str = setting(
        "", "crisis lines shown with the emergency number; separate several with semicolons"
    )
    time_zone: str = setting("Europe/Stockholm", "time zone of the working days and of the dates shown")
    working_days: str = setting("1 2 3 4 5", "working days of the week, Monday is 1")
    holidays: str = setting("", "dates without work, as 2026-12-24, separated by spaces")
    resident_languages: str = setting("en vi sv", "languages spoken by 5 percent or by 1,000 residents, as codes")
    default_language: str = setting("en", "language of a page when the visitor's own is not there")
    image_megabytes: int = setting(8, "how large a picture may be that somebody sends with a form")
    retention_months: int = setting(24, "months after which free text is deleted and only totals remain")
    sign_in_limit: str = setting("10 per minute;60 per hour", "how often one address may try to sign in")
    status_limit: str = setting("30 per minute", "how often one address may look up reference codes")
    form_limit: str = setting(
        "600 per 10 minutes",
        "how many forms one network may send (a school sends from one address); behind a proxy set proxies too",
    )
    rate_limit_store: str = setting(
        "memory://",
        "where tries and forms are counted: several processes share redis://host:6379/0 (pip install redis)",
    )
    reuse_seconds: int = setting(1, "seconds until the database is asked anew whether a form that opens has changed")
    all_forms_limit: str = setting(
        "3000 per minute", "how many forms all networks together may send, to one process or to all that share a store"
    )

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{Path(self.instance).resolve() / 'lyhord.sqlite'}"

    @property
    def calendar(self) -> WorkingCalendar:
        days = frozenset(int(day) for day in self.working_days.split())
        holidays = frozenset(date.fromisoformat(day) for day in self.holidays.split())
        return WorkingCalendar(days, holidays, ZoneInfo(self.time_zone))

    @property
    def resident_language_codes(self) -> list[str]:
        return self.resident_languages.split()


def read_settings(**given: Any) -> Settings:
    """Settings from the environment, lyhord.toml and the defaults; `given` wins over all of them.

    Raises SettingsError when a value cannot be used.
    """
    folder = Path(given.get("instance") or os.environ.get("LYHORD_INSTANCE") or "instance")
    values: dict[str, Any] = {
        "instance": str(folder),
        **read_file(folder / "lyhord.toml"),
        **from_environment(),
        **given,
    }
    settings = Settings(**{name: convert(name, value) for name, value in values.items()})
    check(settings)
    return settings


def read_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
    if unknown := set(values) - names():
        raise SettingsError(
            f"{path} has unknown settings: {', '.join(sorted(unknown))}. Known: {', '.join(sorted(names()))}"
        )
    return values


def from_environment() -> dict[str, str]:
    found = ((name, os.environ.get(f"LYHORD_{name.upper()}")) for name in names())
    return {name: value for name, value in found if value is not None}


def names() -> set[str]:
    return {f.name for f in fields(Settings)}


def convert(name: str, value: Any) -> Any:
    kind = next(f.type for f in fields(Settings) if f.name == name)
    try:
        if kind is bool:
            return value if isinstance(value, bool) else SWITCH[value.lower()]
        return int(value) if kind is int else str(value)
    except (KeyError, ValueError) as error:
        raise SettingsError(
            f"Setting {name} cannot be {value!r}: write {'true or false' if kind is bool else 'a whole number'}."
        ) from error


def check(settings: Settings) -> None:
    """What cannot be used is named before anything starts with it; a wrong number of months would delete texts."""
    try:
        calendar = settings.calendar
    except (ValueError, KeyError, OSError) as error:
        raise SettingsError(f"time_zone, working_days or holidays cannot be read: {error}") from error
    if not calendar.weekdays or not calendar.weekdays <= set(range(1, 8)):
        raise SettingsError(f"working_days must name days from 1 (Monday) to 7, not {settings.working_days!r}.")
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(settings, name) <= most:
            raise SettingsError(f"{name} must lie from {least} to {most}, not {getattr(settings, name)}.")
    for name in ("sign_in_limit", "status_limit", "form_limit", "all_forms_limit"):
        check_limit(name, getattr(settings, name))
    check_store(settings.rate_limit_store)
    check_database(settings.database_url)


def check_limit(name: str, written: str) -> None:
    try:
        parse_many(written)
    except ValueError as error:
        raise SettingsError(f"{name} cannot be {written!r}: write it as '10 per minute;60 per hour'.") from error


def check_store(address: str) -> None:
    """The address may hold a password, so the message does not repeat it."""
    try:
        Tries(address)
    except Exception as error:  # each kind of store has errors of its own
        raise SettingsError(
            "rate_limit_store cannot be used: write it as memory:// or, after pip install redis, as "
            "redis://host:6379/0."
        ) from error


def check_database(address: str) -> None:
    """The address may hold a password, so the message does not repeat it."""
    try:
        kind = make_url(address).drivername
    except (ArgumentError, ValueError):
        kind = ""
    if kind not in DATABASES:
        raise SettingsError("database cannot be read: write it as postgresql://user@host/name, or leave it empty.")
