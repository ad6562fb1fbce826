"""The workbook: results for people, and their details and own columns back.

``results_sheet`` makes the sheet, ``write_xlsx`` and ``write_csv`` the file. What comes back
is told apart by ``heading_of``, read by ``Reading`` and settled by ``settle``; where the file
is read is not known here.
"""

from watchword.measure.take import Take
from watchword.measure.workbook.columns import is_results
from watchword.measure.workbook.csv_form import write_csv
from watchword.measure.workbook.heading import Heading, heading_of
from watchword.measure.workbook.returned import Note, Reading, ReturnedRow
from watchword.measure.workbook.settle import Conflict, Settled, edited_posts, settle
from watchword.measure.workbook.sheet import Sheet, results_sheet
from watchword.measure.workbook.xlsx import write_xlsx

__all__ = [
    "Conflict",
    "Heading",
    "Note",
    "Reading",
    "ReturnedRow",
    "Settled",
    "Sheet",
    "Take",
    "edited_posts",
    "heading_of",
    "is_results",
    "results_sheet",
    "settle",
    "write_csv",
    "write_xlsx",
]
