"""The two formats that are text: sheets one below the other, the sheet's name in a first column of its own."""

import csv
import io
import re
from pathlib import Path

from survey.language import gettext as _
from survey.survey_problem import SurveyProblem

Tables = dict[str, list[list[str]]]
PIPE = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"[|\s:-]+")
#: What stands between cells, by where the spreadsheet that saved the file is at home
BETWEEN = ",;\t"


def read_text(path: Path) -> str:
    """UTF-8, with its mark or without; UTF-16 when it says so."""
    content = path.read_bytes()
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        what = _("%(file)s is not in UTF-8. Save it as “CSV UTF-8” in your spreadsheet.", file=path.name)
        raise SurveyProblem([what]) from error


def plain_csv(text: str) -> str:
    """With commas, whatever stood between the cells."""
    head = "\n".join(text.splitlines()[:3])
    between = max(BETWEEN, key=head.count)
    if between == ",":
        return text
    made = io.StringIO()
    csv.writer(made).writerows(csv.reader(io.StringIO(text, newline=""), delimiter=between))
    return made.getvalue()


def read_csv(text: str) -> Tables:
    return sheets_of(list(csv.reader(io.StringIO(text, newline=""))))


def read_markdown(text: str) -> Tables:
    lines = (line.strip() for line in text.split("\n"))
    rows = (PIPE.split(line[1:].rstrip()) for line in lines if line.startswith("|") and not RULE.fullmatch(line))
    return sheets_of([[cell.strip() for cell in row[:-1]] for row in rows])


def sheets_of(rows: list[list[str]]) -> Tables:
    """Rows without the first column, by the sheet's name; rows without anything are left out."""
    found: Tables = {}
    sheet = ""
    for row in rows:
        if row and row[0].strip():
            sheet = row[0].strip()
            found[sheet] = []
        if sheet and any(cell.strip() for cell in row[1:]):
            found[sheet].append(row[1:])
    return found
