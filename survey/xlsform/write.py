"""Sheets as files: .xlsx, .csv and Markdown tables."""

import csv
import io
from collections.abc import Callable

from survey.xlsform.sheet import BREAK
from survey.xlsform.sheets import Table

Sheets = dict[str, Table]
WIDTHS = {"type": 24, "name": 20}


def write_markdown(sheets: Sheets) -> bytes:
    """Tables as pyxform reads them: the sheet's name in the first column, alone."""
    parts = ["\n".join([f"| {name} |", *(markdown_row(row) for row in rows)]) for name, rows in sheets.items()]
    return ("\n\n".join(parts) + "\n").encode()


def markdown_row(row: list[str]) -> str:
    cells = (cell.replace("|", r"\|").replace("\n", BREAK) for cell in row)
    return "| | " + " | ".join(cells) + " |"


def write_csv(sheets: Sheets) -> bytes:
    """The sheet's name in the first column of a row of its own; with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    for name, rows in sheets.items():
        writer.writerow([name, ""])
        writer.writerows(["", *row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def write_workbook(sheets: Sheets) -> bytes:
    """Text cells only: what looks like a formula or an address stays the text that somebody wrote."""
    import xlsxwriter

    made = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(made, options) as book:
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, header in enumerate(rows[0]):
                sheet.set_column(column, column, WIDTHS.get(header, 30 if "::" in header else 16))
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, column, cell, wrapped if number else bold)
    return made.getvalue()


WRITERS: dict[str, Callable[[Sheets], bytes]] = {".xlsx": write_workbook, ".csv": write_csv, ".md": write_markdown}
