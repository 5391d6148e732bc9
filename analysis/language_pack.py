"""What a native speaker writes for a language: a folder of word lists, found by its name.

Every ``languages/<code>/*.txt`` holds sections of words and phrases separated by commas or line breaks:

    [feeling -3]            kind and weight
    dreadful, a disgrace
    [type complaint 1.5]    kind, name and weight
    nobody answers
    # a comment: where the words come from, and when

Which kinds there are is told by the modules that read them (sentiment, feedback_type, sensitivity, personal_data,
language); see ``phrases`` for what a phrase may hold. A new language is a new folder; nothing else changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.phrases import Match, Meaning, Phrases
from analysis.words import is_bare, strip_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysis.words import Token

FOLDER = Path(__file__).parent / "languages"
_HEADING = re.compile(r"\[(\w+)(?:\s+([a-z_]\w*))?(?:\s+([+-]?[\d.]+))?\]$")
_LISTS = frozenset(("function", "name", "address"))  # read whole by others, not sought in every text


@dataclass(frozen=True)
class LanguagePack:
    """The word lists of one language; compiled when first needed, as written and without diacritics."""

    code: str
    entries: tuple[tuple[str, Meaning], ...]
    has_marks: bool
    knows_feelings: bool  # else its comments are not scored

    def find(self, words: Sequence[Token]) -> dict[str, list[Match]]:
        """Every word and phrase of the pack in a text, by kind; reads text typed without tone marks too."""
        if self.has_marks and is_bare(words):
            return self.bare.find([word.bare for word in words])
        return self.written.find([word.folded for word in words])

    @cached_property
    def written(self) -> Phrases:
        """What is sought in every text."""
        return Phrases(entry for entry in self.entries if entry[1].kind not in _LISTS)

    @cached_property
    def bare(self) -> Phrases:
        """The same for text typed without diacritics."""
        return Phrases((entry for entry in self.entries if entry[1].kind not in _LISTS), bare=True)

    def phrases(self, kind: str, name: str = "") -> tuple[str, ...]:
        """The entries of one section, as written."""
        return tuple(phrase for phrase, meaning in self.entries if (meaning.kind, meaning.name) == (kind, name))


def pack_codes() -> tuple[str, ...]:
    """Codes of the languages that have a folder."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if path.is_dir() and any(path.glob("*.txt"))))


@lru_cache(maxsize=64)
def language_pack(code: str) -> LanguagePack | None:
    """The pack of a language, or None where nobody has written one yet."""
    if code not in pack_codes():
        return None
    own = [entry for path in sorted((FOLDER / code).glob("*.txt")) for entry in read(path)]
    shared = [entry for path in sorted(FOLDER.glob("*.txt")) for entry in read(path)]
    entries = (*own, *shared)
    marked = sum(strip_marks(phrase) != phrase for phrase, _ in entries) > len(entries) / 20
    feels = any(meaning.kind == "feeling" for _, meaning in own)
    return LanguagePack(code, entries, marked, feels)


def read(path: Path) -> Iterator[tuple[str, Meaning]]:
    """Phrases of a word file with their meaning. Raises ValueError naming file and line where the file is wrong."""
    meaning: Meaning | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            heading = _HEADING.match(line)
            if not heading:
                raise ValueError(f"{path.name}, line {number}: not a heading like [kind name weight]: {line}")
            meaning = Meaning(heading[1], heading[2] or "", float(heading[3] or 1))
        elif line and meaning is None:
            raise ValueError(f"{path.name}, line {number}: words before the first [heading]")
        elif meaning:
            for phrase in filter(None, map(str.strip, line.split(","))):
                yield phrase, meaning
