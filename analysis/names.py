"""Names, by the cues the language packs hold in ``personal.txt``. The name of a street, a park or a school stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from analysis.language_pack import language_pack, pack_codes
from analysis.memory import Memory
from analysis.words import fold, strip_marks, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analysis.language_pack import LanguagePack
    from analysis.personal_data import Span
    from analysis.words import Token

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
_MAY_BE_NAMED = re.compile(rf" (?<=\w )[{UPPER}]\w+ [{UPPER}]\w")
_CAPITAL = re.compile(rf"[\s:,.][{UPPER}][^\W_]")
_TWO_CAPITALS = re.compile(rf" [{UPPER}]\S* [{UPPER}]")
_LAST = 300  # characters in which a letter is signed
_SLASHED = re.compile(
    rf"(?:(?:^|[.,!?\n])\s*/{{1,2}} ?|\s(?://\s?|/))(?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,3}}){_END}"
)
_SIGNATURE = re.compile(rf"(?:^|[.!?\n]\s*)(?P<name>{NAME}{_INITIAL} {NAME}(?: {NAME})?)\s*\.?\s*$")
_NEXT_TO_DATA = re.compile(rf"(?P<name>{_FULL_NAME})[\s,(:-]{{1,3}}(?:[^\W\d_]+[\s:]{{1,2}}){{0,2}}$")


class _After(NamedTuple):
    """A pattern of cues, each followed by a name; no other text matches but one with a word of each of ``cues``."""

    cues: tuple[str, ...]
    pattern: re.Pattern[str]
    sure: bool = False  # the cue leaves no doubt
    two: bool = False  # only a name of several words, with capitals, counts


@dataclass(frozen=True)
class _Cues:
    """What tells a name in one language: patterns, words that are never names, words that make a place of it.

    ``asked_by`` says of a word which patterns may match where it stands, so that most texts need none: a number in
    which each bit is a pattern.
    """

    patterns: tuple[_After, ...]
    closings: tuple[re.Pattern[str], ...]
    openings: tuple[re.Pattern[str], ...]
    never: frozenset[str]
    any_case: bool  # names are known in small letters too
    place: re.Pattern[str]
    asked_by: Memory[int]


def names(text: str, language: str, found: list[Span], words: Sequence[Token] | None = None) -> Iterator[Span]:
    """Names after a cue, after an honorific, beside other personal data, or as the signature of it.

    ``words`` are the tokens of the whole text, where they are at hand.
    """
    cues = _cues(language)
    yield from _signatures(text, cues)
    asked = reduce(or_, [cues.asked_by[word.text] for word in words], 0) if words is not None else -1
    if asked:
        yield from _after_cues(text, cues, asked, text.isupper() and language != "vi")  # capitals say nothing then
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


def _after_cues(text: str, cues: _Cues, asked: int, shouted: bool) -> Iterator[Span]:
    known = cues.patterns[:1] if shouted or not (cues.any_case or _CAPITAL.search(text)) else cues.patterns
    for place, after in enumerate(known):
        if not asked >> place & 1 or (after.two and not _TWO_CAPITALS.search(text)):
            continue
        for match in after.pattern.finditer(text):
            start = match.start("name")
            span = _trimmed(match.group("name"), start, cues.never, after.sure)
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
    patterns = tuple(pattern for pack in packs for pattern in _patterns(pack))
    return _Cues(
        patterns=patterns,
        closings=tuple(pattern for pack in packs for pattern in _closings(pack)),
        openings=tuple(_opening(pack) for pack in packs),
        never=frozenset(never),
        any_case=len(packs) > 1 or any(pack.phrases("name", "surname") for pack in packs),
        place=re.compile(rf"\b(?:{either(places)})\s+$", re.IGNORECASE),
        asked_by=_askers(patterns, frozenset(word for pack in packs for word in pack.phrases("function"))),
    )


def _askers(patterns: Iterable[_After], small: frozenset[str]) -> Memory[int]:
    """For a word the patterns that have a cue with this word, alone or at its end ("O'mister", "www.mister").

    Of each cue only the word counts that is rarest: no small word, and the longest of the others.
    """
    asked: dict[str, int] = {}
    for place, pattern in enumerate(patterns):
        for cue in pattern.cues:
            words = [word.folded for word in reversed(tokens(cue))]
            rarest = max(words, key=lambda word: (word not in small, len(word)))
            asked[rarest] = asked.get(rarest, 0) | 1 << place

    def found(word: str) -> int:
        folded = fold(word)
        return reduce(or_, [asked.get(folded[start.start() :], 0) for start in _STARTS.finditer(folded)], 0)

    return Memory(found)


def _patterns(pack: LanguagePack) -> Iterator[_After]:
    mine, cues, kin, relations, honorifics, surnames = (
        pack.phrases("name", kind) for kind in ("mine", "cue", "kin", "relation", "honorific", "surname")
    )
    cue, honorific = either(cues), either(honorifics)
    yield _After(mine, re.compile(rf"\b(?i:{either(mine)}){_GAP}(?P<name>[^\W\d_]+(?: [^\W\d_]+)?)"), sure=True)
    yield _After(cues, re.compile(rf"\b(?i:{cue}){_GAP}(?:là |is |är )?(?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,4}})"))
    yield _After(kin, re.compile(rf"\b(?i:{either(kin)}) (?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,3}})"))
    yield _After(relations, re.compile(rf"\b(?i:{either(relations)}),? (?P<name>{_FULL_NAME})"), two=True)
    if not surnames:
        yield _After(honorifics, re.compile(rf"\b(?i:{honorific})\.? (?P<name>{NAME}(?:{_INITIAL} {NAME}){{0,2}})"))
        return
    family = either({*surnames, *map(strip_marks, surnames)})
    yield _After(honorifics, re.compile(rf"\b(?i:{honorific}) (?P<name>(?i:{family}) {NAME}(?: {NAME}){{0,3}})"))
    titled = either(w.title() for w in {*surnames, *map(strip_marks, surnames)})
    yield _After(
        surnames,
        re.compile(rf"(?<![-\w])(?P<name>(?:{titled}) (?:Văn|Thị|Van|Thi)(?: {NAME}){{1,3}})"),
        two=True,
    )
    yield _After(cues, re.compile(rf"\b(?i:{cue}){_GAP}(?P<name>(?i:{family})(?: [^\W\d_]{{1,7}}){{1,3}})"))


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
