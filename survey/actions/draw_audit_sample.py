"""Draw a random sample of records for people to code without seeing the machine's codes."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from survey.access import involves, visible_records
from survey.actions.sample_sizes import Sizes, share_by_size, share_equally
from survey.database import Database
from survey.models import Agency, Assessment, AuditRecord, AuditSample, FeedbackRecord, User
from survey.models.audit_sample import EQUAL, PROPORTIONAL
from survey.models.coding import MACHINE
from survey.models.user import ADMINISTRATOR, ANALYST

FLOOR = 10  # records of each language, where the sample is shared out as languages occur
LARGEST = 2000
NEWEST = 20_000  # records of the period that are drawn from
MOST_CODERS = 2
MOST_SEED = 2**31


class SampleRefused(Exception):
    """No sample was drawn. `reason` is a code: not_allowed, wrong_wish, nothing_to_draw."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Wish:
    """The sample asked for: `size` records of an agency, received from `since` up to but not including `until`."""

    agency_id: int
    since: datetime
    until: datetime
    size: int
    shared_out: str = PROPORTIONAL
    coders: int = 1

    def is_sound(self) -> bool:
        sizes = 1 <= self.size <= LARGEST and 1 <= self.coders <= MOST_CODERS
        return sizes and self.since < self.until and self.shared_out in (PROPORTIONAL, EQUAL)


def draw_audit_sample(database: Database, user_id: int, wish: Wish, seed: int) -> int:
    """The sample's id. Asked twice with one seed, a person gets the sample they have.

    It is drawn from the newest ordinary records that nobody has coded and no sample holds; where a language has too
    few, all of them are taken. SampleRefused: not_allowed, wrong_wish, nothing_to_draw.
    """
    if not wish.is_sound() or not 0 <= seed < MOST_SEED:
        raise SampleRefused("wrong_wish")
    with database.change() as session:
        user = session.get(User, user_id)
        if user is None or not user.is_open or wish.agency_id not in user.agencies_as(ANALYST, ADMINISTRATOR):
            raise SampleRefused("not_allowed")
        take_turns(session)
        own = AuditSample.user_id == user_id, AuditSample.seed == seed
        if (drawn := session.scalar(select(AuditSample.id).where(*own))) is not None:
            return drawn
        return draw(session, user, wish, seed)


def take_turns(session: Session) -> None:
    """Two who draw at once on PostgreSQL would draw the same records; SQLite lets one change at a time anyhow."""
    session.execute(select(Agency.id).order_by(Agency.id).with_for_update(key_share=True)).all()


def draw(session: Session, user: User, wish: Wish, seed: int) -> int:
    found = candidates(session, user, wish)
    if not found:
        raise SampleRefused("nothing_to_draw")
    available = {language: len(ids) for language, ids in found.items()}
    asked, chance = shared(available, wish), Random(seed)
    drawn = {language: chance.sample(ids, min(asked[language], len(ids))) for language, ids in found.items()}
    sizes = {code: {"available": available[code], "asked": asked[code], "got": len(drawn[code])} for code in found}
    sample = AuditSample(
        user_id=user.id, agency_id=wish.agency_id, since=wish.since, until=wish.until, shared_out=wish.shared_out,
        seed=seed, sizes=sizes,
    )  # fmt: skip
    session.add(sample)
    session.flush()
    session.add_all(
        AuditRecord(sample_id=sample.id, record_id=record_id, coders=wish.coders)
        for ids in drawn.values() for record_id in ids
    )  # fmt: skip
    return sample.id


def shared(available: Sizes, wish: Wish) -> Sizes:
    """How many records of each language are asked for; no more in all than there are."""
    size = min(wish.size, sum(available.values()))
    return share_equally(available, size) if wish.shared_out == EQUAL else share_by_size(available, size, FLOOR)


def candidates(session: Session, user: User, wish: Wish) -> dict[str, list[int]]:
    """The ids of the records that may be drawn, in order, by language."""
    record = FeedbackRecord
    sampled = exists().where(AuditRecord.record_id == record.id)
    coded = exists().where(Assessment.record_id == record.id, Assessment.coder != MACHINE)
    query = visible_records(user).where(
        involves([wish.agency_id]), record.received_at >= wish.since, record.received_at < wish.until,
        record.reviewed_at.is_(None), record.text != "", ~sampled, ~coded,
    )  # fmt: skip
    newest = query.order_by(record.received_at.desc(), record.id.desc()).limit(NEWEST)
    found: dict[str, list[int]] = {}
    rows = session.execute(newest.with_only_columns(record.id, record.language)).all()
    for record_id, language in sorted(rows, key=lambda row: row.id):
        found.setdefault(language or "und", []).append(record_id)
    return dict(sorted(found.items()))
