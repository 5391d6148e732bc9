"""Bad input, one table: a clear answer in the person's language, never a failure, nothing half-written."""

from collections.abc import Callable
from html import unescape
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey import language
from survey.commands import lyhord
from survey.database import Database
from survey.models import Base, FeedbackRecord, Response
from survey.models.user import ROLES
from survey.settings import Settings
from tests.builders import CONTENT, add_agency, add_record, add_survey, add_user, sign_in
from tests.pages import Forms

CATALOGUE: dict[Any, str] = language.catalogue("sv")._catalog  # type: ignore[attr-defined]
KEY = "k" * 32
LANGUAGES = ("en", "vi", "sv")
NOTHING = "There is no such page"
UNREADABLE = "We could not read that"
ONE_MORE_TIME = "Something was missing when this was sent. Nothing is lost: please send once more."
NOT_SHOWN = "Choose one of the answers shown."
NO_MATCH = "The e-mail address and the password do not match."
NOT_A_CODE = "A reference code has 12 letters and digits, such as FHTK-4W7M-XR3D. Check what you typed."
HOSTILE = (
    "'); DROP TABLE response; --",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }} %(organisation)s {organisation}",
    "a\x00b",
    "9" * 30,
    "\u202e\ufffe\U0001f9a6",
)
QUESTIONS: dict[str, Any] = {
    **CONTENT,
    "items": [
        *CONTENT["items"],
        {"type": "short_text", "name": "O2", "label": CONTENT["title"]},
        {"type": "one_choice", "name": "C1", "label": CONTENT["title"],
         "choices": [{"code": "yes", "label": CONTENT["title"]}]},
        {"type": "several_choices", "name": "C2", "label": CONTENT["title"],
         "choices": [{"code": "a", "label": CONTENT["title"]}]},
    ],
}  # fmt: skip


def form(**fields: Any) -> dict[str, Any]:
    return {"form_key": KEY, "form_version": "1", "form_language": "", **fields}


#: what is wrong: (path, what is sent or None to open the page, status, words in English that the answer says)
SENT: dict[str, tuple[str, dict[str, Any] | None, int, str]] = {
    "unknown survey": ("/s/nothing", None, 404, NOTHING),
    "answers to an unknown survey": ("/s/nothing", form(O1="words"), 404, NOTHING),
    "survey with NUL in its name": ("/s/te%00st", None, 404, NOTHING),
    "survey with half a character in its name": ("/s/%ED%A0%80", form(O1="words"), 404, NOTHING),
    "closed survey": ("/s/closed", None, 410, "This survey is closed"),
    "answers to a closed survey": ("/s/closed", form(O1="words"), 410, "What you wrote now has not been sent."),
    "no form key": ("/s/test", {"O1": "words"}, 422, ONE_MORE_TIME),
    "short form key": ("/s/test", form(O1="words", form_key="short"), 422, ONE_MORE_TIME),
    "NUL in the form key": ("/s/test", form(O1="words", form_key="\x00" * 32), 422, ONE_MORE_TIME),
    "form key in other letters": ("/s/test", form(O1="words", form_key="é" * 32), 422, ONE_MORE_TIME),
    "nothing at all": ("/s/test", {}, 422, "You have not answered anything yet."),
    "nothing but NUL": ("/s/test", form(O1="\x00", O2=" \x00 "), 422, "You have not answered anything yet."),
    "a million characters": ("/s/test", form(O1="x" * 1_000_000), 422, "This is longer than"),
    "nine million characters": ("/s/test", form(O1="x" * 9_000_000), 413, "That was too much to send at once"),
    "an answer that is not offered": ("/s/test", form(C1="no"), 422, NOT_SHOWN),
    "NUL for an answer": ("/s/test", form(C1="\x00"), 422, NOT_SHOWN),
    "one of several that is not offered": ("/s/test", form(C2=["a", "z"]), 422, "Choose among the answers shown."),
    "no reference code": ("/status", {"code": " "}, 422, "Enter your reference code."),
    "no such reference code": ("/status", {"code": "FHTK-4W7M-XR3D"}, 422, "We do not find this code."),
    "what is no reference code": ("/status", {"code": "\x00'; --"}, 422, NOT_A_CODE),
    "a million characters for a code": ("/status", {"code": "F" * 1_000_000}, 422, NOT_A_CODE),
    "receipt without a code": ("/sent/%00", None, 404, NOTHING),
}
#: the same for who is signed in with every role
SIGNED_IN: dict[str, tuple[str, dict[str, Any] | None, int, str]] = {
    "unknown language": ("/staff/?language=xx", None, 400, UNREADABLE),
    "NUL for a survey": ("/staff/?survey=%00&search=%00%ff", None, 200, "Feedback"),
    "no day": ("/staff/?since=2026-02-30", None, 400, UNREADABLE),
    "a day long gone": ("/analyst/?since=0001-01-01", None, 400, UNREADABLE),
    "no theme": ("/analyst/?theme=%27--", None, 400, UNREADABLE),
    "no place in the list": (f"/staff/?after={'9' * 40}-1", None, 400, UNREADABLE),
    "a record beyond counting": (f"/staff/records/{'9' * 20}", None, 404, NOTHING),
    "no such format": ("/analyst/export.%00", None, 404, NOTHING),
    "restricted records for the analyst": ("/analyst/export.csv?sensitivity=S3", None, 403, "This page is not for"),
    "publish NUL": ("/staff/surveys/%00/publish", {}, 422, "There is no survey “"),
    "close NUL": ("/staff/surveys/te%00st2/close", {}, 422, "There is no survey “"),
    "a wrong password": ("/staff/password", {"password-current": "a\x00", "password-new": "\x00a"}, 422,
                         "That is not your current password."),
}  # fmt: skip


