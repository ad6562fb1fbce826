"""Files that come from outside, opened with bounds: text, tables, JSON, workbooks, ZIP."""
