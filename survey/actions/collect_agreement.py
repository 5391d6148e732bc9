"""Collect what the machine and people, and people among themselves, have said of the same records.

Three groups are kept apart: the machine and people who had not seen its codes, the machine and people who had (they
agree more, for many only confirm), and two people who had seen neither its codes nor each other's.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from survey.models import Assessment, Coding, FeedbackRecord
from survey.models.coding import BY_PEOPLE, MACHINE

NEWEST = 5000  # opinions of people in each group
STORED = ("id", "record_id", "coder", "version", "sentiment", "type", "language", "sensitivity")

Opinions = dict[int, list["Opinion"]]
Ids = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Opinion:
    """What one coder said of a record; `themes` with the main theme first."""

    id: int
    record_id: int
    coder: str
    version: str
    sentiment: str | None
    type: str | None
    language: str | None
    sensitivity: str | None
    themes: tuple[str, ...]


Pair = tuple[Opinion, Opinion]  # the machine's (or the first person's) and the person's


@dataclass(frozen=True)
class Compared:
    """Pairs of one group, the newest first. `newest` has each record once, with the machine's newest opinion;
    `versions` has the machine's opinion of each version, the newest version first."""

    newest: list[Pair]
    versions: dict[str, list[Pair]]


@dataclass(frozen=True)
class Agreements:
    blind: Compared
    seen: Compared
    people: Compared


def collect_agreement(session: Session, allowed: ColumnElement[bool]) -> Agreements:
    """The pairs among the records that `allowed` (a condition on FeedbackRecord) lets through."""
    blind, seen = (newest_opinions(allowed, blind) for blind in (True, False))
    independent, others = read(session, blind), read(session, seen)
    corrected = {record_id: found for record_id, found in others.items() if record_id not in independent}
    return Agreements(
        blind=with_machine(independent, read(session, machines(blind))),
        seen=with_machine(corrected, read(session, machines(seen))),
        people=among_people(independent),
    )


def newest_opinions(allowed: ColumnElement[bool], blind: bool) -> Ids:
    """The ids of people's opinions and of their records, read from the newest on by an index of their own."""
    query = select(Assessment.id, Assessment.record_id).join(FeedbackRecord, FeedbackRecord.id == Assessment.record_id)
    is_blind = Assessment.blind if blind else ~Assessment.blind
    return query.where(BY_PEOPLE, is_blind, allowed).order_by(Assessment.id.desc()).limit(NEWEST)


def machines(opinions: Ids) -> Ids:
    """The ids of what the machine said of the records of these opinions, at each version."""
    records = select(opinions.subquery().c.record_id)
    return select(Assessment.id).where(Assessment.record_id.in_(records), Assessment.coder == MACHINE)


def read(session: Session, chosen: Ids) -> Opinions:
    """The opinions whose ids a query gives, by record, the oldest of each record first."""
    ids, themes = chosen.subquery(), themes_of(session, chosen)
    said = select(*(getattr(Assessment, name) for name in STORED)).join(ids, ids.c.id == Assessment.id)
    found: Opinions = {}
    for row in session.execute(said.order_by(Assessment.id)):
        found.setdefault(row.record_id, []).append(Opinion(**row._mapping, themes=tuple(themes.get(row.id, ()))))
    return found


def themes_of(session: Session, chosen: Ids) -> dict[int, list[str]]:
    """The themes of each opinion, the main theme first; an opinion without any is not there."""
    ids, by = chosen.subquery(), Assessment
    same = and_(Coding.record_id == by.record_id, Coding.coder == by.coder, Coding.version == by.version)
    query = select(by.id, Coding.theme).join(ids, ids.c.id == by.id).join(Coding, same).order_by(by.id, Coding.rank)
    found: dict[int, list[str]] = {}
    for opinion_id, theme in session.execute(query):
        found.setdefault(opinion_id, []).append(theme)
    return found


def with_machine(people: Opinions, machine: Opinions) -> Compared:
    """Each record's first person beside the machine, where the machine has said something."""
    pairs = [
        (said, found[0])
        for record_id, found in sorted(people.items(), key=lambda item: -item[1][0].id)
        for said in reversed(machine.get(record_id, ()))
    ]
    newest: dict[int, Pair] = {}
    versions: dict[str, list[Pair]] = {}
    for said, person in pairs:
        newest.setdefault(said.record_id, (said, person))
        versions.setdefault(said.version, []).append((said, person))
    ages = {version: max(said.id for said, _person in found) for version, found in versions.items()}
    return Compared(list(newest.values()), {name: versions[name] for name in sorted(ages, key=lambda v: -ages[v])})


def among_people(people: Opinions) -> Compared:
    """The first two people who coded a record, where two did."""
    found = [(opinions[0], opinions[1]) for opinions in people.values() if len(opinions) > 1]
    return Compared(sorted(found, key=lambda pair: -pair[1].id), {})
