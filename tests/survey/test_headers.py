"""What goes with a page, and what its stylesheet and script can do without."""

import pytest
from flask.testing import FlaskClient

from survey.phone_script import fingerprint


@pytest.mark.parametrize(
    ("address", "has_policy"),
    [("/", True), ("/sw.js", True), ("/static/style.css", False), (f"/phone.{fingerprint('phone', True)}.js", False)],
    ids=["page", "worker", "style", "script"],
)
def test_who_needs_a_policy_has_one(client: FlaskClient, address: str, has_policy: bool) -> None:
    headers = client.get(address).headers
    assert ("Content-Security-Policy" in headers, headers["X-Content-Type-Options"]) == (has_policy, "nosniff")


def test_a_file_is_the_same_for_every_reader(client: FlaskClient) -> None:
    headers = client.get("/static/style.css").headers
    assert "Content-Language" not in headers and "Accept-Language" not in headers.get("Vary", "")


def test_residents_pages_say_what_they_are_for_in_their_language(client: FlaskClient) -> None:
    assert '<meta name="description" content="Quý vị' in client.get("/?lang=vi").text
