"""What people typed for a theme of their own: read, and refused with a reason where it cannot be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.theme import Theme, load_categories, load_themes, theme_from
from survey.actions.check_words import TIERS, list_problem, read_entries
from survey.language import catalogue, gettext, name
from survey.plain_text import clean, clean_line

LONGEST_LABEL = 80
LONGEST_DEFINITION = 600

Words = dict[str, dict[str, list[str]]]
Problem = tuple[str, str]


class ThemeProblem(ValueError):
    """The theme cannot be stored so: `problems` are pairs of a field (`label_sv`, `strong_sv`, "" for the whole) and
    what is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(words for _field, words in problems))
        self.problems = problems


@dataclass(frozen=True)
class Wish:
    """A theme as somebody wants it; labels, definitions and words by language, words as in a theme file."""

    category: str
    labels: dict[str, str] = field(default_factory=dict)
    definitions: dict[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=dict)

    def theme(self, code: str) -> Theme:
        """As the analysis takes it."""
        return theme_from({"code": code, "category": self.category, "label": code, "words": self.words})


def read_wish(category: str, typed: Mapping[str, str]) -> Wish:
    """The wish in what was typed: `label_sv`, `definition_sv`, `strong_sv`, `weak_sv` and `not_sv` for each language,
    words one a line. What is empty is left out."""
    found = Wish(category)
    for field_name, text in typed.items():
        kind, _underscore, language = field_name.partition("_")
        if kind == "label" and (line := clean_line(text)):
            found.labels[language] = line
        elif kind == "definition" and (text := clean(text)):
            found.definitions[language] = text
        elif kind in TIERS and (entries := read_entries(text)):
            found.words.setdefault(language, {tier: [] for tier in TIERS})[kind] = entries
    return found


def check(wish: Wish, others: Sequence[Mapping[str, str]]) -> None:
    """ThemeProblem unless the wish can be stored beside the framework's themes and those with the labels `others`."""
    problems = [*label_problems(wish, others), *word_problems(wish)]
    for language, text in wish.definitions.items():
        if len(text) > LONGEST_DEFINITION:
            problems.append((f"definition_{language}", too_long(language, LONGEST_DEFINITION)))
    if wish.category not in load_categories():
        problems.append(("category", gettext("Choose one of the options in the list.")))
    if problems:
        raise ThemeProblem(problems)


def label_problems(wish: Wish, others: Sequence[Mapping[str, str]]) -> list[Problem]:
    if not wish.labels:
        return [("label", gettext("Enter a name for the theme, in one language at least."))]
    problems = []
    for language, label in wish.labels.items():
        if len(label) > LONGEST_LABEL:
            problems.append((f"label_{language}", too_long(language, LONGEST_LABEL)))
        elif not any(letter.isalnum() for letter in label):
            problems.append((f"label_{language}", gettext("Enter a name with letters.")))
        elif label.casefold() in taken(language, others):
            words = gettext("There is already a theme called %(name)s. Choose another name.", name=label)
            problems.append((f"label_{language}", words))
    return problems


def taken(language: str, others: Sequence[Mapping[str, str]]) -> set[str]:
    """The labels of all other themes in this language, retired ones too, for they still stand in tables."""
    framework = (catalogue(language).gettext(theme.label) for theme in load_themes().values())
    own = (labels[language] for labels in others if language in labels)
    return {label.casefold() for label in (*framework, *own)}


def word_problems(wish: Wish) -> list[Problem]:
    if not any(lists["strong"] or lists["weak"] for lists in wish.words.values()):
        return [("words", gettext("Enter at least one word that tells that a comment is about this theme."))]
    return [
        (f"{tier}_{language}", problem)
        for language, lists in wish.words.items()
        for tier in TIERS
        if (problem := list_problem(lists, tier))
    ]


def too_long(language: str, most: int) -> str:
    return gettext("This text in %(language)s is longer than %(most)s characters. Shorten it.",
                   language=name(language), most=most)  # fmt: skip
