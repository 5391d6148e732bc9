"""What never changes is read and drawn once and kept: a published version, and its blank page in each language."""

from collections.abc import Callable, Hashable, Mapping
from time import monotonic
from typing import TypeVar, cast

from flask import Response, current_app, request

from survey import language, web
from survey.form_content import FormContent, Question, read_content
from survey.models import SurveyVersion, utc_now
from survey.reference import new_key
from survey.resident import clock_defaults
from survey.resident.arrival import Arrival
from survey.resident.kept_page import KeptPage
from survey.resident.open_surveys import FoundVersion, find_version

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


def version_to_open(slug: str) -> FoundVersion | None:
    """The version a form is opened with. One that takes answers is asked for again after `reuse_seconds` only: what is
    sent is checked anew, and a form opened meanwhile belongs to the version it shows."""
    store: dict[str, tuple[FoundVersion, float]] = current_app.extensions.setdefault("versions_to_open", {})
    found, until = store.get(slug, (None, 0.0))
    if found and monotonic() < until:
        return found
    with web.database().engine.connect() as connection:
        found = find_version(connection, slug)
    if found and found.is_open:
        store[slug] = found, monotonic() + web.settings().reuse_seconds
    return found


def version_content(version_id: int) -> FormContent:
    """What a published version holds."""
    return kept(version_id, lambda: read_content(web.session().get_one(SurveyVersion, version_id).content))


def asked_clock(version_id: int) -> tuple[Question, ...]:
    """The version's questions whose default tells the time."""
    return kept(("clock", version_id), lambda: clock_defaults.clock_questions(version_content(version_id)))


def blank_form(
    version_id: int, code: str, draw: Callable[[str, str, Arrival], str], stamp: str, arrival: Arrival
) -> Response:
    """The page in the language `code` with a key of its own, the stamp of now and how somebody came; `draw` makes it
    of all three when it is first asked for on a day: a form may begin with the day filled in."""
    today = utc_now().astimezone(web.settings().calendar.zone).date()
    marked = arrival.marked()
    values = {MARK: new_key(), STAMP_MARK: stamp, **arrival.values(), **clock_defaults.values(asked_clock(version_id))}
    name = (version_id, code, language.current(), today, marked)
    page = kept(name, lambda: KeptPage(draw(MARK, STAMP_MARK, marked), tuple(values)))
    return answer(page, values)


def answer(page: KeptPage, values: Mapping[str, str]) -> Response:
    """Compressed for whoever takes it so."""
    if not request.accept_encodings["gzip"]:
        return Response(page.plain(values), mimetype="text/html")
    response = Response(page.gzipped(values), mimetype="text/html")
    response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
