"""Say what whoever counts a response should know of it, as it is stored. Nothing is refused because of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from survey.answer_quality import CONFLICT, HONEYPOT, LATE, STRAIGHT_LINE, is_straight_line, speed_flags
from survey.form_content import FormContent
from survey.models import Response

#: Longer than this nobody answers in one go
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sending:
    """How a form came. `started_at` is when it was opened, None when that is not known; `waited` when it lay on the
    phone before it could be sent; `in_trap` when something stood in the field that people do not see."""

    started_at: datetime | None = None
    waited: bool = False
    in_trap: bool = False
    late: bool = False


def flag_response(response: Response, content: FormContent, answers: Mapping[str, str], sending: Sending) -> None:
    """Put the times and flags on a response that is about to be stored."""
    response.started_at = sending.started_at
    response.seconds = duration(sending, response.received_at)
    response.flags = " ".join(flags(response, content, answers, sending))


def duration(sending: Sending, received_at: datetime) -> int | None:
    """Whole seconds from opening to receiving; None when that is no measure of how long answering took."""
    if sending.started_at is None or sending.waited or received_at - sending.started_at >= A_DAY:
        return None
    return max(0, int((received_at - sending.started_at).total_seconds()))


def flags(response: Response, content: FormContent, answers: Mapping[str, str], sending: Sending) -> Iterator[str]:
    yield from speed_flags(content, answers, response.language, response.seconds)
    if is_straight_line(content, answers):
        yield STRAIGHT_LINE
    if sending.in_trap:
        yield HONEYPOT
    if sending.late:
        yield LATE
    if response.conflict_of is not None:
        yield CONFLICT
