"""The texts that people read: in which languages, and what they may hold in braces."""

import re

from survey.form_content import PLACEHOLDER, PLACEHOLDERS, Wording
from survey.language import gettext as _
from survey.xlsform.report import Report
from survey.xlsform.sheet import Row

LONGEST = 10_000
ANSWER = re.compile(r"\$\{[^}]*\}")


def read_wording(row: Row, part: str, report: Report) -> Wording:
    """The texts of a row by language; what cannot be filled in is refused."""
    found = row.wording(part)
    for column, text in row.cells.items():
        if column.part == part and column.language:
            check_text(row, column.written, text, report)
    return found


def check_text(row: Row, header: str, text: str, report: Report) -> None:
    for name in sorted(set(PLACEHOLDER.findall(text)) - set(PLACEHOLDERS)):
        what = _("nothing is known to put in the place of {%(name)s}.", name=name)
        report.refuse(row.sheet, row.number, header, what)
    if len(text) > LONGEST:
        what = _("the text is longer than %(longest)s characters.", longest=LONGEST)
        report.refuse(row.sheet, row.number, header, what)
    for answer in ANSWER.findall(text)[:1]:
        what = _("an answer cannot be put into a text. Write the text without %(answer)s.", answer=answer)
        report.refuse(row.sheet, row.number, header, what)
