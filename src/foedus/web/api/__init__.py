"""The same answers as JSON, in the shapes of `foedus ... --json`, and their description as OpenAPI."""
