"""Import: which rows become records, that trying again changes nothing, and that a broken row stops no other."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from survey.actions.import_feedback import ImportRefused, Origin, UnknownSurvey, import_feedback
from survey.actions.read_comments import BrokenRow, Columns, read_comments
from survey.models import Agency, FeedbackRecord, HistoryEvent, Involvement
from survey.table_file import TableProblem, open_table
from tests.builders import add_agency, add_survey

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Stockholm")
ALL = Columns("text", "language", "date", "id")
HEADER = "id,text,language,date\n"


@pytest.fixture
def table(tmp_path):
    """table("1,Good,en,\n") is an open table with these rows under the usual header."""

    def make(rows: str, header: str = HEADER):
        path = tmp_path / "comments.csv"
        path.write_text(header + rows, "utf-8")
        return open_table(path)

    return make


def bring(database, opened, columns: Columns = ALL, source: str = "letters", **more):
    strict = more.pop("strict", False)
    origin = Origin(source, "paper", "Town", NOW, **more)
    return import_feedback(database, read_comments(opened, columns, ZONE, NOW), origin, strict)


def texts(database) -> list[str]:
    with database.session() as session:
        return list(session.scalars(select(FeedbackRecord.text).order_by(FeedbackRecord.id)))


def test_a_row_becomes_a_record_that_waits_for_analysis(database, table) -> None:
    agency = add_agency(database, default=True)
    outcome = bring(database, table("7,Trees are nice,SV-se,2026-03-31\n"))
    assert (outcome.added, outcome.is_whole) == (1, True)
    with database.session() as session:
        record = session.scalars(select(FeedbackRecord)).one()
        assert (record.text, record.source, record.external_id) == ("Trees are nice", "letters", "7")
        assert (record.channel, record.language_hint, record.contactable) == ("paper", "sv", False)
        assert record.received_at == datetime(2026, 3, 30, 22, tzinfo=UTC)
        assert (record.analysis_state, record.status, record.response_id) == ("pending", "received", None)
        assert (record.acknowledge_by, record.answer_by, record.revision) == (None, None, 1)
        assert [(part.agency_id, part.part) for part in record.involvements] == [(agency, "lead")]
        event = session.scalars(select(HistoryEvent)).one()
        assert (event.kind, event.after, event.at) == ("received", "paper", record.received_at)


def test_without_an_agency_the_default_one_is_made(database, table) -> None:
    bring(database, table("1,Good,,\n"))
    with database.session() as session:
        assert session.scalars(select(Agency.name).where(Agency.is_default)).all() == ["Town"]
        assert session.scalar(select(func.count()).select_from(Involvement)) == 1


def test_the_same_file_again_adds_nothing(database, table) -> None:
    rows = "1,Good,,\n2,Bad,,\n2,Bad,,\n"
    assert (bring(database, table(rows)).added, len(texts(database))) == (2, 2)
    again = bring(database, table(rows + "3,New,,\n"))
    assert (again.added, again.known, again.is_whole) == (1, 3, True)


def test_the_same_id_of_another_source_is_another_comment(database, table) -> None:
    bring(database, table("1,Good,,\n"))
    assert bring(database, table("1,Better,,\n"), source="calls").added == 1


def test_a_changed_text_is_reported_and_the_first_stays(database, table) -> None:
    bring(database, table("1,Good,,\n"))
    outcome = bring(database, table("1,Bad,,\n2,New,,\n2,Newer,,\n"))
    assert [(comment.row, comment.id) for comment in outcome.changed] == [(2, "1"), (4, "2")]
    assert texts(database) == ["Good", "New"]


def test_a_text_that_was_deleted_when_its_time_was_over_does_not_come_back(database, table) -> None:
    bring(database, table("1,Good,,\n"))
    with database.change() as session:
        session.scalars(select(FeedbackRecord)).one().text = ""
    assert bring(database, table("1,Good,,\n")).known == 1
    assert texts(database) == [""]


def test_without_ids_the_text_is_the_id_wherever_its_row_stands(database, table) -> None:
    columns = Columns("text")
    assert bring(database, table("1,Good,,\n2,Bad,,\n3,Good,,\n"), columns).added == 3
    again = bring(database, table("1,New,,\n2,Good,,\n3,Good,,\n4,Good,,\n5,Bad,,\n"), columns)
    assert (again.added, again.known) == (2, 3)


BROKEN = [
    ("1,,,\n", "text is empty"),
    ("1, \u200b\u00a0,,\n", "text is empty"),
    (",Good,,\n", "id is empty"),
    (f"{'9' * 201},Good,,\n", "longer than 200"),
    (f"1,{'x' * 10_001},,\n", "10,001 characters"),
    ("1,Go\0od,,\n", "NUL"),
    ("1,Good,xx,\n", "'xx' is not a language code in use; write one of en, vi, sv"),
    ("1,Good,English,\n", "not a language code"),
    ("1,Good,,31/03/2026\n", "'31/03/2026' is not a date; write it as 2026-03-31"),
    ("1,Good,,2026-02-30\n", "not a date"),
    ("1,Good,,2026-07-01\n", "future"),
    ("1,Good,,0001-01-01\n", "outside 1900"),
    ("1,Good,,9999-12-31T23:59:59-23:59\n", "outside 1900"),
    ("1,Good,,,extra\n", "5 cells, but the header has 4"),
    ('1,"Go"od,,\n', "quotation marks"),
]


@pytest.mark.parametrize(("row", "reason"), BROKEN)
def test_a_broken_row_is_named_and_the_others_go_in(database, table, row: str, reason: str) -> None:
    outcome = bring(database, table(f"a,First,,\n{row}b,Last,,\n"))
    assert texts(database) == ["First", "Last"]
    assert [broken.row for broken in outcome.broken] == [3]
    assert reason in outcome.broken[0].reason


def test_strict_is_all_or_nothing(database, table) -> None:
    many = "".join(f"{number},Text {number},,\n" for number in range(400))
    with pytest.raises(ImportRefused) as refused:
        bring(database, table(many + "x,,,\n"), strict=True)
    assert [broken.row for broken in refused.value.outcome.broken] == [402]
    assert texts(database) == []
    assert bring(database, table(many), strict=True).added == 400
    with pytest.raises(ImportRefused):
        bring(database, table("new,New,,\n1,Changed,,\n"), strict=True)
    assert len(texts(database)) == 400


def test_hostile_texts_are_stored_as_they_are(database, table) -> None:
    hostile = ["'; DROP TABLE feedback_record; --", "<script>alert(1)</script>", "=1+1", "😀 مرحبا đường", "%s {0}"]
    assert bring(database, table("".join(f"{n},{text},,\n" for n, text in enumerate(hostile)))).added == len(hostile)
    assert texts(database) == hostile


def test_comments_can_belong_to_a_survey(database, table) -> None:
    survey = add_survey(database, "meeting")
    bring(database, table("1,Good,,\n"), survey="meeting")
    with database.session() as session:
        assert session.scalars(select(FeedbackRecord.survey_id)).all() == [survey]
    with pytest.raises(UnknownSurvey) as problem:
        bring(database, table("2,Good,,\n"), survey="meetings")
    assert problem.value.slugs == ["meeting"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", NOW),
        ("2026-01-15", datetime(2026, 1, 14, 23, tzinfo=UTC)),
        ("2026-01-15 10:30", datetime(2026, 1, 15, 9, 30, tzinfo=UTC)),
        ("2026-01-15T10:30:00Z", datetime(2026, 1, 15, 10, 30, tzinfo=UTC)),
        ("2026-01-15T10:30:00+07:00", datetime(2026, 1, 15, 3, 30, tzinfo=UTC)),
    ],
)
def test_days_and_times(database, table, written: str, read: datetime) -> None:
    bring(database, table(f"1,Good,,{written}\n"))
    with database.session() as session:
        assert session.scalars(select(FeedbackRecord.received_at)).one() == read


def test_a_missing_column_is_told_before_anything_is_read(table) -> None:
    with pytest.raises(TableProblem, match="no column called 'comment'.*id, text, language, date"):
        read_comments(table("1,Good,,\n"), Columns("comment"), ZONE, NOW)


def test_rows_are_read_one_at_a_time(table) -> None:
    rows = read_comments(table("1,Good,,\n2,,,\n3,Fine,,\n"), ALL, ZONE, NOW)
    assert next(rows).text == "Good"
    assert next(rows) == BrokenRow(3, "the text is empty")
