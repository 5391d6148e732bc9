"""Learns the sensitivity model from our own example comments: ``python -m analysis train sensitivity``.

Logistic regression on hashed features, by full gradients in NumPy: no chance in it, so the same examples always give
the same file. Examples were written in batches; a batch is judged only by models that have not seen it, and from those
judgements come the three thresholds and the figures printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from analysis.language_pack import FOLDER, language_pack
from analysis.sensitivity import LEVELS, by_rules, names, tells_of_harm
from analysis.sensitivity_model import NARROW, WEIGHTS, WIDTH, features
from analysis.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

EXAMPLES = "sensitive_examples.tsv"
COLUMNS = ["batch", "level", "types", "text"]
FALSE_ALARMS = 0.08  # at most, among ordinary comments of batches not learned from
_BELOW, _ABOVE = (0.0, 0.25, 0.5, 1.0, 2.0), (0.5, 0.75, 1.0)  # how far the thresholds may lie apart
_STEPS, _RATE, _RIDGE = 120, 0.1, 1.5


Limits = tuple[float, float, float]  # low, high, top: see ``Model``


class ExamplesError(ValueError):
    """A file of examples that cannot be used: which, where and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A comment somebody wrote for learning; ``named``, ``hinted`` and ``harm`` tell what the word lists make of it."""

    language: str
    batch: str
    level: str
    type: str
    features: list[tuple[int, float]]
    named: bool
    hinted: bool
    harm: bool

    @property
    def sensitive(self) -> bool:
        return self.level >= "S2"


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of many comments: ``index`` and ``value`` side by side, and the comment each belongs to."""

    count: int
    comment: np.ndarray
    index: np.ndarray
    value: np.ndarray
    width: int

    @classmethod
    def of(cls, examples: Sequence[Example], width: int) -> Rows:
        pairs = [pair for example in examples for pair in example.features]
        comment = np.repeat(np.arange(len(examples)), [len(example.features) for example in examples])
        index = np.array([index for index, _ in pairs], dtype=np.int64) % width
        return cls(len(examples), comment, index, np.array([value for _, value in pairs]), width)

    def scores(self, weights: np.ndarray, bias: float) -> np.ndarray:
        return np.bincount(self.comment, weights[self.index] * self.value, self.count) + bias

    def gradient(self, errors: np.ndarray) -> np.ndarray:
        return np.bincount(self.index, errors[self.comment] * self.value, self.width)


def train(folder: Path = FOLDER, target: Path = WEIGHTS) -> Iterator[str]:
    """Write the weights to ``target`` and tell, line by line, how well they judge what they have not seen."""
    examples = list(read_examples(folder))
    scores = held_out(examples)
    limits = thresholds(examples, scores)
    weights, bias = fit(Rows.of(examples, WIDTH), np.array([example.sensitive for example in examples], float))
    scale = float(np.abs(weights).max()) / 127
    types, type_weights, type_biases = fit_types([example for example in examples if example.sensitive])
    type_scale = float(np.abs(type_weights).max()) / 127
    np.savez_compressed(
        target,
        weights=np.round(weights / scale).astype(np.int8),
        scale=scale,
        bias=bias,
        low=limits[0],
        high=limits[1],
        top=limits[2],
        languages=np.array(sorted({example.language for example in examples})),
        types=np.array(types),
        type_weights=np.round(type_weights / type_scale).astype(np.int8),
        type_scale=np.float32(type_scale),
        type_biases=type_biases.astype(np.float32),
    )
    yield from figures(examples, flagged(examples, scores, limits))


