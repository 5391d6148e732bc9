"""A record's history in words: who changed what, when, from what, to what."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey import labels, pages
from survey.language import gettext as _
from survey.language import name as language_name
from survey.models import Agency, FeedbackRecord, HistoryEvent, User


@dataclass(frozen=True)
class Line:
    at: datetime
    who: str
    what: str


History = list[Line]


def read_history(session: Session, record: FeedbackRecord, since: int = 0) -> History:
    """What has happened to the record after event number `since`, oldest first."""
    event = HistoryEvent
    query = select(event, User.name).outerjoin(User, User.id == event.user_id)
    found = session.execute(query.where(event.record_id == record.id, event.id > since).order_by(event.at, event.id))
    agencies = {str(agency.id): pages.agency_name(agency) for agency in session.scalars(select(Agency))}
    return [Line(row.at, name or author(row), what(row, agencies)) for row, name in found]


def author(event: HistoryEvent) -> str:
    """Who did what no person of the staff did."""
    return _("The resident") if event.kind == "received" else _("The system")


def what(event: HistoryEvent, agencies: dict[str, str]) -> str:
    if event.kind in SENTENCES:
        return SENTENCES[event.kind](event)
    if event.kind == "agency":
        return routed(event, agencies)
    words = WORDS.get(event.kind, str)
    before, after = (words(code) if code else None for code in (event.before, event.after))
    title = TITLES.get(event.kind, lambda: event.kind)()
    if before is None or before == after:
        return _("%(what)s: %(after)s", what=title, after=after or _("none"))
    return _("%(what)s: from %(before)s to %(after)s", what=title, before=before, after=after or _("none"))


def routed(event: HistoryEvent, agencies: dict[str, str]) -> str:
    part, _colon, number = (event.after or event.before or "").partition(":")
    name = agencies.get(number, number)
    if event.after is None:
        return _("%(agency)s is no longer involved", agency=name)
    return _("%(agency)s leads the answer", agency=name) if part == "lead" else _("%(agency)s supports", agency=name)


def themes(codes: str) -> str:
    """`housing:negative roads:mixed` in words."""
    pairs = (code.partition(":") for code in codes.split())
    return ", ".join(
        _("%(theme)s (%(feeling)s)", theme=labels.theme(theme), feeling=labels.SENTIMENT.get(feeling, feeling))
        for theme, _colon, feeling in pairs
    )


def label_of(words: dict[str, Any]) -> Callable[[str], str]:
    return lambda code: str(words.get(code, code))


def reviewed(event: HistoryEvent) -> str:
    after = themes(event.after) if event.after else _("no theme")
    if event.before == event.after:
        return _("Codes confirmed: %(themes)s", themes=after)
    before = themes(event.before) if event.before else _("no theme")
    return _("Themes: from %(before)s to %(after)s", before=before, after=after)


def received(event: HistoryEvent) -> str:
    return _("Received: %(channel)s", channel=channel(event))


def channel(event: HistoryEvent) -> str:
    return str(labels.CHANNEL.get(event.after or "", event.after or ""))


def replied(event: HistoryEvent) -> str:
    return _("Replied with a word on the way") if event.after == "interim" else _("Answered the resident")


SENTENCES: dict[str, Callable[[HistoryEvent], str]] = {
    "received": received,
    "entered": lambda event: _("Typed in what had come: %(channel)s", channel=channel(event)),
    "acknowledged": lambda event: _("Receipt given to the resident"),
    "themes": reviewed,
    "reply": replied,
    "note": lambda event: _("Wrote an internal note"),
    "opinion": lambda event: _("Coded it for an audit sample, without having seen its codes"),
}
TITLES: dict[str, Callable[[], str]] = {
    "status": lambda: _("Status"),
    "outcome": lambda: _("Outcome"),
    "language": lambda: _("Language"),
    "sentiment": lambda: _("Feeling"),
    "type": lambda: _("Kind of feedback"),
    "sensitivity": lambda: _("Sensitivity"),
}
WORDS: dict[str, Callable[[str], str]] = {
    "status": label_of(labels.STATUS),
    "outcome": label_of(labels.OUTCOME),
    "language": language_name,
    "sentiment": label_of(labels.SENTIMENT),
    "type": label_of(labels.TYPE),
    "sensitivity": label_of(labels.SENSITIVITY),
}
