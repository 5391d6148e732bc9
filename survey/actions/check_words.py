"""The word lists of a theme as people type them: one word or phrase a line."""

import re
from collections.abc import Mapping

from analysis.theme_entry import LONG, LONGEST, MANY_WORDS, MARK, MOST_WORDS, NO_LETTERS, SHORT, SHORTEST_PART, fault
from analysis.words import fold
from survey.language import gettext, ngettext
from survey.language import lazy_gettext as _
from survey.plain_text import clean, clean_line

TIERS = ("strong", "weak", "not")
MOST_ENTRIES = 200  # in one list
FAULTS = {
    NO_LETTERS: _("%(word)s has a part without letters. Take that part out."),
    MARK: _("%(word)s cannot be used. Put one * at the beginning or the end of a word, or one = before it."),
    SHORT: _("%(word)s fits too many words. Put at least %(least)s letters beside the *."),
    MANY_WORDS: _("%(word)s is too long. Use at most %(most)s words in a phrase."),
    LONG: _("%(word)s … is too long. Use at most %(letters)s characters."),
}


def read_entries(text: str) -> list[str]:
    """Each line, or each part of it between commas, once."""
    lines = (clean_line(line) for line in re.split(r"[\n,;]", clean(text)))
    return list({fold(line): line for line in lines if line}.values())


def list_problem(lists: Mapping[str, list[str]], tier: str) -> str | None:
    """What is wrong with one list of a language; of its entries, the first that cannot be used."""
    if (over := len(lists[tier]) - MOST_ENTRIES) > 0:
        return ngettext(
            "There can be %(most)s words in a list. Take out %(num)s word.",
            "There can be %(most)s words in a list. Take out %(num)s words.",
            over,
            most=MOST_ENTRIES,
        )
    wrong = next(((found, entry) for entry in lists[tier] if (found := fault(entry))), None)
    return explain(*wrong) if wrong else twice(lists) if tier == "not" else None


def explain(found: str, entry: str) -> str:
    numbers = {"least": SHORTEST_PART, "most": MOST_WORDS, "letters": LONGEST}
    return str(FAULTS[found]) % {"word": entry[:LONGEST], **numbers}


def twice(lists: Mapping[str, list[str]]) -> str | None:
    """A word that is to count and not to count."""
    counted = {fold(entry) for entry in (*lists["strong"], *lists["weak"])}
    word = next((entry for entry in lists["not"] if fold(entry) in counted), None)
    return gettext("%(word)s stands in two lists. Keep it in one of them.", word=word) if word else None
