"""Names, by the cues the language packs hold in ``personal.txt``. The name of a street, a park or a school stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from analysis.language_pack import language_pack, pack_codes
from analysis.memory import Memory
from analysis.words import fold, strip_marks, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.language_pack import LanguagePack
    from analysis.personal_data import Span
    from analysis.words import Token

_CUES = ("mine", "cue", "relation", "honorific", "surname")
_STARTS = re.compile(r"\b\w")
UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĐĒĘĚĞĪĮİŁŃŇŌŐŒŘŚŞŠŤŪŮŰŲŹŻŽƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
NAME = rf"[{UPPER}][^\W\d_]*(?:[-'’][{UPPER}]?[^\W\d_]+)?"
_INITIAL = rf"(?: [{UPPER}]\.?(?= ))?"
_FULL_NAME = rf"{NAME}(?:{_INITIAL} {NAME}){{1,4}}"
_ENDS_WITH_INITIAL = re.compile(rf" [{UPPER}]\. ")
_GAP = r"[ \t:,]{1,3}"
_END = r"[ \t]*[.!]?[ \t]*(?=\n|$)"
_AFTER_CLOSING = r"[ \t]*[,.:!–-]{0,2}\s{0,3}[-–/]{0,2}\s?"
_MAY_BE_SIGNED = re.compile(rf"[{UPPER}][^\W\d_]+{_END}")
_MAY_BE_NAMED = re.compile(rf"\w [{UPPER}]\w+ [{UPPER}]\w")
_CAPITAL = re.compile(rf"[\s:,.][{UPPER}][^\W_]")
_LAST = 300  # characters in which a letter is signed
_SLASHED = re.compile(
    rf"(?:(?:^|[.,!?\n])\s*/{{1,2}} ?|\s(?://\s?|/))(?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,3}}){_END}"
)
_SIGNATURE = re.compile(rf"(?:^|[.!?\n]\s*)(?P<name>{NAME}{_INITIAL} {NAME}(?: {NAME})?)\s*\.?\s*$")
_NEXT_TO_DATA = re.compile(rf"(?P<name>{_FULL_NAME})[\s,(:-]{{1,3}}(?:[^\W\d_]+[\s:]{{1,2}}){{0,2}}$")


@dataclass(frozen=True)
class _Cues:
    """What tells a name in one language: patterns, words that are never names, words that make a place of it.

    ``are_in`` says of a word whether it may belong to a cue, so that most texts need no pattern.
    """

    patterns: tuple[re.Pattern[str], ...]
    sure: frozenset[re.Pattern[str]]
    closings: tuple[re.Pattern[str], ...]
    openings: tuple[re.Pattern[str], ...]
    never: frozenset[str]
    any_case: bool  # names are known in small letters too
    place: re.Pattern[str]
    are_in: Memory[bool]


def names(text: str, language: str, found: list[Span], words: Sequence[Token] | None = None) -> Iterator[Span]:
    """Names after a cue, after an honorific, beside other personal data, or as the signature of it.

    ``words`` are the tokens of the whole text, where they are at hand.
    """
    cues = _cues(language)
    yield from _signatures(text, cues)
    if words is None or any([cues.are_in[word.text] for word in words]):
        yield from _after_cues(text, cues, shouted=text.isupper() and language != "vi")  # capitals say nothing then
    for start, _, _ in found:
        offset = max(0, start - 80)
        beside = _NEXT_TO_DATA.search(text[offset:start])
        if beside and (span := _trimmed(beside.group("name"), offset + beside.start("name"), cues.never)):
            yield span
    if found or _ENDS_WITH_INITIAL.search(text[-60:]):
        signed = _SIGNATURE.search(text)
        if signed and (span := _trimmed(signed.group("name"), signed.start("name"), cues.never)):
            yield span


def _signatures(text: str, cues: _Cues) -> Iterator[Span]:
    """Who closes a letter, or says who writes."""
    if text.isupper():  # capitals say nothing then
        return
    patterns: list[re.Pattern[str]] = [_SLASHED] if "/" in text else []
    if _MAY_BE_SIGNED.search(text[-_LAST:]):
        patterns += cues.closings
    if _MAY_BE_NAMED.search(text):
        patterns += cues.openings
    for pattern in patterns:
        for match in pattern.finditer(text):
            if span := _trimmed(match.group("name"), match.start("name"), cues.never):
                yield span


def _after_cues(text: str, cues: _Cues, shouted: bool) -> Iterator[Span]:
    for pattern in cues.patterns[:1] if shouted or not (cues.any_case or _CAPITAL.search(text)) else cues.patterns:
        for match in pattern.finditer(text):
            start = match.start("name")
            span = _trimmed(match.group("name"), start, cues.never, alone=pattern in cues.sure)
            if span and not cues.place.search(text[max(0, start - 20) : start]):
                yield span


def _trimmed(name: str, start: int, never: frozenset[str], alone: bool = False) -> Span | None:
    """The name up to the first word that is none; None where nothing is left, or where it is a place.

    A single word before such a word is a name only where the cue leaves no doubt (``alone``).
    """
    kept = 0
    for word in re.finditer(r"\S+", name):
        if word.group().strip(".,") in never:
            break
        kept = word.end()
    if not kept or (not alone and kept < len(name) and " " not in name[:kept].strip()):
        return None
    return (start, start + kept, "name")


@lru_cache(maxsize=64)
def _cues(language: str) -> _Cues:
    """The cues of the comment's language, or of all packs where it has none."""
    own = language_pack(language)
    codes = [language] if own and own.phrases("name", "cue") else pack_codes()
    packs = [pack for pack in map(language_pack, codes) if pack]
    places: list[str] = []
    never: set[str] = set()
    for pack in packs:
        never.update(word.title() for word in pack.phrases("name", "never"))  # names begin with a capital, small
        never.update(pack.phrases("name", "never") + pack.phrases("function"))  # words that are none do not
        places += pack.phrases("name", "place")
    patterns = [tuple(_patterns(pack)) for pack in packs]
    return _Cues(
        patterns=tuple(pattern for found in patterns for pattern in found),
        sure=frozenset(found[0] for found in patterns),
        closings=tuple(pattern for pack in packs for pattern in _closings(pack)),
        openings=tuple(_opening(pack) for pack in packs),
        never=frozenset(never),
        any_case=len(packs) > 1 or any(pack.phrases("name", "surname") for pack in packs),
        place=re.compile(rf"\b(?:{either(places)})\s+$", re.IGNORECASE),
        are_in=_cue_words(packs),
    )


