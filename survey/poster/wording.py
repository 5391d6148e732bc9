"""What stands on a poster."""

from dataclasses import dataclass

from survey.form_content import FormContent
from survey.language import current, screen_languages, speak
from survey.language import gettext as _
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


def words_of(content: FormContent) -> tuple[Words, ...]:
    """In the survey's own order of languages; one without a title is not on the poster."""
    found = (Words(code, short(content.title.get(code, "")), invitation(code)) for code in content.languages)
    return tuple(words for words in found if words.title)


def invitation(code: str) -> str:
    if code not in screen_languages():
        return ""
    before = current()
    speak(code)
    try:
        return _("Tell us what you think: scan the code with the camera of your phone, or go to this address.")
    finally:
        speak(before)


def short(title: str) -> str:
    line = clean_line(title)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
