"""Comments with the codes that people gave them, as the learner sees them: read by the built-in analysis, copies
together, a share held back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from analysis.coding import ANALYSED_CHARACTERS
from analysis.copies import alike, bands, runs
from analysis.language import identify
from analysis.language_pack import language_pack
from analysis.learn_compare import Judge
from analysis.sentiment import Feeling, Mood
from analysis.sentiment_blend import overall_feeling
from analysis.tagging import ThemeHit, Weighed, built_in, choose_themes, weigh_themes
from analysis.words import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from analysis.learned import Learned
    from analysis.tagging import ThemeSet

Codes = tuple[frozenset[str], str]  # themes and feeling

HELD_BACK = 5  # one comment in so many is never learned from
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """A comment and what a person said of it. ``number`` is its record's, so that it is always drawn alike.

    ``earlier``: the model in force may have learned from it. ``held``: it is for judging only, whatever its number.
    """

    number: int
    text: str
    themes: tuple[str, ...]
    feeling: str
    hint: str | None = None
    earlier: bool = False
    held: bool = False


class Reading(NamedTuple):
    """An example as the built-in analysis reads it."""

    words: list[Token]
    language: str
    negations: set[int]
    found: Weighed
    hits: list[ThemeHit]
    heard: Feeling
    themes: frozenset[str]
    feeling: str

    def coded(self, learned: Learned | None, allowed: Collection[str]) -> Codes:
        """The themes and the feeling of the comment with what was learned, or without."""
        hits, feeling = self.hits, self.heard
        if learned:
            hits, feeling = learned.apply(self.words, self.negations, self.found, self.heard, allowed)
        return frozenset(hit.code for hit in hits), feeling.label


@dataclass(frozen=True)
class Share:
    """Some examples, with all there is to know of them; ``allowed`` are the themes that may be given."""

    examples: list[Example]
    readings: list[Reading]
    groups: list[int]
    allowed: Collection[str]

    def only(self, chosen: Sequence[bool]) -> Share:
        kept = [at for at, is_chosen in enumerate(chosen) if is_chosen]
        examples, readings = [self.examples[at] for at in kept], [self.readings[at] for at in kept]
        return Share(examples, readings, [self.groups[at] for at in kept], self.allowed)

    def coded(self, learned: Learned | None = None) -> list[Codes]:
        return [reading.coded(learned, self.allowed) for reading in self.readings]

    @cached_property
    def judge(self) -> Judge:
        """Compares ways of coding these examples with what people said of them."""
        return Judge([(reading.themes, reading.feeling) for reading in self.readings], self.groups)


def read(example: Example, themes: ThemeSet | None = None) -> Reading:
    """What people said counts as far as ``themes`` knows it; a residual code is no theme."""
    text = example.text[:ANALYSED_CHARACTERS]
    words = tokens(text)
    language, _ = identify(text, words, example.hint)
    pack = language_pack(language)
    mood = Mood(words, pack.find(words) if pack else {})
    found = weigh_themes(words, language, themes)
    hits = choose_themes(words, found)
    heard = overall_feeling(words, language, mood, hits)
    said = frozenset(example.themes) & (themes or built_in()).codes
    return Reading(words, language, mood.negations, found, hits, heard, said, example.feeling)


def together(examples: Sequence[Example]) -> list[int]:
    """For each example the lowest number among it and its copies; examples are in order of their numbers.

    Long texts are copies when they share most of their runs of words, short ones when they have the same words.
    """
    first: list[int] = []
    met: dict[object, list[int]] = defaultdict(list)
    found = [runs(example.text) for example in examples]
    for at, example in enumerate(examples):
        keys: list[int] | list[str] = bands(found[at]) or [_wording(example.text)]
        near = [earlier for key in keys for earlier in met[key] if not found[at] or alike(found[at], found[earlier])]
        first.append(first[min(near)] if near else example.number)
        for key in keys:
            met[key].append(at)
    return first


def _wording(text: str) -> str:
    return " ".join(word.folded for word in tokens(text) if word.is_word)


def is_held_back(group: int) -> bool:
    """Whether the comments of this group are for judging only: the same whenever it is asked."""
    return crc32(b"%d" % group) % HELD_BACK == 0


def fold(group: int) -> int:
    """The part of the cross-validation in which the comments of this group are judged."""
    return crc32(b"%d" % group) // HELD_BACK % FOLDS
