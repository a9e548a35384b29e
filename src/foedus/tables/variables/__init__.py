"""The variables: one room for each family, each with its sources, its coverage and its definition."""
