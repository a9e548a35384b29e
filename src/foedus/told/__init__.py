"""Answers as plain data: the objects that verbs print with `--json` and that the page answers under `/api`."""
