"""Learns corrections to the built-in analysis from codes that people confirmed or changed.

A fifth of the comments, drawn by the numbers of their records, is never learned from, nor are those of audit samples:
what people coded without seeing the machine's codes stays a fair judge. On the rest, five-fold cross-validation
chooses how strongly the corrections are pulled back to the rules. Themes and feelings are judged apart: what was
learned of either comes into use only when it gains on the rules and on what it replaces in both, the cross-validation
and the share held back, with a 95 % interval above nothing; else what is in use stays. Copies of a text stand in the
same part.

Texts are read in memory only. What is kept of them are weights on numbers (CRC-32) of words, pairs and parts of words
that at least three different comments share; of anything rarer nothing is learned, so no single person's words can be
had back from a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.learn_compare import PARTS
from analysis.learn_crossing import Crossing
from analysis.learn_examples import Example, Share, is_held_back, read, together
from analysis.learn_report import Report, report_of
from analysis.learned import Learned
from analysis.tagging import built_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.tagging import ThemeSet

__all__ = ["FEWEST", "MOST", "Example", "Lesson", "TooFewExamples", "learn"]

FEWEST = 30  # reviewed comments; fewer tell nothing of whether learning helps
MOST = 3000  # the newest so many are learned from: time grows with their square


class TooFewExamples(ValueError):
    """There are ``have`` examples and ``wanted`` are needed."""

    def __init__(self, have: int, wanted: int = FEWEST) -> None:
        super().__init__(f"{have} reviewed comments, {wanted} are needed")
        self.have, self.wanted = have, wanted


@dataclass(frozen=True)
class Lesson:
    """What came out: a model, the figures, and whether it is to replace the one in force."""

    learned: Learned
    report: Report
    is_better: bool


def learn(examples: Sequence[Example], in_force: Learned | None = None, themes: ThemeSet | None = None) -> Lesson:
    """The lesson of these examples, in any order; the same ones always teach the same. Raises TooFewExamples.

    A part that is no better than the one in force is left as it is there; a model of which nothing is better is kept
    as it was learned, for those who want to look at it.
    """
    if len(examples) < FEWEST or all(example.held for example in examples):
        raise TooFewExamples(len(examples))
    before = in_force or Learned()
    ordered = sorted(examples, key=lambda example: example.number)[-MOST:]
    readings, groups = [read(example, themes) for example in ordered], together(ordered)
    everything = Share(ordered, readings, groups, (themes or built_in()).codes)
    for_judging = {group for group, example in zip(groups, ordered, strict=True) if example.held or is_held_back(group)}
    held = everything.only([group in for_judging for group in groups])
    crossing = Crossing(everything.only([group not in for_judging for group in groups]), before)
    new = crossing.learned()
    report = report_of(crossing, held, {"built_in": held.coded(), "before": held.coded(before), "new": held.coded(new)})
    better = [part for part in PARTS if report["in_use"][part] == "new"]
    kept = {part: getattr(new if part in better or not better else before, part) for part in PARTS}
    return Lesson(Learned(**kept), report, bool(better))
