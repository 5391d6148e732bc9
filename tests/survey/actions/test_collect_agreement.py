"""Who is compared with whom: the machine with the first person, blind apart from ordinary, people among themselves."""

import pytest
from sqlalchemy import text

from survey.access import visible_to
from survey.actions import collect_agreement as action
from survey.actions.collect_agreement import Agreements, Compared, collect_agreement
from survey.database import Database
from survey.models import User
from tests.builders import add_agency, add_opinions, add_record, add_user

MACHINE, KIM, ROBIN, ALEX = "machine", "user:71", "user:72", "user:73"


@pytest.fixture
def analyst(database: Database) -> int:
    return add_user(database, "analyst")


def collect(database: Database, analyst: int) -> Agreements:
    with database.session() as session:
        return collect_agreement(session, visible_to(session.get_one(User, analyst)))


def said(compared: Compared) -> list[tuple[int, str, tuple[str, ...], str, tuple[str, ...]]]:
    return [(one.record_id, one.version, one.themes, other.coder, other.themes) for one, other in compared.newest]


def test_the_first_person_is_compared_with_the_machines_newest(database: Database, analyst: int) -> None:
    record = add_record(database)
    add_opinions(database, record, (MACHINE, "2026.1", "ab"), (KIM, "blind", "a"), (MACHINE, "2026.2", "b"),
                 (ROBIN, "blind", "c"), (KIM, "3", "b"))  # fmt: skip
    found = collect(database, analyst)
    assert said(found.blind) == [(record, "2026.2", ("b",), KIM, ("a",))]
    assert {version: [one.themes for one, _other in pairs] for version, pairs in found.blind.versions.items()} == {
        "2026.2": [("b",)], "2026.1": [("a", "b")],
    }  # fmt: skip
    assert list(found.blind.versions) == ["2026.2", "2026.1"]
    assert [(one.coder, other.coder) for one, other in found.people.newest] == [(KIM, ROBIN)]
    assert said(found.seen) == []


def test_who_has_seen_the_codes_stands_apart(database: Database, analyst: int) -> None:
    seen, blind = add_record(database), add_record(database)
    add_opinions(database, seen, (MACHINE, "1", "a"), (KIM, "1", "a"), (ROBIN, "2", ""))
    add_opinions(database, blind, (MACHINE, "1", ""), (ROBIN, "1", "a"), (KIM, "blind", "b"))
    found = collect(database, analyst)
    assert said(found.seen) == [(seen, "1", ("a",), KIM, ("a",))]
    assert said(found.blind) == [(blind, "1", (), KIM, ("b",))]
    assert found.people == Compared([], {})


def test_the_newest_come_first_and_nobody_alone_counts(database: Database, analyst: int) -> None:
    first, second, unread, alone = (add_record(database) for _ in range(4))
    add_opinions(database, alone, (KIM, "blind", "a"))
    add_opinions(database, second, (MACHINE, "1", "a"), (KIM, "blind", "a"), (ALEX, "blind", "a"))
    add_opinions(database, first, (MACHINE, "1", "a"), (KIM, "blind", "a"), (ROBIN, "blind", "a"))
    add_opinions(database, unread, (MACHINE, "1", "a"))
    found = collect(database, analyst)
    assert [pair[0].record_id for pair in found.blind.newest] == [first, second]
    assert [pair[1].coder for pair in found.people.newest] == [ROBIN, ALEX]


@pytest.mark.parametrize("columns", [
    {"sensitivity": "S2"}, {"sensitivity": "S3"}, {"analysis_state": "failed"}, {"elsewhere": True},
])  # fmt: skip
def test_what_may_not_be_seen_is_in_no_number(database: Database, analyst: int, columns: dict[str, object]) -> None:
    where = {"agency": add_agency(database, "Elsewhere")} if columns == {"elsewhere": True} else columns
    record = add_record(database, **where)
    add_opinions(database, record, (MACHINE, "1", "a"), (KIM, "blind", "a"), (ROBIN, "blind", "a"))
    found = collect(database, analyst)
    assert found.blind.newest == found.people.newest == found.seen.newest == []


def test_only_the_newest_opinions_are_read(database: Database, analyst: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "NEWEST", 2)
    records = [add_record(database) for _ in range(3)]
    for record in records:
        add_opinions(database, record, (MACHINE, "1", "a"), (KIM, "blind", "a"))
    assert [pair[0].record_id for pair in collect(database, analyst).blind.newest] == records[:0:-1]


@pytest.mark.parametrize("blind", [True, False])
def test_the_opinions_of_people_are_found_by_their_index(database: Database, analyst: int, blind: bool) -> None:
    explain = "EXPLAIN QUERY PLAN" if database.is_sqlite else "EXPLAIN"
    with database.session() as session:
        allowed = visible_to(session.get_one(User, analyst))
        query = action.newest_opinions(allowed, blind)
        asked = query.compile(database.engine, compile_kwargs={"literal_binds": True})
        if not database.is_sqlite:
            session.execute(text("SET LOCAL enable_seqscan = off"))  # it reads through an empty table otherwise
        plan = session.connection().exec_driver_sql(f"{explain} {asked}").all()
    assert "ix_assessment_people" in str(plan)
