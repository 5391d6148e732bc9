"""A survey version as the sheets of an XLSForm: what read_xlsform made of a file, back again."""

from collections.abc import Iterator
from typing import Any

from survey.form_content import Wording
from survey.language import own_name
from survey.question_types import question_type
from survey.xlsform.form import TITLE
from survey.xlsform.lists import Lists

Item = dict[str, Any]
Cells = dict[tuple[str, str], str]  # by part and language, "" where there is none
Table = list[list[str]]

ORDER = (
    "type", "name", "label", "hint", "required", "required_message", "relevant", "constraint", "constraint_message",
    "calculation", "choice_filter", "default", "parameters", "appearance",
)  # fmt: skip
FIRST = ("list_name", "name", "label")
WRITTEN = {"select one": "select_one", "select all that apply": "select_multiple", "photo": "image"}


def to_sheets(content: dict[str, Any], slug: str) -> dict[str, Table]:
    """{"survey": rows, "choices": rows, "settings": rows}, each with its header first."""
    items = list(level(content["items"]))
    languages = content["languages"]
    lists = Lists(items, languages)
    rows = [*title_row(content), *survey_rows(content["items"], lists)]
    choices = [choice_row(name, choice) for name, found in lists.lists.items() for choice in found]
    sheets = {"survey": table(rows, ORDER, languages)}
    if choices:
        columns = dict.fromkeys(part for row in choices for part, _language in row)
        sheets["choices"] = table(choices, tuple(dict.fromkeys((*FIRST, *columns))), languages)
    return sheets | {"settings": settings(content, slug)}


def level(items: list[Item]) -> Iterator[Item]:
    """Every item, a group before what stands in it and an end after, so that neighbours are neighbours."""
    for item in items:
        yield item
        if item["type"] == "group":
            yield from level(item["items"])
            yield {"type": "end"}


def table(rows: list[Cells], order: tuple[str, ...], languages: list[str]) -> Table:
    """The columns that hold something; a label in every language, so that none is lost that is still to be written."""
    used = {key for row in rows for key in row} | {("label", code) for code in languages}
    spoken = {part for part, code in used if code}
    keys = [(part, code) for part in order for code in (languages if part in spoken else [""])]
    keys = [key for key in keys if key[0] in spoken or key in used]
    return [[header(*key) for key in keys], *([row.get(key, "") for key in keys] for row in rows)]


def header(part: str, language: str) -> str:
    return f"{part}::{own_name(language)} ({language})" if language else part


def settings(content: dict[str, Any], slug: str) -> Table:
    languages = content["languages"]
    found = {"form_title": next(filter(None, content["title"].values()), slug), "form_id": slug}
    found |= content.get("settings", {})
    found["default_language"] = f"{own_name(languages[0])} ({languages[0]})"
    return [list(found), list(found.values())]


def title_row(content: dict[str, Any]) -> list[Cells]:
    """A note, where the title is not the same in all languages: the settings have room for one."""
    title = content["title"]
    if len(set(title.values())) == 1 and title.keys() == set(content["languages"]):
        return []
    return [{("type", ""): "note", ("name", ""): TITLE} | spoken("label", title)]


def survey_rows(items: list[Item], lists: Lists) -> Iterator[Cells]:
    skipped = ""
    for item in items:
        if item["name"] == skipped:
            continue
        skipped = f"{item['name']}_other" if item["name"] in lists.open else ""
        if item["type"] == "group":
            yield row_of(item, "begin_group", item.get("appearance", ""))
            yield from survey_rows(item["items"], lists)
            yield {("type", ""): "end_group"}
        else:
            yield row_of(item, *written_type(item, lists))


def written_type(item: Item, lists: Lists) -> tuple[str, str]:
    """The cells type and appearance."""
    base, word = question_type(item["type"]).xlsform[0]
    words = [WRITTEN.get(base, base)]
    if item["name"] in lists.names:
        words.append(lists.names[item["name"]])
    if item["name"] in lists.open:
        words.append("or_other")
    return " ".join(words), " ".join(filter(None, (word, item.get("appearance", ""))))


def row_of(item: Item, written: str, appearance: str) -> Cells:
    plain = {"type": written, "name": item["name"], "appearance": appearance, "default": item.get("default", "")}
    plain["parameters"] = " ".join(f"{name}={value}" for name, value in item.get("parameters", {}).items())
    plain |= {"required": "yes"} if item.get("required") else {}
    plain |= item.get("logic", {})
    cells = {(part, ""): text for part, text in plain.items() if text}
    for part, message in item.get("messages", {}).items():
        cells |= spoken(f"{part}_message", message)
    return cells | spoken("label", item.get("label", {})) | spoken("hint", item.get("hint", {}))


def choice_row(list_name: str, choice: dict[str, Any]) -> Cells:
    cells = {("list_name", ""): list_name, ("name", ""): choice["code"]} | spoken("label", choice["label"])
    return cells | {(column, ""): text for column, text in choice.get("columns", {}).items()}


def spoken(part: str, wording: Wording) -> Cells:
    return {(part, language): text for language, text in wording.items()}
