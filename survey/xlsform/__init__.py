"""XLSForm, the spreadsheet that survey teams write: .xlsx, .csv or Markdown tables, read through pyxform."""

from survey.xlsform.form import XLSForm, read_xlsform
from survey.xlsform.sheets import to_sheets
from survey.xlsform.write import WRITERS

__all__ = ["WRITERS", "XLSForm", "read_xlsform", "to_sheets"]
