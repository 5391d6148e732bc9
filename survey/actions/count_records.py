"""Count records for the analyst's page: themes by feeling, within a filter and what a person may see."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from survey.models import Coding, FeedbackRecord
from survey.record_filter import CONFIRMED, SUGGESTED, RecordFilter

#: the order in which feelings stand in tables and charts
FEELINGS = ("negative", "mixed", "neutral", "positive", "not_scored")


@dataclass(frozen=True)
class ThemeCounts:
    """Feelings counted, for each theme about that theme, for `none` (no theme) and `everything` about the record.

    A record with two themes is in two rows of `themes`, so these add up to mentions; `everything` counts each once.
    """

    themes: Mapping[str, Counter[str]]
    none: Counter[str]
    everything: Counter[str]
    coded: Counter[str]

    @property
    def records(self) -> int:
        return self.everything.total()

    def largest(self, number: int) -> list[str]:
        """The themes with most mentions, the largest first."""
        return sorted(self.themes, key=lambda theme: (-self.themes[theme].total(), theme))[:number]


def count_themes(session: Session, visible: ColumnElement[bool], chosen: RecordFilter, zone: tzinfo) -> ThemeCounts:
    """The counts of the records that `visible` allows and the filter `chosen` leaves."""
    conditions = [visible, *chosen.conditions(zone)]
    everything = count_feelings(session, conditions)
    return ThemeCounts(
        themes=count_mentions(session, conditions),
        none=everything - count_feelings_of_coded(session, conditions),
        everything=everything,
        coded=count_coded(session, conditions),
    )


def count_mentions(session: Session, conditions: list[ColumnElement[bool]]) -> dict[str, Counter[str]]:
    query = (
        select(Coding.theme, Coding.sentiment, func.count())
        .join(FeedbackRecord, FeedbackRecord.id == Coding.record_id)
        .where(Coding.in_force, *conditions)
        .group_by(Coding.theme, Coding.sentiment)
    )
    found: dict[str, Counter[str]] = {}
    for theme, sentiment, number in session.execute(query):
        found.setdefault(theme, Counter())[sentiment] = number
    return found


def count_feelings(session: Session, conditions: list[ColumnElement[bool]]) -> Counter[str]:
    sentiment = FeedbackRecord.sentiment
    query = select(sentiment, func.count()).where(*conditions).group_by(sentiment)
    return tally(session, query)


def count_feelings_of_coded(session: Session, conditions: list[ColumnElement[bool]]) -> Counter[str]:
    """Records with a theme, each once. Counting those without one would look for codings record by record."""
    sentiment = FeedbackRecord.sentiment
    query = (
        select(sentiment, func.count(Coding.record_id.distinct()))
        .join(Coding, Coding.record_id == FeedbackRecord.id)
        .where(Coding.in_force, *conditions)
        .group_by(sentiment)
    )
    return tally(session, query)


def tally(session: Session, query: Select[str | None, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for feeling, number in session.execute(query):
        found[feeling or "not_scored"] += number
    return found


def count_coded(session: Session, conditions: list[ColumnElement[bool]]) -> Counter[str]:
    """How many have been confirmed by a person, and how many are the machine's suggestion."""
    reviewed = FeedbackRecord.reviewed_at
    everything, confirmed = session.execute(select(func.count(), func.count(reviewed)).where(*conditions)).one()
    return Counter({CONFIRMED: confirmed, SUGGESTED: everything - confirmed})
