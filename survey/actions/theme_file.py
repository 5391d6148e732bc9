"""Own themes as a file (TOML): to look after them outside the pages, and to carry them to another installation.

    [[themes]]
    code = "local_skating"
    category = "service_areas"
    labels = { en = "Skating", sv = "Åka skridskor" }
    definitions = { en = "Ramps and rinks." }

    [themes.words.en]
    strong = ["skateboard ramp", "skate*"]
    weak = ["board"]
    not = ["board meeting"]

A file of the coding framework (`label` and `definition` in English) is read too.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.actions.check_theme import Problem, ThemeProblem, Wish, check, read_wish
from survey.actions.check_words import TIERS
from survey.actions.manage_themes import check_number, free_code, one_at_a_time, other_labels, put
from survey.database import Database
from survey.models import LocalTheme
from survey.record_filter import LANGUAGES

CODE = re.compile("local_[a-z0-9_]{1,58}")


@dataclass(frozen=True)
class Imported:
    """How many themes were added, changed, and there already as they are in the file."""

    added: int = 0
    changed: int = 0
    same: int = 0


def write_themes(themes: Iterable[LocalTheme]) -> str:
    """The file's text. A JSON string is a TOML string too."""
    return "\n".join(write_theme(theme) for theme in themes)


def write_theme(theme: LocalTheme) -> str:
    lines = ["[[themes]]", f"code = {quoted(theme.code)}", f"category = {quoted(theme.category)}"]
    for name in ("labels", "definitions"):
        pairs = ", ".join(f"{language} = {quoted(text)}" for language, text in getattr(theme, name).items())
        lines.append(f"{name} = {{ {pairs} }}" if pairs else f"{name} = {{}}")
    for language, lists in theme.words.items():
        lines += ["", f"[themes.words.{language}]"]
        lines += [f"{tier} = [{', '.join(map(quoted, lists[tier]))}]" for tier in TIERS]
    return "\n".join([*lines, ""])


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def import_themes(database: Database, text: str) -> Imported:
    """Add the themes of a file, and change those whose code is there; all or nothing. ThemeProblem names the theme."""
    counts = {"added": 0, "changed": 0, "same": 0}
    with database.change() as session:
        one_at_a_time(session)
        for number, data in enumerate(read_tables(text), 1):
            try:
                counts[store(session, data)] += 1
            except ThemeProblem as problem:
                raise named(data, number, problem) from None
    return Imported(**counts)


def read_tables(text: str) -> list[Mapping[str, Any]]:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ThemeProblem([("", f"This is not TOML: {error}")]) from None
    tables = data.get("themes", [data])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ThemeProblem([("", "Write each theme as a table: [[themes]].")])
    return tables


def store(session: Session, data: Mapping[str, Any]) -> str:
    """Add or change one theme; which of them, as a name of Imported."""
    wish, code = wish_of(data), str(data.get("code", ""))
    theme = session.scalar(select(LocalTheme).where(LocalTheme.code == code)) if CODE.fullmatch(code) else None
    check(wish, other_labels(session, but=theme.id if theme else None))
    if theme is None:
        check_number(session)
        theme = LocalTheme(code=code if CODE.fullmatch(code) else free_code(session, wish))
        put(theme, wish, None)
        session.add(theme)
        session.flush()
        return "added"
    if (theme.category, theme.labels, theme.definitions, theme.words) == (
        wish.category, wish.labels, wish.definitions, wish.words
    ):  # fmt: skip
        return "same"
    theme.coding_revision += (theme.category, theme.words) != (wish.category, wish.words)
    put(theme, wish, None)
    session.flush()
    return "changed"


def wish_of(data: Mapping[str, Any]) -> Wish:
    """The wish, by the same door as what is typed in a form. ThemeProblem for another shape."""
    try:
        labels = data.get("labels") or {"en": data.get("label", "")}
        definitions = data.get("definitions") or {"en": data.get("definition", "")}
        texts = {f"label_{language}": text for language, text in labels.items()}
        texts |= {f"definition_{language}": text for language, text in definitions.items()}
        for language, lists in data.get("words", {}).items():
            texts |= {f"{tier}_{language}": "\n".join(lists.get(tier, ())) for tier in TIERS}
            if unknown := set(lists) - set(TIERS):
                raise ThemeProblem([("", f"There is no list {sorted(unknown)[0]!r}; there are strong, weak and not.")])
        wish = read_wish(str(data.get("category", "")), texts)
    except (AttributeError, TypeError) as error:
        raise ThemeProblem([("", f"This is not the shape of a theme: {error}")]) from None
    if unknown := {*wish.labels, *wish.definitions, *wish.words} - set(LANGUAGES[:-2]):
        raise ThemeProblem([("", f"{sorted(unknown)[0]!r} is no language that comments are read in.")])
    return wish


def named(data: Mapping[str, Any], number: int, problem: ThemeProblem) -> ThemeProblem:
    """The same problems, each with the theme it is in."""
    theme = data.get("code") or f"Theme {number}"
    found: list[Problem] = [(field, f"{theme}: {words}") for field, words in problem.problems]
    return ThemeProblem(found)
