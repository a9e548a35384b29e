"""The gate: outside data comes in here, is checked once, and reports every mistake at once with file and line."""
