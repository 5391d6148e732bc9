"""NLTK's annotation task on numbered codes, its loop over all pairs of codes done at once."""

from typing import Any

import numpy as np
from nltk.metrics.agreement import AnnotationTask

FEW = 8  # codes, for which the loop is quicker


class NumberedTask(AnnotationTask):  # type: ignore[misc]
    """Codes are numbers from 0; `apart` has the distance between each and each."""

    def __init__(self, codings: Any, apart: Any) -> None:
        table = apart.tolist()
        self.apart = apart
        super().__init__(codings, lambda one, other: table[one][other])

    def Disagreement(self, label_freqs: Any) -> float:
        """The mean distance of two codings, of codes given so often."""
        if len(label_freqs) < FEW:
            return float(super().Disagreement(label_freqs))
        counts = np.zeros(len(self.apart))
        for code, number in label_freqs.items():
            counts[code] = number
        return float(counts @ self.apart @ counts / (counts.sum() * (counts.sum() - 1)))
