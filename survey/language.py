"""Languages of the screen: which exist, which one a visitor gets, how it reads, and the words themselves.

Catalogues are the .po files in translations/, read when a language is first used; nothing is compiled or kept.
Knows no Flask: the language of the moment is a context variable, so that commands and e-mails speak too.
"""

import io
import re
import unicodedata
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel import negotiate_locale
from babel.dates import format_date as babel_format_date
from babel.dates import format_datetime as babel_format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import LazyProxy, Translations

from survey.language_tag import direction as direction
from survey.language_tag import name_in, nearest
from survey.language_tag import own_name as own_name

SOURCE = "en"
CATALOGUES = Path(__file__).parent.parent / "translations"
ALPHABETS = {"sv": "abcdefghijklmnopqrstuvwxyzåäö", "vi": "aăâbcdđeêghiklmnoôơpqrstuưvxy"}
#: The five Vietnamese tone marks: they tell words apart, not letters
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_current: ContextVar[str] = ContextVar("language", default=SOURCE)


@lru_cache
def screen_languages() -> tuple[str, ...]:
    """Codes of the languages the software speaks: English, and every folder in translations/ with a catalogue."""
    found = (path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po"))
    return (SOURCE, *sorted(set(found) - {SOURCE}))


@lru_cache
def catalogue(code: str) -> NullTranslations:
    """The translations into `code`; English itself when there is no catalogue."""
    path = CATALOGUES / code / "LC_MESSAGES" / "messages.po"
    if code == SOURCE or not path.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return Translations(compiled)


def current() -> str:
    return _current.get()


def speak(code: str) -> None:
    """Make `code` the language of this request or command."""
    _current.set(code)


def choose(wanted: list[str | None], accepted: list[str], default: str) -> str:
    """The first of `wanted` that exists, else the best of the browser's `accepted` languages, else `default`."""
    available = screen_languages()
    for code in wanted:
        if code in available:
            return str(code)
    return negotiate_locale(accepted, available, sep="-") or (default if default in available else SOURCE)


def speak_near(code: str) -> None:
    """Speak `code`, or the language that it is a variety of (es-419: es), if the software does."""
    if found := near(code):
        speak(found)


def near(code: str) -> str | None:
    """The language of the screen for somebody who reads `code`."""
    return nearest([code], screen_languages())


def gettext(message: str, **values: object) -> str:
    """`message` in the language of the moment, with named placeholders filled: gettext("Hello %(name)s", name=…)."""
    text = catalogue(current()).gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The plural form that the language asks for; `%(num)s` is the number."""
    return catalogue(current()).ngettext(one, many, number) % {"num": format_number(number), **values}


def lazy_gettext(message: str, **values: object) -> LazyProxy:
    """As gettext, for texts in class bodies: translated each time they are shown."""
    return LazyProxy(gettext, message, enable_cache=False, **values)


def name(code: str | None) -> str:
    """The language's name in the language of the moment."""
    if code in (None, "und"):
        return gettext("Unknown language")
    return gettext("Another language") if code == "other" else name_in(str(code), current())


def sort_key(text: str) -> list[tuple[int, str]]:
    """Where `text` comes in an alphabetical list in the language of the moment: å after z, đ after d."""
    alphabet = ALPHABETS.get(current(), "")
    plain = unicodedata.normalize("NFC", TONES.sub("", unicodedata.normalize("NFD", text.casefold())))
    return [(alphabet.find(letter), letter) for letter in plain]


def format_day(day: date) -> str:
    return babel_format_date(day, "long", locale=current())


def format_moment(moment: datetime, zone: tzinfo) -> str:
    return babel_format_datetime(moment, "medium", tzinfo=zone, locale=current())


def format_number(number: float, decimals: int = 1) -> str:
    return format_decimal(round(number, decimals), locale=current())


def format_fixed(number: float, decimals: int) -> str:
    """With just so many decimals: 0.70."""
    return format_decimal(number, f"0.{'0' * decimals}", locale=current())


def format_share(share: float) -> str:
    """A share from 0 to 1 as a whole percentage, as the language writes it."""
    return format_percent(share, locale=current())
