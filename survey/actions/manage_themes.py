"""An organisation's own themes: add, change, retire and use again. Everything is then coded anew in the background."""

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.words import fold, strip_marks
from survey.actions.check_theme import ThemeProblem, Wish, check
from survey.database import Database
from survey.language import ngettext
from survey.models import Agency, LocalTheme, User, utc_now
from survey.models.user import ADMINISTRATOR

MOST_THEMES = 200
LONGEST_SLUG = 48


class ThemeConflict(Exception):
    """Somebody else has changed the theme since it was opened."""


class ThemeRefused(Exception):
    """There is no such theme, or this person may not change it."""


def may_edit_themes(user: User) -> bool:
    """Themes are everybody's: administrators of the default agency look after them."""
    return any(own.role == ADMINISTRATOR and own.agency.is_default for own in user.memberships)


def add_theme(database: Database, user_id: int, wish: Wish) -> int:
    """The new theme's id. ThemeProblem when it cannot be stored so, ThemeRefused."""
    with database.change() as session:
        editor(session, user_id)
        check(wish, other_labels(session))
        check_number(session)
        theme = LocalTheme(code=free_code(session, wish), made_by=user_id)
        put(theme, wish, user_id)
        session.add(theme)
        session.flush()
        return theme.id


def change_theme(database: Database, user_id: int, theme_id: int, revision: int, wish: Wish) -> None:
    """Change the theme as it was at `revision`. ThemeProblem, ThemeConflict, ThemeRefused."""
    with database.change() as session:
        editor(session, user_id)
        theme = fetch(session, theme_id)
        if theme.revision != revision:
            raise ThemeConflict
        check(wish, other_labels(session, but=theme_id))
        if (theme.category, theme.words) != (wish.category, wish.words):
            theme.coding_revision += 1
        put(theme, wish, user_id)


def retire_theme(database: Database, user_id: int, theme_id: int) -> None:
    """It codes nothing any more; what it has coded keeps its label. ThemeRefused."""
    with database.change() as session:
        editor(session, user_id)
        theme = fetch(session, theme_id)
        if theme.retired_at is None:
            theme.retired_at = utc_now()
            count_change(theme, user_id)


def use_theme_again(database: Database, user_id: int, theme_id: int) -> None:
    """A retired theme codes again. ThemeRefused."""
    with database.change() as session:
        editor(session, user_id)
        theme = fetch(session, theme_id)
        if theme.retired_at is not None:
            theme.retired_at = None
            count_change(theme, user_id)


def editor(session: Session, user_id: int) -> User:
    one_at_a_time(session)
    user = session.get(User, user_id)
    if user is None or not may_edit_themes(user):
        raise ThemeRefused
    return user


def one_at_a_time(session: Session) -> None:
    """Whoever changes themes waits until another has finished, so that both see the same names."""
    session.execute(select(Agency.id).where(Agency.is_default).with_for_update())


def fetch(session: Session, theme_id: int) -> LocalTheme:
    theme = session.get(LocalTheme, theme_id, with_for_update=True)
    if theme is None:
        raise ThemeRefused
    return theme


def put(theme: LocalTheme, wish: Wish, user_id: int | None) -> None:
    theme.category, theme.labels, theme.definitions, theme.words = (
        wish.category, wish.labels, wish.definitions, wish.words
    )  # fmt: skip
    theme.changed_at, theme.changed_by = utc_now(), user_id


def count_change(theme: LocalTheme, user_id: int) -> None:
    theme.coding_revision += 1
    theme.changed_at, theme.changed_by = utc_now(), user_id


def other_labels(session: Session, but: int | None = None) -> list[dict[str, str]]:
    return [labels for id_, labels in session.execute(select(LocalTheme.id, LocalTheme.labels)) if id_ != but]


def check_number(session: Session) -> None:
    used = session.scalar(select(func.count()).select_from(LocalTheme).where(LocalTheme.retired_at.is_(None))) or 0
    if used >= MOST_THEMES:
        words = ngettext("There can be %(num)s theme of your own. Retire one first.",
                         "There can be %(num)s themes of your own. Retire one first.", MOST_THEMES)  # fmt: skip
        raise ThemeProblem([("", words)])


def free_code(session: Session, wish: Wish) -> str:
    """`local_` and the name in plain letters; with a number where a theme, however old, has that code."""
    label = wish.labels.get("en") or next(iter(wish.labels.values()))
    slug = re.sub(r"[^a-z0-9]+", "_", strip_marks(fold(label))).strip("_")[:LONGEST_SLUG].rstrip("_") or "theme"
    codes = set(session.scalars(select(LocalTheme.code)))
    code, number = f"local_{slug}", 1
    while code in codes:
        number += 1
        code = f"local_{slug}_{number}"
    return code
