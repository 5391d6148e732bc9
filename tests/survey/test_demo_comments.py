"""The comments the demonstration is filled with show every part of the work, in three languages."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "survey" / "builtin" / "demo_comments.tsv"
COLUMNS = [
    "id",
    "question",
    "language",
    "text",
    "themes",
    "sentiment",
    "type",
    "sensitivity",
    "reply",
    "outcome",
    "note",
]
THEMES = {
    "service_areas": """housing_affordability homelessness health_care mental_health substance_use education_schools
        youth_development child_welfare social_services policing_safety transport_mobility public_works
        land_use_planning environment_climate waste_sanitation parks_recreation_culture digital_connectivity
        jobs_economy emergency_management""",
    "service_quality": """service_access service_responsiveness service_timeliness staff_conduct
        information_to_residents""",
    "working_together": """shared_goals roles_responsibilities communication_knowledge_sharing
        shared_leadership_decisions integrated_services cross_sector_partnerships""",
    "resources_sustainability": """shared_services_efficiency resource_constraints taxes_fees
        long_term_sustainability""",
    "community_engagement": """participation_opportunities ownership_empowerment local_knowledge
        participation_capacity diversity_inclusion""",
    "accountability_trust": """accountability_response transparency trust_respect voice_influence
        competing_interests_power""",
    "learning_impact": "data_impact_measurement learning_adaptation community_resilience",
}
CATEGORIES = {category: set(codes.split()) for category, codes in THEMES.items()}
ALL_THEMES = set().union(*CATEGORIES.values())
SENTIMENTS = {"negative", "neutral", "positive", "mixed"}
TYPES = {"question", "request", "suggestion", "observation", "rumour", "praise", "concern", "complaint"}
OUTCOMES = {
    "information_given",
    "action_taken",
    "action_planned",
    "not_adopted_with_reason",
    "referred_outside_remit",
    "duplicate",
    "withdrawn",
    "no_contact_possible",
}
FICTIONAL_PHONE = re.compile(r"070-174 06 \d\d")


def read_demo() -> list[dict[str, str]]:
    """The rows as the demonstration reads them: tab separated, nothing quoted."""
    with DEMO.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


ROWS = read_demo()
BY_ID = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])


def with_value(column: str) -> Counter:
    """How many comments carry each value of a column."""
    return Counter(row[column] for row in ROWS)


@BY_ID
def test_row_uses_known_codes(row):
    assert list(row) == COLUMNS
    assert None not in row.values()
    assert row["question"] in {"O1", "O2", "O3", "O4"}
    assert row["sentiment"] in SENTIMENTS
    assert row["type"] in TYPES
    assert row["sensitivity"] in {"S0", "S1", "S2", "S3", "S4"}
    themes = row["themes"].split(";")
    assert 1 <= len(themes) <= 3
    assert len(themes) == len(set(themes))
    assert set(themes) <= ALL_THEMES


@BY_ID
def test_reply_and_outcome_come_together(row):
    assert bool(row["reply"]) == bool(row["outcome"])
    assert row["outcome"] in OUTCOMES | {""}
    assert not row["reply"] or len(row["reply"]) > 150, "a reply names outcome, reason and next step"


@BY_ID
def test_restricted_comment_has_a_note_and_no_ordinary_reply(row):
    if row["sensitivity"] in {"S2", "S3", "S4"}:
        assert row["note"]
        assert not row["reply"]


@BY_ID
def test_personal_data_is_fictional_and_flagged(row):
    phones = re.findall(r"\d[\d -]{6,}\d", row["text"])
    addresses = re.findall(r"\S+@\S+", row["text"])
    assert all(FICTIONAL_PHONE.fullmatch(phone) for phone in phones)
    assert all(address.rstrip(".,").endswith("@example.org") for address in addresses)
    assert bool(phones or addresses) == (row["sensitivity"] == "S1")
    assert not re.search(r"@|\d{3}[- ]\d{2,}", row["reply"] + row["note"])


def test_ids_and_texts_are_all_different():
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("language", "at_least"), [("en", 40), ("vi", 35), ("sv", 35)])
def test_each_language_has_enough_comments_and_replies(language, at_least):
    rows = [row for row in ROWS if row["language"] == language]
    assert len(rows) >= at_least
    assert sum(bool(row["reply"]) for row in rows) >= 15


def test_only_the_three_languages_are_used():
    assert set(with_value("language")) == {"en", "vi", "sv"}


def test_some_vietnamese_is_typed_without_tone_marks():
    texts = [row["text"] for row in ROWS if row["language"] == "vi"]
    assert sum(text.isascii() for text in texts) >= 6


@BY_ID
def test_reply_is_in_the_language_of_the_comment(row):
    if row["reply"]:
        marks = {"vi": "ộểếệạảấầậắặọốồổớờợụủứừửữự", "sv": "åäö", "en": ""}
        assert not marks[row["language"]] or set(row["reply"]) & set(marks[row["language"]])
        assert row["language"] != "en" or not set(row["reply"]) & set(marks["vi"] + marks["sv"])


@pytest.mark.parametrize("language", ["en", "vi", "sv"])
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_is_heard_in_every_language(category, language):
    used = {theme for row in ROWS if row["language"] == language for theme in row["themes"].split(";")}
    assert used & CATEGORIES[category]


def test_every_theme_is_heard():
    assert {theme for row in ROWS for theme in row["themes"].split(";")} == ALL_THEMES


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("question", {"O1", "O2", "O3", "O4"}),
        ("sentiment", SENTIMENTS),
        ("type", TYPES),
        ("sensitivity", {"S0", "S1", "S2", "S3", "S4"}),
        ("outcome", OUTCOMES | {""}),
    ],
)
def test_every_value_is_shown(column, values):
    assert set(with_value(column)) == values


def test_sensitive_comments_are_few():
    assert 3 <= sum(with_value("sensitivity")[level] for level in ("S2", "S3", "S4")) <= 5
