"""Home addresses: a house number with a street, in the order of any language that has a pack.

A street alone is a place people talk about and stays; a street with a house number is somebody's door.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.language_pack import language_pack
from analysis.names import NAME, UPPER, either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysis.personal_data import Span

_NOT_A_DOOR = re.compile(
    r"(?:từ|đến|tới|tuyến|xe|buýt|bus|dài|rộng|hơn|khoảng|between|\d\s?and|\d\s?to|route|highway|số xe|hiệu|[-–])"
    r"\s*(?:số\s*)?$",
    re.IGNORECASE,
)
_UNITS = (
    r"(?!\s*(?:gånger|dagar|år|timmar|minuter|km|kr|kronor|%|meter|m\b|st\b|personer|barn|"
    r"veces|días|años|horas|minutos|meses|euros|carriles|metros|times|till \d|[-–] ?\d))"
)


def addresses(text: str) -> Iterator[Span]:
    """Where a home address stands, in no particular order."""
    for pattern in _doors():
        for match in pattern.finditer(text):
            if not _NOT_A_DOOR.search(text[max(0, match.start() - 12) : match.start()]):
                yield (match.start(), match.end(), "address")


@lru_cache(maxsize=1)
def _doors() -> tuple[re.Pattern[str], ...]:
    english, swedish = _address("en", "street"), _address("sv", "ending")
    vietnamese, areas = _address("vi", "street"), _address("vi", "area")
    spanish = _address("es", "street")
    number = r"\d{1,4}[A-Za-z]?(?:[/.]\d{1,4}[A-Za-z]?){0,4}"
    name = rf"{NAME}(?: {NAME}){{0,4}}"
    road = r"(?i:đường|phố|duong|pho)"
    return (
        re.compile(
            rf"(?<![\w.,-])\d{{1,5}}[A-Z]?(?: (?:North|South|East|West|[NSEW]\.?))? (?:St\.? )?(?:{NAME} ){{1,3}}"
            rf"(?:{either(w.title() for w in english)})\b(?:\.?,? (?:Apt|Unit|Suite|#)\.? ?\w{{1,5}})?"
            r"|\bP\.? ?O\.? Box \d{1,6}\b"
        ),
        re.compile(
            rf"\b(?:{NAME} (?:{either(w.title() for w in swedish)})|"
            rf"(?:{NAME} )?(?!Riks|Läns|Motor|Europa)[{UPPER}][^\W\d_]*(?:{either(swedish)})) "
            rf"\d{{1,3}}(?: ?[A-Za-z](?!\w))?(?!\d){_UNITS}"
            rf"(?:,? (?:lgh|lägenhet) ?\d{{1,4}})?(?:,? \d{{3}} ?\d{{2}} {NAME})?"
        ),
        re.compile(
            rf"(?:\b(?i:số nhà|nhà số|so nha|nha so|dia chi|số|sn|nhà|địa chỉ|ở|tại)[ :]{{1,2}}){number}"
            rf"(?:,? (?i:{either(vietnamese)}) \d{{1,4}}\w?){{0,3}}"
            rf",? (?:{road} )?{name}(?:,? (?i:{either(areas)}) ?(?:\d{{1,2}}|{name})){{0,3}}"
        ),
        re.compile(
            rf"(?<![\w/.,-]){number}(?:,? (?i:hẻm|ngõ|ngách|kiệt|hem|ngo) \d{{1,4}}\w?){{1,3}},? {road} {name}"
            rf"(?:,? (?i:{either(areas)}) ?(?:\d{{1,2}}|{name})){{0,3}}"
        ),
        re.compile(
            rf"(?<![\w/.,-])(?:\d{{2,4}}[A-Za-z]?|\d{{1,4}}(?:[A-Za-z]|/\d{{1,4}}[A-Za-z]?)) (?:{road} )?{name}"
            rf",? (?i:{either(areas)}) ?(?:\d{{1,2}}|{name})"
        ),
        re.compile(rf"(?<![\w/.,-])\d{{1,4}}(?:[A-Za-z]|(?:/\d{{1,4}}[A-Za-z]?)+),? {road} {name}"),
        re.compile(
            rf"\b(?i:{either(spanish)})\.? (?:de (?:la |los |las )?|del )?{name},? (?:n[.º°]? ?)?\d{{1,4}}\b{_UNITS}"
            r"(?:,? \d{1,2}[.ºª°]{1,2} ?(?:[A-Za-z]\b|izq\w*|dcha\w*|derecha)?)?"
        ),
    )


def _address(language: str, name: str) -> tuple[str, ...]:
    pack = language_pack(language)
    return pack.phrases("address", name) if pack else ()
