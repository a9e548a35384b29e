"""The command line: a verb, then nouns. One module per group of verbs."""
