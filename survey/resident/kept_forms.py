"""What never changes is read and drawn once and kept: a published version, and its blank page in each language."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from flask import current_app

from survey import language, web
from survey.form_content import FormContent, read_content
from survey.models import SurveyVersion
from survey.reference import new_key

#: Stand where the form key and the stamp of opening come; as hard to guess as a key, so that no text can hold them
MARK, STAMP_MARK = new_key(), new_key()
MOST = 200

T = TypeVar("T")


def kept(name: Hashable, make: Callable[[], T]) -> T:
    """What `make` made for `name` the first time. When there is too much of it, all is forgotten and made again."""
    store: dict[Hashable, object] = current_app.extensions.setdefault("kept_forms", {})
    found = store.get(name)
    if found is None:
        if len(store) >= MOST:
            store.clear()
        found = store[name] = make()
    return cast(T, found)


def version_content(version_id: int) -> FormContent:
    """What a published version holds."""
    return kept(version_id, lambda: read_content(web.session().get_one(SurveyVersion, version_id).content))


def blank_form(version_id: int, code: str, draw: Callable[[str, str], str], stamp: str) -> str:
    """The page in the language `code` with a key of its own and the stamp of now; `draw` makes it of both when it is
    first asked for."""
    page = kept((version_id, code, language.current()), lambda: draw(MARK, STAMP_MARK))
    return page.replace(MARK, new_key()).replace(STAMP_MARK, stamp)
