"""Themes: everybody on the staff reads them, administrators of the default agency add and change their own."""

from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.actions.check_theme import Wish
from survey.actions.manage_themes import change_theme, retire_theme, use_theme_again
from survey.actions.recode_records import recode_records
from survey.database import Database
from survey.models import Coding, LocalTheme
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, REVIEWER
from tests.builders import add_agency, add_local_theme, add_record, add_user, sign_in
from tests.pages import form_on, send, send_form

NEW = "/staff/themes/new"
RAMP = {"label_en": "Skating", "strong_en": "skateboard ramp\nskate*"}


@pytest.fixture
def administrator(client: FlaskClient, database: Database) -> int:
    user = add_user(database, ADMINISTRATOR, REVIEWER, ANALYST)
    sign_in(client, database, user)
    return user


def stored(database: Database) -> list[LocalTheme]:
    with database.session() as session:
        return list(session.scalars(select(LocalTheme).order_by(LocalTheme.id)))


def add(client: FlaskClient, **typed: str) -> TestResponse:
    return send(client, NEW, NEW, **typed)


def try_out(client: FlaskClient, **typed: str) -> TestResponse:
    data = {**dict(form_on(client.get(NEW).text, NEW)), **{f"theme-{name}": text for name, text in typed.items()}}
    return client.post(NEW, data={**data, "try": "1"})


def token(client: FlaskClient) -> dict[str, str]:
    return {"csrf_token": dict(form_on(client.get("/staff/").text, "/staff/sign-out"))["csrf_token"]}


def test_a_theme_is_added_and_everything_is_coded_by_it(
    client: FlaskClient, database: Database, administrator: int
) -> None:
    record = add_record(database, "The skateboard ramp is broken.")
    answer = add(client, **RAMP, label_sv="Skridskor", definition_en="Ramps and boards.", strong_sv="skateboard*")
    assert (answer.status_code, answer.location) == (303, "/staff/themes")
    found = stored(database)[0]
    assert (found.code, found.category, found.labels) == (
        "local_skating", "service_areas", {"en": "Skating", "sv": "Skridskor"}
    )  # fmt: skip
    assert found.words["en"] == {"strong": ["skateboard ramp", "skate*"], "weak": [], "not": []}
    assert (found.made_by, found.changed_by) == (administrator, administrator)
    page = client.get("/staff/themes").text
    assert "0 of 1 comments are coded" in page
    assert "Ramps and boards." in page
    assert sum(recode_records(database)) == 1
    assert "comments are coded" not in client.get("/staff/themes").text
    for address in (f"/staff/records/{record}", "/staff/?theme=local_skating", "/analyst/"):
        assert "Skating" in client.get(address).text
    assert "Skridskor" in client.get("/staff/?lang=sv&theme=local_skating").text
    assert ",Skridskor," in client.get("/analyst/export.csv?theme=local_skating").text
    assert 'selected value="local_skating"' in client.get(f"/staff/records/{record}").text


def test_a_name_is_read_in_the_next_best_language(client: FlaskClient, database: Database, administrator: int) -> None:
    add(client, label_vi="Trượt ván", strong_vi="trượt ván")
    assert stored(database)[0].code == "local_truot_van"
    assert "Trượt ván" in client.get("/staff/themes?lang=sv").text


@pytest.mark.parametrize("typed, words", [
    ({"strong_en": "ramp"}, "Enter a name for the theme"),
    ({"label_en": "Ramps"}, "Enter at least one word that tells"),
    ({"label_en": "Ramps", "not_en": "ramp"}, "Enter at least one word that tells"),
    ({"label_en": "x" * 81, "strong_en": "ramp"}, "is longer than 80 characters"),
    ({"label_en": "!!!", "strong_en": "ramp"}, "Enter a name with letters."),
    ({"label_en": "Ramps", "strong_en": "ramp", "definition_en": "x" * 601}, "is longer than 600 characters"),
    ({"label_en": " transport and MOBILITY ", "strong_en": "ramp"}, "There is already a theme called transport and"),
    ({"label_en": "Old One", "strong_en": "ramp"}, "There is already a theme called Old One"),
    ({"label_en": "Ramps", "strong_en": "ramp\n!!"}, "!! has a part without letters."),
    ({"label_en": "Ramps", "strong_en": "r*mp"}, "r*mp cannot be used."),
    ({"label_en": "Ramps", "weak_en": "a*"}, "a* fits too many words."),
    ({"label_en": "Ramps", "strong_en": "a b c d e f g"}, "Use at most 6 words in a phrase."),
    ({"label_en": "Ramps", "strong_en": "x" * 81}, "Use at most 80 characters."),
    ({"label_en": "Ramps", "strong_en": "\n".join(f"word{n}" for n in range(202))}, "Take out 2 words."),
    ({"label_en": "Ramps", "strong_en": "ramp", "not_en": "Ramp"}, "Ramp stands in two lists."),
    ({"label_en": "Ramps", "strong_en": "r" * 20_001}, "This is longer than 20,000 characters."),
    ({"label_en": "Ramps", "strong_en": "ramp", "category": "nonsense"}, "Choose one of the options in the list."),
])  # fmt: skip
def test_what_cannot_be_stored_is_refused_and_stays_as_it_was_typed(
    client: FlaskClient, database: Database, administrator: int, typed: dict[str, str], words: str
) -> None:
    retire_theme(database, administrator, add_local_theme(database, "old one", en=["ramp"]))
    answer = add(client, **typed)
    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert "<title>Error:" in answer.text
    assert len(stored(database)) == 1
    kept = {name.removeprefix("theme-"): value.replace("\r\n", "\n") for name, value in form_on(answer.text, NEW)}
    assert {name: kept[name] for name in typed if name != "category"} == {
        name: value for name, value in typed.items() if name != "category"
    }


