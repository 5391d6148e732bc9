"""Imports run one way: wsgi -> rooms -> actions -> models, and survey -> analysis -> nltk."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent
WEB = ("flask", "flask_compress", "flask_login", "flask_wtf", "werkzeug", "jinja2")
ROOMS = ("survey.resident", "survey.staff", "survey.analyst", "survey.public")
ABOVE_ACTIONS = (*WEB, *ROOMS, "survey.app", "survey.commands", "survey.login", "survey.web", "wsgi")

# What a part of the house may never import.
FORBIDDEN = {
    "analysis": (*WEB, "survey", "sqlalchemy", "alembic", "wtforms", "migrations", "wsgi"),
    "survey.models": (*ABOVE_ACTIONS, "survey.actions", "wtforms"),
    "survey.actions": (*ABOVE_ACTIONS, "wtforms"),
    "survey.question_types": (*WEB, *ROOMS, "survey.actions", "survey.models", "survey.web"),
    "survey.database": (*ABOVE_ACTIONS, "survey.actions"),
    "survey.language": (*ABOVE_ACTIONS, "survey.actions"),
    "survey.settings": (*ABOVE_ACTIONS, "survey.actions"),
    "survey": ("tests", "migrations", "wsgi"),
    **{room: tuple(other for other in ROOMS if other != room) for room in ROOMS},
}


def is_in(name: str, part: str) -> bool:
    return name == part or name.startswith(part + ".")


def module_name(path: Path, house: Path) -> str:
    return ".".join(path.relative_to(house).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path, house: Path) -> Iterator[str]:
    """Every module that the file at `path` names in an import, wherever in the file; relative ones written out."""
    package = [*path.relative_to(house).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def wrong_ways(house: Path) -> list[str]:
    """'a imports b' for every import in the house that runs the wrong way."""
    files = [path for part in ("analysis", "survey") for path in sorted((house / part).rglob("*.py"))]
    found = {
        f"{module_name(path, house)} imports {name}"
        for path in files
        for part, forbidden in FORBIDDEN.items()
        if is_in(module_name(path, house), part)
        for name in imported(path, house)
        if any(is_in(name, other) for other in forbidden)
    }
    return sorted(found)


def test_imports_run_one_way() -> None:
    assert wrong_ways(HOUSE) == []


@pytest.mark.parametrize(
    ("file", "line", "found"),
    [
        ("analysis/themes.py", "import survey", "analysis.themes imports survey"),
        ("analysis/words.py", "from sqlalchemy import select", "analysis.words imports sqlalchemy"),
        ("survey/models/user.py", "def late():\n    from flask import g", "survey.models.user imports flask"),
        ("survey/actions/reply.py", "from survey import web", "survey.actions.reply imports survey.web"),
        ("survey/actions/__init__.py", "from ..staff.views import queue", "survey.actions imports survey.staff.views"),
        ("survey/staff/views.py", "from survey.analyst import charts", "survey.staff.views imports survey.analyst"),
        ("survey/resident/views.py", "from .. import staff", "survey.resident.views imports survey.staff"),
    ],
)
def test_a_wrong_import_is_found(tmp_path: Path, file: str, line: str, found: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(line, "utf-8")
    assert found in wrong_ways(tmp_path)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("analysis/words.py", "from nltk.tokenize import wordpunct_tokenize"),
        ("survey/staff/views.py", "from survey.actions.reply import reply"),
        ("survey/resident/views.py", "from . import forms"),
        ("survey/analyst/views.py", "import flask"),
    ],
)
def test_a_right_import_is_left_alone(tmp_path: Path, file: str, line: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True)
    (tmp_path / file).write_text(line, "utf-8")
    assert wrong_ways(tmp_path) == []
