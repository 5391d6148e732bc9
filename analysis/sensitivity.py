"""What must leave the ordinary queue at once: types of harm or misconduct, their level S0 to S4, and the words.

Two kinds of evidence. Phrases that name the matter ("took my passport"). And people joined with what is done to them
within two sentences (a child and bruises, an official and cash). A phrase of several words counts as it is; one word
("murder", "corruption") and a meeting of words are hints, which count unless a model that weighs the whole comment
says the contrary ("the rape crisis centre needs money"). Where no list names the matter, the model alone may set the
comment aside, mostly without a guess at what it is; it must be surer where no word stands for harm or wrongdoing.
Recall outranks precision: a person clears a record, this never does. Idioms do not count, nor topics spoken of as
policy ("suicide prevention training").
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysis.sensitivity_model import Model, sensitivity_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.phrases import Match
    from analysis.words import Token

LEVELS = {
    "sexual_exploitation_abuse": "S3",
    "sexual_harassment": "S3",
    "gender_based_or_domestic_violence": "S3",
    "child_at_risk": "S3",
    "adult_at_risk": "S3",
    "self_harm_suicide": "S4",
    "threat_or_violence": "S3",
    "trafficking_forced_labour": "S3",
    "retaliation": "S3",
    "hate_discrimination": "S2",
    "fraud_corruption": "S2",
    "abuse_of_position": "S2",
    "code_of_conduct": "S2",
    "privacy_breach": "S2",
    "health_safety_hazard": "S2",
    "community_tension": "S3",
}
SUSPECTED = "suspected"  # the type where the model alone suspects, and cannot tell what
# What several concepts mean when they stand together.
JOINED = (
    ("child_at_risk", ("child", "harm")),
    ("sexual_exploitation_abuse", ("child", "sexual", "staff")),
    ("gender_based_or_domestic_violence", ("partner", "harm")),
    ("adult_at_risk", ("adult", "harm")),
    ("fraud_corruption", ("staff", "money", "wrongdoing")),
    ("code_of_conduct", ("staff", "conduct")),
    ("privacy_breach", ("staff", "privacy")),
    ("hate_discrimination", ("unequal", "refused")),
    ("child_at_risk", ("child", "neglect")),
    ("adult_at_risk", ("adult", "neglect")),
    ("sexual_exploitation_abuse", ("child", "man", "lure")),
    ("abuse_of_position", ("staff", "kin")),
    ("code_of_conduct", ("staff", "alcohol")),
    ("fraud_corruption", ("aid", "diverted")),
    ("privacy_breach", ("illness", "exposed")),
    ("trafficking_forced_labour", ("worker", "bondage")),
    ("retaliation", ("complained", "punished")),
    ("self_harm_suicide", ("pills", "farewell")),
    ("health_safety_hazard", ("child", "sickened")),
    ("child_at_risk", ("child", "peril")),
    ("adult_at_risk", ("adult", "peril")),
    ("adult_at_risk", ("man", "peril")),
    ("abuse_of_position", ("kin", "favour")),
    ("abuse_of_position", ("staff", "favour", "kin")),
    ("fraud_corruption", ("gift", "conditional")),
    ("health_safety_hazard", ("food", "sickened")),
    ("self_harm_suicide", ("means", "despair")),
    ("threat_or_violence", ("man", "threat")),
)
# Senses and concepts that stand in ordinary comments as well as in grave ones.
HARMLESS = frozenset(
    (
        *("child", "partner", "kin", "elder", "adult", "disabled", "staff", "boss", "official", "police", "mentor"),
        *("man", "neighbour", "migrant", "identity", "worker", "picture", "message", "aid", "contract", "money"),
        *("propose", "thanks", "facility", "cost", "topic", "figure", "animal", "leisure", "witness", "complained"),
        *("illness", "pills", "food", "means", "gift", "conditional"),
    )
)
SURE = 1.5  # log odds of a type, for the model to name it where no list does
_REACH = 2  # sentences
_PHRASE = 2  # words: a single one may be a topic or a figure of speech
_PHRASE_OF = {"vi": 3}  # written by the syllable: two are one word
_SENTENCE_ENDS = frozenset(".!?…。！？؟;\n")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(",，:")


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A level, the types that called for it (gravest first), and where: type -> character spans."""

    level: str = "S0"
    types: tuple[str, ...] = ()
    evidence: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def sensitivity(words: Sequence[Token], marks: Mapping[str, list[Match]], language: str = "") -> Sensitivity:
    """The sensitivity of one comment, personal data left aside (that alone is S1, see ``coding``).

    In a ``language`` the model has not learned, the rules stand alone.
    """
    model = sensitivity_model()
    if language not in model.languages:
        return by_rules(words, marks)
    score = model.score(words, marks)
    if score > model.low or names(words, marks, language):
        found = by_rules(words, marks)
        if found.types:
            return found
    suspects = score > model.top or (score > model.high and tells_of_harm(marks))
    return _by_model(model, words, marks) if suspects else Sensitivity()


