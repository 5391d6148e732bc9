"""The columns of a sheet: what each is for, and in which language."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from survey.language import gettext as _
from survey.language_tag import read_tag, tag_of_name
from survey.xlsform.report import Report

IN_BRACKETS = re.compile(r"\(\s*([^()]+?)\s*\)\s*$")
#: Marks without a width, which copying leaves behind
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")
#: Columns of the survey sheet, and the other names that XLSForm knows for them
SURVEY = {
    "type": ("command",),
    "name": ("tag", "value"),
    "label": ("caption",),
    "hint": (),
    "guidance_hint": (),
    "required": (),
    "required_message": ("requiredmsg", "jr:requiredmsg"),
    "relevant": ("relevance",),
    "constraint": (),
    "constraint_message": ("constraining_message", "jr:constraintmsg"),
    "calculation": ("calculate",),
    "choice_filter": (),
    "default": (),
    "parameters": (),
    "appearance": (),
    "read_only": ("readonly",),
    "trigger": (),
    "repeat_count": ("count", "jr:count"),
    "media": ("image", "big-image", "audio", "video"),
    "disabled": (),
}
CHOICES = {
    "list_name": (),
    "name": ("value",),
    "label": ("caption",),
    "media": ("image", "big-image", "audio", "video"),
}
LONGEST_NAMED = 100  # characters
SPOKEN = ("label", "hint", "guidance_hint", "required_message", "constraint_message")
#: Further columns of the survey sheet, which mean nothing here and look like others
STRANGERS = ("notes", "note", "comments", "comment", "labels_done", "hxl", "tags", "rows", "save_to", "values")


@dataclass(frozen=True)
class Column:
    """`part` is what it is for, as XLSForm calls it today; `language` the code, None when it has none or none we know;
    `written` the header as it stands in the file."""

    part: str
    language: str | None
    written: str

    @property
    def is_spoken(self) -> bool:
        return self.part in SPOKEN

    @property
    def tag(self) -> str:
        """What the header says of the language."""
        return self.written.replace("::", ":").rpartition(":")[2].strip() if ":" in self.written else ""


def language_code(column: str) -> str | None:
    """The code in the brackets, or the column itself; None when that is no language we know.

    A language's name does too, in English or in itself: label::French, label::Svenska.
    """
    if len(column) > LONGEST_NAMED:
        return None
    found = IN_BRACKETS.search(column)
    return read_tag(found[1] if found else column) or tag_of_name(column)


def read_headers(headers: list[str], known: dict[str, tuple[str, ...]], only: str | None) -> dict[str, Column]:
    """Header -> column. What is not known keeps its own name. A text without a language counts as `only`."""
    names = {name: part for part, others in known.items() for name in (part, *others)}
    mark = "::" if any("::" in header for header in headers) else ":"
    return {header: read_header(header, names, mark, only) for header in headers}


def read_header(header: str, names: dict[str, str], mark: str, only: str | None) -> Column:
    said = INVISIBLE.sub("", header)
    whole = "_".join(said.split()).lower()
    if whole in names:
        part = names[whole]
        return Column(part, only if part in SPOKEN else None, header)
    first, *rest = (token.strip() for token in re.split(mark if mark in said else ":", said))
    first = "_".join(first.split()).lower()
    if first in ("bind", "control", "body", "media") and rest and rest[0].lower() in names:
        first, *rest = rest[0].lower(), *rest[1:]
    if first not in names:
        return Column(header, None, header)
    part = names[first]
    return Column(part, language_code(" ".join(rest)) if rest and part in SPOKEN else None, header)


def check_headers(sheet: str, columns: dict[str, Column], used: set[str], report: Report) -> None:
    """Languages that cannot be told, two columns for one thing, and on the survey sheet names that are misspelt.
    `used` are the headers under which something stands."""
    seen: dict[tuple[str, str | None], str] = {}
    for header, column in columns.items():
        if column.is_spoken and column.language is None and header in used:
            report.refuse(sheet, 1, header, say_language(column))
        elif sheet == "survey" and column.part not in SURVEY and header in used:
            check_spelling(header, report)
        key = (column.part, column.language)
        if key in seen and column.part != "media" and (column.language or not column.is_spoken):
            report.refuse(sheet, 1, header, _("it says the same as the column “%(other)s”. Keep one.", other=seen[key]))
        seen.setdefault(key, header)


def say_language(column: Column) -> str:
    if not column.tag:
        return _("it does not say its language. Write it as %(column)s::English (en).", column=column.part)
    said = IN_BRACKETS.sub("", column.tag).strip()
    meant = tag_of_name(said)
    return _(
        "“%(tag)s” has no language code that we know. Write it as %(column)s::%(language)s (%(code)s).",
        tag=column.tag, column=column.part, language=said if meant else "Svenska", code=meant or "sv",
    )  # fmt: skip


def check_spelling(header: str, report: Report) -> None:
    word = "_".join(header.partition(":")[0].split()).lower()
    if word not in STRANGERS and (meant := get_close_matches(word, SURVEY, 1, 0.8)):
        report.refuse("survey", 1, header, _("there is no such column. Did you mean “%(column)s”?", column=meant[0]))
