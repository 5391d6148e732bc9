"""Names and home addresses, by the cues the language packs hold in ``personal.txt``.

A street alone is a place people talk about and stays; a street with a house number is somebody's door. A name stays
too when it is a street, a park or a school.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.language_pack import language_pack, pack_codes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from analysis.language_pack import LanguagePack
    from analysis.personal_data import Span

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĐĒĘĚĞĪĮİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŲŹŻŽƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_NAME = rf"[{_UPPER}][^\W\d_]*(?:[-'’][{_UPPER}]?[^\W\d_]+)?"
_INITIAL = rf"(?: [{_UPPER}]\.?(?= ))?"
_FULL_NAME = rf"{_NAME}(?:{_INITIAL} {_NAME}){{1,4}}"
_GAP = r"[ \t:,]{1,3}"
_SIGNATURE = re.compile(rf"(?:^|[.!?\n]\s*)(?P<name>{_NAME}{_INITIAL} {_NAME}(?: {_NAME})?)\s*\.?\s*$")
_NEXT_TO_DATA = re.compile(rf"(?P<name>{_FULL_NAME})[\s,(:-]{{1,3}}(?:[^\W\d_]+[\s:]{{1,2}}){{0,2}}$")
_NOT_A_DOOR = re.compile(
    r"(?:từ|đến|tới|tuyến|xe|buýt|bus|dài|rộng|hơn|khoảng|between|and|to|route|highway|số xe|hiệu|[-–])\s*(?:số\s*)?$",
    re.IGNORECASE,
)
_UNITS = r"(?!\s*(?:gånger|dagar|år|timmar|minuter|km|kr|kronor|%|meter|m\b|st\b|personer|barn|till \d|[-–] ?\d))"


def names(text: str, language: str, found: list[Span]) -> Iterator[Span]:
    """Names after a cue, after an honorific, beside other personal data, or as the signature of it."""
    cues, never, place = _cues(language)
    shouted = text.isupper() and language != "vi"  # capitals say nothing then
    for pattern in cues[:1] if shouted else cues:
        for match in pattern.finditer(text):
            start = match.start("name")
            span = _trimmed(match.group("name"), start, never)
            if span and not place.search(text[max(0, start - 20) : start]):
                yield span
    for start, _, _ in found:
        offset = max(0, start - 80)
        beside = _NEXT_TO_DATA.search(text[offset:start])
        if beside and (span := _trimmed(beside.group("name"), offset + beside.start("name"), never)):
            yield span
    if found or re.search(rf" [{_UPPER}]\. ", text[-60:]):
        signed = _SIGNATURE.search(text)
        if signed and (span := _trimmed(signed.group("name"), signed.start("name"), never)):
            yield span


def addresses(text: str) -> Iterator[Span]:
    """Home addresses: a house number with a street, in the order of any language that has a pack."""
    for pattern in _doors():
        for match in pattern.finditer(text):
            if not _NOT_A_DOOR.search(text[max(0, match.start() - 12) : match.start()]):
                yield (match.start(), match.end(), "address")


def _trimmed(name: str, start: int, never: frozenset[str]) -> Span | None:
    """The name up to the first word that is none; None where nothing is left, or where it is a place."""
    kept = 0
    for word in re.finditer(r"\S+", name):
        if word.group().strip(".,") in never:
            break
        kept = word.end()
    if not kept or (kept < len(name) and " " not in name[:kept].strip()):
        return None
    return (start, start + kept, "name")


@lru_cache(maxsize=64)
def _cues(language: str) -> tuple[tuple[re.Pattern[str], ...], frozenset[str], re.Pattern[str]]:
    """Patterns of the comment's language, or of all packs where it is not known; words that are never names; places."""
    own = language_pack(language)
    codes = [language] if own and own.phrases("name", "cue") else list(pack_codes())
    places: list[str] = []
    patterns: list[re.Pattern[str]] = []
    never: set[str] = set()
    for code in codes:
        pack = language_pack(code)
        if pack is None:
            continue
        never.update(word.title() for word in pack.phrases("name", "never"))  # names begin with a capital, small
        never.update(pack.phrases("name", "never") + pack.phrases("function"))  # words that are none do not
        places += pack.phrases("name", "place")
        patterns += _patterns(pack)
    return tuple(patterns), frozenset(never), re.compile(rf"\b(?:{_any(places)})\s+$", re.IGNORECASE)