def _cue_words(packs: Iterable[LanguagePack]) -> Memory[bool]:
    """Whether a word holds the longest word of a cue, alone or at its end ("O'mister", "www.mister")."""
    cues = (cue for pack in packs for kind in _CUES for cue in pack.phrases("name", kind))
    longest = frozenset(max((word.folded for word in reversed(tokens(cue))), key=len) for cue in cues)

    def holds(word: str) -> bool:
        folded = fold(word)
        return any(folded[start.start() :] in longest for start in _STARTS.finditer(folded))

    return Memory(holds)


def _patterns(pack: LanguagePack) -> Iterator[re.Pattern[str]]:
    cue, relation = either(pack.phrases("name", "cue")), either(pack.phrases("name", "relation"))
    honorific, surname = either(pack.phrases("name", "honorific")), pack.phrases("name", "surname")
    mine = either(pack.phrases("name", "mine"))
    yield re.compile(rf"\b(?i:{mine}){_GAP}(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)")
    yield re.compile(rf"\b(?i:{cue}){_GAP}(?:là |is |är )?(?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,4}})")
    yield re.compile(rf"\b(?i:{relation}) (?P<name>{_FULL_NAME})")
    if not surname:
        yield re.compile(rf"\b(?i:{honorific})\.? (?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,2}})")
        return
    family = either({*surname, *map(strip_marks, surname)})
    yield re.compile(rf"\b(?i:{honorific}) (?P<name>(?i:{family}) {NAME}(?: {NAME}){{0,3}})")
    yield re.compile(
        rf"(?<![-\w])(?P<name>(?:{either(w.title() for w in surname)}) (?:Văn|Thị|Van|Thi)(?: {NAME}){{1,3}})"
    )
    yield re.compile(rf"\b(?i:{cue}){_GAP}(?P<name>(?i:{family})(?: [^\W\d_]{{1,7}}){{1,3}})")


def _closings(pack: LanguagePack) -> Iterator[re.Pattern[str]]:
    """The end of a letter: after a mere "thanks" only a full name is one."""
    closing, farewell = either(pack.phrases("name", "closing")), either(pack.phrases("name", "farewell"))
    yield re.compile(rf"\b(?i:{closing}){_AFTER_CLOSING}(?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,4}}){_END}")
    yield re.compile(rf"\b(?i:{farewell}){_AFTER_CLOSING}(?P<name>{_FULL_NAME}){_END}")


def _opening(pack: LanguagePack) -> re.Pattern[str]:
    """Who says "I am" and a full name."""
    return re.compile(rf"\b(?i:{either(pack.phrases('name', 'self'))}) (?P<name>{_FULL_NAME})")


def either(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True)) or r"(?!)"
