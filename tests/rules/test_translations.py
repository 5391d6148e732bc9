"""Catalogues are up to date and complete, and no placeholder, tag or line end is broken."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from survey import language

ROOT = Path(__file__).parents[2]
CODES = [code for code in language.screen_languages() if code != language.SOURCE]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
TAG = re.compile(r"</?\w+[^>]*>")


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The texts that are in the code now."""
    path = tmp_path_factory.mktemp("texts") / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", "--mapping-file", "babel.cfg"]
    command += ["--keyword", "lazy_gettext", "--output-file", str(path), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    with path.open("rb") as file:
        return {key(message) for message in read_po(file) if message.id}


def catalogue(code: str) -> Catalog:
    with (ROOT / "translations" / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def translated(code: str) -> Iterator[Message]:
    return (message for message in catalogue(code) if message.id)


def test_vietnamese_and_swedish_are_there() -> None:
    assert {"vi", "sv"} <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_catalogue_has_the_texts_of_the_code_and_no_others(code: str, extracted: set[str]) -> None:
    assert {key(message) for message in translated(code)} == extracted


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_left_untranslated(code: str) -> None:
    assert [key(m) for m in translated(code) if m.fuzzy or not all(form.strip() for form in forms(m))] == []


@pytest.mark.parametrize("code", CODES)
def test_placeholders_and_tags_are_kept(code: str) -> None:
    broken = []
    for message in translated(code):
        source = message.id if isinstance(message.id, str) else message.id[-1]
        for form in forms(message):
            same = marks(form) == marks(source) or (not isinstance(message.id, str) and marks(form) <= marks(source))
            if not same or list(message.check()):
                broken.append(key(message))
    assert broken == []


def marks(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text)} | set(TAG.findall(text))