def _patterns(pack: LanguagePack) -> Iterator[re.Pattern[str]]:
    cue, relation = _any(pack.phrases("name", "cue")), _any(pack.phrases("name", "relation"))
    honorific, surname = _any(pack.phrases("name", "honorific")), pack.phrases("name", "surname")
    mine = _any(pack.phrases("name", "mine"))
    yield re.compile(rf"\b(?i:{mine}){_GAP}(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)")
    yield re.compile(rf"\b(?i:{cue}){_GAP}(?:là |is |är )?(?P<name>{_NAME}(?:{_INITIAL} {_NAME}){{0,4}})")
    yield re.compile(rf"\b(?i:{relation}) (?P<name>{_FULL_NAME})")
    if not surname:
        yield re.compile(rf"\b(?i:{honorific})\.? (?P<name>{_NAME}(?:{_INITIAL} {_NAME}){{0,2}})")
        return
    family = _any(surname)
    yield re.compile(rf"\b(?i:{honorific}) (?P<name>(?i:{family}) {_NAME}(?: {_NAME}){{0,3}})")
    yield re.compile(
        rf"(?<![-\w])(?P<name>(?:{_any(w.title() for w in surname)}) (?:Văn|Thị|Van|Thi)(?: {_NAME}){{1,3}})"
    )
    yield re.compile(rf"\b(?i:{cue}){_GAP}(?P<name>(?i:{family})(?: [^\W\d_]{{1,7}}){{1,3}})")


@lru_cache(maxsize=1)
def _doors() -> tuple[re.Pattern[str], ...]:
    english, swedish = _address("en", "street"), _address("sv", "ending")
    vietnamese, areas = _address("vi", "street"), _address("vi", "area")
    spanish = _address("es", "street")
    number = r"\d{1,4}[A-Za-z]?(?:[/.]\d{1,4}[A-Za-z]?){0,4}"
    name = rf"{_NAME}(?: {_NAME}){{0,4}}"
    return (
        re.compile(
            rf"(?<![\w.,-])\d{{1,5}}[A-Z]?(?: (?:North|South|East|West|[NSEW]\.?))? (?:{_NAME} ){{1,3}}"
            rf"(?:{_any(w.title() for w in english)})\b(?:\.?,? (?:Apt|Unit|Suite|#)\.? ?\w{{1,5}})?"
        ),
        re.compile(
            rf"\b(?:{_NAME} )?(?!Riks|Läns|Motor|Europa)[{_UPPER}][^\W\d_]*(?:{_any(swedish)}) "
            rf"\d{{1,3}}(?: ?[A-Za-z](?!\w))?(?!\d){_UNITS}"
            r"(?:,? (?:lgh|lägenhet) ?\d{1,4})?"
        ),
        re.compile(
            rf"(?:\b(?i:số nhà|nhà số|số|sn|nhà|địa chỉ|ở|tại)[ :]{{1,2}}){number}"
            rf"(?:,? (?i:{_any(vietnamese)}) \d{{1,4}}\w?){{0,3}}"
            rf",? (?:(?i:đường|phố) )?{name}(?:,? (?i:{_any(areas)}) ?(?:\d{{1,2}}|{name})){{0,3}}"
        ),
        re.compile(
            rf"(?<![\w/.,-]){number}(?:,? (?i:hẻm|ngõ|ngách|kiệt) \d{{1,4}}\w?){{1,3}},? (?i:đường|phố) {name}"
            rf"(?:,? (?i:{_any(areas)}) ?(?:\d{{1,2}}|{name})){{0,3}}"
        ),
        re.compile(
            rf"(?<![\w/.,-])(?:\d{{2,4}}[A-Za-z]?|\d{{1,4}}(?:[A-Za-z]|/\d{{1,4}}[A-Za-z]?)) (?:(?i:đường|phố) )?{name}"
            rf",? (?i:{_any(areas)}) ?(?:\d{{1,2}}|{name})"
        ),
        re.compile(rf"(?<![\w/.,-])\d{{1,4}}(?:[A-Za-z]|(?:/\d{{1,4}}[A-Za-z]?)+),? (?i:đường|phố) {name}"),
        re.compile(
            rf"\b(?i:{_any(spanish)})\.? (?:de (?:la |los |las )?|del )?{name},? (?:n[.º°]? ?)?\d{{1,4}}\b{_UNITS}"
        ),
    )


def _address(language: str, name: str) -> tuple[str, ...]:
    pack = language_pack(language)
    return pack.phrases("address", name) if pack else ()


def _any(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True)) or r"(?!)"
