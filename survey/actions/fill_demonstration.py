"""Fill an empty database with half a year of invented feedback, lived through with the same actions as in use.

The comments, codes and replies are in builtin/demo_comments.tsv. Chance decides who answers what and how long an agency
takes; its seed is fixed, so that every demonstration is alike.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from survey import clock
from survey.access import ordinary_records
from survey.actions.acknowledge_response import acknowledge_response
from survey.actions.reply_to_resident import reply_to_resident
from survey.actions.review_record import Review, review_record
from survey.actions.set_status import set_status
from survey.actions.submit_response import SentForm, submit_response
from survey.actions.write_note import write_note
from survey.database import Database
from survey.models import Response, Survey, User
from survey.reference import code_hash, reference_code
from survey.settings import Settings

COMMENTS = Path(__file__).parent.parent / "builtin" / "demo_comments.tsv"
RESPONSES, MONTHS = 180, 6
LEANING = {"en": 0.2, "vi": 0.5, "sv": 0.0}
AREAS = ("north", "east", "south", "west", "centre")
AGES = ("18_29", "30_44", "45_64", "65_plus", "-7")

Comment = dict[str, str]


@dataclass(frozen=True)
class Step:
    """Something that happens at a moment."""

    at: datetime
    do: Callable[[], object]


def fill_demonstration(database: Database, settings: Settings, secret: str) -> int:
    """The number of responses in the database; fills it when there are none."""
    with database.session() as session:
        there = session.scalar(select(func.count()).select_from(Response)) or 0
        version = session.scalars(select(Survey).where(Survey.slug == "community")).one().latest.id
        staff = session.scalars(select(User.id).order_by(User.id)).first() or 0
    if there:
        return there
    story = Story(database, settings, secret, version, staff)
    for step in sorted(story.steps(), key=lambda step: step.at):
        with clock.at(step.at):
            step.do()
    return RESPONSES


def read_comments() -> list[Comment]:
    with COMMENTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Story:
    """Who says what when, and what the staff does about it."""

    def __init__(self, database: Database, settings: Settings, secret: str, version: int, staff: int) -> None:
        self.database, self.settings, self.secret = database, settings, secret
        self.version, self.staff = version, staff
        self.chance = Random(2026)
        self.now = clock.utc_now()

    def steps(self) -> Iterator[Step]:
        comments = read_comments()
        self.chance.shuffle(comments)
        silent: list[Comment | None] = [None] * max(RESPONSES - len(comments), 0)
        told = [*comments, *silent]
        self.chance.shuffle(told)
        for number, comment in enumerate(told[:RESPONSES]):
            yield from self.response(number, comment)

    def response(self, number: int, comment: Comment | None) -> Iterator[Step]:
        spread = timedelta(days=MONTHS * 30) * (number + self.chance.random()) / RESPONSES
        sent = self.now - timedelta(days=MONTHS * 30) + spread
        form = self.form(number, comment)
        yield Step(sent, lambda: submit_response(self.database, form, self.secret, self.settings))
        if self.chance.random() < 0.95:
            yield Step(sent + timedelta(seconds=5), lambda: self.show_receipt(form))
        if comment and comment["sensitivity"] in ("S0", "S1"):
            yield from (step for step in self.work(form.key, comment, sent) if step.at < self.now)

    def form(self, number: int, comment: Comment | None) -> SentForm:
        language = comment["language"] if comment else self.chance.choice(["en", "vi", "sv"])
        answers = self.closed_answers(language)
        if comment:
            answers[comment["question"]] = comment["text"]
        return SentForm(self.version, f"demonstration-{number:020}", language, answers)

    def closed_answers(self, language: str) -> dict[str, str]:
        mood = self.chance.gauss(3.1 + LEANING[language], 0.7)
        items = {f"R{item:02}": str(min(5, max(1, round(self.chance.gauss(mood, 0.8))))) for item in range(1, 11)}
        trust = str(min(10, max(0, round(mood * 2 + self.chance.gauss(-0.5, 1.2)))))
        kept = {name: value for name, value in {"R11": trust, **items}.items() if self.chance.random() < 0.93}
        aware = self.chance.choices(["yes_know_how", "unsure", "no"], [5, 3, 2])[0]
        return {**kept, "K01": aware, "D1": self.chance.choice(AGES), "D3": self.chance.choice(AREAS), "D4": language}

    def show_receipt(self, form: SentForm) -> None:
        acknowledge_response(self.database, self.reference_hash(form.key), self.settings)

    def reference_hash(self, key: str) -> str:
        return code_hash(self.secret, reference_code(self.secret, key))

    def work(self, key: str, comment: Comment, sent: datetime) -> Iterator[Step]:
        """Reading and coding within days, an answer within two weeks as a rule, then the outcome."""
        read = sent + timedelta(days=self.chance.uniform(0.5, 4))
        if self.chance.random() < 0.8:
            yield Step(read, lambda: self.on_record(key, self.review, comment))
        if comment["note"]:
            yield Step(read, lambda: self.on_record(key, self.note, comment))
        if comment["reply"]:
            answered = read + timedelta(days=self.chance.lognormvariate(1.7, 0.7))
            yield Step(read, lambda: self.on_record(key, self.start, comment))
            yield Step(answered, lambda: self.on_record(key, self.reply, comment))
            yield Step(answered + timedelta(hours=1), lambda: self.on_record(key, self.resolve, comment))

    def on_record(self, key: str, do: Callable[[int, int, Comment], None], comment: Comment) -> None:
        """Do it to the comment's record; what the machine has set aside as sensitive waits for its focal point."""
        query = ordinary_records().join(Response).where(Response.reference_hash == self.reference_hash(key))
        with self.database.session() as session:
            record = session.scalar(query)
        if record:
            do(record.id, record.revision, comment)

    def review(self, record_id: int, revision: int, comment: Comment) -> None:
        themes = tuple((theme, comment["sentiment"]) for theme in comment["themes"].split(";")[:3])
        review = Review(themes, comment["sentiment"], comment["type"], comment["language"])
        review_record(self.database, self.staff, record_id, revision, review, self.settings)

    def note(self, record_id: int, _revision: int, comment: Comment) -> None:
        write_note(self.database, self.staff, record_id, comment["note"])

    def start(self, record_id: int, revision: int, _comment: Comment) -> None:
        set_status(self.database, self.staff, record_id, revision, "in_progress")

    def reply(self, record_id: int, revision: int, comment: Comment) -> None:
        reply_to_resident(self.database, self.staff, record_id, revision, comment["reply"], comment["language"])

    def resolve(self, record_id: int, revision: int, comment: Comment) -> None:
        status = "closed" if self.chance.random() < 0.5 else "resolved"
        set_status(self.database, self.staff, record_id, revision, status, comment["outcome"])
