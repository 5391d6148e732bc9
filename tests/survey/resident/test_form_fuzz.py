"""Whatever is sent to the built-in form has a clear answer, and what is stored is valid for its version.

200 forms as a rule; FUZZ_FORMS=20000 sends more.
"""

import os
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as of_hypothesis
from hypothesis import strategies as some
from sqlalchemy import event, select
from sqlalchemy.orm import selectinload
from werkzeug.datastructures import MultiDict

from survey.actions.import_survey import import_survey
from survey.actions.publish_survey import publish_survey
from survey.database import Database
from survey.form_content import FormContent, read_content
from survey.logic import Now
from survey.models import Response, SurveyVersion, utc_now
from survey.settings import Settings
from survey.survey_form import SurveyForm
from tests.builders import add_agency

BUILT_IN = Path(__file__).parents[3] / "survey" / "builtin" / "community.md"
FORMS = int(os.environ.get("FUZZ_FORMS", "200"))
AT_A_TIME = 25
ANSWERS = {200, 302, 303, 400, 409, 410, 413, 422}
ODD = ["", " ", "\0", "-8", "1e9", "٣", "⁴", "\ud7ff", "‮abc", "x" * 10_001, "' OR 1=1 --", "<script>", "%00", "\r\n"]
CONTROLS = ["form_key", "form_version", "form_language", "switch_language", "form_sensitive", "form_started",
            "form_website", "form_waited", "form_source", "form_invitation", "unknown", "O1_other", ""]  # fmt: skip
KEYS = count()

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def content(app: Flask, database: Database, settings: Settings) -> FormContent:
    """The built-in survey; the application's commits do not wait for the disk."""
    event.listen(app.extensions["database"].engine, "connect", lambda made, _: made.execute("PRAGMA synchronous=OFF"))
    add_agency(database, default=True)
    import_survey(database, BUILT_IN)
    publish_survey(database, "community", settings)
    with database.session() as session:
        return read_content(session.scalars(select(SurveyVersion.content)).one())


def forms(content: FormContent) -> some.SearchStrategy[list[tuple[str, str]]]:
    """Pairs of control and value: mostly answers that may be given, some odd, some controls twice or never heard of."""
    questions = [question for question in content.questions() if question.type not in ("note", "calculation")]
    odd = some.one_of(some.sampled_from(ODD), some.text(max_size=30))

    def answer(place: int) -> some.SearchStrategy[tuple[str, str]]:
        question = questions[place]
        codes = [choice.code for choice in question.choices]
        good = some.sampled_from(codes) if codes else some.text(max_size=60)
        return some.tuples(some.just(question.name), good)

    good = some.lists(some.integers(0, len(questions) - 1).flatmap(answer), max_size=8, unique_by=lambda pair: pair[0])
    names = some.sampled_from([*CONTROLS, *(question.name for question in questions)])
    wrong = some.lists(some.tuples(names, odd), max_size=3)
    return some.builds(lambda one, other: one + other, good, some.one_of(some.just([]), wrong, wrong))


def test_whatever_is_sent(client: FlaskClient, database: Database, content: FormContent) -> None:
    seen: Counter[int] = Counter()

    @of_hypothesis(max_examples=FORMS // AT_A_TIME, deadline=None, phases=[Phase.generate],
                   suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(some.lists(forms(content), min_size=AT_A_TIME, max_size=AT_A_TIME))
    def send(sent: list[list[tuple[str, str]]]) -> None:
        for pairs in sent:
            own = [("form_key", f"fuzz{next(KEYS):028}"), ("form_version", "1"), ("form_language", "en")]
            named = {name for name, _value in pairs}
            data = MultiDict([*pairs, *(pair for pair in own if pair[0] not in named)])
            answer = client.post("/s/community/answers", data=data)
            seen[answer.status_code] += 1
            assert answer.status_code in ANSWERS, (answer.status_code, pairs)

    send()
    assert seen[303] > FORMS / 20 and seen[422] > FORMS / 20, seen
    print(dict(seen))
    with database.session() as session:
        for response in session.scalars(select(Response).options(selectinload(Response.answers))):
            stored = {answer.question: answer.value for answer in response.answers}
            assert is_valid(content, response.language, stored), stored


def is_valid(content: FormContent, language: str, stored: dict[str, str]) -> bool:
    """Whether these answers could be given to this version, and would be kept just so."""
    form = SurveyForm(content, language, {}, Now(utc_now()))
    kinds = {question.name: question.type for question in content.questions()}
    sent = MultiDict()
    for name, value in stored.items():
        sent.setlist(name, value.split() if kinds[name] == "several_choices" else [value])
    form.process(sent)
    return form.validate() and form.answers() == stored
