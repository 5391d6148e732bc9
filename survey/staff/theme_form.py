"""The form of a theme of the organisation's own: a name and words in each language."""

from collections.abc import Iterable
from typing import Any

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Optional

from survey import labels
from survey.actions.check_theme import ThemeProblem
from survey.actions.check_words import TIERS
from survey.language import gettext, screen_languages
from survey.language import lazy_gettext as _
from survey.language import name as language_name
from survey.models import LocalTheme
from survey.record_filter import LANGUAGES
from survey.settings import Settings
from survey.staff.fields import CodeField, StaffForm, choices
from survey.text_limit import TextLimit

LONGEST = 20_000  # characters of a list as it is typed
CONCRETE = "service_areas"


class ThemeFields(StaffForm):
    """What does not depend on the language. `languages` are the codes for which it has further fields."""

    revision = HiddenField()
    category = CodeField(_("Category"))
    languages: tuple[str, ...] = ()

    def offer(self) -> "ThemeFields":
        self.category.choices = choices({code: labels.category(code) for code in labels.category_codes()})
        return self

    def begin(self) -> "ThemeFields":
        """Empty, for a new theme."""
        self.category.data = CONCRETE
        return self

    def fill(self, theme: LocalTheme) -> "ThemeFields":
        """What is stored."""
        self.revision.data, self.category.data = str(theme.revision), theme.category
        for code in self.languages:
            self[f"label_{code}"].data = theme.labels.get(code, "")
            self[f"definition_{code}"].data = theme.definitions.get(code, "")
            for tier in TIERS:
                self[f"{tier}_{code}"].data = "\n".join(theme.words.get(code, {}).get(tier, ()))
        return self

    def typed(self) -> dict[str, str]:
        """The fields of every language, by `label_sv`, `strong_sv` …"""
        return {name: self[name].data or "" for code in self.languages for name in names(code)}

    def read_revision(self) -> int:
        """0 for what is no number, which is never a theme's."""
        text = self.revision.data or ""
        return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else 0

    def blame(self, problem: ThemeProblem) -> None:
        """Show each problem at its field; what concerns all languages at the first language's."""
        first = self.languages[0]
        for name, words in problem.problems:
            name = {"label": f"label_{first}", "words": f"strong_{first}"}.get(name, name)
            errors = self[name].errors if name in self else self.form_errors
            errors.append(words)

    def is_open(self, code: str) -> bool:
        """Are this language's fields shown at once?"""
        parts = [self[name] for name in names(code)]
        return code == self.languages[0] or any(part.data or part.errors for part in parts)


def names(code: str) -> list[str]:
    """The names of a language's fields."""
    return [f"{kind}_{code}" for kind in ("label", "definition", *TIERS)]


def theme_form(settings: Settings, present: Iterable[str] = (), **values: Any) -> ThemeFields:
    """The form for the languages that residents and the screen speak, and those `present` in the theme."""
    wanted = (settings.default_language, *screen_languages(), *settings.resident_language_codes, *present)
    codes = tuple(dict.fromkeys(code for code in wanted if code in LANGUAGES[:-2]))
    fields = {name: field for code in codes for name, field in language_fields(code).items()}
    made: ThemeFields = type("ThemeForm", (ThemeFields,), {"languages": codes, **fields})(**values)
    return made.offer()


def language_fields(code: str) -> dict[str, Any]:
    """The fields of one language, named with it, for a page may show ten."""
    spoken = language_name(code)
    limit = [Optional(), TextLimit(LONGEST)]
    found = (
        StringField(gettext("Name in %(language)s", language=spoken), limit),
        TextAreaField(gettext("What it is about, in %(language)s", language=spoken), limit),
        TextAreaField(gettext("Words in %(language)s, one of which is enough", language=spoken), limit),
        TextAreaField(gettext("Words in %(language)s that need company", language=spoken), limit),
        TextAreaField(gettext("Phrases in %(language)s that do not count", language=spoken), limit),
    )
    return dict(zip(names(code), found, strict=True))
