"""Learns the models of moods from labelled texts: ``python -m analysis train sentiment FILES...``.

A file is a table of labelled texts (tab separated; columns id, lang, text and label) or a list of words with weights
from -5 to 5 (a word, a tab, a whole number; its name tells the language, as in ``AFINN-sv-165.txt``).

Multinomial logistic regression on hashed features, by full gradients in NumPy: no chance in it, so the same files give
the same weights. A feature counts as much as it tells the labels apart (log-count ratios; Wang and Manning, "Baselines
and Bigrams", ACL 2012), and one found in a single text does not count. Word lists are weighed as a whole and folded
into the weights of their words. A fifth of the rows, chosen by their ids, is never learned from; the figures printed
are measured there, on the model alone. A language that is not judged well enough gets no model.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from analysis.language_pack import language_pack
from analysis.sentiment import Mood
from analysis.sentiment_examples import LISTED, ExamplesError, read
from analysis.sentiment_model import FOLDER, LABELS, STEP, WIDTH, features, length_factor, shape, units
from analysis.words import strip_marks, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from analysis.sentiment_examples import Listed, Row

__all__ = ["READS_FILES", "ExamplesError", "train"]  # what __main__ asks for

READS_FILES = True
GOOD_ENOUGH = 0.55  # macro-F1 on the rows held out
_STRIPPED, _FOLDS = 4, 4  # one row in so many is learned without marks too; parts in which the offsets are found
_STEPS, _RATE, _RIDGE = 160, 0.08, 1.5
_SEEN = 2  # texts a feature must be found in


class Texts:
    """Many texts as numbers: which units stand in which text, and which features make up each unit."""

    def __init__(self, texts: Sequence[str], language: str, listed: Listed) -> None:
        pack = language_pack(language)
        place: dict[str, int] = defaultdict(lambda: len(place))
        unit, text, factor, dense = [], [], [], []
        for at, one in enumerate(texts):
            words = tokens(one)
            mood = Mood(words, pack.find(words) if pack else {})
            found = [place[name] for name in units(words, mood.negations)]
            unit += found
            text += [at] * len(found)
            factor += [length_factor(len(found))] * len(found)
            dense.append(shape(words, mood))
        pairs = [(row, value, at) for name, at in place.items() for row, value in _features(name, listed)]
        self.unit, self.text, self.factor = np.array(unit), np.array(text), np.array(factor)
        self.known, self.row = np.unique([row for row, _, _ in pairs], return_inverse=True)
        self.value = np.array([value for _, value, _ in pairs])
        self.owner = np.array([at for _, _, at in pairs])
        self.dense, self.units = np.array(dense), len(place)

    def found(self, counts: np.ndarray) -> np.ndarray:
        """How often each known feature is found, where each text counts so much."""
        of_unit = np.bincount(self.unit, counts[self.text], self.units)
        return np.bincount(self.row, of_unit[self.owner], len(self.known))

    def logits(self, table: np.ndarray, dense: np.ndarray) -> np.ndarray:
        """Texts x labels, by the rows of the table that are known here."""
        columns = []
        for weights in table.T:
            of_unit = np.bincount(self.owner, weights[self.row] * self.value, self.units)
            columns.append(np.bincount(self.text, of_unit[self.unit] * self.factor, len(self.dense)))
        logits: np.ndarray = np.stack(columns, axis=1) + self.dense @ dense
        return logits

    def gradient(self, errors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Of the table and of the dense weights, for errors of texts x labels."""
        columns = []
        for error in errors.T:
            of_unit = np.bincount(self.unit, error[self.text] * self.factor, self.units)
            columns.append(np.bincount(self.row, of_unit[self.owner] * self.value, len(self.known)))
        return np.stack(columns, axis=1), self.dense.T @ errors


def _features(unit: str, listed: Listed) -> Iterator[tuple[int, float]]:
    """The features of a unit, and of the word lists those that lie in the same rows of the table."""
    for row, value in features(unit):
        yield row, value
        if row in listed:
            said, weight = listed[row]
            yield said, weight * value


def train(files: Iterable[Path], folder: Path = FOLDER) -> Iterator[str]:
    """Write the weights of each language to ``folder``; tell, line by line, how well they judge what was held out."""
    for language, (rows, listed) in read(files).items():
        table, dense = learn([row for row in rows if not row.held_out], language, listed)
        held = [row for row in rows if row.held_out]
        table = np.round(table / STEP).astype(np.int16)
        texts = Texts([row.text for row in held], language, {})
        found = texts.logits(table[texts.known] * STEP, dense).argmax(axis=1)
        reached = macro_f1(np.array([row.label for row in held]), found)
        if reached >= GOOD_ENOUGH:
            _write(folder, language, table, dense)
        told = "" if reached >= GOOD_ENOUGH else "; not good enough, nothing was written"
        yield f"{language}: macro-F1 {reached:.3f} on {len(held)} rows held out of {len(rows)}{told}"


