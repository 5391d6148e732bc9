"""Wordings by language code, whatever way the column was written.

`label::Tiếng Việt (vi)`, `label::Vietnamese (vi)` and `label::vi` are the same column.
"""

import re
from collections.abc import Iterator
from typing import Any

from babel import Locale, UnknownLocaleError

from survey.form_content import PLACEHOLDER, PLACEHOLDERS, Wording
from survey.language import gettext as _

IN_BRACKETS = re.compile(r"\(\s*([^()]+?)\s*\)\s*$")


def language_code(column: str) -> str | None:
    """The code in the brackets, or the column itself; None when that is no language we know."""
    found = IN_BRACKETS.search(column)
    code = (found[1] if found else column).strip().lower()
    try:
        return str(Locale.parse(code)) if re.fullmatch("[a-z]{2,3}", code) else None
    except (UnknownLocaleError, ValueError):
        return None


def wording(written: Any, only: str | None) -> Wording:
    """pyxform's texts by code. Text without a language counts as `only`; unknown languages are left out."""
    texts = written if isinstance(written, dict) else {"default": written or ""}
    by_code: Wording = {}
    for column, text in texts.items():
        code = only if column == "default" else language_code(column)
        if code and str(text).strip():
            by_code.setdefault(code, str(text).strip())
    return by_code


def texts(item: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Every label and hint in the form, as pyxform has them: by column."""
    for part in ("label", "hint"):
        if written := item.get(part):
            yield written if isinstance(written, dict) else {"default": written}
    for child in (*item.get("children", ()), *item.get("choices", ())):
        if isinstance(child, dict):
            yield from texts(child)


def column_problems(form: dict[str, Any], only: str | None) -> list[str]:
    """Columns whose language cannot be told, and two columns of one language."""
    codes: dict[str, str | None] = {}
    twice = set()
    for by_column in texts(form):
        codes |= {column: only if column == "default" else language_code(column) for column in by_column}
        here = [codes[column] for column in by_column]
        twice |= {code for code in here if code and here.count(code) > 1}
    unknown = [unknown_column(column) for column, code in codes.items() if code is None]
    return unknown + [
        _("Two columns are both for the language “%(code)s”. Keep one.", code=code) for code in sorted(twice)
    ]


def unknown_column(column: str) -> str:
    if column == "default":
        return _("A label column does not say its language. Write it as label::English (en).")
    return _(
        "The column for “%(column)s” has no language code that we know. Write it as label::Svenska (sv).", column=column
    )


def unknown_placeholders(wording: Wording) -> list[str]:
    """What stands in braces and cannot be filled."""
    found = {name for text in wording.values() for name in PLACEHOLDER.findall(text)}
    return sorted(found - set(PLACEHOLDERS))
