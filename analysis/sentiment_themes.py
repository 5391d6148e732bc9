"""The feeling towards each theme of a comment: what its own clauses say, not what the whole does.

"The buses are great, but the roads are terrible" praises one thing and blames another. A clause that names no theme
speaks of the one before it ("clean but slow"); a theme in a clause without feeling shares that of its list ("the
buses, the library and the pool are great"), and else has none of its own.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from analysis.sentiment import CLAUSE_ENDS, NOT_SCORED, SENTENCE_ENDS, feeling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.sentiment import Feeling, Mood
    from analysis.tagging import ThemeHit

_DASH = 3  # characters between two words: " - " and its longer sisters, which are no tokens
_NEARER = 1.5  # a faint word tells more of the one thing it stands with than of a whole comment


class _Clause(NamedTuple):
    """Where a clause begins, the sentence it is in, and the stretch of it between two turns ("but")."""

    first: int
    sentence: int
    stretch: int


def theme_feelings(mood: Mood, hits: Sequence[ThemeHit], overall: Feeling) -> dict[str, str]:
    """The label of each theme; the only theme of a comment has the comment's, unless that is mixed."""
    if overall is NOT_SCORED or not mood.weights or (len(hits) == 1 and overall.label != "mixed"):
        return {hit.code: overall.label for hit in hits}
    clauses = _clauses(mood)
    places = {hit.code: _places(hit, mood, clauses) for hit in hits}
    said = _said(mood, clauses, {place for found in places.values() for place in found})
    told = {code: _told(found, said, clauses) for code, found in places.items()}
    rest = "neutral" if overall.label == "mixed" or any(told.values()) else overall.label
    return {code: feeling(weights).label if weights else rest for code, weights in told.items()}


def _clauses(mood: Mood) -> list[_Clause]:
    """Clauses in reading order: cut at commas, dashes, words that turn and words that join ("and")."""
    turns = {mark.first for mark in mood.marks.get("contrast", ())}
    joins = {mark.first for mark in mood.marks.get("joining", ())}
    signs = {at: word.text[0] for at, word in enumerate(mood.words) if word.text[0] in CLAUSE_ENDS}
    ends = [0, *[word.end for word in mood.words]]
    dashes = [at for at, word in enumerate(mood.words) if word.start - ends[at] >= _DASH]
    clauses, sentence, stretch = [_Clause(0, 0, 0)], 0, 0
    for at in sorted({*signs, *turns, *joins, *dashes}):
        is_end = signs.get(at, "") in SENTENCE_ENDS
        sentence += is_end
        stretch += is_end or at in turns
        clauses.append(_Clause(at, sentence, stretch))
    return clauses


def _places(hit: ThemeHit, mood: Mood, clauses: list[_Clause]) -> list[int]:
    """The clauses in which a theme's words stand."""
    starts = [mood.words[clause.first].start for clause in clauses]
    return sorted({max(bisect_right(starts, start) - 1, 0) for start, _ in hit.evidence})


def _said(mood: Mood, clauses: list[_Clause], named: set[int]) -> dict[int, list[float]]:
    """Weights by the clause they speak of."""
    firsts, owners = [clause.first for clause in clauses], _owners(clauses, named)
    said: dict[int, list[float]] = {}
    for at, weight in mood.weights:
        said.setdefault(owners[bisect_right(firsts, at) - 1], []).append(weight * _NEARER)
    return said


def _owners(clauses: list[_Clause], named: set[int]) -> list[int]:
    """For each clause the one it speaks of: itself if it names a theme, else the last before, else the next here."""
    opening: dict[int, int] = {}
    for place in sorted(named):
        opening.setdefault(clauses[place].sentence, place)
    owners, last = [], None
    for place, clause in enumerate(clauses):
        last = place if place in named else last
        next_here = opening.get(clause.sentence)
        if last is None or (next_here is not None and clauses[last].sentence != clause.sentence):
            owners.append(place if next_here is None else next_here)
        else:
            owners.append(last)
    return owners


def _told(places: list[int], said: dict[int, list[float]], clauses: list[_Clause]) -> list[float]:
    """What is said where a theme is named; else in the same stretch, rather after it than before."""
    own = [weight for place in places for weight in said.get(place, ())]
    if own:
        return own
    stretches = {clauses[place].stretch for place in places}
    near = [place for place in said if clauses[place].stretch in stretches]
    return said[min(near, key=lambda place: (place < places[0], abs(place - places[0])))] if near else []
