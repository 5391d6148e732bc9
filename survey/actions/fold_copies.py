"""Find the records that copy one text, and count them on the first: a prepared letter is one text, sent many times.

Only first ones are looked up, so a letter of which ten thousand came costs as much as one that came once.
"""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from analysis.copies import alike, bands, runs
from survey.models import FeedbackRecord, TextBand

Runs = frozenset[int]


def fold_copies(session: Session, records: Iterable[FeedbackRecord]) -> None:
    """Set `copy_of` on records that copy an earlier one. Who has been looked at once is not looked at again."""
    new = unknown(session, [record for record in records if record.copy_of is None])
    said = {record.id: found for record in new if (found := runs(record.text))}
    numbers = {record_id: bands(found) for record_id, found in said.items()}
    firsts = first_ones(session, {band for found in numbers.values() for band in found})
    for record_id in sorted(said):
        first = first_alike(session, said, record_id, {one for band in numbers[record_id] for one in firsts[band]})
        if first is not None:
            join(session, record_id, first)
            continue
        session.execute(insert(TextBand), [{"band": band, "record_id": record_id} for band in set(numbers[record_id])])
        for band in numbers[record_id]:
            firsts[band].add(record_id)


def unknown(session: Session, records: list[FeedbackRecord]) -> list[FeedbackRecord]:
    ids = [record.id for record in records]
    known = set(session.scalars(select(TextBand.record_id).where(TextBand.record_id.in_(ids))))
    return [record for record in records if record.id not in known]


def first_ones(session: Session, numbers: set[int]) -> dict[int, set[int]]:
    """The first records that have each band."""
    found: dict[int, set[int]] = defaultdict(set)
    for band, record_id in session.execute(select(TextBand.band, TextBand.record_id).where(TextBand.band.in_(numbers))):
        found[band].add(record_id)
    return found


def first_alike(session: Session, said: dict[int, Runs], record_id: int, candidates: set[int]) -> int | None:
    """The earliest candidate whose text this one copies."""
    for candidate in sorted(candidates):
        if candidate not in said:
            said_there = session.scalar(select(FeedbackRecord.text).where(FeedbackRecord.id == candidate)) or ""
            found = runs(said_there)
        else:
            found = said[candidate]
        if alike(said[record_id], found):
            return candidate
    return None


def join(session: Session, record_id: int, first: int) -> None:
    """In SQL, past the revision: that a letter came once more must not undo what somebody is writing."""
    record = FeedbackRecord
    session.execute(update(record).where(record.id == record_id).values(copy_of=first))
    session.execute(update(record).where(record.id == first).values(copies=record.copies + 1))