def read_examples(folder: Path) -> Iterator[Example]:
    """The examples of every language. Raises ExamplesError naming file and line where one is wrong."""
    for path in sorted(folder.glob(f"*/{EXAMPLES}")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if not lines or lines[0].split("\t") != COLUMNS:
            raise ExamplesError(f"{path}: the first line must be {', '.join(COLUMNS)}, with tabs between")
        for number, line in enumerate(lines[1:], start=2):
            cells = line.split("\t")
            if len(cells) != len(COLUMNS) or cells[1] not in ("S0", "S2", "S3", "S4"):
                raise ExamplesError(f"{path}, line {number}: not a batch, a level (S0, S2, S3, S4), types and a text")
            if cells[1] != "S0" and cells[2] not in LEVELS:
                raise ExamplesError(f"{path}, line {number}: no such type of sensitivity: {cells[2]!r}")
            yield _example(path.parent.name, *cells)


def _example(language: str, batch: str, level: str, type_: str, text: str) -> Example:
    words = tokens(text)
    pack = language_pack(language)
    marks = pack.find(words) if pack else {}
    found = (names(words, marks, language), bool(by_rules(words, marks).types), tells_of_harm(marks))
    return Example(language, batch, level, type_, features(words, marks), *found)


def fit(rows: Rows, wanted: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression with a ridge (Adam on the full gradient, a falling rate)."""
    weights = np.zeros(rows.width + 1)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        errors = 1 / (1 + np.exp(-rows.scores(weights[:-1], weights[-1]))) - wanted
        gradient = np.append(rows.gradient(errors) + _RIDGE * weights[:-1], errors.sum()) / rows.count
        mean = 0.9 * mean + 0.1 * gradient
        spread = 0.99 * spread + 0.01 * gradient**2
        rate = _RATE * (1 - 0.9 * step / _STEPS)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return weights[:-1], float(weights[-1])


def fit_types(examples: Sequence[Example]) -> tuple[list[str], np.ndarray, np.ndarray]:
    """One regression for each type against all others; ``S4`` among them is what happens now."""
    rows = Rows.of(examples, NARROW)
    types = [*LEVELS, "S4"]
    fitted = [fit(rows, np.array([name in (one.type, one.level) for one in examples], float)) for name in types]
    return types, np.array([weights for weights, _ in fitted]), np.array([bias for _, bias in fitted])


def held_out(examples: Sequence[Example]) -> np.ndarray:
    """The score of every example by a model that has not seen its batch."""
    wanted = np.array([example.sensitive for example in examples], float)
    batches = np.array([example.batch for example in examples])
    scores = np.zeros(len(examples))
    for batch in sorted(set(batches)):
        seen, unseen = (np.flatnonzero(part).tolist() for part in (batches != batch, batches == batch))
        weights, bias = fit(Rows.of([examples[at] for at in seen], WIDTH), wanted[seen])
        scores[unseen] = Rows.of([examples[at] for at in unseen], WIDTH).scores(weights, bias)
    return scores


def flagged(examples: Sequence[Example], scores: np.ndarray, limits: Limits) -> np.ndarray:
    """Which examples leave the queue: named outright, hinted at and not denied, or suspected by the model alone."""
    traits = np.array([(one.named, one.hinted, one.harm) for one in examples], dtype=bool)
    return _flags(traits, scores, limits)


def _flags(traits: np.ndarray, scores: np.ndarray, limits: Limits) -> np.ndarray:
    named_, hinted, harm = traits.T
    low, high, top = limits
    flags: np.ndarray = named_ | (hinted & (scores > low)) | (harm & (scores > high)) | (scores > top)
    return flags


def thresholds(examples: Sequence[Example], scores: np.ndarray) -> Limits:
    """Those that find most within ``FALSE_ALARMS``; of equals the ones with fewest false alarms."""
    traits = np.array([(one.named, one.hinted, one.harm) for one in examples], dtype=bool)
    wanted = np.array([example.sensitive for example in examples])
    best, chosen = (-1.0, 0.0), (0.0, 0.0, 0.0)
    for high in np.linspace(-1.5, 1.5, 61):
        for below, above in product(_BELOW, _ABOVE):
            limits = (float(high) - below, float(high), float(high) + above)
            flags = _flags(traits, scores, limits)
            recall, alarms = flags[wanted].mean(), flags[~wanted].mean()
            if alarms <= FALSE_ALARMS and (recall, -alarms) > best:
                best, chosen = (recall, -alarms), limits
    return chosen


def figures(examples: Sequence[Example], flags: np.ndarray) -> Iterable[str]:
    """Recall and false alarms on batches not learned from, for each language and for all."""
    for language in [*sorted({example.language for example in examples}), "all"]:
        mine = np.array([language in (example.language, "all") for example in examples])
        grave = np.array([example.sensitive for example in examples])
        found, alarms = flags[mine & grave], flags[mine & ~grave]
        told = f"recall {found.mean():.3f} of {found.size}, false alarms {alarms.mean():.3f} of {alarms.size}"
        yield f"{language}: {told}"
