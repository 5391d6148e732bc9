"""XLSForm, the spreadsheet that survey teams write: .xlsx, .csv or Markdown tables, read through pyxform."""

from survey.xlsform.form import XLSForm, read_xlsform

__all__ = ["XLSForm", "read_xlsform"]
