"""Which records a person may see. Every list, page, count, search and export starts from `visible_records`.

Sensitivity fails closed: a record that is not analysed, or whose analysis failed, counts as level UNKNOWN and is seen
by protection focal points only, as S3 and S4 are; S2 by integrity focal points; S0 and S1 by the agency's other staff.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from survey.models import FeedbackRecord, Involvement, User
from survey.models.feedback import CLAIMED, DONE, FAILED, ORDINARY_LEVELS, PENDING
from survey.models.user import ADMINISTRATOR, ANALYST, INTEGRITY, PROTECTION, REVIEWER

UNKNOWN = "unknown"
NOT_DONE = (PENDING, CLAIMED, FAILED)
RESTRICTED_LEVELS = ("S2", "S3", "S4", UNKNOWN)
READERS = {
    "S0": (ADMINISTRATOR, REVIEWER, ANALYST),
    "S1": (ADMINISTRATOR, REVIEWER, ANALYST),
    "S2": (INTEGRITY,),
    "S3": (PROTECTION,),
    "S4": (PROTECTION,),
    UNKNOWN: (PROTECTION,),
}
EDITORS = {level: (ADMINISTRATOR, REVIEWER) if level in ORDINARY_LEVELS else roles for level, roles in READERS.items()}


def visible_records(user: User, levels: Iterable[str] = ORDINARY_LEVELS) -> Select[FeedbackRecord]:
    """Records of `levels` that `user` may see; without `levels`, the ordinary ones."""
    return select(FeedbackRecord).where(visible_to(user, levels))


def visible_to(user: User, levels: Iterable[str] = ORDINARY_LEVELS) -> ColumnElement[bool]:
    """The condition on FeedbackRecord behind `visible_records`, for queries that count."""
    by_roles: dict[tuple[str, ...], list[str]] = {}
    for level in levels:
        by_roles.setdefault(READERS[level], []).append(level)
    parts = [and_(has_level(names), involves(user.agencies_as(*roles))) for roles, names in by_roles.items()]
    return or_(false(), *parts)


def ordinary_records() -> Select[FeedbackRecord]:
    """All records of S0 and S1, whatever agency: for the operator's commands, never for a page."""
    return select(FeedbackRecord).where(has_level(ORDINARY_LEVELS))


def has_level(levels: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a record is analysed and of one of `levels`; UNKNOWN means that it is not.

    Almost every record is ordinary, few are not: the first are tested one by one as a list runs along its own order
    (coalesce keeps the database from gathering them all by an index and sorting them), the others found by an index.
    """
    record, wanted = FeedbackRecord, set(levels)
    parts: list[ColumnElement[bool]] = []
    if ordinary := wanted & set(ORDINARY_LEVELS):
        parts.append(and_(func.coalesce(record.analysis_state, "") == DONE,
                          func.coalesce(record.sensitivity, "").in_(sorted(ordinary))))  # fmt: skip
    if restricted := wanted - {*ORDINARY_LEVELS, UNKNOWN}:
        parts.append(and_(record.sensitivity.in_(sorted(restricted)), record.analysis_state == DONE))
    if UNKNOWN in wanted:
        parts += [record.analysis_state.in_(NOT_DONE), record.sensitivity.is_(None)]
    return or_(false(), *parts)


def involves(agencies: list[int]) -> ColumnElement[bool]:
    return exists().where(Involvement.record_id == FeedbackRecord.id, Involvement.agency_id.in_(agencies))


def level_of(record: FeedbackRecord) -> str:
    return record.sensitivity if record.analysis_state == DONE and record.sensitivity else UNKNOWN


def readable_levels(user: User) -> list[str]:
    """The levels this person may read somewhere, S0 first."""
    return [level for level, roles in READERS.items() if user.has_role(*roles)]


def may_edit(user: User, record: FeedbackRecord) -> bool:
    """True when `user` may change this record: an editor of its level in an involved agency."""
    agencies = user.agencies_as(*EDITORS[level_of(record)])
    return any(involvement.agency_id in agencies for involvement in record.involvements)


def reads_original(user: User, record: FeedbackRecord) -> bool:
    """Only the handling team reads personal details; others get the redacted text."""
    return may_edit(user, record)


def administered(user: User, agency_id: int) -> bool:
    """True when `user` manages accounts in this agency; administrators of the default agency do so in all."""
    own = [membership for membership in user.memberships if membership.role == ADMINISTRATOR]
    return any(membership.agency_id == agency_id or membership.agency.is_default for membership in own)


def may_administer(user: User, other: User) -> bool:
    """True when `user` may change this account: it has roles only in agencies whose accounts they manage."""
    return user.has_role(ADMINISTRATOR) and all(
        administered(user, membership.agency_id) for membership in other.memberships
    )
