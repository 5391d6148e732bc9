"""Nothing half-made and no place on somebody's machine in any file; pages and style sheets keep to simple marks."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(r"/(?:home|root|Users)/\w|TO[D]O|FIX[M]E|Not[I]mplementedError|[Ll]orem ipsum")


def tracked() -> list[str]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in names.splitlines() if (ROOT / name).is_file()]


def test_no_file_is_half_made_or_bound_to_a_machine() -> None:
    found = [f"{name}: {word.group()}" for name in tracked() if (word := FORBIDDEN.search(read(name)))]
    assert found == []


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8", errors="ignore")


@pytest.mark.parametrize("sheet", sorted(str(p.relative_to(ROOT)) for p in (ROOT / "survey").rglob("*.css")))
def test_style_sheets_know_neither_left_nor_right(sheet: str) -> None:
    without_comments = re.sub(r"/\*.*?\*/", "", read(sheet), flags=re.S)
    assert re.findall(r"(?:^|[\s;{-])(?:left|right)\s*:|text-align:\s*(?:left|right)", without_comments) == []


@pytest.mark.parametrize("page", sorted(str(p.relative_to(ROOT)) for p in (ROOT / "survey").rglob("*.html")))
def test_templates_hold_no_inline_script_style_or_unescaped_text(page: str) -> None:
    inline = r"<script(?![^>]*(?:src=|type=.application/json))|\sstyle=|\son\w+=|\|\s*safe\b"
    assert re.findall(inline, read(page)) == []
