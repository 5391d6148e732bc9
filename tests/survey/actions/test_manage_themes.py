"""Own themes in the database: codes that are never used again, people who may, two at once."""

import threading

import pytest
from sqlalchemy import select

from analysis import ANALYSIS_VERSION
from survey.actions import manage_themes
from survey.actions.check_theme import ThemeProblem, Wish
from survey.actions.coding_in_use import coding_in_use
from survey.actions.manage_themes import ThemeRefused, add_theme, change_theme, retire_theme
from survey.database import Database
from survey.models import LocalTheme
from survey.models.user import ADMINISTRATOR, REVIEWER
from tests.builders import add_agency, add_local_theme, add_user

RAMP = {"en": {"strong": ["ramp"], "weak": [], "not": []}}


def wish(**labels: str) -> Wish:
    return Wish("service_areas", labels, {}, RAMP)


def codes(database: Database) -> list[str]:
    with database.session() as session:
        return list(session.scalars(select(LocalTheme.code).order_by(LocalTheme.id)))


@pytest.mark.parametrize("labels, code", [
    ({"en": "Skate parks & ramps"}, "local_skate_parks_ramps"),
    ({"sv": "Övergångsställen"}, "local_overgangsstallen"),
    ({"vi": "Đèn đường", "en": "Street lights"}, "local_street_lights"),
    ({"zh": "公园"}, "local_theme"),
    ({"en": "x" * 80}, "local_" + "x" * 48),
    ({"en": "Used"}, "local_used_2"),
])  # fmt: skip
def test_the_code_comes_from_the_name(database: Database, labels: dict[str, str], code: str) -> None:
    user = add_user(database)
    first = add_local_theme(database, "used", en=["ramp"])
    retire_theme(database, user, first)
    change_theme(database, user, first, 2, wish(en="Called otherwise"))
    add_theme(database, user, wish(**labels))
    assert codes(database) == ["local_used", code]


@pytest.mark.parametrize("roles, home", [((REVIEWER,), True), ((ADMINISTRATOR,), False)])
def test_only_administrators_of_the_default_agency_change_themes(
    database: Database, roles: tuple[str, ...], home: bool
) -> None:
    default = add_agency(database, default=True)
    user = add_user(database, *roles, agency=default if home else add_agency(database, "Partner"))
    theme = add_local_theme(database, "used", en=["ramp"])
    with pytest.raises(ThemeRefused):
        add_theme(database, user, wish(en="Ramps"))
    with pytest.raises(ThemeRefused):
        change_theme(database, user, theme, 1, wish(en="Ramps"))
    with pytest.raises(ThemeRefused):
        retire_theme(database, user, theme)
    assert codes(database) == ["local_used"]


def test_two_who_add_the_same_theme_at_once_make_one(database: Database) -> None:
    user, outcomes = add_user(database), []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            outcomes.append(add_theme(database, user, wish(en="Ramps")))
        except ThemeProblem as problem:
            outcomes.append(problem.problems[0][0])

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert codes(database) == ["local_ramps"]
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert outcomes.count("label_en") == 3


def test_there_is_room_for_so_many_themes_in_use(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manage_themes, "MOST_THEMES", 1)
    user, first = add_user(database), add_local_theme(database, "used", en=["ramp"])
    with pytest.raises(ThemeProblem, match="Retire one first"):
        add_theme(database, user, wish(en="Ramps"))
    retire_theme(database, user, first)
    add_theme(database, user, wish(en="Ramps"))
    assert codes(database) == ["local_used", "local_ramps"]


def test_what_is_in_use_is_kept_in_memory_until_it_changes(database: Database) -> None:
    user = add_user(database)
    with database.session() as session:
        assert coding_in_use(session).themes is None
    add_theme(database, user, wish(en="Ramps"))
    with database.session() as session:
        first = coding_in_use(session)
        assert coding_in_use(session) is first
    change_theme(database, user, 1, 1, wish(en="Skating"))
    with database.session() as session:
        second = coding_in_use(session)
    assert (first.version, second.version) == (f"{ANALYSIS_VERSION}+t1",) * 2
    assert (first.own["local_ramps"].labels, second.own["local_ramps"].labels) == ({"en": "Ramps"}, {"en": "Skating"})


def test_a_version_always_fits_its_column(database: Database) -> None:
    theme = add_local_theme(database, "used", en=["ramp"])
    with database.change() as session:
        session.get_one(LocalTheme, theme).coding_revision = 2**31 - 1
    with database.session() as session:
        assert len(coding_in_use(session).version) <= 32
