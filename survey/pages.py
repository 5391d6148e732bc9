"""What every page has: its language and direction, and the words and formats that templates use."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import cast
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, request, url_for

from survey import labels, language, own_themes, web
from survey.actions.coding_in_use import OwnTheme, coding_in_use
from survey.markdown_text import drawn, drawn_line, is_marked_up, plain_line
from survey.models import Agency

COOKIE = "language"
A_YEAR = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    app.before_request(choose_language)
    app.before_request(find_own_themes)
    app.teardown_appcontext(forget_own_themes)
    app.after_request(remember_language)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(language.gettext, plural, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        language=language,
        labels=labels,
        organisation=organisation,
        brand=brand,
        agency_name=agency_name,
        setting=web.settings,
        static=static,
        here_in=here_in,
    )
    app.jinja_env.filters.update(day=day, moment=moment, number=language.format_number, share=language.format_share)
    app.jinja_env.filters.update(marked=drawn_line, marked_block=drawn, unmarked=plain_line)
    app.jinja_env.tests["marked_up"] = is_marked_up


def plural(one: str, many: str, number: int) -> str:
    """The plural form without its values: the template fills them in itself."""
    return language.catalogue(language.current()).ngettext(one, many, number)


def choose_language() -> None:
    """The address wins (?lang=vi), then the earlier choice, then the signed-in person's, then the browser's."""
    chosen = request.args.get("lang")
    accepted = [code for code, _quality in request.accept_languages]
    code = language.choose([chosen, request.cookies.get(COOKIE)], accepted, web.settings().default_language)
    g.chosen_language = code if chosen == code else None
    language.speak(code)


def choose(code: str) -> None:
    """The person has pressed a language button: speak it now, and remember it."""
    if found := language.near(code):
        g.chosen_language = found
        language.speak(found)


def find_own_themes() -> None:
    own_themes.find_with(ask_own_themes)


def forget_own_themes(_error: BaseException | None = None) -> None:
    own_themes.find_with(dict)


def ask_own_themes() -> Mapping[str, OwnTheme]:
    """The organisation's own themes; a request that needs them asks once."""
    if "own_themes" not in g:
        g.own_themes = coding_in_use(web.session()).own
    return cast(Mapping[str, OwnTheme], g.own_themes)


def remember_language(response: Response) -> Response:
    if chosen := g.get("chosen_language"):
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=web.settings().https)
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", language.current())
        response.vary.update(["Accept-Language", "Cookie"])
    return response


def organisation() -> str:
    """The organisation's name, or words that stand for it in the reader's language."""
    return web.settings().organisation or language.gettext("the municipality")


def brand() -> str:
    """What stands at the top of a page: the organisation's name, or the product's."""
    return web.settings().organisation or "Lyhörd"


def agency_name(agency: Agency) -> str:
    """The agency's name; the one made at set-up has none of its own and goes by the organisation's."""
    return agency.name or organisation()


def static(filename: str) -> str:
    """The address of a file of ours; it changes with the content, so that a phone may keep it for a year."""
    return url_for("static", filename=filename, v=fingerprint(filename))


_fingerprints: dict[str, str] = {}


def fingerprint(filename: str) -> str:
    if filename not in _fingerprints:
        _fingerprints[filename] = sha256((Path(__file__).parent / "static" / filename).read_bytes()).hexdigest()[:8]
    return _fingerprints[filename]


def here_in(code: str) -> str:
    """This page's address in another language, with its filters kept. Quoted, for a browser drops a tab and takes what
    is left of `/<tab>/elsewhere` to another site."""
    pairs = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return f"{quote(request.path)}?{urlencode([*pairs, ('lang', code)])}"


def day(value) -> str:  # type: ignore[no-untyped-def]
    """A moment or a date as a day in the organisation's time zone."""
    zone = web.settings().calendar.zone
    return language.format_day(value.astimezone(zone).date() if hasattr(value, "astimezone") else value)


def moment(value) -> str:  # type: ignore[no-untyped-def]
    return language.format_moment(value, web.settings().calendar.zone)
