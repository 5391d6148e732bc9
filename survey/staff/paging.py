"""Pages of a long list by the place of their last row, never by counting rows: page 1,000 costs the same as page 1."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import Session

from survey.models import FeedbackRecord

PAGE = 25
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class PlaceError(ValueError):
    """A place in an address that is none."""


@dataclass(frozen=True)
class Page:
    """One page of records; `before` and `after` are the places for the links to its neighbours, empty at an end."""

    records: list[FeedbackRecord]
    before: str
    after: str


def read_page(
    session: Session, query: Select[Any], *, before: str = "", after: str = "", oldest_first: bool = False
) -> Page:
    """The page of `query` that follows the place `after`, or ends just before the place `before`."""
    backwards = bool(before)
    rising = oldest_first != backwards
    columns = (FeedbackRecord.received_at, FeedbackRecord.id)
    if place := before or after:
        here = tuple_(*columns)
        query = query.where(here > read_place(place) if rising else here < read_place(place))
    query = query.order_by(*(column.asc() if rising else column.desc() for column in columns))
    found = list(session.scalars(query.limit(PAGE + 1)))
    more, rows = len(found) > PAGE, found[:PAGE]
    if backwards:
        rows.reverse()
    return Page(
        records=rows,
        before=place_of(rows[0]) if rows and (more if backwards else bool(after)) else "",
        after=place_of(rows[-1]) if rows and (more or backwards) else "",
    )


def place_of(record: FeedbackRecord) -> str:
    """A record's place in the list, for an address: microseconds since 1970 and its number."""
    return f"{(record.received_at - EPOCH) // MICROSECOND}-{record.id}"


def read_place(text: str) -> tuple[datetime, int]:
    try:
        moment, number = (int(part) for part in text.split("-"))
        return EPOCH + moment * MICROSECOND, min(number, 2**31 - 1)
    except (ValueError, OverflowError) as error:
        raise PlaceError(text) from error