@pytest.mark.parametrize("button", ["save", "try"])
@pytest.mark.parametrize("hostile", [
    "'); DROP TABLE local_theme; --", "<script>alert(1)</script>", "{{ 7*7 }} %(word)s {word}", "a\x00b", "\ud800",
    "\u202e\ufffe🦦", "%s %d %", "*" * 5000, "=" * 5000, "~~~~", "\n" * 5000, "a, b; c", "𝔞𝔟𝔠", "́́́", "9" * 5000,
])  # fmt: skip
def test_nothing_that_is_typed_breaks_anything(
    client: FlaskClient, database: Database, administrator: int, hostile: str, button: str
) -> None:
    add_record(database, f"The ramp {hostile} is broken.".replace("\x00", "").encode("utf-8", "ignore").decode())
    hostile = hostile.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    everywhere = dict.fromkeys(("label_en", "definition_en", "strong_en", "weak_en", "not_sv"), hostile)
    pairs = [(name, value) for name, value in form_on(client.get(NEW).text, NEW)]
    data = {name: everywhere.get(name.removeprefix("theme-"), value) for name, value in pairs}
    answer = client.post(NEW, data={**data, button: "1"})
    assert answer.status_code in (200, 303, 422)
    assert "<script>alert" not in answer.text
    assert sum(recode_records(database)) == 1
    for address in ("/staff/themes", "/staff/", "/analyst/"):
        page = client.get(address)
        assert page.status_code == 200
        assert "<script>alert" not in page.text


def test_a_theme_is_tried_on_the_comments_a_person_may_see_and_nothing_is_stored(
    client: FlaskClient, database: Database, administrator: int
) -> None:
    partner = add_agency(database, "Partner")
    shown = add_record(database, "My <b> number is [phone]; the skateboard ramp is broken.")
    add_record(database, "The skateboard ramp of others is broken.", agency=partner)
    add_record(database, "A skateboard ramp and a threat.", sensitivity="S4")
    add_record(database, "The library is lovely.")
    answer = try_out(client, **RAMP)
    assert answer.status_code == 200
    assert "1 of the newest 2 comments" in answer.text
    assert "My &lt;b&gt; number is [phone]; the <mark>skateboard ramp</mark>" in answer.text
    assert f"/staff/records/{shown}" in answer.text
    assert "of others" not in answer.text
    assert "a threat" not in answer.text
    assert dict(form_on(answer.text, NEW))["theme-strong_en"].split() == ["skateboard", "ramp", "skate*"]
    assert stored(database) == []


@pytest.mark.parametrize("texts, words", [
    ([], "There are no comments yet to try it on."),
    (["The library is lovely."], "None of them has its words."),
    (["The skateboard ramp is broken."] * 20, "That is a large part of all comments."),
])  # fmt: skip
def test_a_trial_says_what_its_number_means(
    client: FlaskClient, database: Database, administrator: int, texts: list[str], words: str
) -> None:
    for text in texts:
        add_record(database, text)
    assert words in try_out(client, strong_en="skateboard ramp").text


