"""Cross-validation: each comment is coded by what the other parts teach, with the rules alone, and as before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.learn_compare import PARTS
from analysis.learn_examples import FOLDS, fold
from analysis.learn_model import Learner

if TYPE_CHECKING:
    from analysis.learn_examples import Codes, Share
    from analysis.learned import Learned

RIDGES = (400.0, 120.0, 40.0, 12.0, 4.0)  # how strongly weights are pulled to nothing, the strongest first

Chosen = list[bool]
Crossed = dict[str, "list[Codes]"]  # by way of coding: built_in, before, new


class Crossing:
    """``crossed`` holds, for each part of the codes, what each way of coding says of comments it has not learned from;
    ``ridges`` the strength that codes them best."""

    def __init__(self, taught: Share, before: Learned) -> None:
        self.taught, self.before = taught, before
        self._folds = [fold(group) for group in taught.groups]
        self._learner = Learner(taught.readings, taught.groups)
        built_in, earlier = taught.coded(), self._before()
        self.ridges = dict.fromkeys(PARTS, RIDGES[0])
        self.crossed: dict[str, Crossed] = {
            part: {"built_in": built_in, "before": earlier or built_in, "new": built_in} for part in PARTS
        }
        for ridge in RIDGES:
            self._try(ridge)

    def learned(self) -> Learned:
        """What all these comments teach."""
        return self._learner.learned([True] * len(self._folds), **self.ridges)

    def _try(self, ridge: float) -> None:
        """Where people have taught something, of strengths that do equally well the weaker is preferred."""
        coded = self._in_folds(lambda chosen: self._learner.learned(chosen, ridge, ridge))
        for part in PARTS:
            values = {way: self.taught.judge.value(part, codes) for way, codes in self.crossed[part].items()}
            value = self.taught.judge.value(part, coded)
            if value >= values["new"] and value > values["built_in"]:
                self.ridges[part], self.crossed[part]["new"] = ridge, coded

    def _before(self) -> list[Codes] | None:
        """What is in force is learned again without the comments it is judged on; else it would know them."""
        ridges = {part: (was := getattr(self.before, part)) and was.ridge for part in PARTS}
        if not any(ridges.values()):
            return None
        known = [example.earlier for example in self.taught.examples]
        return self._in_folds(
            lambda chosen: self._learner.learned([a and b for a, b in zip(chosen, known, strict=True)], **ridges)
        )

    def _in_folds(self, learned_from: Callable[[Chosen], Learned]) -> list[Codes]:
        coded: dict[int, Codes] = {}
        for number in range(FOLDS):
            learned = learned_from([mine != number for mine in self._folds])
            for at, reading in enumerate(self.taught.readings):
                if self._folds[at] == number:
                    coded[at] = reading.coded(learned, self.taught.allowed)
        return [coded[at] for at in range(len(self._folds))]
