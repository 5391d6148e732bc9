"""Own themes to a file and back: nothing changes on the way, and a file that cannot be used changes nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from analysis.theme import FOLDER
from survey.actions.check_theme import Wish
from survey.actions.manage_themes import add_theme, retire_theme
from survey.commands import lyhord
from survey.database import Database
from survey.models import LocalTheme
from survey.settings import Settings
from tests.builders import add_local_theme, add_user

WORDS = {
    "en": {"strong": ["skateboard ramp", "skate*", 'the "bowl"'], "weak": ["board"], "not": ["board meeting"]},
    "vi": {"strong": ["trượt ván"], "weak": [], "not": []},
}
SKATING = Wish("service_areas", {"en": 'Skating \\ "rinks"', "vi": "Trượt ván"}, {"en": "Ramps\nand rinks."}, WORDS)
GOOD = (
    '[[themes]]\ncode = "local_good"\ncategory = "service_areas"\nlabels = { en = "Good" }\nwords.en.strong = ["x"]\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "themes.toml"


def run(settings: Settings, *words: str) -> Result:
    environment = {"LYHORD_DATABASE": settings.database, "LYHORD_INSTANCE": settings.instance}
    return CliRunner().invoke(lyhord, ["theme", *words], env=environment)


def stored(database: Database) -> list[tuple[object, ...]]:
    with database.session() as session:
        query = select(LocalTheme).order_by(LocalTheme.code)
        return [(t.code, t.category, t.labels, t.definitions, t.words) for t in session.scalars(query)]


def test_themes_come_back_as_they_were(database: Database, settings: Settings, file: Path) -> None:
    user = add_user(database)
    theme = add_theme(database, user, SKATING)
    retire_theme(database, user, add_local_theme(database, "gone", en=["gone"]))
    assert run(settings, "export", str(file)).exit_code == 0
    before = stored(database)
    assert "0 added, 0 changed, 1 were there already." in run(settings, "import", str(file)).output
    with database.change() as session:
        session.get_one(LocalTheme, theme).labels = {"en": "Otherwise"}
    assert "0 added, 1 changed, 0 were there already." in run(settings, "import", str(file)).output
    assert stored(database) == before
    with database.change() as session:
        session.delete(session.get_one(LocalTheme, theme))
    assert "1 added, 0 changed, 0 were there already." in run(settings, "import", str(file)).output
    assert stored(database) == before


def test_the_list_names_each_theme(database: Database, settings: Settings) -> None:
    retire_theme(database, add_user(database), add_local_theme(database, "gone", en=["gone"]))
    add_local_theme(database, "skating", en=["ramp"])
    assert run(settings, "list").output.splitlines() == [
        "local_gone\tGone\tservice_areas\tretired", "local_skating\tSkating\tservice_areas"
    ]  # fmt: skip


@pytest.mark.parametrize("text, words", [
    ("\x00", "not TOML"),
    ("themes = 3", "Write each theme as a table"),
    ("a = " + "[" * 5000, "not TOML"),
    (GOOD + "[[themes]]", "Theme 2: Enter a name"),
    (GOOD + GOOD.replace("local_good", "local_other"), "local_other: There is already a theme called Good."),
    (GOOD.replace("service_areas", "nonsense"), "Choose one of the options"),
    (GOOD.replace('["x"]', '["*"]'), "local_good: * has a part without letters."),
    (GOOD.replace('["x"]', "3"), "not the shape of a theme"),
    (GOOD.replace('["x"]', "[3]"), "not the shape of a theme"),
    (GOOD.replace('{ en = "Good" }', "{ en = 3 }"), "not the shape of a theme"),
    (GOOD.replace("words.en.strong", "words.en.sure"), "There is no list 'sure'"),
    (GOOD.replace("words.en", "words.tlh"), "'tlh' is no language that comments are read in."),
    ((FOLDER / "taxes_fees.toml").read_text("utf-8"), "There is already a theme called"),
])  # fmt: skip
def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(
    database: Database, settings: Settings, file: Path, text: str, words: str
) -> None:
    file.write_text(text, "utf-8")
    done = run(settings, "import", str(file))
    assert (done.exit_code, words in done.output) == (2, True), done.output
    assert stored(database) == []


def test_a_file_that_is_not_text_is_refused(database: Database, settings: Settings, file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    done = run(settings, "import", str(file))
    assert (done.exit_code, "is not text in UTF-8" in done.output) == (2, True)
