"""Try a theme on the newest comments before it is saved: how many it would code, and which."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from analysis.added_themes import AddedThemes
from analysis.tagging import ThemeSet, built_in, tag_themes
from analysis.theme import Theme
from analysis.words import tokens
from survey.access import visible_records
from survey.actions.check_theme import Wish
from survey.models import FeedbackRecord, User

NEWEST = 500  # records
EXAMPLES = 5
AROUND = 120  # characters on either side of the first word found
TRIED = "tried"  # no theme has this code
MANY = 0.4  # of the comments: a theme that fits so many tells little
FEW = 20  # comments, of which nothing can be said

Span = tuple[int, int]


@dataclass(frozen=True)
class Example:
    """A comment that the theme would code, redacted and cut to what stands around the words it rests on."""

    record_id: int
    language: str
    text: str
    spans: list[Span]


@dataclass(frozen=True)
class Trial:
    """`matched` of `read` comments would be coded with the theme."""

    read: int
    matched: int
    examples: list[Example]

    @property
    def fits_many(self) -> bool:
        return self.read >= FEW and self.matched > MANY * self.read


def try_theme(session: Session, user: User, wish: Wish, others: list[Theme]) -> Trial:
    """Code the newest comments that `user` may see, redacted, with the framework's themes, `others` and this one."""
    themes = AddedThemes(built_in(), [*others, wish.theme(TRIED)])
    newest = visible_records(user).order_by(FeedbackRecord.received_at.desc(), FeedbackRecord.id.desc())
    records = session.scalars(newest.where(FeedbackRecord.redacted != "").limit(NEWEST)).all()
    found = [(record, spans) for record in records if (spans := spans_in(record, themes))]
    return Trial(len(records), len(found), [example(record, spans) for record, spans in found[:EXAMPLES]])


def spans_in(record: FeedbackRecord, themes: ThemeSet) -> list[Span]:
    """Where in the redacted text the tried theme finds its words; nothing when it would not be given."""
    hits = tag_themes(tokens(record.redacted or ""), record.language or "und", themes)
    return next((hit.evidence for hit in hits if hit.code == TRIED), [])


def example(record: FeedbackRecord, spans: list[Span]) -> Example:
    text = record.redacted or ""
    start, end = max(0, spans[0][0] - AROUND), min(len(text), spans[0][1] + AROUND)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = [(a - start + len(before), b - start + len(before)) for a, b in spans if b <= end]
    return Example(record.id, record.language or "und", before + text[start:end] + after, moved)
