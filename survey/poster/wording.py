"""What stands on a poster."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey.form_content import FormContent, fill
from survey.language import current, near, speak
from survey.language import gettext as _
from survey.markdown_text import plain_line
from survey.plain_text import clean_line

#: A title longer than this is a text, not a title; the poster shows its beginning
LONGEST = 200


@dataclass(frozen=True)
class Words:
    """The survey's title in one language, and our invitation where the software speaks it, else ""."""

    language: str
    title: str
    invitation: str


@dataclass(frozen=True)
class Poster:
    """`address` is the whole address that the code holds."""

    organisation: str
    words: tuple[Words, ...]
    address: str

    @property
    def spelled(self) -> str:
        """The address as people type it."""
        return self.address.removeprefix("https://").removeprefix("http://")


def words_of(content: FormContent, values: Mapping[str, object]) -> tuple[Words, ...]:
    """In the survey's own order of languages, placeholders filled from `values`; one without a title is left out."""
    titles = {code: short(fill(content.title.get(code, ""), values)) for code in content.languages}
    return tuple(Words(code, title, invitation(code)) for code, title in titles.items() if title)


def invitation(code: str) -> str:
    spoken = near(code)
    if spoken is None:
        return ""
    before = current()
    speak(spoken)
    try:
        return _("Tell us what you think: scan the code with the camera of your phone, or go to this address.")
    finally:
        speak(before)


def short(title: str) -> str:
    line = clean_line(plain_line(title))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
