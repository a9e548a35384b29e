"""The evidence ledger: entries that are never rewritten, and the world as it was known on any day."""