@pytest.fixture
def town(database: Database) -> Database:
    add_agency(database, default=True)
    add_survey(database, content=QUESTIONS)
    add_survey(database, "closed", state="closed")
    return database


def counts(database: Database) -> dict[str, int]:
    """How many rows each table holds."""
    with database.session() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def ask(client: FlaskClient, path: str, fields: dict[str, Any] | None, code: str) -> TestResponse:
    headers = {"Accept-Language": code}
    return client.get(path, headers=headers) if fields is None else client.post(path, data=fields, headers=headers)


def check(answer: TestResponse, status: int, words: str, code: str) -> None:
    assert answer.status_code == status
    assert f'<html lang="{code}"' in answer.text
    assert said(words, code) in unescape(answer.text)


def said(words: str, code: str) -> str:
    """What the software says in the language `code`, up to the first value, where English begins with `words`."""
    messages = (message[0] if isinstance(message, tuple) else message for message in CATALOGUE)
    known = next(message for message in messages if message.startswith(words))
    spoken = language.catalogue(code)
    return (spoken.gettext(known) if known in CATALOGUE else spoken.ngettext(known, known, 2)).partition("%(")[0]


@pytest.mark.parametrize("case", SENT)
def test_signed_out(town: Database, client: FlaskClient, case: str) -> None:
    path, fields, status, words = SENT[case]
    before = counts(town)
    for code in LANGUAGES:
        check(ask(client, path, fields, code), status, words, code)
    assert counts(town) == before


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("email", ["a\x00@b", "a" * 99_999, "' OR 1=1 --"])
def test_signing_in(town: Database, client: FlaskClient, email: str, code: str) -> None:
    fields = dict(Forms(client.get("/staff/sign-in").text).found["/staff/sign-in"])
    fields |= {"signin-email": email, "signin-password": "' OR 1=1 --"}
    check(ask(client, "/staff/sign-in", fields, code), 422, NO_MATCH, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_signed_in(town: Database, client: FlaskClient, code: str) -> None:
    sign_in(client, town, add_user(town, *ROLES))
    token = dict(Forms(client.get("/staff/").text).found["/staff/sign-out"])["csrf_token"]
    before = counts(town)
    for path, fields, status, words in SIGNED_IN.values():
        check(
            ask(client, path, {**fields, "csrf_token": token} if fields is not None else None, code),
            status,
            words,
            code,
        )
    assert counts(town) == before


@pytest.mark.parametrize("code", LANGUAGES)
def test_other_answers_under_a_known_form_key_are_kept_beside_the_first(
    town: Database, client: FlaskClient, code: str
) -> None:
    for words in ("The bus is late", "The bus is full"):
        answer = ask(client, "/s/test", form(O1=words), code)
        assert answer.status_code == 303
    receipt = ask(client, answer.location, None, code)
    check(receipt, 200, "Answers had already been sent with this same form.", code)
    with town.session() as session:
        kept = session.execute(select(func.count(), func.count(Response.conflict_of)).select_from(Response)).one()
    assert tuple(kept) == (2, 1)


@pytest.mark.parametrize("where", ["lang", "form_language", "switch_language", "cookie"])
@pytest.mark.parametrize("unknown", ["xx", "\x00", "e" * 300])
def test_an_unknown_language_is_answered_in_the_persons_own(
    town: Database, client: FlaskClient, where: str, unknown: str
) -> None:
    if where == "cookie":
        client.set_cookie("language", unknown)
    query = {"lang": unknown} if where == "lang" else {}
    fields = form(**{where: unknown}) if where.startswith(("form", "switch")) else form()
    answer = client.post("/s/test", query_string=query, data=fields, headers={"Accept-Language": "vi"})
    assert answer.status_code in (200, 422)
    assert '<html lang="vi"' in answer.text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_in_every_field_of_the_form(town: Database, client: FlaskClient, hostile: str) -> None:
    names = ("O1", "O2", "C1", "C2", "form_key", "form_version", "form_language", "form_sensitive", "switch_language")
    answer = client.post("/s/test", data=dict.fromkeys(names, hostile))
    assert answer.status_code in (200, 422)
    assert "<script>" not in answer.text and "<img" not in answer.text
    assert counts(town)["response"] == 0


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_in_every_field_of_the_staff(town: Database, client: FlaskClient, hostile: str) -> None:
    """Each form of the record and of the accounts, every field of it wrong: nothing changes."""
    record, before = add_record(town), None
    sign_in(client, town, add_user(town, *ROLES))
    for page in (f"/staff/records/{record}", "/staff/accounts"):
        html = client.get(page).text
        before = before or counts(town)
        for action, pairs in Forms(html).found.items():
            fields = {name: value if name.endswith("csrf_token") else hostile for name, value in pairs}
            if len(fields) == 1 or not action.startswith(page) or action.endswith("/note"):
                continue  # buttons alone, the search, and notes, which hold any words
            answer = client.post(action, data=fields)
            assert answer.status_code in (409, 422), action
            assert "<script>" not in answer.text and "<img" not in answer.text
    assert counts(town) == before


@pytest.mark.parametrize(
    "name", ["survey", "status", "theme", "sample", "search", "since", "view", "order", "before", "lang"]
)
def test_hostile_words_in_every_part_of_a_filter(town: Database, client: FlaskClient, name: str) -> None:
    add_record(town)
    sign_in(client, town, add_user(town, *ROLES))
    pages = ("/staff/", "/analyst/", "/analyst/indicators", "/analyst/quality", "/analyst/export.csv")
    for page, hostile in product(pages, HOSTILE):
        answer = client.get(page, query_string={name: hostile})
        assert answer.status_code in (200, 400)
        assert "<script>" not in answer.text and "<img" not in answer.text


@pytest.fixture
def command(settings: Settings) -> Callable[..., tuple[int, str]]:
    environment = {"LYHORD_DATABASE": settings.database, "LYHORD_INSTANCE": settings.instance}

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(lyhord, words, env=environment)
        return done.exit_code, done.output

    return run


@pytest.mark.parametrize("name, content, options, says", [
    ("a.csv", b"", ["--text", "text"], "is empty"),
    ("a.csv", b"text\n", ["--text", "text"], "no rows under it"),
    ("a.csv", b"text\nwords\n", ["--text", "words"], "no column called 'words'. Its columns are: text"),
    ("a.csv", b"text\nwords\n", ["--text", "text", "--language", "code"], "no column called 'code'"),
    ("a.csv", b"te\0xt\nwords\n", ["--text", "text"], "not a text table"),
    ("a.csv", b"\x89PNG\r\n\x1a\n", ["--text", "text"], "not text in UTF-8"),
    ("a.csv", b"PK\x03\x04", ["--text", "text"], "workbook"),
    ("a.txt", b"text\nwords\n", ["--text", "text"], "does not end in .csv or .tsv"),
    ("a.csv", b"text,c\nfine,sv\nwords,xx\n", ["--text", "text", "--language", "c", "--strict"], "not a language code"),
    ("a.csv", b"text\nfine\na\0b\n", ["--text", "text", "--strict"], "NUL"),
])  # fmt: skip
def test_a_file_that_cannot_be_imported(
    town: Database, command: Callable[..., tuple[int, str]], tmp_path: Path,
    name: str, content: bytes, options: list[str], says: str,
) -> None:  # fmt: skip
    (tmp_path / name).write_bytes(content)
    code, output = command("feedback", "import", str(tmp_path / name), "--channel", "paper", *options)
    assert (code, says in output, "Traceback" in output) == (2, True, False)
    with town.session() as session:
        assert session.scalars(select(FeedbackRecord.id)).all() == []


@pytest.mark.parametrize("name, content", [
    ("a.csv", b""), ("a.csv", b"text\nwords\n"), ("a.csv", b"\x89PNG\r\n\x1a\n"), ("a.xlsx", b"no workbook"),
    ("a.md", b""), ("a.md", b"\xff\xfe"), ("a.csv", b"\0" * 100), ("a.pdf", b"%PDF-1.4"),
])  # fmt: skip
def test_a_survey_that_cannot_be_read(
    town: Database, command: Callable[..., tuple[int, str]], tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    before = counts(town)
    code, output = command("survey", "import", str(tmp_path / name))
    assert (code, name in output, "Traceback" in output) == (2, True, False)
    assert counts(town) == before