def names(words: Sequence[Token], marks: Mapping[str, list[Match]], language: str) -> bool:
    """Whether a phrase of several words names the matter, not as a subject of talk: then no model may deny it."""
    if "sensitive" not in marks:
        return False
    least = _PHRASE_OF.get(language, _PHRASE)
    topics = {at for mark in marks.get("topic", ()) for at in range(mark.first, mark.last)}
    return any(
        match.meaning.kind == "sensitive"
        and match.last - match.first >= least
        and not topics.issuperset(range(match.first, match.last))
        for match in _counted(marks, _numbers(words, _CLAUSE_ENDS))
    )


def tells_of_harm(marks: Mapping[str, list[Match]]) -> bool:
    """Whether any word stands for harm or wrongdoing: people, money and places alone are nothing to suspect."""
    if "sensitive" in marks:
        return True
    mentions = [*marks.get("sense", ()), *marks.get("concept", ())]
    return any(match.meaning.name not in HARMLESS for match in mentions)


def by_rules(words: Sequence[Token], marks: Mapping[str, list[Match]]) -> Sensitivity:
    """What the word lists make of a comment, figures of speech and all."""
    if "sensitive" not in marks and "concept" not in marks:
        return Sensitivity()
    sentences, clauses = _numbers(words, _SENTENCE_ENDS), _numbers(words, _CLAUSE_ENDS)
    spoken = _counted(marks, clauses)
    found: dict[str, list[Match]] = defaultdict(list)
    for match in spoken:
        if match.meaning.kind == "sensitive":
            found[match.meaning.name].append(match)
    for name, matches in _joined(spoken, sentences):
        found[name].extend(matches)
    if not found:
        return Sensitivity()
    now = {sentences[match.first] for match in marks.get("now", ())}
    levels = {name: _level(name, matches, sentences, now) for name, matches in found.items()}
    types = tuple(sorted(found, key=lambda name: (levels[name], len(found[name])), reverse=True))
    return Sensitivity(max(levels.values()), types, {name: _spans(words, found[name]) for name in types})


def _by_model(model: Model, words: Sequence[Token], marks: Mapping[str, list[Match]]) -> Sensitivity:
    """A type whose level is S3 where the model is sure of it, with the words that weighed most as evidence."""
    name, odds, happening = model.type(words, marks)
    if odds < SURE or LEVELS[name] < "S3":
        name = SUSPECTED
    level = LEVELS.get(name, "S2")
    if happening and level == "S3":
        level = "S4"
    return Sensitivity(level, (name,), {name: [(words[at].start, words[at].end) for at in model.weightiest(words)]})


def _counted(marks: Mapping[str, list[Match]], clauses: Sequence[int]) -> list[Match]:
    """Mentions that are no part of an idiom and do not stand in a clause about a programme or policy."""
    idle = {at for mark in marks.get("idiom", ()) for at in range(mark.first, mark.last)}
    policy = {clauses[mark.first] for mark in marks.get("programme", ())}
    mentions = [*marks.get("sensitive", ()), *marks.get("concept", ())]
    return [
        match
        for match in mentions
        if clauses[match.first] not in policy and not any(at in idle for at in range(match.first, match.last))
    ]


def _joined(mentions: Sequence[Match], sentences: Sequence[int]) -> Iterable[tuple[str, list[Match]]]:
    concepts: dict[str, list[Match]] = defaultdict(list)
    for match in mentions:
        if match.meaning.kind == "concept":
            concepts[match.meaning.name].append(match)
    for name, parts in JOINED:
        if all(part in concepts for part in parts):
            near = _near([concepts[part] for part in parts], sentences)
            if near:
                yield name, near


def _near(groups: list[list[Match]], sentences: Sequence[int]) -> list[Match]:
    """One mention of each group within the reach of a mention of the first, no two of them the same words."""
    for first in groups[0]:
        chosen = [first]
        for group in groups[1:]:
            for match in group:
                apart = all(match.first >= one.last or match.last <= one.first for one in chosen)
                if apart and abs(sentences[match.first] - sentences[first.first]) < _REACH:
                    chosen.append(match)
                    break
        if len(chosen) == len(groups):
            return chosen
    return []


def _level(name: str, matches: list[Match], sentences: Sequence[int], now: set[int]) -> str:
    """The default level of the type; S4 where harm to a person is happening now or is planned."""
    level = LEVELS[name]
    if (level == "S3" or name == "health_safety_hazard") and any(
        abs(sentences[match.first] - at) < _REACH for match in matches for at in now
    ):
        return "S4"
    return level


def _numbers(words: Sequence[Token], ends: frozenset[str]) -> list[int]:
    """For each token the number of the sentence or clause it stands in."""
    numbers, number = [], 0
    for word in words:
        numbers.append(number)
        number += word.text[0] in ends
    return numbers


def _spans(words: Sequence[Token], matches: Iterable[Match]) -> list[tuple[int, int]]:
    return sorted({(words[match.first].start, words[match.last - 1].end) for match in matches})
