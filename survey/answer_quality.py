"""What whoever counts answers should know of a response: signs of haste, of a program, of a form that came too late.

A sign is no proof, and no response is refused or thrown away because of one. Codes:

- `speeder`: sent sooner than the words of the answered questions can be read.
- `too_fast`: several answers within three seconds of opening the form: no person does that.
- `straight_line`: the same answer to every statement of a battery.
- `honeypot`: something stands in a field that people do not see. A screen reader's user may have found it.
- `late`: came after the survey had closed.
- `conflict`: other answers with the same form key are there already.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from survey.form_content import FormContent, Group, spoken
from survey.language_tag import primary

SPEEDER, TOO_FAST, STRAIGHT_LINE, HONEYPOT, LATE, CONFLICT = FLAGS = (
    "speeder", "too_fast", "straight_line", "honeypot", "late", "conflict",
)  # fmt: skip
#: In no total: not sent by a person as far as can be told, not in time, or not the first with its key
NOT_COUNTED = (TOO_FAST, HONEYPOT, LATE, CONFLICT)

#: Fewer answers in a row alike are common among the careful
BATTERY = 6
#: Answers that nobody gives in so few seconds
SEVERAL, AT_ONCE = 3, 3
#: Seconds a written unit. 0.3 a word is the bound below which Zhang and Conrad (2014, "Speeding in web surveys",
#: Survey Research Methods 8(2)) call an answer too fast to have been read; they had used a third of a second before.
#: Vietnamese puts a space between syllables, Chinese and Japanese put none; about one and a half of them make a word,
#: so each has two thirds of its time, and nobody is flagged for the language they read.
A_WORD, A_SYLLABLE = 0.3, 0.2
IN_SYLLABLES = ("vi", "zh", "ja")
#: a word; or one character of a script that is written without spaces
UNIT = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)


def reading_seconds(content: FormContent, answers: Mapping[str, str], language: str) -> float:
    """The least time in which the questions that were answered can be read, in the language they were read in.

    Hints, notes and choices are left out, and so are questions that were passed over: a doubt counts for the person.
    """
    pace = A_SYLLABLE if primary(language) in IN_SYLLABLES else A_WORD
    return pace * sum(len(UNIT.findall(label)) for label in labels_answered(content, answers, language))


def labels_answered(content: FormContent, answers: Mapping[str, str], language: str) -> list[str]:
    """What the questions ask that somebody must have answered: calculated and ready-made answers are no work."""
    answered = (question for question in content.questions() if question.name in answers and not question.default)
    return [label for question in answered if (label := spoken(question.label, language))]


def speed_flags(content: FormContent, answers: Mapping[str, str], language: str, seconds: int | None) -> Iterator[str]:
    """`seconds` None is an unknown time, which says nothing."""
    if seconds is None:
        return
    if seconds < reading_seconds(content, answers, language):
        yield SPEEDER
    if seconds < AT_ONCE and len(labels_answered(content, answers, language)) >= SEVERAL:
        yield TOO_FAST


def is_straight_line(content: FormContent, answers: Mapping[str, str]) -> bool:
    """True when every statement answered in some battery got the same answer, and at least BATTERY were answered.

    Giving one answer to a series of items is Krosnick's non-differentiation (1991, Applied Cognitive Psychology 5(3)),
    a strong form of satisficing. It may as well be meant: the better the items measure one thing, the more people
    straight-line truthfully (Reuning and Plutzer 2020, Survey Research Methods 14(5)). So it is only a sign. Items
    that say the opposite stand in the battery as answered: a straight line through them contradicts itself.
    """
    return any(len(given) >= BATTERY and len(set(given)) == 1 for given in answered_batteries(content, answers))


def longest_run(content: FormContent, answers: Mapping[str, str]) -> int:
    """The most statements in a row, within one battery, that got the same answer."""
    runs = (groupby(given) for given in answered_batteries(content, answers))
    return max((len(list(alike)) for run in runs for _answer, alike in run), default=0)


def answered_batteries(content: FormContent, answers: Mapping[str, str]) -> Iterator[list[str]]:
    """The points chosen in each battery, in its order. Don't know and does not apply are no points on its scale."""
    for group in content.groups:
        for names in batteries(group):
            yield [answer for name in names if (answer := answers.get(name, "")) and not answer.startswith("-")]


def batteries(group: Group) -> Iterable[list[str]]:
    """The names of a section's statements that share one scale: agreement questions, or the rows of a table."""
    scales: dict[tuple[str, ...], list[str]] = {}
    for question in group.questions:
        if question.type == "agreement" or (question.type == "one_choice" and "table-list" in group.appearance):
            scales.setdefault(tuple(choice.code for choice in question.choices), []).append(question.name)
    return scales.values()


def read_flags(flags: str) -> tuple[str, ...]:
    """The codes in a stored list."""
    return tuple(flags.split())
