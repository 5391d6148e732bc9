"""Patterns of regex(): what nobody can read is refused, and what JavaScript cannot say is left to the server."""

import pytest

from survey.logic import LogicError, check_patterns, parse
from survey.logic.pattern import as_javascript, tree_for_phone


@pytest.mark.parametrize(("pattern", "place"), [("[", 2), ("a**", 3), ("(a", 3), (r"\q", 3), ("[[:foo:]]", 9)])
def test_a_pattern_that_nobody_can_read_is_refused(pattern: str, place: int) -> None:
    with pytest.raises(LogicError, match=f"cannot be read from character {place} on"):
        check_patterns(parse(f"${{a}} = 1 or not(regex(., '{pattern}'))"))


@pytest.mark.parametrize(("pattern", "source", "flags"), [
    (r"\d{3}\ ?\@\_", r"\p{Nd}{3} ?@_", ""),
    ("(?i)a{,3}", "a{0,3}", "i"),
    ("(?P<x>a)(?P=x)", r"(?<x>a)\k<x>", ""),
    ("[a-c-e[:digit:]]", r"[a-c\-e0-9]", ""),
])  # fmt: skip
def test_what_a_phone_reads(pattern: str, source: str, flags: str) -> None:
    assert as_javascript(pattern) == (source, flags)


@pytest.mark.parametrize("expression", [
    "regex(., '(?>a)b')", "regex(., '(?x) a')", "regex(., 'a{e<=1}')", r"regex(., '[\W]')", "regex(., ${pattern})",
])  # fmt: skip
def test_what_only_the_server_can_tell(expression: str) -> None:
    check_patterns(parse(expression))
    assert tree_for_phone(parse(f"not({expression})")) == ["not", ["untold"]]
