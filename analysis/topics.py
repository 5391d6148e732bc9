"""Topics that come up: words and phrases said in many comments now and in few before.

Counted by comments, not by words, so that nobody is heard twice; compared by log-likelihood (Dunning 1993; Rayson &
Garside 2000). Phrases are NLTK's collocations. Phrases said in the same comments are one topic; every topic shows its
phrases and its comments, and there is no leftover topic for what fits nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from analysis.language_pack import language_pack
from analysis.words import stem, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FEWEST = 3  # comments; less is a story, not a topic
SURE = 6.63  # log-likelihood that chance exceeds once in a hundred (chi squared, one degree of freedom)
TOGETHER = 15.0  # log-likelihood from which two words are a phrase
SHARED = 0.5  # share of comments that two phrases of one topic have in common
MOST, PHRASES_A_TOPIC = 20, 4
READ = 400  # words of a comment

Phrase = tuple[str, ...]  # one, two or three stems


class Comment(NamedTuple):
    """A comment of one language; ``id`` is whatever the caller knows it by."""

    id: int
    text: str


class Topic(NamedTuple):
    """What comes up: its phrases as people write them, in how many comments now and before, and which those are now.

    ``surprise`` is the log-likelihood of its strongest phrase.
    """

    phrases: list[str]
    now: int
    before: int
    surprise: float
    comments: list[int]


def emerging_topics(now: Sequence[Comment], before: Sequence[Comment], language: str) -> list[Topic]:
    """At most twenty, the most surprising first. ``before`` is the same number of days or comments to compare with."""
    spoken = Spoken(language)
    said = spoken.read(now)
    earlier = {phrase: len(ids) for phrase, ids in spoken.read(before).items()}
    strength = {
        phrase: surprise
        for phrase, ids in said.items()
        if len(ids) >= FEWEST
        and (surprise := log_likelihood(len(ids), len(now), earlier.get(phrase, 0), len(before))) >= SURE
    }
    groups = _grouped(strength, said)
    return [_topic(group, strength, said, earlier, spoken) for group in groups][:MOST]


def log_likelihood(now: int, of_now: int, before: int, of_before: int) -> float:
    """G2 of a share that has grown; 0 where it has not. Arguments are comments with the phrase, and all comments."""
    if not now or now * of_before <= before * of_now:
        return 0.0
    expected = (now + before) / (of_now + of_before)
    cells = ((now, of_now * expected), (before, of_before * expected))
    return 2 * sum(seen * log(seen / awaited) for seen, awaited in cells if seen)


class Spoken:
    """Reads comments of one language into phrases, and remembers how each is mostly written."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._small = _small_words(language)
        self._written: dict[Phrase, Counter[str]] = defaultdict(Counter)

    def read(self, comments: Sequence[Comment]) -> dict[Phrase, set[int]]:
        """The comments that say each phrase: words that are not small, and runs of two or three of one piece."""
        texts = [(comment.id, [*self._words(comment.text)]) for comment in comments]
        belong = self._collocations([words for _id, words in texts])
        found: dict[Phrase, set[int]] = defaultdict(set)
        for id_, words in texts:
            for phrase in self._phrases(words, belong):
                found[phrase].add(id_)
        return found

    def say(self, phrase: Phrase) -> str:
        """The phrase as it is written most often."""
        return self._written[phrase].most_common(1)[0][0]

    def _words(self, text: str) -> Iterator[tuple[str, str]]:
        """(stem, as written) of each word; ("", "") where a sentence ends."""
        for token in tokens(text)[:READ]:
            if token.is_word:
                yield stem(token.folded, self.language), token.folded
            elif token.text[0] in ".!?…,;:。！？，\n":
                yield "", ""

    def _phrases(self, words: Sequence[tuple[str, str]], belong: set[Phrase]) -> Iterator[Phrase]:
        for at in range(len(words)):
            for length in (1, 2, 3):
                run = words[at : at + length]
                phrase = tuple(stemmed for stemmed, _as_written in run)
                if len(run) == length and self._says(phrase, belong):
                    self._written[phrase][" ".join(written for _stem, written in run)] += 1
                    yield phrase

    def _says(self, phrase: Phrase, belong: set[Phrase]) -> bool:
        if phrase[0] in self._small or phrase[-1] in self._small:
            return False
        pairs = zip(phrase, phrase[1:], strict=False)
        return len(phrase) == 1 or all(pair in belong for pair in pairs)

    def _collocations(self, texts: Iterable[list[tuple[str, str]]]) -> set[Phrase]:
        from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

        finder = BigramCollocationFinder.from_documents([[word for word, _w in words] for words in texts])
        finder.apply_freq_filter(FEWEST)
        finder.apply_word_filter(lambda word: not word)
        return {pair for pair, score in finder.score_ngrams(BigramAssocMeasures.likelihood_ratio) if score >= TOGETHER}


@lru_cache(maxsize=16)
def _small_words(language: str) -> frozenset[str]:
    pack = language_pack(language)
    small = pack.phrases("function") if pack else ()
    return frozenset(["", *(stem(word.strip("=*"), language) for word in small), *"0123456789"])


def _grouped(strength: dict[Phrase, float], said: dict[Phrase, set[int]]) -> list[list[Phrase]]:
    """Phrases said in the same comments together, around the most surprising; of equals the longer phrase leads."""
    groups: list[list[Phrase]] = []
    for phrase in sorted(strength, key=lambda one: (-strength[one], -len(one), one)):
        ids = said[phrase]
        for group in groups:
            first = said[group[0]]
            if len(ids & first) >= SHARED * min(len(ids), len(first)):
                group.append(phrase)
                break
        else:
            groups.append([phrase])
    return groups


def _topic(
    group: list[Phrase],
    strength: dict[Phrase, float],
    said: dict[Phrase, set[int]],
    earlier: dict[Phrase, int],
    spoken: Spoken,
) -> Topic:
    """A word that stands inside a phrase already named is not named again."""
    named: list[Phrase] = []
    for phrase in sorted(group, key=lambda one: (-len(one), -strength[one])):
        if not any(set(phrase) <= set(longer) for longer in named):
            named.append(phrase)
    named.sort(key=lambda one: -strength[one])
    first = group[0]
    return Topic(
        phrases=[spoken.say(phrase) for phrase in named[:PHRASES_A_TOPIC]],
        now=len(said[first]),
        before=earlier.get(first, 0),
        surprise=round(strength[first], 1),
        comments=sorted(said[first]),
    )
