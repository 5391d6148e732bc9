"""Which language a tag of BCP 47 means: `vi`, and with its script or its region `zh-Hant`, `pt-BR`.

Knows no catalogues and no visitor: only what Babel knows of languages, and a few that it does not.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from unicodedata import combining, normalize

from babel import Locale, UnknownLocaleError

TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?", re.IGNORECASE)
#: What a response has room for: a language with its script or its region, not with both
LONGEST = 8
RIGHT_TO_LEFT = frozenset(("Arab", "Hebr", "Thaa", "Nkoo", "Syrc", "Adlm", "Rohg"))
#: Languages that a column is likely to name in themselves
COMMON = (
    "am", "ar", "bn", "bs", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ha", "he", "hi", "hr", "hu",
    "hy", "id", "ig", "it", "ja", "ka", "km", "ko", "ku", "lo", "lt", "lv", "mk", "my", "ne", "nl", "no", "pa", "pl",
    "ps", "pt", "ro", "ru", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "ti", "tr", "uk", "ur",
    "uz", "vi", "yo", "zh", "zu",
)  # fmt: skip
#: Codes for no language in particular
NONE = ("und", "mul", "mis", "zxx")
#: Languages of many residents that Babel does not speak: (English name, own name, script)
OTHERS = {
    "chk": ("Chuukese", "Chuuk", "Latn"), "din": ("Dinka", "Thuɔŋjäŋ", "Latn"), "hmn": ("Hmong", "Hmoob", "Latn"),
    "kar": ("Karen", "ကညီကျိၥ်", "Mymr"), "mh": ("Marshallese", "Kajin M̧ajeļ", "Latn"), "prs": ("Dari", "دری", "Arab"),
    "rom": ("Romani", "Romani", "Latn"), "sm": ("Samoan", "Gagana Sāmoa", "Latn"),
}  # fmt: skip


def read_tag(written: str) -> str | None:
    """The tag as it is stored: `pt_br` is `pt-BR`, `tl` is `fil`. None when it means no language that is known."""
    found = TAG.fullmatch(written.strip())
    if found is None or found[1].lower() in NONE:
        return None
    english = Locale("en")
    code, script, region = primary(found[1].lower()), (found[2] or "").title(), (found[3] or "").upper()
    is_known = code in OTHERS or code in english.languages
    is_known = is_known and (not script or script in english.scripts) and (not region or region in english.territories)
    tag = "-".join(filter(None, (code, script, region)))
    return tag if is_known and len(tag) <= LONGEST else None


@lru_cache(maxsize=1024)
def locale_of(tag: str) -> Locale | None:
    """What Babel knows of it; None for nothing."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def primary(tag: str) -> str:
    """The language alone, by the code that is used today."""
    code = tag.partition("-")[0]
    found = locale_of(code)
    return str(found.language) if found else code


def name_in(tag: str, spoken: str) -> str:
    """The name of the language, said in the language `spoken`; the tag when there is none."""
    found, speaker = locale_of(tag), locale_of(spoken) or locale_of(primary(spoken)) or Locale("en")
    if found:
        return found.get_display_name(speaker) or found.get_display_name("en") or tag
    code, *more = tag.split("-")
    name = speaker.languages.get(code) or Locale("en").languages.get(code) or OTHERS.get(code, (code,))[0]
    variety = [speaker.scripts.get(part) or speaker.territories.get(part) or part for part in more]
    return f"{name} ({', '.join(variety)})" if variety else name


def own_name(tag: str) -> str:
    """The language's name in itself: Svenska, Tiếng Việt, Português (Brasil)."""
    name = OTHERS[tag][1] if tag in OTHERS else name_in(tag, tag)
    return name[:1].upper() + name[1:]


def direction(tag: str | None) -> str:
    """'rtl' or 'ltr'; 'auto' when the language is not known."""
    if tag in (None, "und", "other"):
        return "auto"
    code, _hyphen, more = str(tag).partition("-")
    if more.title() in RIGHT_TO_LEFT or (code in OTHERS and OTHERS[code][2] in RIGHT_TO_LEFT):
        return "rtl"
    found = locale_of(str(tag)) or locale_of(code)
    return found.text_direction if found else "ltr" if code in OTHERS else "auto"


def nearest(wanted: Iterable[str], available: Sequence[str]) -> str | None:
    """What of `available` suits somebody who reads `wanted`, the best first: the same tag, else another variety of the
    language, in the same script if there is one (zh-TW reads zh-Hant)."""
    for tag in wanted:
        same = [other for other in available if primary(other) == primary(tag.lower())]
        ranked = sorted(same, key=lambda other: (other.lower() != tag.lower(), script(other) != script(tag)))
        if ranked:
            return ranked[0]
    return None


def script(tag: str) -> str | None:
    found = locale_of(tag)
    return found.script if found else None


def tag_of_name(name: str) -> str | None:
    """The language that is called so, in English or in itself; marks above letters may be left out (Francais)."""
    said = plain(name)
    return english_names().get(said) or (own_names().get(said) if said else None)


@lru_cache
def english_names() -> dict[str, str]:
    named = {plain(name): code for code, name in Locale("en").languages.items() if code.isalpha() and code not in NONE}
    return named | {plain(name): code for code, (english, own, _script) in OTHERS.items() for name in (english, own)}


@lru_cache
def own_names() -> dict[str, str]:
    """Of the languages in COMMON: to know them all would take seconds."""
    return {plain(own_name(code)): code for code in COMMON}


def plain(name: str) -> str:
    return "".join(part for part in normalize("NFD", name.strip().casefold()) if not combining(part))