def test_two_who_change_a_theme_at_once_lose_nothing(
    client: FlaskClient, database: Database, administrator: int
) -> None:
    theme = add_local_theme(database, "skating", en=["ramp"])
    where = f"/staff/themes/{theme}"
    opened = client.get(where).text
    other = add_user(database, ADMINISTRATOR, name="Robin")
    theirs = {"en": {"strong": ["quarter pipe"], "weak": [], "not": []}}
    change_theme(database, other, theme, 1, Wish("service_areas", {"en": "Skating"}, {}, theirs))
    refused = send_form(client, opened, where, strong_en="half pipe")
    assert refused.status_code == 409
    assert "Robin saved another version while you were writing" in refused.text
    assert "quarter pipe" in refused.text
    assert dict(form_on(refused.text, where))["theme-strong_en"] == "half pipe"
    assert stored(database)[0].words == theirs
    assert send_form(client, refused.text, where).status_code == 303
    assert stored(database)[0].words["en"]["strong"] == ["half pipe"]


def test_only_a_change_of_words_codes_anew(client: FlaskClient, database: Database, administrator: int) -> None:
    where = f"/staff/themes/{add_local_theme(database, 'skating', en=['ramp'])}"
    send(client, where, where, label_en="Ramps")
    assert (stored(database)[0].coding_revision, stored(database)[0].labels) == (1, {"en": "Ramps"})
    send(client, where, where, weak_en="board")
    assert stored(database)[0].coding_revision == 2


def test_a_retired_theme_keeps_its_label_where_it_has_coded(
    client: FlaskClient, database: Database, administrator: int
) -> None:
    theme = add_local_theme(database, "skating", en=["skateboard ramp"])
    record = add_record(database, "A ramp", themes={"local_skating": "negative"})
    other = add_record(database, "A park")
    send(client, "/staff/themes", f"/staff/themes/{theme}/retire")
    assert stored(database)[0].retired_at is not None
    assert "Skating: Negative" in client.get(f"/staff/records/{record}").text
    assert "Skating" in client.get("/analyst/").text
    assert ",Skating," in client.get("/analyst/export.csv").text
    assert 'value="local_skating"' in client.get(f"/staff/records/{record}").text
    assert 'value="local_skating"' not in client.get(f"/staff/records/{other}").text
    assert client.get("/staff/?theme=local_skating").status_code == 200
    send(client, "/staff/themes", f"/staff/themes/{theme}/again")
    assert stored(database)[0].retired_at is None
    assert 'value="local_skating"' in client.get(f"/staff/records/{other}").text


def test_retiring_twice_counts_once(database: Database) -> None:
    user, theme = add_user(database, ADMINISTRATOR), add_local_theme(database, "skating", en=["ramp"])
    for change in (retire_theme, retire_theme, use_theme_again, use_theme_again):
        change(database, user, theme)
    assert stored(database)[0].coding_revision == 3


def test_a_reviewer_gives_an_own_theme_by_hand(client: FlaskClient, database: Database, administrator: int) -> None:
    add_local_theme(database, "skating", en=["ramp"])
    where = f"/staff/records/{add_record(database, 'Nothing to skate on.')}"
    answer = send(client, where, f"{where}/codes", theme1="local_skating", feeling1="negative", type="complaint")
    assert answer.status_code == 303
    with database.session() as session:
        assert session.scalars(select(Coding.theme).where(Coding.in_force)).all() == ["local_skating"]
    assert "to Skating (Negative)" in client.get(where).text


@pytest.mark.parametrize("roles, home, reads, edits", [
    ((ADMINISTRATOR,), True, True, True),
    ((ADMINISTRATOR,), False, True, False),
    ((REVIEWER,), True, True, False),
    ((REVIEWER,), False, True, False),
    ((ANALYST,), True, True, False),
    ((INTEGRITY,), True, False, False),
])  # fmt: skip
def test_who_reads_and_who_edits(
    client: FlaskClient, database: Database, roles: tuple[str, ...], home: bool, reads: bool, edits: bool
) -> None:
    theme = add_local_theme(database, "skating", en=["ramp"])
    default = add_agency(database, default=True)
    sign_in(client, database, add_user(database, *roles, agency=default if home else add_agency(database, "Partner")))
    page = client.get("/staff/themes")
    assert page.status_code == (200 if reads else 403)
    assert ("Skating" in page.text, "Add a theme" in page.text) == (reads, edits)
    for address in (NEW, f"/staff/themes/{theme}"):
        assert client.get(address).status_code == (200 if edits else 403)
    for address in (NEW, f"/staff/themes/{theme}", f"/staff/themes/{theme}/retire", f"/staff/themes/{theme}/again"):
        assert edits or client.post(address, data=token(client)).status_code == 403
    assert edits or (stored(database)[0].labels, stored(database)[0].retired_at) == ({"en": "Skating"}, None)


@pytest.mark.parametrize("address", ["/staff/themes/999", "/staff/themes/999/retire", "/staff/themes/999/again"])
def test_a_theme_that_does_not_exist_is_no_page(client: FlaskClient, administrator: int, address: str) -> None:
    assert client.post(address, data=token(client)).status_code == 404
