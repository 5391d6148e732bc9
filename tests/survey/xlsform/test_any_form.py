"""Whatever a survey holds, it comes back from the file it was written to."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.plain_text import clean
from survey.xlsform import WRITERS, read_xlsform, to_sheets

KINDS = ["short_text", "long_text", "integer", "note", "one_choice", "several_choices", "rank"]
LANGUAGES = ["en", "vi", "ar"]
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="{}<\N{NO-BREAK SPACE}")
TEXT = st.text(LETTERS | st.sampled_from("|\\\n='\"#*_-"), min_size=1, max_size=30).map(clean).filter(bool)
WORD = st.from_regex(r"[a-z][a-z0-9_.-]{0,8}", fullmatch=True)
WORDING = st.fixed_dictionaries({}, optional=dict.fromkeys(LANGUAGES, TEXT)).filter(bool)
CODES = st.lists(WORD.filter(lambda code: code != "other"), min_size=1, max_size=4, unique=True)


@st.composite
def question(draw: Any, name: str, before: list[str], lists: dict[str, Any]) -> dict[str, Any]:
    kind = draw(
        st.sampled_from(["short_text", "long_text", "integer", "note", "one_choice", "several_choices", "rank"])
    )
    item: dict[str, Any] = {"type": kind, "name": name, "label": draw(WORDING)}
    logic = {}
    if before and draw(st.booleans()):
        logic["relevant"] = f"${{{draw(st.sampled_from(before))}}} != ''"
    if kind != "note":
        required = draw(st.sampled_from(["", "yes", "1 = 1"]))
        if required == "yes":
            item["required"] = True
        elif required:
            logic["required"] = required
        if required and draw(st.booleans()):
            item["messages"] = {"required": draw(WORDING)}
        if draw(st.booleans()):
            item["hint"] = draw(WORDING)
    if kind in ("one_choice", "several_choices", "rank"):
        item["list"] = draw(st.sampled_from(sorted(lists)))
        item["choices"] = lists[item["list"]]
    return item | ({"logic": logic} if logic else {})


@st.composite
def contents(draw: Any) -> dict[str, Any]:
    lists = {
        name: [{"code": code, "label": draw(WORDING), "columns": {"area": draw(WORD)}} for code in draw(CODES)]
        for name in ("first", "second")
    }
    before: list[str] = []
    items: list[dict[str, Any]] = [{"type": "integer", "name": "always", "label": draw(WORDING)}]
    for number in range(draw(st.integers(1, 5))):
        asked = draw(question(f"q{number}", list(before), lists))
        before += [asked["name"]] if asked["type"] != "note" else []
        if draw(st.booleans()):
            items.append({"type": "group", "name": f"g{number}", "label": draw(WORDING), "items": [asked]})
        else:
            items.append(asked)
    title = draw(WORDING)
    return {"languages": LANGUAGES, "title": title, "items": items, "settings": {"form_id": draw(WORD)}}


@pytest.mark.parametrize("ending", [".md", ".xlsx", ".csv"])
@settings(max_examples=60, deadline=None)
@given(content=contents())
def test_written_and_read_again(ending: str, content: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"form{ending}"
        path.write_bytes(WRITERS[ending](to_sheets(content, "form")))
        assert read_xlsform(path).content == content
