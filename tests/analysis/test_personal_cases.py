"""Personal data as people really write it, and what only looks like it (``personal_cases.txt``)."""

import re
from pathlib import Path

import pytest

from analysis.personal_data import redact

LINES = Path(__file__).with_name("personal_cases.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.replace("\\n", "\n").split("|", 1) for line in LINES if not line.startswith("#")]
HIDDEN = [case for case in CASES if "{" in case[1]]
KEPT = [case for case in CASES if "{" not in case[1]]


@pytest.mark.parametrize(("language", "text"), HIDDEN)
def test_what_points_at_a_person_is_taken_out(language, text):
    redacted, found = redact(re.sub("[{}]", "", text), language)
    half = [part for secret in re.findall(r"\{(.+?)\}", text) for part in (secret[:5], secret[-5:])]
    assert found and not any(part in redacted for part in half)


@pytest.mark.parametrize(("language", "text"), KEPT)
def test_what_only_looks_like_it_stays(language, text):
    assert redact(text, language) == (text, False)
