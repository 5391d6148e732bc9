"""Every address that can be opened is a whole page in every language: lang, dir, one heading, labels."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from survey import language
from survey.database import Database
from survey.models.user import ROLES
from survey.phone_script import fingerprint
from tests.builders import add_local_theme, add_record, add_survey, add_user, sign_in
from tests.rules.page import Page

NOT_PAGES = {"static", "analyst.export", "staff.download_survey"}


@pytest.fixture
def examples(database: Database) -> dict[str, object]:
    """A value for every name that an address may hold."""
    user = add_user(database, *ROLES)
    survey = add_survey(database)
    late = {"transport_mobility": "negative"}
    record = add_record(database, "Bus 47 <b>never</b> comes.", themes=late, survey_id=survey)
    add_record(database, "Xe buýt luôn đến muộn", language="vi", themes=late)
    theme = add_local_theme(database, "late_buses", en=["never comes"])
    return {
        "theme_id": theme,
        "slug": "test",
        "record_id": record,
        "user_id": user,
        "code": "AAAAA-AAAAA",
        "ending": "csv",
        "number": 1,
        "section": "-",
        "page": "phone",
        "version": fingerprint("phone", False),
        "question": "photo",
    }


def rules(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES:
            yield rule


@pytest.mark.parametrize("code", language.screen_languages())
def test_every_page_is_whole(app: Flask, database: Database, examples: dict[str, object], code: str) -> None:
    client = app.test_client()
    sign_in(client, database, int(str(examples["user_id"])))
    faults = {}
    with app.test_request_context():
        addresses = [rule.build({name: examples[name] for name in rule.arguments}) for rule in rules(app)]
    for found in addresses:
        assert found is not None
        answer = client.get(found[1], query_string={"lang": code})
        page = Page(answer.text) if answer.mimetype == "text/html" and answer.status_code != 302 else None
        wrong = page.faults if page else []
        if page and (page.root.get("lang"), page.root.get("dir")) != (code, language.direction(code)):
            wrong.append(f"lang and dir are {page.root}")
        if answer.status_code >= 500 or wrong:
            faults[found[1]] = [answer.status_code, *wrong]
    assert faults == {}


@pytest.mark.parametrize("html, fault", [
    ("<html lang=en dir=ltr><title>x</title><h1>a</h1><h1>b</h1>", "2 h1"),
    ("<html><title>x</title><h1>a</h1><input name=q>", "control without label: q"),
    ("<html><title>x</title><h1 id=a>a</h1><p id=a>", "ids used twice: ['a']"),
    ("<html><title>x</title><h1>a</h1><img src=x>", "picture without alt: x"),
])  # fmt: skip
def test_page_faults_are_seen(html: str, fault: str) -> None:
    assert fault in Page(html).faults
