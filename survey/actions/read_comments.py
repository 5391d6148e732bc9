"""Read comments from the rows of a table: each becomes a comment, or a reason in plain words why it cannot."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from hashlib import sha256

from survey.plain_text import clean, clean_line
from survey.record_filter import LANGUAGES
from survey.table_file import Table, TableProblem

LONGEST_TEXT = 10_000
LONGEST_ID = 200
FIRST_YEAR = 1900
NO_HINT = ("", "und", "other")


@dataclass(frozen=True)
class Columns:
    """Names of the columns to read; only `text` must be there."""

    text: str
    language: str = ""
    date: str = ""
    id: str = ""


@dataclass(frozen=True)
class Comment:
    """One readable row. `id` is the file's own, else made from the text, so that it stays when rows move."""

    row: int
    id: str
    text: str
    language: str | None
    received_at: datetime | None


@dataclass(frozen=True)
class BrokenRow:
    """A row that cannot be read, by its number (the header is row 1), and why."""

    row: int
    reason: str


class ReaderProblem(ValueError):
    """Why one cell cannot be used."""


def read_comments(table: Table, columns: Columns, zone: tzinfo, now: datetime) -> Iterator[Comment | BrokenRow]:
    """The rows of `table` in order. TableProblem at once when a column is missing."""
    places = {name: table.place(column) for name, column in vars(columns).items() if column}
    return read_rows(table.rows(), places, zone, now)


def read_rows(
    rows: Iterable[tuple[int, list[str] | TableProblem]], places: dict[str, int], zone: tzinfo, now: datetime
) -> Iterator[Comment | BrokenRow]:
    seen: Counter[str] = Counter()
    for number, row in rows:
        try:
            if isinstance(row, TableProblem):
                raise ReaderProblem(str(row))
            cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
            yield read_row(number, cells, seen, zone, now)
        except ReaderProblem as problem:
            yield BrokenRow(number, str(problem))


def read_row(number: int, cells: dict[str, str], seen: Counter[str], zone: tzinfo, now: datetime) -> Comment:
    text = read_text(cells["text"])
    own = read_id(cells["id"]) if "id" in cells else made_id(text, seen)
    return Comment(
        number, own, text, read_language(cells.get("language", "")), read_moment(cells.get("date", ""), zone, now)
    )


def read_text(cell: str) -> str:
    if "\0" in cell:
        raise ReaderProblem("the text holds a NUL character; remove it")
    text = clean(cell)
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise ReaderProblem("the text is empty")
    if len(text) > LONGEST_TEXT:
        raise ReaderProblem(f"the text has {len(text):,} characters, {LONGEST_TEXT:,} at most; check quotation marks")
    return text


def read_id(cell: str) -> str:
    own = clean_line(cell)
    if not own or len(own) > LONGEST_ID:
        raise ReaderProblem("the id is empty" if not own else f"the id is longer than {LONGEST_ID} characters")
    return own


def made_id(text: str, seen: Counter[str]) -> str:
    """The text's fingerprint, and a number when the same text comes again in the file."""
    fingerprint = sha256(text.encode()).hexdigest()[:32]
    seen[fingerprint] += 1
    return f"text:{fingerprint}:{seen[fingerprint]}"


def read_language(cell: str) -> str | None:
    """The code without its region (sv-SE is sv); none when the file does not say which language it is."""
    code = cell.strip().lower().replace("_", "-").partition("-")[0]
    if code and code not in LANGUAGES:
        raise ReaderProblem(f"{shown(cell)} is not a language code in use; write one of {', '.join(LANGUAGES)}")
    return None if code in NO_HINT else code


def read_moment(cell: str, zone: tzinfo, now: datetime) -> datetime | None:
    """A day counts from its midnight; a time without a zone is the organisation's."""
    written = cell.strip()
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written) if len(written) > 10 else midnight(date.fromisoformat(written), zone)
    except ValueError:
        raise ReaderProblem(f"{shown(cell)} is not a date; write it as 2026-03-31 or 2026-03-31 14:05") from None
    if not FIRST_YEAR <= moment.year <= now.year + 1:
        raise ReaderProblem(f"the date {shown(cell)} lies outside {FIRST_YEAR} to now")
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if moment > now:
        raise ReaderProblem(f"the date {shown(cell)} lies in the future")
    return moment


def midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time.min, zone)


def shown(cell: str) -> str:
    """A cell's beginning, for a message; control characters are written out."""
    return repr(cell.strip()[:40])