def _write(folder: Path, language: str, table: np.ndarray, dense: np.ndarray) -> None:
    folder.mkdir(exist_ok=True)
    part = folder / f"part.{language}.npz"
    np.savez_compressed(part, table=table, dense=dense.astype(np.float32))
    part.replace(folder / f"sentiment.{language}.npz")


def learn(rows: Sequence[Row], language: str, listed: Listed) -> tuple[np.ndarray, np.ndarray]:
    """``(table, dense)``; every fourth row is learned as typed without marks too. The constant is set for macro-F1."""
    parts = np.array([row.draw(_FOLDS) for row in rows])
    plain = [row for row in rows if row.draw(20 * _STRIPPED) < 20 and strip_marks(row.text) != row.text]
    texts = Texts([row.text for row in rows] + [strip_marks(row.text) for row in plain], language, listed)
    labels = np.array([row.label for row in (*rows, *plain)])
    parts = np.concatenate([parts, [row.draw(_FOLDS) for row in plain]])
    judged = np.zeros((len(rows), len(LABELS)))
    for part in range(_FOLDS):
        table, dense = fit(texts, labels, (parts != part).astype(float))
        mine = np.flatnonzero(parts[: len(rows)] == part)
        judged[mine] = texts.logits(table, dense)[mine]
    known, dense = fit(texts, labels, np.ones(len(labels)))
    table = np.zeros((WIDTH + LISTED, len(LABELS)))
    table[texts.known] = known
    dense[0] += offsets(judged, labels[: len(rows)])
    return _folded(table, listed), dense


def _folded(table: np.ndarray, listed: Listed) -> np.ndarray:
    """The table with what the word lists say added to the weights of their words."""
    folded = table[:WIDTH].copy()
    for row, (said, weight) in listed.items():
        folded[row] += table[said] * weight
    return folded


def fit(texts: Texts, labels: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of a logistic regression with a ridge (Adam on the full gradient, a falling rate)."""
    wanted, telling = np.eye(len(LABELS))[labels], _telling(texts, labels, counts)[:, None]
    weights = [np.zeros((len(texts.known), len(LABELS))), np.zeros((texts.dense.shape[1], len(LABELS)))]
    mean, spread = [0 * one for one in weights], [0 * one for one in weights]
    for step in range(1, _STEPS + 1):
        errors = (_softmax(texts.logits(weights[0] * telling, weights[1])) - wanted) * counts[:, None]
        rate = _RATE * (1 - 0.95 * step / _STEPS)
        table, dense = texts.gradient(errors)
        for at, gradient in enumerate((table * telling, dense)):
            gradient += _RIDGE * weights[at]
            mean[at] += 0.1 * (gradient - mean[at])
            spread[at] += 0.01 * (gradient**2 - spread[at])
            weights[at] -= rate * (mean[at] / (1 - 0.9**step)) / (np.sqrt(spread[at] / (1 - 0.99**step)) + 1e-8)
    return weights[0] * telling, weights[1]


def _telling(texts: Texts, labels: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """How far each feature tells one label from the others: the largest of its log-count ratios."""
    of_label = np.stack([texts.found(counts * (labels == label)) for label in range(len(LABELS))])
    seen = of_label.sum(axis=0)
    with_label, without = of_label + 1, seen - of_label + 1
    ratios = np.log(with_label / with_label.sum(axis=1)[:, None]) - np.log(without / without.sum(axis=1)[:, None])
    telling: np.ndarray = np.abs(ratios).max(axis=0) * (seen >= _SEEN)
    telling[texts.known >= WIDTH] = 1.0  # what people listed needs no telling
    return telling


def offsets(logits: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """What to add to the log odds of each label so that the rare one is found as well as the others."""
    best, chosen = macro_f1(labels, logits.argmax(axis=1)), np.zeros(len(LABELS))
    for negative in np.arange(-10, 11) / 10:
        for neutral in np.arange(-10, 21) / 10:
            tried = np.array([negative, neutral, 0.0])
            reached = macro_f1(labels, (logits + tried).argmax(axis=1))
            if reached > best:
                best, chosen = reached, tried
    return chosen


def macro_f1(wanted: np.ndarray, found: np.ndarray) -> float:
    """The mean F1 of the three labels."""
    table = np.bincount(wanted * len(LABELS) + found, minlength=len(LABELS) ** 2).reshape(-1, len(LABELS))
    return float(np.mean(2 * table.diagonal() / np.maximum(table.sum(axis=0) + table.sum(axis=1), 1)))


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers: np.ndarray = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return shares
