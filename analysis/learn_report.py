"""The figures of a lesson as plain data: for each part of the codes how well the rules, what was in force and what is
new do, in cross-validation and on the share held back, and which of them is to be used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from analysis.learn_compare import PARTS

if TYPE_CHECKING:
    from analysis.learn_crossing import Crossed, Crossing
    from analysis.learn_examples import Share

FEWEST_JUDGED = 10  # comments held back; by fewer nothing is put in use

Report = dict[str, Any]


def report_of(crossing: Crossing, held: Share, coded: Crossed) -> Report:
    """``coded`` is what each way of coding says of the comments held back."""
    parts = {part: _part(part, crossing, held, coded) for part in PARTS}
    return {
        "learned_from": len(crossing.taught.examples),
        "held_back": len(held.examples),
        "fewest_held_back": FEWEST_JUDGED,
        **parts,
        "languages": _languages(crossing),
        "in_use": {part: _source(part, crossing, bool(parts[part]["better"])) for part in PARTS},
    }


def _part(part: str, crossing: Crossing, held: Share, coded: Crossed) -> Report:
    crossed = _figures(part, crossing.taught, crossing.crossed[part])
    held_back = _figures(part, held, coded)
    better = held.judge.n >= FEWEST_JUDGED and all(
        share.judge.is_better(part, codes["new"], codes[way])
        for share, codes in ((crossing.taught, crossing.crossed[part]), (held, coded))
        for way in ("built_in", "before")
    )
    return {
        "ridge": crossing.ridges[part], "cross_validation": crossed, "held_back": held_back, "better": better,
    }  # fmt: skip


def _figures(part: str, share: Share, coded: Crossed) -> Report:
    """F1 of each way of coding, and what the new one gains on the one before; all None without comments."""
    figures = {way: share.judge.figure(part, codes) for way, codes in coded.items()}
    figures["gain"] = share.judge.gain(part, coded["new"], coded["before"])
    return {way: figure and figure.as_dict() for way, figure in figures.items()}


def _languages(crossing: Crossing) -> Report:
    """For each language how many comments, and F1 in cross-validation: by the rules alone, and as learned."""
    languages = [reading.language for reading in crossing.taught.readings]
    told: Report = {}
    for language, count in Counter(languages).most_common():
        mine = [found == language for found in languages]
        judge = crossing.taught.only(mine).judge
        told[language] = {"n": count}
        for part in PARTS:
            ways = {way: crossing.crossed[part][way] for way in ("built_in", "new")}
            kept = {
                way: [one for one, is_mine in zip(codes, mine, strict=True) if is_mine] for way, codes in ways.items()
            }
            told[language][part] = {way: round(judge.value(part, codes), 4) for way, codes in kept.items()}
    return told


def _source(part: str, crossing: Crossing, better: bool) -> str:
    """What this part of the codes rests on from now: new, before, or built_in, the rules."""
    return "new" if better else "before" if getattr(crossing.before, part) else "built_in"
